/**
 * Every level against the closed forms, on twenty random models of each family.
 *
 * Levels without noise must be within their discretisation: a scheme of second order that moves by δ when its cells are
 * halved is within δ/3 of its limit to leading order, and δ is allowed. Sampled levels must be within five standard
 * errors of the law they sample: the walk of the master equation on the same cells where there is one, else (and
 * Langevin) of the closed form. The standard errors come from 64 batches: Student's t beyond 5 has a probability of 5e-6
 * for each value, so that a few thousand values fail by one choice of seeds in some tens. What is resolved: 20 480 walkers
 * find a probability of a half that is wrong by 0.017, and a variance that is wrong by 5 %.
 */
import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { BATCHES, type Level, type LevelResult, type Reading, type Task, type When } from "#levels/contract.ts";
import type { LevelName, Model } from "#model/model.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { levelNamed } from "#run/level-registry.ts";
import { measure } from "../support/closed-form.ts";
import { solved } from "../support/models.ts";
import { type Drawn, FAMILIES, type Family, randomFrom } from "../support/random-models.ts";

const SEED = 20_251_120;
const MODELS = 20;
const WALKERS = BATCHES * 320;
const SIGMAS = 5;

type Readings = ReadonlyMap<string, Reading>;

const keyOf = (text: string, when: When) => `${text} at ${when}`;

function readingsOf(level: Level, { model, texts }: Drawn, fields: Partial<Task> = {}): Readings {
  const task: Task = {
    model,
    species: "drug",
    solves: model.solves,
    measures: texts.map(measure),
    walkers: WALKERS,
    seed: SEED,
    refinement: 1,
    ...fields,
  };
  const result: LevelResult = solved(level.solve(task));
  return new Map(result.readings.map((reading) => [keyOf(reading.measure, reading.when), reading]));
}

function levelOf(name: LevelName): Level {
  const level = levelNamed(name);
  if (level === undefined) throw new Error(`no level ${name}`);
  return level;
}

/** The models of a family; each from a stream of its own. */
function drawn(family: Family, index: number): readonly Drawn[] {
  return Array.from({ length: MODELS }, (_, k) => {
    const stream = makeRandomStream(SEED, PURPOSE.demonstration, 1000 * index + k);
    return family.draw(randomFrom(() => stream.uniform()));
  });
}

const refusal = (level: Level, model: Model): string => {
  const answer = level.accepts(model, "drug");
  return answer.accepts ? "" : `${level.name} refuses: ${answer.because}`;
};

/** The largest size of a measure over its times: errors of a transient count against it. */
function scaleOf(exact: Readings, text: string): number {
  return Math.max(...[...exact.values()].filter((r) => r.measure === text).map((r) => Math.abs(r.value)));
}

const families = Object.entries(FAMILIES).map(([name, family], index) => [name, family, index] as const);

describe.each(families)("%s", (_, family, index) => {
  const models = drawn(family, index);
  const exact = models.map((each) =>
    refusal(closedForm, each.model) === "" ? readingsOf(closedForm, each) : new Map(),
  );

  test("has an exact law for all that is asked", () => {
    models.forEach(({ model, texts }, k) => {
      expect(refusal(closedForm, model)).toBe("");
      for (const text of texts) expect([...(exact[k] as Readings).values()].map((r) => r.measure)).toContain(text);
    });
  });

  const noiseless = family.levels.filter((name) => !levelOf(name).sampled);
  test.each(noiseless)("%s is within its discretisation of the exact law", (name) => {
    const level = levelOf(name);
    const faults: string[] = [];
    models.forEach((each, k) => {
      expect(refusal(level, each.model)).toBe("");
      const refinement = family.coarse?.[name] ?? 1;
      const coarse = readingsOf(level, each, { refinement });
      const fine = readingsOf(level, each, { refinement: 2 * refinement });
      let judged = 0;
      for (const [key, { measure: text, value }] of exact[k] as Readings) {
        const [rough, better] = [coarse.get(key)?.value, fine.get(key)?.value];
        if (rough === undefined || better === undefined) continue;
        const scale = scaleOf(exact[k] as Readings, text);
        // steps in time err by 1e-8 each, some thousand times; transforms are inverted to 1e-9
        const allowed = Math.abs(rough - better) + (1e-5 + cutError(text, family.cut ?? 0)) * scale;
        if (!(Math.abs(better - value) <= allowed))
          faults.push(`model ${k}: ${key}: ${rough}, then ${better}, for ${value}; allowed ${allowed}`);
        // and the discretisation itself is small: 5 % of the size along each axis of these coarse meshes
        if (!(Math.abs(rough - value) <= 0.05 * axesIn(text, each.model) * scale))
          faults.push(`model ${k}: ${key}: ${rough} for ${value}`);
        judged++;
      }
      expect([k, judged > 0]).toEqual([k, true]);
    });
    expect(faults).toEqual([]);
  });

  const sampled = family.levels.filter((name) => levelOf(name).sampled);
  test.each(sampled)("%s is within five standard errors of the law it samples", (name) => {
    const level = levelOf(name);
    const faults: string[] = [];
    models.forEach((each, k) => {
      expect(refusal(level, each.model)).toBe("");
      const byMaster = name === "walk" && refusal(levelOf("master"), each.model) === "";
      const law = byMaster ? readingsOf(levelOf("master"), each) : (exact[k] as Readings);
      let judged = 0;
      for (const [key, { measure: text, value, batches }] of readingsOf(level, each, { seed: SEED + k })) {
        const reference = law.get(key)?.value;
        if (reference === undefined || batches === undefined) continue;
        const error = standardError(batches);
        let unseen = 0;
        if (isRare(batches)) {
          // what few walkers do has no normal scatter: twenty of them may go unseen
          if (!/^(probability|survival|amount)\(/.test(text)) continue;
          unseen = (20 / WALKERS) * (text.startsWith("amount") ? Math.abs(reference) : 1);
        }
        if (!(Math.abs(value - reference) <= SIGMAS * error + unseen + 1e-9 * Math.abs(reference)))
          faults.push(
            `model ${k}: ${key}: ${value} is ${(value - reference) / error} standard errors from ${reference}`,
          );
        judged++;
      }
      expect([k, judged > 0]).toEqual([k, true]);
    });
    expect(faults).toEqual([]);
  });
});

/**
 * Where a start lies between nodes, or a condition or a place cuts a cell of width h, the error has no one constant: a
 * linear law in the cell misses a probability by at most h² |ρ'| / 8, of a Gaussian of deviation σ 0.242 (h/σ)² / 8, and
 * as much again for the start; a concentration within 2σ by 3 (h/σ)² / 8 of itself.
 */
function cutError(text: string, cut: number): number {
  return text.startsWith("c(") ? (3 * cut * cut) / 8 : (2 * 0.242 * cut * cut) / 8;
}

/** A concentration in free space is the product of one along each axis, so that their errors add; other measures have one. */
function axesIn(text: string, { domain }: Model): number {
  return text.startsWith("c(") && domain?.kind === "free" ? domain.dimensions : 1;
}

/** Whether more than a quarter of the batches say the same, as counts of one or two walkers do. */
function isRare(batches: Float64Array): boolean {
  const counts = new Map<number, number>();
  for (const b of batches) {
    const rounded = Number(b.toPrecision(12));
    counts.set(rounded, (counts.get(rounded) ?? 0) + 1);
  }
  return Math.max(...counts.values()) > BATCHES / 4;
}

function standardError(batches: Float64Array): number {
  const mean = batches.reduce((a, b) => a + b) / BATCHES;
  return Math.sqrt(batches.reduce((sum, b) => sum + (b - mean) ** 2, 0) / (BATCHES - 1) / BATCHES);
}
