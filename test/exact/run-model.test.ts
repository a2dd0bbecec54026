import { describe, expect, test } from "vitest";
import type { LevelName } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { exitCodeOf } from "#run/exit-code.ts";
import { LevelRefused } from "#run/level-refused.ts";
import { type RunOptions, type RunProgress, runModel } from "#run/run-model.ts";
import type { RunResult } from "#run/run-result.ts";

const rounding = { rel: 1e-12 };

/** A slab between two reservoirs, D c / L = 2 k mol m^-2 s^-1. */
const slab = (rest: string) => `perrin: 1
parameters: {k: 1 mol/m^3}
species: {drug: {D: 1 m^2/s}}
domain: {geometry: slab, thickness: 0.5 m, cells: 4}
boundary: {left: {drug: {concentration: k}}, right: {drug: absorbing}}
${rest}`;

function run(text: string, options: Partial<RunOptions> = {}): { result: RunResult; progress: RunProgress[] } {
  const read = (set: Readonly<Record<string, string>> = {}) => parseModel(text, { file: "m.yaml", set });
  const progress: RunProgress[] = [];
  const steps = runModel(read(), { version: "9", name: "m", hash: "h", variant: read, walkers: 640, ...options });
  for (;;) {
    const next = steps.next();
    if (next.done) return { result: next.value, progress };
    progress.push(next.value);
  }
}

const STEADY = `solve: steady
levels: [master, continuum]
outputs:
  J: {of: "flux(drug, right)", unit: mmol/m^2/s}
  way: {of: "c(drug, left) / J"}
`;

describe("outputs", () => {
  test("are expressions over measures and other outputs, in the unit that they declare", () => {
    const { levels } = run(slab(STEADY)).result;
    for (const level of ["master", "continuum"] as const) {
      const outputs = levels[level]?.outputs ?? {};
      expect(outputs.J?.unit).toBe("mmol/m^2/s");
      expect(outputs.J?.value).toBeNear(2000, rounding);
      expect(outputs.way?.value).toBeNear(0.5, rounding); // SI, whatever the unit of J
      expect([outputs.J?.when, outputs.J?.standardError]).toEqual(["steady", null]);
    }
  });

  test("that lack a measure are left out, with all that name them", () => {
    const text = slab(`solve: steady
levels: [walk]
outputs: {J: {of: "flux(drug, right)"}, c: {of: "c(drug, 0.1 m)"}, both: {of: J / c}}
`);
    expect(Object.keys(run(text).result.levels.walk?.outputs ?? {})).toEqual(["J"]);
  });

  test("over time come as a series with t standing for the record time, and end in the last value", () => {
    const text = slab(`solve: {transient: {until: 3 s, every: 1 s}}
levels: [continuum]
outputs: {Q: {of: "amount_permeated(drug, right)"}, twice: {of: 2 * Q}, clock: {of: "t + 0 * Q / (1 mol/m^2/s)"}}
`);
    const { Q, twice, clock } = run(text).result.levels.continuum?.outputs ?? {};
    expect(Q?.series?.axes.t.values).toEqual([0, 1, 2, 3]);
    expect(Q?.when).toBe("last");
    expect(twice?.value).toBeNear(2 * (Q?.value ?? 0), rounding);
    expect(clock?.series?.values).toEqual([0, 1, 2, 3]);
    // after many times L²/D it grows by J = 2 each second, from the lag L²/6D = 1/24 s on; 4 cells miss the lag by 1/64 of it
    expect((Q?.value ?? 0) - (Q?.series?.values[2] ?? 0)).toBeNear(2, { rel: 1e-6 });
    expect(Q?.value).toBeNear(2 * (3 - 1 / 24), { abs: 2 / 24 / 16 });
  });

  test("of a model that is only a formula are computed as they stand", () => {
    const { levels, refused } = run("perrin: 1\nparameters: {a: 3 m}\noutputs: {A: {of: a^2, unit: cm^2}}\n").result;
    expect(levels["closed-form"]?.outputs.A?.value).toBeNear(9e4, rounding);
    expect(refused).toEqual([]);
  });

  test("of a sampled level carry a standard error, that of the mean of its batches", () => {
    const text = slab(`solve: {transient: {until: 0.1 s, every: 0.1 s}}
levels: [walk]
initial: {drug: 1 mol/m^3}
outputs: {n: {of: "amount(drug)"}}
`);
    const n = run(text).result.levels.walk?.outputs.n;
    expect(n?.standardError).toBeGreaterThan(0);
    // 640 walkers and those that come in, each worth 1/1280: the amount is a Poisson number of a few hundred of them
    expect(n?.standardError).toBeLessThan(Math.sqrt(n?.value ?? 0) / Math.sqrt(1280) / 0.5);
  });
});

describe("expectations", () => {
  const verdicts = (expectation: string, options: Partial<RunOptions> = {}, body = STEADY) =>
    run(slab(`${body}expect:\n  - ${expectation}\n`), options).result.expect;
  const summary = (expectation: string) => verdicts(expectation).map(({ level, verdict }) => `${level} ${verdict}`);

  test("bind every level without sampling noise, or those that they name", () => {
    const value = "value: 2000 mmol/m^2/s, rel: 1e-9";
    expect(summary(`{of: J, ${value}}`)).toEqual(["master met", "continuum met"]);
    expect(summary(`{of: J, ${value}, level: continuum}`)).toEqual(["continuum met"]);
    expect(summary(`{of: J, ${value}, level: walk}`)).toEqual(["walk not stated"]);
  });

  test("are missed by as little as they say, in the unit of the output", () => {
    const [met] = verdicts("{of: J, value: 2 mol/m^2/s, abs: 1e-9 mol/m^2/s}");
    expect(met).toMatchObject({ verdict: "met", unit: "mmol/m^2/s", line: met?.line });
    expect(met?.expected).toBeNear(2000, rounding);
    expect(met?.allowed).toBeNear(1e-6, rounding);
    expect(summary("{of: J, value: 2001 mmol/m^2/s, rel: 4e-4}")).toEqual(["master missed", "continuum missed"]);
    expect(summary("{of: J, value: 2001 mmol/m^2/s, rel: 6e-4}")).toEqual(["master met", "continuum met"]);
  });

  test("may set parameters of their own", () => {
    expect(summary("{of: J, with: {k: 3 mol/m^3}, value: 6 mol/m^2/s, rel: 1e-9}")).toEqual([
      "master met",
      "continuum met",
    ]);
    const without = { variant: undefined } as unknown as Partial<RunOptions>;
    const [verdict] = verdicts("{of: J, with: {k: 3 mol/m^3}, value: 6 mol/m^2/s, rel: 1e-9}", without);
    expect(verdict?.verdict).toBe("not stated");
  });

  test("of conservation look at the largest change over the series", () => {
    const box = `perrin: 1
species: {drug: {D: 1 m^2/s}}
domain: {geometry: slab, thickness: 1 m, cells: 4}
initial: {drug: "if(x < 0.5 m, 2 mol/m^3, 0 mol/m^3)"}
solve: {transient: {until: 0.1 s, every: 0.05 s}}
levels: [continuum]
outputs: {near: {of: "probability(drug, x < 0.5 m)"}}
expect:
  - {of: "amount(drug)", conserved: 1e-12}
  - {of: near, conserved: 0.1}
`;
    const [whole, half] = run(box).result.expect;
    expect(whole?.verdict).toBe("met");
    expect(half?.verdict).toBe("missed");
    expect(half?.found).toBeGreaterThan(0.1);
  });

  test("decide the exit code", () => {
    const code = (expectation: string) => exitCodeOf(run(slab(`${STEADY}expect:\n  - ${expectation}\n`)).result);
    expect(code("{of: J, value: 2 mol/m^2/s, rel: 1e-9}")).toBe(0);
    expect(code("{of: J, value: 3 mol/m^2/s, rel: 1e-9}")).toBe(1);
    expect(code("{of: J, value: 2 mol/m^2/s, rel: 1e-9, level: walk}")).toBe(1);
  });
});

describe("levels", () => {
  const asked = (levels: readonly LevelName[], text = slab(STEADY)) => run(text, { levels }).result;

  test("that are not listed and cannot carry the model are left out with the reason", () => {
    const { levels, refused } = run(slab(STEADY.replace("levels: [master, continuum]\n", ""))).result;
    expect(Object.keys(levels)).toEqual(["closed-form", "walk", "master", "continuum"]);
    expect(refused.map(({ level }) => level)).toEqual(["langevin", "compartments"]);
  });

  test("that are listed and cannot carry the model stop the run, all of them named", () => {
    expect(() => asked(["langevin", "compartments", "master"])).toThrow(LevelRefused);
    expect(() => asked(["langevin", "compartments", "master"])).toThrow(/langevin cannot[\s\S]*compartments cannot/);
  });

  test("run in their order, and the run comes from 0 to 1", () => {
    const { progress } = run(slab(STEADY));
    expect([...new Set(progress.map(({ level }) => level))]).toEqual(["master", "continuum"]);
    let last = 0;
    for (const { fraction } of progress) {
      expect(fraction).toBeGreaterThanOrEqual(last);
      expect(fraction).toBeLessThanOrEqual(1);
      last = fraction;
    }
  });

  test("solve on finer meshes when refined, and the sampled ones with the walkers and seed asked", () => {
    const method = (level: LevelName, options: Partial<RunOptions>) =>
      run(slab(STEADY), { levels: [level], ...options }).result.levels[level]?.method ?? "";
    expect(method("continuum", {})).toMatch(/on 4 cells/);
    expect(method("continuum", { refinement: 2 })).toMatch(/on 8 cells/);
    expect(method("walk", { walkers: 6400 })).toMatch(/^6400 walkers/);
    const J = (seed: number) => run(slab(STEADY), { levels: ["walk"], seed }).result.levels.walk?.outputs.J?.value;
    expect(J(1)).not.toBe(J(2));
    expect(J(2)).toBe(J(2));
  });
});

test("agreement is judged between all pairs of levels, by the margin that the file names", () => {
  const { agreement } = run(
    slab(
      STEADY.replace("[master, continuum]", "[closed-form, master, continuum]") +
        "agree: {J: {margin: 1 %, confidence: 99 %}}\n",
    ),
  ).result;
  expect(agreement.map(({ levels }) => levels)).toEqual(
    expect.arrayContaining([
      ["closed-form", "master"],
      ["closed-form", "continuum"],
    ]),
  );
  for (const { verdict, output } of agreement) expect([output, verdict]).toEqual(["J", "agree"]);
  const independent = agreement.find(({ levels }) => levels[0] === "closed-form")?.independent;
  const shared = agreement.find(({ levels }) => levels[0] === "master" && levels[1] === "continuum");
  expect(independent).toBe(true);
  if (shared) expect(shared.independent).toBe(false);
});

test("an output of the time alone is stated at every record time, and at no other", () => {
  const model = parseModel(
    "perrin: 1\nspecies: {w: {D: 1 m^2/s}}\ndomain: {geometry: line}\ninitial: {w: {at: 0 m}}\n" +
      "solve: {transient: {until: 2 s, every: 1 s}}\nlevels: [closed-form]\n" +
      "outputs: {law: 2 * D(w) * t, gap: law - variance(w)}\n",
  );
  const run = runModel(model, { version: "0", name: "time", hash: "" });
  let next = run.next();
  while (!next.done) next = run.next();
  const outputs = next.value.levels["closed-form"]?.outputs;
  expect(outputs?.law?.series?.values).toEqual([0, 2, 4]);
  expect(outputs?.gap?.series?.values).toEqual([0, 0, 0]);
});
