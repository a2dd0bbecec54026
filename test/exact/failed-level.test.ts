import { afterEach, describe, expect, test, vi } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { master } from "#levels/master/master.ts";
import { parseModel } from "#model/parse-model.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { htmlReport } from "#report/html-report.ts";
import { PLAIN_INK } from "#report/ink.ts";
import { textReport } from "#report/text-report.ts";
import { exitCodeOf } from "#run/exit-code.ts";
import { runModel } from "#run/run-model.ts";
import type { RunResult } from "#run/run-result.ts";

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

function run(): RunResult {
  const read = (set: Readonly<Record<string, string>> = {}) => parseModel(SLAB, { file: "m.yaml", set });
  const steps = runModel(read(), { version: "9", name: "m", hash: "h", variant: read });
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

const FAILURE = "cell 3: the step shrank to nothing. Use more cells.";

/** From its `first` solve on, the level fails. */
function failing(level: typeof continuum, first = 1): void {
  const { solve } = level;
  let solves = 0;
  vi.spyOn(level, "solve").mockImplementation(function* (task) {
    solves++;
    if (solves >= first) throw new NumericalFailure("cell 3", "the step shrank to nothing", "Use more cells.");
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

  test("where all levels fail, the first failure ends the run", () => {
    failing(continuum);
    failing(master);
    expect(run).toThrow(FAILURE);
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
