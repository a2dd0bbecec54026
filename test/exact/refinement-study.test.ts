import { describe, expect, test } from "vitest";
import { refinementStudy } from "#report/refinement-study.ts";
import type { OutputReport, RunResult } from "#run/run-result.ts";
import { reportWith, resultWith } from "../support/results.ts";

const at = (value: number, series?: readonly number[]): OutputReport => ({
  unit: "m",
  value,
  standardError: null,
  when: series ? "last" : "steady",
  ...(series
    ? { series: { axes: { t: { unit: "s", values: series.map((_, i) => i) } }, values: series, standardErrors: null } }
    : {}),
});

const refined = (exact: OutputReport | undefined, ...values: OutputReport[]): RunResult[] =>
  values.map((value) =>
    resultWith({ continuum: { y: value }, ...(exact === undefined ? {} : { "closed-form": { y: exact } }) }),
  );

describe("refinementStudy", () => {
  test("an error that falls by four at each halving has order two", () => {
    const rows = refinementStudy(refined(at(1), at(1.16), at(1.04), at(1.01)), [1, 2, 4]);
    expect(rows.map(({ refinement, against }) => [refinement, against])).toEqual([
      [1, "closed-form"],
      [2, "closed-form"],
      [4, "closed-form"],
    ]);
    expect(rows[0]?.order).toBeUndefined();
    expect(rows[0]?.relativeError).toBeNear(0.16, { rel: 1e-14 });
    // log2(0.16/0.04) = 2; the differences from 1 lose two digits to rounding
    for (const { order } of rows.slice(1)) expect(order).toBeNear(2, { rel: 1e-13 });
  });

  test("without a closed form, two successive differences give the order", () => {
    const rows = refinementStudy(refined(undefined, at(3.5), at(2.5), at(2)), [1, 2, 4]);
    expect(rows.map(({ error }) => error)).toEqual([1, 0.5, undefined]);
    expect(rows[1]?.order).toBeNear(1, { rel: 1e-15 });
    expect(rows[2]?.order).toBeUndefined();
    expect(rows[1]?.against).toBe("next refinement");
  });

  test("the error of a series is its largest over the times", () => {
    const [row] = refinementStudy(refined(at(0, [1, 4]), at(0, [1.5, 4.25]), at(0, [1.1, 4])), [1, 2]);
    expect(row?.error).toBe(0.5);
    expect(row?.relativeError).toBe(0.125);
    expect(row?.when).toBe("all times");
  });

  test("no order is read below the tolerance of the time steps", () => {
    const levels = (value: number) => ({
      continuum: reportWith({ method: "TR-BDF2, 9 steps at tolerance 1e-8", outputs: { y: at(value, [value]) } }),
      "closed-form": reportWith({ outputs: { y: at(1, [1]) } }),
    });
    const order = (...values: number[]) =>
      refinementStudy(
        values.map((value) => resultWith({}, { levels: levels(value) })),
        [1, 2],
      )[1]?.order;
    expect(order(1 + 4e-8, 1 + 0.9e-8)).toBeUndefined();
    // the differences from 1 keep 8 digits
    expect(order(1 + 8e-8, 1 + 2e-8)).toBeNear(2, { abs: 1e-7 });
  });

  test("no order is read out of rounding", () => {
    const rows = refinementStudy(refined(at(1), at(1 + 4e-16), at(1 - 2e-16)), [1, 2]);
    expect(rows[1]?.order).toBeUndefined();
  });
});
