import { afterEach, describe, expect, test, vi } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { master } from "#levels/master/master.ts";
import { parseModel } from "#model/parse-model.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { htmlReport } from "#report/html-report.ts";
import { PLAIN_INK } from "#report/ink.ts";
import { textReport } from "#report/text-report.ts";
import { exitCodeOf } from "#run/exit-code.ts";
import { LevelsFailed } from "#run/failed-level.ts";
import { documentOf } from "#run/field-report.ts";
import { runModel } from "#run/run-model.ts";
import type { RunResult } from "#run/run-result.ts";
import { DomainError } from "#units/domain-error.ts";

const SLAB = `perrin: 1
parameters: {k: 1 mol/m^3}
species: {drug: {D: 1 m^2/s}}
domain: {geometry: slab, thickness: 0.5 m, cells: 4}
boundary: {left: {drug: {concentration: k}}, right: {drug: absorbing}}
solve: steady
levels: [master, continuum]
outputs:
  J: "flux(drug, right)"
  never: "msd(drug)"
agree: {J: {margin: 1 %}}
expect:
  - {of: J, value: 2 mol/m^2/s, rel: 1e-9}
  - {of: J, value: 2 mol/m^2/s, rel: 1e-9, level: continuum}
  - {of: J, value: 4 mol/m^2/s, rel: 1e-9, with: {k: 2 mol/m^3}, level: master}
`;

function run(text = SLAB): RunResult {
  const read = (set: Readonly<Record<string, string>> = {}) => parseModel(text, { file: "m.yaml", set });
  const steps = runModel(read(), { version: "9", name: "m", hash: "h", variant: read });
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

const FAILURE = "cell 3: the step shrank to nothing. Use more cells.";

const STATE = { when: "t = 3 s", columns: [{ name: "x", unit: "m", values: Float64Array.of(0.25) }] };

const shrunk = (): Error => new NumericalFailure("cell 3", "the step shrank to nothing", "Use more cells.", STATE);

/** From its `first` solve on, and to its `last`, the level fails. */
function failing(level: typeof continuum, first = 1, last = Number.POSITIVE_INFINITY, error = shrunk()): void {
  const { solve } = level;
  let solves = 0;
  vi.spyOn(level, "solve").mockImplementation(function* (task) {
    solves++;
    if (solves >= first && solves <= last) throw error;
    return yield* solve(task);
  });
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("where the solver of one level fails", () => {
  test("the others keep what they found, and the run ends with 3", () => {
    failing(continuum);
    const result = run();
    expect(result.levels.master?.outputs.J?.value).toBeNear(2, { rel: 1e-12 });
    expect(result.levels.continuum?.failed).toBe(FAILURE);
    expect(result.levels.continuum?.outputs).toEqual({});
    expect(exitCodeOf(result)).toBe(3);
  });

  test("its comparisons and what only it is asked cannot be told, and why", () => {
    failing(continuum);
    const { agreement, expect: expected } = run();
    const because = "continuum failed at cell 3: the step shrank to nothing. Use more cells";
    expect(agreement.map(({ levels, verdict, because: why }) => [levels, verdict, why])).toEqual([
      [["master", "continuum"], "cannot tell", because],
    ]);
    expect(expected.map(({ level, verdict, because: why }) => [level, verdict, why])).toEqual([
      ["master", "met", undefined],
      ["continuum", "cannot tell", because],
      ["master", "met", undefined],
    ]);
  });

  test("the text and the page name it with its message", () => {
    failing(continuum);
    const result = run();
    const text = textReport(result, { width: 200, ink: PLAIN_INK });
    expect(text).toMatch(/Levels that failed\n {2}continuum: cell 3: the step shrank to nothing\. Use more cells\./);
    expect(text).toContain("cannot tell: continuum failed at cell 3");
    const page = htmlReport(result, [], SLAB);
    expect(page).toContain(`<span class="disagree">failed</span></dt><dd>${FAILURE}`);
    expect(page).not.toMatch(/NaN/);
    expect(text).not.toMatch(/NaN/);
  });

  test("and where it fails for a setting of an expectation alone, that one cannot be told", () => {
    // its run, its companion on half as many cells, then the setting
    failing(master, 3);
    const result = run();
    expect(result.levels.master?.failed).toBeUndefined();
    expect(result.expect.map(({ verdict }) => verdict)).toEqual(["met", "met", "met", "cannot tell"]);
    expect(exitCodeOf(result)).toBe(3);
  });

  test("a number that has no meaning for a law of one level leaves the others theirs", () => {
    failing(continuum, 1, 1, new DomainError("radius", 0, "a radius must be positive [m]"));
    const result = run();
    expect(result.levels.master?.outputs.J?.value).toBeNear(2, { rel: 1e-12 });
    expect(result.levels.continuum?.failed).toBe("radius = 0: a radius must be positive [m].");
    expect(exitCodeOf(result)).toBe(3);
  });

  test("its last state stands in the result, and not in the document, which has null where nothing can be told", () => {
    failing(continuum);
    const result = run();
    expect(result.levels.continuum?.lastState).toEqual(STATE);
    const { levels, agreement } = JSON.parse(JSON.stringify(documentOf(result)));
    expect(levels.continuum).not.toHaveProperty("lastState");
    expect(levels.continuum.failed).toBe(FAILURE);
    expect(agreement[0]).toMatchObject({ difference: null, uncertainty: null, verdict: "cannot tell" });
  });

  test("where all levels fail, what each of them met ends the run", () => {
    failing(continuum);
    failing(master, 1, 99, new DomainError("radius", 0, "a radius must be positive [m]"));
    expect(run).toThrow(
      expect.objectContaining({
        kind: "numerical",
        message: `master: radius = 0: a radius must be positive [m].\ncontinuum: ${FAILURE}`,
        failed: [expect.objectContaining({ level: "master" }), expect.objectContaining({ level: "continuum" })],
      }),
    );
    expect(run).toThrow(LevelsFailed);
  });
});

describe("where the solver fails at a point of a sweep", () => {
  const SWEPT = `${SLAB.slice(0, SLAB.indexOf("agree:"))}sweep: {dose: {vary: k, from: 1 mol/m^3, to: 4 mol/m^3, points: 4, plot: J}}
plots: [{tornado: J, by: 50 %}]
`;

  test("that point is null, the reason is in the report, and the others have their values", () => {
    // its run, the tornado at the value of the file, lower and higher, then the points
    failing(master, 6, 7);
    const result = run(SWEPT);
    const [sweep] = result.sweeps;
    const [first, second, third, last] = sweep?.values ?? [];
    expect(first).toBeNear(2, { rel: 1e-12 });
    expect([second, third]).toEqual([null, null]);
    expect(last).toBeNear(8, { rel: 1e-12 });
    const because = "master failed at cell 3: the step shrank to nothing. Use more cells";
    expect(sweep?.failures).toEqual([
      { at: 2, because },
      { at: 3, because },
    ]);
    expect(exitCodeOf(result)).toBe(0);
    const text = textReport(result, { width: 300, ink: PLAIN_INK });
    expect(text).toContain(`no value at k = 2 mol m^-3, k = 3 mol m^-3: ${because}.`);
    expect(text).not.toMatch(/NaN|not a number/);
  });

  test("a changed parameter of a tornado is null too, with its reason", () => {
    failing(master, 3, 3);
    const result = run(SWEPT);
    const [tornado] = result.sensitivities ?? [];
    expect(tornado?.rows).toMatchObject([{ parameter: "k", low: null, elasticity: null }]);
    expect(tornado?.rows[0]?.high).toBeNear(3, { rel: 1e-12 });
    const text = textReport(result, { width: 300, ink: PLAIN_INK });
    expect(text).toContain("no value of J at k = 0.5 mol m^-3: master failed at cell 3: the step shrank to nothing.");
  });
});

test("of an output that no level states, each level says what it lacks", () => {
  const asked = { outputs: ["J", "never"], agree: [], expect: [] };
  const result = run();
  expect(result.unstated?.map(({ output }) => output)).toContain("never");
  const never = result.unstated?.find(({ output }) => output === "never");
  expect(never?.because).toEqual([
    { level: "master", reason: "it does not state msd(drug)" },
    { level: "continuum", reason: "it does not state msd(drug)" },
  ]);
  const text = textReport(result, { width: 200, ink: PLAIN_INK }, asked);
  expect(text).toContain("never: master: it does not state msd(drug); continuum: it does not state msd(drug)");
});
