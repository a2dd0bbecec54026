/** One suite for every level: the contract that they all keep. */
import { describe, expect, test } from "vitest";
import { BATCHES, type Level, type LevelResult, type Progress, type Task } from "#levels/contract.ts";
import type { Model } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { LEVELS } from "#run/level-registry.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { solved } from "../support/models.ts";

const model = (text: string): Model => parseModel(`perrin: 1\n${text}`, { file: "conformance.yaml" });

/** Small models, at least two for every level; each asks for what is kept as `kept`, if something is. */
const MODELS: Readonly<Record<string, Model>> = {
  "a walker on a line": model(`
species: {drug: {D: 1 m^2/s}}
domain: {geometry: line, cells: 100}
initial: {drug: {at: 0 m}}
solve: {transient: {until: 2 s, every: 1 s}}
outputs: {m: {of: mean(drug)}, v: {of: variance(drug)}, p: {of: "probability(drug, x > 1 m)"}}
`),
  "a box with a jump of K": model(`
species: {drug: {in: {a: {D: 1 m^2/s}, b: {D: 2 m^2/s, K: 3}}}}
domain: {geometry: slab, layers: [{name: one, medium: a, thickness: 1 m, cells: 8}, {name: two, medium: b, thickness: 1 m, cells: 8}]}
initial: {drug: {one: 1 mol/m^3}}
solve: [equilibrium, {transient: {until: 1 s, every: 0.5 s}}]
outputs: {kept: {of: "amount(drug, one) + amount(drug, two)"}, rest: {of: "amount(drug, two)"}}
`),
  "a slab between a source and a sink": model(`
species: {drug: {D: 1 m^2/s}}
domain: {geometry: slab, thickness: 1 m, cells: 8}
initial: {drug: 0 mol/m^3}
boundary: {left: {drug: {concentration: 1 mol/m^3}}, right: {drug: absorbing}}
solve: [steady, {transient: {until: 1 s, every: 0.5 s}}]
outputs: {J: {of: "flux(drug, right)"}, Q: {of: "amount_permeated(drug, right)"}}
`),
  "a ball in a bath": model(`
species: {drug: {D: 1 m^2/s}}
domain: {geometry: sphere, radius: 1 m, cells: 8}
initial: {drug: 1 mol/m^3}
boundary: {outer: {drug: {bath: {volume: 2 m^3, concentration: 0 mol/m^3}}}}
solve: {transient: {until: 1 s, every: 0.25 s}}
outputs: {kept: {of: "amount(drug, all)"}, out: {of: "amount(drug, outer.bath)"}}
`),
  "a walker that leaves": model(`
species: {drug: {D: 1 m^2/s}}
domain: {geometry: slab, thickness: 1 m, cells: 20}
initial: {drug: {at: 0.5 m}}
boundary: {left: {drug: absorbing}}
solve: {transient: {until: 0.5 s, every: 0.25 s}}
outputs: {kept: {of: "survival(drug) + amount_permeated(drug, left)"}, S: {of: survival(drug)}}
`),
  "a walk by steps": model(`
species: {drug: {walk: {step: {lattice: 1 m, right: 0.6}, clock: {fixed: 1 s}}}}
domain: {geometry: line}
initial: {drug: {at: 0 m}}
solve: {transient: {until: 20 s, every: 10 s}}
outputs: {m: {of: mean(drug)}, v: {of: variance(drug)}, p: {of: "probability(drug, x > -100 m)"}}
`),
  "a walk on ten sites": model(`
species: {drug: {walk: {step: {lattice: 1 m}, clock: {poisson: 1 s}}}}
domain: {geometry: lattice, sites: 10}
initial: {drug: {at: 0 m}}
solve: {transient: {until: 20 s, every: 10 s}}
outputs: {kept: {of: "probability(drug, x > -1 m)"}, m: {of: mean(drug)}}
`),
  "two compartments that exchange": model(`
species: {drug: {}}
compartments: {a: {volume: 1 L, wall: rigid, contains: {drug: 1 mM}}, b: {volume: 2 L, wall: rigid}}
membranes: {m: {between: [a, b], area: 1 m^2, solutes: {drug: {P: 1e-3 m/s}}}}
solve: {transient: {until: 1 s, every: 0.5 s}}
outputs: {kept: {of: "amount(drug, a) + amount(drug, b)"}, c: {of: "c(drug, b)"}, J: {of: "flux(drug, m)"}}
`),
  "three compartments that swell": model(`
temperature: 300 K
species: {drug: {}}
compartments:
  a: {volume: 1 L, wall: flexible, contains: {drug: 1 mM}}
  b: {volume: 2 L, wall: flexible}
  side: {volume: 1 L, wall: flexible, contains: {drug: 2 mM}}
membranes:
  m: {between: [a, b], area: 1 m^2, Lp: 1e-8 m/s/Pa, solvent-drag: patlak, solutes: {drug: {P: 1e-3 m/s, sigma: 0.5}}}
  n: {between: [b, side], area: 1 m^2, Lp: 1e-8 m/s/Pa, solvent-drag: kk-log-mean, solutes: {drug: {P: 1e-3 m/s, sigma: 0.5}}}
solve: {transient: {until: 1 s, every: 0.5 s}}
outputs: {kept: {of: "amount(drug, all)"}, V: {of: volume(a)}, Jv: {of: volume_flux(m)}}
`),
};

/** A start, a potential and a D that vary on an endless line: no grid knows where to look, and no formula holds. */
const UNBOUNDED = model(`
temperature: 300 K
species: {drug: {D: "1 m^2/s * (1 + tanh(x / (1 m)) / 2)", mu: [ideal, {potential: "sin(x / (1 m)) * 1e-21 J"}]}}
domain: {geometry: line}
initial: {drug: "1 mol/m^3 * exp(-(x / (1 m))^2)"}
solve: {transient: {until: 1 s, every: 1 s}}
outputs: {c: {of: "c(drug, 0 m)"}}
`);

const taskOf = (given: Model, fields: Partial<Task> = {}): Task => ({
  model: given,
  species: "drug",
  solves: given.solves,
  measures: measuresOf(given),
  walkers: 64 * 20,
  seed: 1,
  refinement: 1,
  ...fields,
});

/** Everything that a level yields, and its result. */
function drained(run: Generator<Progress, LevelResult>): { progress: Progress[]; result: LevelResult } {
  const progress: Progress[] = [];
  for (;;) {
    const next = run.next();
    if (next.done) return { progress, result: next.value };
    progress.push(next.value);
  }
}

/** Readings as plain numbers, to be compared bit for bit. */
const bits = ({ readings }: LevelResult) =>
  readings.map(({ measure, when, value, batches }) => [measure, when, value, ...(batches ?? [])]);

describe.each(LEVELS.map((level) => [level.name, level] as const))("%s", (_, level: Level) => {
  const carried = Object.entries(MODELS).filter(([, given]) => level.accepts(given, "drug").accepts);

  test("carries at least two of the models", () => {
    expect(carried.length).toBeGreaterThanOrEqual(2);
  });

  test("refuses what it cannot carry, saying because of what and what to change", () => {
    const refused = [...Object.values(MODELS), UNBOUNDED].map((given) => level.accepts(given, "drug"));
    const answers = refused.filter((answer) => !answer.accepts);
    expect(answers.length).toBeGreaterThan(0);
    for (const { because, change } of answers) {
      expect(because.length).toBeGreaterThan(10);
      expect(change.length).toBeGreaterThan(10);
    }
  });

  describe.each(carried)("of %s", (_name, given) => {
    const { progress, result } = drained(level.solve(taskOf(given)));
    const asked = new Set(measuresOf(given).map(({ key }) => key));

    test("answers only what was asked, with finite numbers, each once", () => {
      expect(result.level).toBe(level.name);
      const seen = new Set<string>();
      for (const { measure, when, value, batches } of result.readings) {
        expect(asked).toContain(measure);
        expect([measure, when, Number.isFinite(value)]).toEqual([measure, when, true]);
        expect(seen).not.toContain(`${measure} ${when}`);
        seen.add(`${measure} ${when}`);
        if (batches) for (const each of batches) expect(Number.isFinite(each)).toBe(true);
      }
      expect(seen.size).toBeGreaterThan(0);
      for (const profile of result.profiles) expect(profile.values.length).toBe(profile.coordinate.length);
    });

    test("carries sampling noise if it says so, and then in batches whose mean is the value of a linear reading", () => {
      expect(result.readings.some(({ batches }) => batches !== undefined)).toBe(level.sampled);
      for (const { measure, value, batches } of result.readings) {
        if (!batches) continue;
        expect(batches.length).toBe(BATCHES);
        if (!/^(amount|survival|probability|amount_permeated)\(/.test(measure)) continue;
        const mean = batches.reduce((a, b) => a + b) / BATCHES;
        expect(mean).toBeNear(value, { abs: 1e-12 * Math.max(...batches.map(Math.abs)) });
      }
    });

    test("yields progress that never falls and stays within its work", () => {
      let last = 0;
      for (const { fraction, doing } of progress) {
        expect(fraction).toBeGreaterThanOrEqual(last);
        expect(fraction).toBeLessThanOrEqual(1);
        expect(doing.length).toBeGreaterThan(0);
        last = fraction;
      }
    });

    test("gives the same bits for the same seed", () => {
      expect(bits(solved(level.solve(taskOf(given))))).toEqual(bits(result));
    });

    test(
      level.sampled ? "gives other bits for another seed" : "does not look at the seed or the number of walkers",
      () => {
        const other = bits(
          solved(level.solve(taskOf(given, { seed: 2, ...(level.sampled ? {} : { walkers: 6400 }) }))),
        );
        if (level.sampled) expect(other).not.toEqual(bits(result));
        else expect(other).toEqual(bits(result));
      },
    );

    test("does not let one measure change another", () => {
      const [first] = measuresOf(given);
      const alone = solved(level.solve(taskOf(given, { measures: first ? [first] : [] })));
      const own = bits(result).filter(([measure]) => measure === first?.key);
      expect(bits(alone)).toEqual(own);
    });

    test("stops when it is asked no more", () => {
      const run = level.solve(taskOf(given));
      run.next();
      run.return(undefined as never);
      expect(run.next()).toEqual({ done: true, value: undefined });
    });

    test("keeps what the model keeps", () => {
      const kept = given.outputs.find(({ name }) => name === "kept");
      const { massDrift } = result.invariants;
      if (massDrift !== undefined) expect(massDrift).toBeLessThan(1e-12);
      if (!kept) return;
      const times = [...new Set(result.readings.map(({ when }) => when))];
      const keys = measuresOf({ ...given, outputs: [kept] }).map(({ key }) => key);
      const readings = (when: unknown) => result.readings.filter((r) => r.when === when && keys.includes(r.measure));
      const totals = times
        .filter((t) => readings(t).length === keys.length)
        .map((t) => readings(t).reduce((s, r) => s + r.value, 0));
      expect(totals.length).toBeGreaterThan(1);
      // closed forms of a transient are sums of a series or inversions of a transform, to 1e-9
      for (const total of totals)
        expect(total).toBeNear(totals[0] as number, { rel: level.name === "closed-form" ? 1e-9 : 1e-12 });
    });
  });
});
