import { describe, expect, test } from "vitest";
import {
  chiSquareScaleInterval,
  jackknife,
  normalConfidenceFactor,
  observedOrder,
  sampleMoments,
  standardErrorOfMean,
  standardErrorOfVariance,
} from "#numerics/statistics.ts";

// Reference values: numpy and scipy.stats, unless the closed form stands beside.
const primes = Float64Array.of(2, 3, 5, 7, 11, 13, 17, 19, 23, 29);
const rounding = { rel: 1e-14 };

describe("moments", () => {
  test("of the first ten primes", () => {
    const found = sampleMoments(primes);
    expect(found.count).toBe(10);
    expect(found.mean).toBeNear(12.9, rounding);
    expect(found.variance).toBeNear(81.43333333333334, rounding);
    expect(found.skewness).toBeNear(0.4030520544765256, rounding);
    expect(found.excessKurtosis).toBeNear(-0.9874131145220866, rounding);
  });

  test("do not feel a large offset: 1e9 added costs no more than its own rounding", () => {
    const far = sampleMoments(primes.map((x) => x + 1e9));
    expect(far.variance).toBeNear(81.43333333333334, rounding);
    expect(far.skewness).toBeNear(0.4030520544765256, { rel: 1e-13 });
    expect(far.excessKurtosis).toBeNear(-0.9874131145220866, { rel: 1e-13 });
  });

  test("are those about the true mean even where that cannot be written down", () => {
    // Mean 2^53 + 4/3 and 2^53 + 3/2, among numbers that lie 2 apart.
    for (const values of [
      [0, 2, 2],
      [0, 2, 2, 2],
      [0, 0, 2, 0, 8],
    ]) {
      const near = sampleMoments(values);
      const far = sampleMoments(values.map((x) => x + 2 ** 53));
      expect(far.variance).toBeNear(near.variance, rounding);
      expect(far.skewness).toBeNear(near.skewness, rounding);
      expect(far.excessKurtosis).toBeNear(near.excessKurtosis, rounding);
    }
  });

  test("one value has no variance, none has no mean, and equal values have variance 0 but no shape", () => {
    expect(sampleMoments([3])).toMatchObject({ mean: 3, variance: Number.NaN });
    expect(() => sampleMoments([])).toThrow(/at least one value/);
    expect(sampleMoments([3, 3, 3])).toMatchObject({ variance: 0, skewness: Number.NaN });
  });

  test("carry their standard errors: √(s²/n), and s² √((g + 2n/(n-1))/n)", () => {
    expect(standardErrorOfMean(primes)).toBeNear(Math.sqrt(8.143333333333334), rounding);
    expect(standardErrorOfVariance(primes)).toBeNear(
      81.43333333333334 * Math.sqrt((-0.9874131145220866 + 20 / 9) / 10),
      rounding,
    );
    expect(standardErrorOfVariance([2, 2, 2])).toBe(0);
    expect(() => standardErrorOfMean([1])).toThrow(/at least two/);
  });
});

describe("the jackknife", () => {
  const leaveOneOut = (estimate: (values: readonly number[]) => number) =>
    Float64Array.from(primes, (_, i) => estimate([...primes].filter((_, j) => j !== i)));
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const biasedVariance = (values: readonly number[]) => mean(values.map((x) => (x - mean(values)) ** 2));

  test("of a mean is the mean with its usual standard error", () => {
    const found = jackknife(leaveOneOut(mean), 12.9);
    expect(found.estimate).toBeNear(12.9, { rel: 1e-13 });
    expect(found.standardError).toBeNear(standardErrorOfMean(primes), { rel: 1e-13 });
  });

  test("turns the biased variance into the unbiased one, exactly", () => {
    const found = jackknife(leaveOneOut(biasedVariance), biasedVariance([...primes]));
    expect(found.estimate).toBeNear(81.43333333333334, { rel: 1e-13 });
  });
});

test.each([
  [0.95, 1.959963984540054],
  [0.999, 3.2905267314918945],
  [1 - 2 ** -30, 6.120756285971941], // Φ⁻¹ of the exactly known tail 2^-31
])("the confidence %d needs %d standard deviations", (confidence, factor) => {
  expect(normalConfidenceFactor(confidence)).toBeNear(factor, { rel: 1e-12 });
});

test.each([
  [1, 0.95, 0.1990490952054129, 1018.2582697196675],
  [10, 0.999, 0.03182705179301989, 0.7905250321607789],
  [1000, 0.95, 0.0009178261839795915, 0.0010937841676648967],
  [0.5, 0.9, 0.4131834825835669, 118523.42323865053],
  [1e6, 0.999, 9.953615552028144e-7, 1.004668651835262e-6],
])("a sum of squares with %d degrees of freedom bounds the variance at %d", (dof, confidence, low, high) => {
  const found = chiSquareScaleInterval(3, dof, confidence);
  expect(found.low).toBeNear(3 * low, { rel: 1e-11 });
  expect(found.high).toBeNear(3 * high, { rel: 1e-11 });
});

describe("the observed order", () => {
  test("of C h^p is p, whatever C and the spacings", () => {
    const study = [0.3, 0.1, 0.07, 0.001].map((h) => ({ h, error: 42 * h ** 2.5 }));
    expect(observedOrder(study)).toBeNear(2.5, { rel: 1e-14 });
  });

  test("needs two spacings and errors above zero", () => {
    expect(() => observedOrder([{ h: 1, error: 1 }])).toThrow(/at least two/);
    expect(() =>
      observedOrder([
        { h: 1, error: 1 },
        { h: 1, error: 2 },
      ]),
    ).toThrow(/different spacings/);
    expect(() =>
      observedOrder([
        { h: 1, error: 1 },
        { h: 2, error: 0 },
      ]),
    ).toThrow(/error of zero/);
    expect(() =>
      observedOrder([
        { h: 0, error: 1 },
        { h: 2, error: 1 },
      ]),
    ).toThrow(/spacing must be positive/);
  });
});

test("impossible confidences, degrees of freedom and sums of squares are refused", () => {
  for (const confidence of [0, 1, -1, Number.NaN]) {
    expect(() => normalConfidenceFactor(confidence)).toThrow(/confidence/);
    expect(() => chiSquareScaleInterval(1, 1, confidence)).toThrow(/confidence/);
  }
  expect(() => chiSquareScaleInterval(-1, 1, 0.9)).toThrow(/sum of squares/);
  expect(() => chiSquareScaleInterval(1, 0, 0.9)).toThrow(/degrees of freedom/);
});
