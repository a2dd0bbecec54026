import { describe, expect, test } from "vitest";
import { ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";
import { runModel } from "#run/run-model.ts";
import type { RunResult } from "#run/run-result.ts";
import "../support/matchers.ts";

const ROWS = "[[1, 2.1, 0.1], [2, 3.9, 0.1], [3, 6.2, 0.1], [4, 7.8, 0.1]]";

const line = ({ rows = ROWS, law = "a * x", free = "[a]", more = "" } = {}) => `perrin: 1
parameters: {a: 1}
data: {track: {columns: {x: 1, y: 1, e: 1}, rows: ${rows}}}
fits: {line: {data: track, of: y, law: "${law}", free: ${free}${more}}}
`;

const slab = ({ solve = "steady", at = ", at: {L: L}", L = 200 } = {}) => `perrin: 1
parameters: {D: 1e-9 m^2/s, L: 100 um}
domain: {geometry: slab, thickness: L}
species: {s: {D: D}}
boundary: {left: {s: {concentration: 1 mM}}, right: {s: {concentration: 0 mM}}}
solve: ${solve}
levels: [closed-form]
outputs: {J: {of: "flux(s, right)"}}
data:
  d: {columns: {t: s, y: umol/m^2/s, L: um}, rows: [[1, 10, 100], [2, 5.1, ${L}], [3, 3.2, 300], [4, 2.6, 400]]}
fits: {f: {data: d, of: y, output: J${at}, free: [D]}}
`;

function run(text: string): RunResult {
  const read = (set?: Readonly<Record<string, string>>) => parseModel(text, set ? { set } : {});
  const steps = runModel(read(), { version: "test", name: "test", hash: "", variant: read });
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

function complaints(text: string): readonly string[] {
  try {
    parseModel(text);
    return [];
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return error.issues.map(({ code, path, found, expected }) => `${code} ${path}: ${found}; ${expected}`);
  }
}

const first = (text: string) => run(text).fits?.[0]?.laws[0];

describe("a table that is no table of numbers is one mistake", () => {
  test.each([
    [".nan", "NaN"],
    ["null", "nothing"],
    [".inf", "Infinity"],
  ])("%s in a row", (value, found) => {
    expect(complaints(line({ rows: `[[1, ${value}, 0.1], [2, 3, 0.1], [3, 4, 0.1]]` }))).toEqual([
      `wrong-type data.track.rows[0][1]: ${found}; a finite number, or a word; a row in which a value is missing is left out`,
    ]);
  });
});

describe("a fit that runs against a bound says so", () => {
  test.each([
    ["{a: {above: 0, below: 1.5}}", "upper"],
    ["{a: {below: 1.5}}", "upper"],
    ["{a: {above: 0.5, below: 9}}", undefined],
  ])("%s", (free, end) => {
    const estimate = first(line({ free }))?.estimates[0];
    if (end === undefined) expect(estimate).toMatchObject({ kind: "determined" });
    else {
      expect(estimate?.kind).toBe("undetermined");
      expect(JSON.stringify(estimate)).toContain(`runs against its bound: the data ask for a value at the ${end} end`);
    }
  });

  test("from above, at the lower end", () => {
    const falling = "[[1, -2.1, 0.1], [2, -3.9, 0.1], [3, -6.2, 0.1]]";
    expect(JSON.stringify(first(line({ rows: falling, free: "{a: {above: 0.5, below: 9}}" }))?.estimates)).toContain(
      "the lower end",
    );
  });

  test("and is validated all the same: each value is foretold from a fit that ends on the bound", () => {
    const law = first(line({ free: "{a: {above: 0, below: 1.5}}", more: ", validate: leave-one-out" }));
    expect(law?.failure).toBeUndefined();
    expect(law?.leaveOneOut?.foretold[3]).toBeNear(6, { rel: 1e-6 });
  });
});

test("a curve that is zero everywhere has no factor, and that is the reason given", () => {
  expect(first(line({ law: "0 * a * x", more: ", scale: free" }))?.failure).toContain("the curve is zero at all data");
});

describe("an output that is asked where there is none", () => {
  test("at many rows without at: one value does not do", () => {
    expect(complaints(slab({ at: "" }))).toEqual([
      "missing-key fits.f.output: one value of J for 4 rows of d; at: a column of times, or a parameter with the column of its values: {pH: pH}",
    ]);
  });

  test("before the start", () => {
    const early = slab({ at: ", at: t", solve: "{transient: {until: 9 s}}" }).replace("[[1, 10", "[[-1, 10");
    expect(complaints(early)).toEqual(["out-of-range fits.f.at: a time of -1 s in row 1 of t; times from 0 on"]);
  });

  test("beyond the end of the run: the first such time is named, with the remedy", () => {
    expect(first(slab({ at: ", at: t", solve: "{transient: {until: 2 s}}" }))?.failure).toBe(
      "no exact or deterministic level of this run states J at t = 3 s (row 3): ask for solve: {transient: {until: TIME}} that reaches it",
    );
  });

  test("at a value with which there is no model: the row is named, and what the model lacks", () => {
    const failure = first(slab({ L: -200 }))?.failure;
    expect(failure).toContain("states J at L = -0.0002 m (row 2): ");
    expect(failure).toContain("expected a thickness above zero");
  });
});
