import { describe, expect, test } from "vitest";
import { answered, type CurveAnswer, type CurveProblem } from "#inference/curve-fit.ts";
import { leastSquares, leastSquaresValues } from "#inference/least-squares.ts";
import "../support/matchers.ts";

type Law = (p: readonly number[], x: number) => number;

/** A fit of y over x to a law, with slopes where they are given and by central differences where not. */
function fitOf(
  problem: CurveProblem,
  x: readonly number[],
  law: Law,
  slopes?: (p: readonly number[], x: number) => readonly number[],
) {
  return answered(leastSquares(problem), ({ parameters }): CurveAnswer => {
    const values = x.map((at) => law(parameters, at));
    if (slopes === undefined) return { values };
    return { values, slopes: parameters.map((_, j) => x.map((at) => slopes(parameters, at)[j])) };
  });
}

function determined(estimate: ReturnType<typeof fitOf>["estimates"][number]) {
  if (estimate?.kind !== "determined") throw new Error(`not determined: ${JSON.stringify(estimate)}`);
  return estimate;
}

// Misra1a of the Statistical Reference Datasets of NIST: y = b1 (1 - exp(-b2 x)), certified to 11 digits (not opened:
// https://www.itl.nist.gov/div898/strd/nls/data/misra1a.shtml).
const MISRA = {
  x: [77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0],
  y: [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78],
};
const misra: Law = ([a, b], x) => a * (1 - Math.exp(-b * x));
const misraSlopes = ([a, b]: readonly number[], x: number) => [1 - Math.exp(-b * x), a * x * Math.exp(-b * x)];

describe("a curve that bends", () => {
  test.each([
    [500, 0.0001],
    [250, 0.0005],
  ])("Misra1a from (%d, %d) has the parameters, errors and sum of squares that NIST certifies", (a, b) => {
    const fit = fitOf({ observed: MISRA.y, start: [a, b] }, MISRA.x, misra, misraSlopes);
    const [first, second] = fit.estimates.map(determined);
    expect(fit.converged).toBe(true);
    // certified to 11 digits; correlated parameters lose three of the 16 of a double, the errors none that are given
    expect(first?.value).toBeNear(238.94212918, { rel: 1e-9 });
    expect(second?.value).toBeNear(5.5015643181e-4, { rel: 1e-9 });
    expect(first?.standardError).toBeNear(2.7070075241, { rel: 1e-8 });
    expect(second?.standardError).toBeNear(7.2668688436e-6, { rel: 1e-8 });
    expect(fit.sumOfSquares).toBeNear(0.12455138894, { rel: 1e-9 });
    expect(fit.spread).toBeNear(0.1018787633, { rel: 1e-9 });
    expect(fit.degreesOfFreedom).toBe(12);
  });

  test("central differences find the same place, with errors as good as their step squared", () => {
    const fit = fitOf({ observed: MISRA.y, start: [250, 0.0005] }, MISRA.x, misra);
    const [first, second] = fit.estimates.map(determined);
    // the gradient is off by (1e-4)² of itself, and the residuals are 1e-3 of the curve
    expect(first?.value).toBeNear(238.94212918, { rel: 1e-7 });
    expect(second?.standardError).toBeNear(7.2668688436e-6, { rel: 1e-6 });
  });

  test("an interval by profile is where the best of the others has lost t² s²", () => {
    const fit = fitOf({ observed: MISRA.y, start: [250, 0.0005] }, MISRA.x, misra, misraSlopes);
    const { low, high, value } = determined(fit.estimates[1] as never);
    const t = 2.1788128296634177; // Student, 0.975, 12 (tables: 2.179)
    for (const b of [low, high]) {
      // for a fixed b the best a is linear
      const f = MISRA.x.map((x) => 1 - Math.exp(-b * x));
      const a = f.reduce((s, v, i) => s + v * (MISRA.y[i] as number), 0) / f.reduce((s, v) => s + v * v, 0);
      const sum = f.reduce((s, v, i) => s + ((MISRA.y[i] as number) - a * v) ** 2, 0);
      expect(sum - fit.sumOfSquares).toBeNear(t * t * fit.spread ** 2, { rel: 4e-5 });
    }
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  });
});

// Straight line through five points: everything by hand. x̄ = 2, Sxx = 10, ȳ = 3.06, Sxy = 9.7.
const LINE = { x: [0, 1, 2, 3, 4], y: [1.1, 2.1, 2.9, 4.2, 5.0] };
const line: Law = ([a, b], x) => a + b * x;
const lineSlopes = (_: readonly number[], x: number) => [1, x];

describe("a straight line", () => {
  test("has the textbook's slope, errors and correlation", () => {
    const fit = fitOf({ observed: LINE.y, start: [0, 0] }, LINE.x, line, lineSlopes);
    const [a, b] = fit.estimates.map(determined);
    const slope = 0.99;
    const intercept = 3.06 - 2 * slope;
    const variance = LINE.y.reduce((s, y, i) => s + (y - intercept - slope * i) ** 2, 0) / 3;
    expect(b?.value).toBeNear(slope, { rel: 1e-11 });
    expect(a?.value).toBeNear(intercept, { rel: 1e-11 });
    expect(b?.standardError).toBeNear(Math.sqrt(variance / 10), { rel: 1e-10 });
    expect(a?.standardError).toBeNear(Math.sqrt(variance * (1 / 5 + 4 / 10)), { rel: 1e-10 });
    expect(fit.correlations[0]?.[1]).toBeNear(-2 / Math.sqrt(6), { rel: 1e-10 }); // -x̄ / √(mean of x²)
  });

  test("its profile interval is value ± t standard errors", () => {
    const fit = fitOf({ observed: LINE.y, start: [0, 0] }, LINE.x, line, lineSlopes);
    const { value, standardError, low, high } = determined(fit.estimates[1] as never);
    const t = 3.182446305284263; // Student, 0.975, 3
    // the ends are roots to 1e-5 of their distance
    expect(high - value).toBeNear(t * standardError, { rel: 2e-5 });
    expect(value - low).toBeNear(t * standardError, { rel: 2e-5 });
  });

  test("with known errors 1.96 takes the place of t, and the scatter does not count", () => {
    const known = { observed: LINE.y, standardErrors: [0.2, 0.2, 0.2, 0.2, 0.2], start: [0, 0] };
    const fit = fitOf(known, LINE.x, line, lineSlopes);
    const { value, standardError, high } = determined(fit.estimates[1] as never);
    expect(standardError).toBeNear(0.2 / Math.sqrt(10), { rel: 1e-10 });
    expect(high - value).toBeNear(1.959963984540054 * standardError, { rel: 2e-5 });
    expect(fit.sumOfSquares).toBeNear(LINE.y.reduce((s, y, i) => s + (y - 1.08 - 0.99 * i) ** 2, 0) / 0.04, {
      rel: 1e-10,
    });
  });

  test("a value with ten times the error counts a hundredth", () => {
    const errors = [1, 10];
    const fit = fitOf(
      { observed: [0, 1], standardErrors: errors, start: [0.3] },
      [0, 0],
      ([a]) => a as number,
      () => [1],
    );
    expect(determined(fit.estimates[0] as never).value).toBeNear(0.01 / 1.01, { rel: 1e-8 });
  });
});

describe("a factor that is not known", () => {
  const t = [0.5, 1, 1.5, 2, 2.5, 3, 4, 5];
  const decay: Law = ([k], at) => Math.exp(-k * at);
  const observed = t.map((at, i) => 7 * Math.exp(-0.4 * at) * (1 + 0.01 * (i % 2 === 0 ? 1 : -1)));

  test("eliminating it gives what fitting it as a parameter gives", () => {
    const without = fitOf({ observed, start: [1], freeScale: true }, t, decay, ([k], at) => [-at * decay([k], at)]);
    const as = fitOf(
      { observed, start: [1, 1] },
      t,
      ([k, a], at) => a * Math.exp(-k * at),
      ([k, a], at) => [-a * at * Math.exp(-k * at), Math.exp(-k * at)],
    );
    const [k, other] = [determined(without.estimates[0] as never), determined(as.estimates[0] as never)];
    expect(k.value).toBeNear(other.value, { rel: 1e-9 });
    expect(k.standardError).toBeNear(other.standardError, { rel: 1e-8 });
    expect(k.low).toBeNear(other.low, { rel: 2e-5 });
    expect(without.scale?.value).toBeNear(determined(as.estimates[1] as never).value, { rel: 1e-9 });
    expect(without.scale?.standardError).toBeNear(determined(as.estimates[1] as never).standardError, { rel: 1e-8 });
    expect(without.degreesOfFreedom).toBe(6);
  });

  test("values count by their errors in the factor too", () => {
    const standardErrors = t.map((_, i) => 0.01 * (i + 1));
    const slope = ([k]: readonly number[], at: number) => [-at * decay([k as number], at)];
    const without = fitOf({ observed, standardErrors, start: [1], freeScale: true }, t, decay, slope);
    const as = fitOf({ observed, standardErrors, start: [1, 1] }, t, ([k, a], at) => a * Math.exp(-k * at));
    const [k, other] = [determined(without.estimates[0] as never), determined(as.estimates[0] as never)];
    expect(k.value).toBeNear(other.value, { rel: 1e-7 });
    expect(without.scale?.value).toBeNear(determined(as.estimates[1] as never).value, { rel: 1e-7 });
  });

  test("the search knows that the factor follows: from far off it needs no more than two dozen curves", () => {
    const problem = { observed, start: [2], freeScale: true };
    let asked = 0;
    answered(leastSquaresValues(problem), ({ parameters }) => {
      asked++;
      const [k] = parameters as [number];
      return { values: t.map((at) => decay([k], at)), slopes: [t.map((at) => -at * decay([k], at))] };
    });
    expect(asked).toBeLessThanOrEqual(24);
  });

  test("a parameter that is but a factor is not determined, and the rate beside it still is", () => {
    const fit = fitOf({ observed, start: [2, 1], freeScale: true }, t, ([a, k], at) => a * Math.exp(-k * at));
    expect(fit.estimates[0]).toMatchObject({ kind: "undetermined", because: expect.stringContaining("free factor") });
    expect(determined(fit.estimates[1] as never).value).toBeNear(0.4, { rel: 0.02 });
  });
});

describe("what data do not tell is not given a number", () => {
  test("two parameters that stand only as a product", () => {
    const fit = fitOf(
      { observed: LINE.y, start: [1, 2, 0.5] },
      LINE.x,
      ([a, b, c], x) => a + b * c * x,
      ([_, b, c], x) => [1, c * x, b * x],
    );
    expect(fit.estimates.map(({ kind }) => kind)).toEqual(["determined", "undetermined", "undetermined"]);
    const only = fitOf({ observed: LINE.y, start: [0, 0] }, LINE.x, line, lineSlopes);
    const [a, alone] = [determined(fit.estimates[0] as never), determined(only.estimates[0] as never)];
    expect(a.standardError).toBeNear(alone.standardError, { rel: 1e-8 });
    expect(fit.degreesOfFreedom).toBe(3);
  });

  test("a parameter on which the curve does not depend", () => {
    const fit = fitOf({ observed: LINE.y, start: [1, 5] }, LINE.x, ([a]) => a as number);
    expect(fit.estimates[1]).toEqual({
      kind: "undetermined",
      because: "the curve does not depend on it at these data",
    });
  });

  test("a resistance too small to be seen beside another has a limit and no value", () => {
    // 1/P = 1/Pu + 1/Pm, Pm a thousand times Pu: only how small Pm could be is told
    const x = [1, 2, 3, 4, 5, 6];
    const observed = x.map((at, i) => at / (1 + 1e-3) + 0.01 * (i % 3 === 0 ? 1 : -0.5));
    const fit = fitOf({ observed, start: [2], bounds: [{ above: 0 }] }, x, ([p], at) => at / (1 + 1 / p));
    const [only] = fit.estimates;
    expect(only).toMatchObject({ kind: "at-least" });
    if (only?.kind === "at-least") expect(only.low).toBeGreaterThan(50);
  });
});

test("what can be told to be small, and not whether it is there at all, has only an upper limit", () => {
  const x = [1, 2, 3, 4, 5, 6];
  const observed = x.map((at, i) => at + 0.01 * (i % 3 === 0 ? 1 : -0.5));
  const [only] = fitOf({ observed, start: [0.5], bounds: [{ above: 0 }] }, x, ([p], at) => at / (1 + p)).estimates;
  if (only?.kind !== "at-most") throw new Error(`not a limit: ${JSON.stringify(only)}`);
  expect(only.high).toBeGreaterThan(1e-4);
  expect(only.high).toBeLessThan(0.01);
});

test.each([
  ["above", [{ above: 0 }, { above: 0 }]],
  ["below", [{ below: 1000 }, { below: 1 }]],
  [
    "on both sides",
    [
      { above: 100, below: 400 },
      { above: 1e-4, below: 1e-3 },
    ],
  ],
] as const)("bounds %s that are not reached change neither estimates nor errors nor intervals", (_where, bounds) => {
  const start = [250, 0.0005];
  const free = fitOf({ observed: MISRA.y, start }, MISRA.x, misra, misraSlopes);
  const bound = fitOf({ observed: MISRA.y, start, bounds }, MISRA.x, misra, misraSlopes);
  for (const [j, estimate] of bound.estimates.entries()) {
    const [one, other] = [determined(estimate), determined(free.estimates[j] as never)];
    expect(one.value).toBeNear(other.value, { rel: 1e-8 });
    expect(one.standardError).toBeNear(other.standardError, { rel: 1e-6 });
    expect(one.low).toBeNear(other.low, { rel: 1e-5 });
    expect(one.high).toBeNear(other.high, { rel: 1e-5 });
  }
});

test("a search stays within its bounds, and starts within them or not at all", () => {
  const seen: number[] = [];
  const x = [1, 2, 3];
  fitOf({ observed: [1, 1.4, 1.7], start: [5], bounds: [{ above: 0, below: 6 }] }, x, ([p], at) => {
    seen.push(p as number);
    return at ** (p as number);
  });
  expect(Math.min(...seen)).toBeGreaterThan(0);
  expect(Math.max(...seen)).toBeLessThan(6);
  expect(() => fitOf({ observed: [1, 2], start: [0], bounds: [{ above: 0 }] }, x, ([p]) => p as number)).toThrow(
    "between the bounds",
  );
});

test("fewer data than parameters, and errors that are not positive, are refused", () => {
  expect(() => fitOf({ observed: [1], start: [0, 0] }, [0], line)).toThrow("fewer than the 2 parameters");
  expect(() => fitOf({ observed: [1, 2], standardErrors: [1, 0], start: [0] }, [0, 1], ([a]) => a as number)).toThrow(
    "above zero",
  );
});
