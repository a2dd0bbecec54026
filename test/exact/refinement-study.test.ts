import { describe, expect, test } from "vitest";
import { PLAIN_INK } from "#report/ink.ts";
import { refinementStudy } from "#report/refinement-study.ts";
import { refinementText } from "#report/refinement-text.ts";
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

  test("without a closed form, three refinements give the order, the limit and the errors: 1 + h^p has the error h^p", () => {
    for (const p of [1, 2, 1.16])
      for (const grids of [3, 4, 5]) {
        const refinements = Array.from({ length: grids }, (_, i) => 2 ** i);
        const rows = refinementStudy(refined(undefined, ...refinements.map((n) => at(1 + n ** -p))), refinements);
        for (const [i, row] of rows.entries()) {
          // the values keep 2e-16, of which the finest difference, at least 4^-4 / 4, is a part of 2e-13; p and 1 / (2^p - 1) multiply it
          expect(row.error).toBeNear(refinements[i] ** -p, { rel: 1e-11 });
          expect(row.relativeError).toBeNear(refinements[i] ** -p, { rel: 1e-11 });
          expect(row.limit).toBeNear(1, { rel: 1e-12 });
          expect(row.against).toBe("limit");
          expect(row.difference).toBeUndefined();
          if (i > 0 && i < grids - 1) expect(row.order).toBeNear(p, { rel: 1e-11 });
          else expect(row.order).toBeUndefined();
        }
      }
  });

  test("a series whose values all tend as h^p has the error of the largest, and the limit of the last time", () => {
    const values = [1, 0.5, 0.25].map((h) => at(0, [4 + h * h, 3 - 2 * h * h, 2 + h * h]));
    const rows = refinementStudy(refined(undefined, ...values), [1, 2, 4]);
    // sums of powers of two, but for the order and its power
    for (const [i, { error, relativeError, limit }] of rows.entries()) {
      expect(error).toBeNear(2 / 16 ** (i / 2), { rel: 1e-13 });
      expect(relativeError).toBeNear(0.5 / 16 ** (i / 2), { rel: 1e-13 });
      expect(limit).toBeNear(2, { rel: 1e-14 });
    }
  });

  test("two grids, noise and orders that disagree claim no error, but say the difference", () => {
    const noise = {
      "two grids": [1.5, 1.25],
      "a change of sign": [1, 1.5, 1.25],
      "no shrinking": [1, 2, 3],
      growth: [1, 2, 4],
      "next to no shrinking": [1, 2, 2.9],
      "a finest that turns": [2, 1.5, 1.25, 1.3],
      "a coarse turn": [1, 1.5, 1.25, 1.125],
      "orders of 4 and 1": [2, 1, 1 - 1 / 16, 1 - 3 / 32],
      nothing: [1, 1, 1],
      "no number": [1, Number.NaN, 2],
    };
    for (const [what, values] of Object.entries(noise)) {
      const refinements = values.map((_, i) => 2 ** i);
      const rows = refinementStudy(refined(undefined, ...values.map((value) => at(value))), refinements);
      for (const [i, row] of rows.entries()) {
        expect([row.error, row.relativeError, row.limit], what).toEqual([undefined, undefined, undefined]);
        expect(row.against).toBe("next refinement");
        expect(row.difference, what).toEqual(i + 1 < values.length ? Math.abs(values[i] - values[i + 1]) : undefined);
      }
    }
    const turned = refinementStudy(refined(undefined, at(1), at(1.5), at(1.25)), [1, 2, 4]);
    expect(turned[1]?.order).toBeUndefined();
  });

  test("in words an error names its limit, and a difference is called one", () => {
    const words = (...values: number[]) => {
      const results = refined(undefined, ...values.map((value) => at(value)));
      return refinementText(results[0], refinementStudy(results, [1, 2, 4]), { width: 96, ink: PLAIN_INK });
    };
    expect(words(2, 1.5, 1.25)).toMatch(/\b1 +2\.0+ +m +1 +— +limit 1\.00000\n/);
    expect(words(2, 1.5, 1.25)).not.toMatch(/difference \d/);
    expect(words(1, 1.5, 1.25)).toMatch(/\b1 +1\.0+ +m +difference 0\.333 +— +next refinement\n/);
    expect(words(1, 1.5, 1.25)).not.toMatch(/limit \d/);
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
