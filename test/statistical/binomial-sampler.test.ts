import { describe, expect, test } from "vitest";
import { binomial } from "#numerics/binomial-sampler.ts";
import { normalCdf } from "#numerics/error-function.ts";
import { logBinomialProbability } from "#numerics/log-probability.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { chiSquareTest, sampleMoments } from "#numerics/statistics.ts";

// False alarm 1e-9 a check. 200 000 numbers resolve a mean wrong by 0.014 sigma and a variance wrong by 1.9 %, and with
// 30 cells in use a probability wrong by 10 % over a third of the law.
const draws = 200_000;
const stream = makeRandomStream(20251120, PURPOSE.demonstration, 2);

/** p of chi-square of counts against the law on mean ± 8 standard deviations. */
function lawP(n: number, p: number, sample: () => number): number {
  const width = 8 * Math.sqrt(n * p * (1 - p)) + 8;
  const from = Math.max(0, Math.floor(n * p - width));
  const to = Math.min(n, Math.ceil(n * p + width));
  const observed = new Float64Array(to - from + 1);
  for (let i = 0; i < draws; i++) observed[sample() - from]++;
  return chiSquareTest(
    observed,
    Float64Array.from(observed, (_, i) => draws * probability(from + i, n, p)),
  ).p;
}

const probability = (k: number, n: number, p: number) => Math.exp(p === 1 ? 0 : logBinomialProbability(k, n, p));

describe("counts follow the binomial law on both sides of the switch of algorithm at n p = 10", () => {
  test.each([
    [1, 0.3],
    [5, 0.5],
    [7, 0.9],
    [19, 0.5], // 9.5: search
    [20, 0.5], // 10: rejection
    [21, 0.5],
    [21, 0.51], // rejection reflected
    [99, 0.1],
    [100, 0.1],
    [101, 0.1],
    [999_999, 1e-5],
    [1_000_000, 1e-5],
    [1000, 0.985],
    [60, 0.33],
    [1000, 0.5],
    [10_000, 0.02],
    [1e12, 3e-12],
    [1e12, 4e-11],
  ])("n = %d, p = %d", (n, p) => {
    expect(lawP(n, p, () => binomial(stream, n, p))).toBeGreaterThan(1e-9);
  });
});

test("huge counts have the mean, the variance and the shape that they should, not those of an approximation", () => {
  for (const [n, p] of [
    [1e6, 0.5],
    [1e9, 0.2],
    [1e12, 0.3],
    [1e12, 1e-6],
    [2 ** 53 - 1, 0.5],
  ] as const) {
    const spread = Math.sqrt(n * p * (1 - p));
    const z = Float64Array.from({ length: draws }, () => (binomial(stream, n, p) - n * p) / spread);
    const { mean, variance, skewness, excessKurtosis } = sampleMoments(z);
    const sigmas = 6.11 / Math.sqrt(draws);
    expect(mean).toBeNear(0, { abs: sigmas });
    expect(variance).toBeNear(1, { abs: sigmas * Math.SQRT2 });
    expect(skewness).toBeNear((1 - 2 * p) / spread, { abs: sigmas * Math.sqrt(6) });
    expect(excessKurtosis).toBeNear((1 - 6 * p * (1 - p)) / spread ** 2, { abs: sigmas * Math.sqrt(24) });
    // The continuity correction is smaller than a cell: 100 equally likely cells of the normal limit, wide against 1.
    if (spread < 1e5) continue;
    const cells = new Float64Array(100);
    for (const x of z) cells[Math.floor(100 * normalCdf(x))]++;
    expect(chiSquareTest(cells, new Float64Array(100).fill(draws / 100)).p).toBeGreaterThan(1e-9);
  }
});

describe("the check sees a wrong law", () => {
  test.each([
    ["a probability 2 % too large", 100, 0.2, () => binomial(stream, 100, 0.204)],
    ["one trial too few", 20, 0.5, () => binomial(stream, 19, 0.5)],
    [
      "a rounded normal number",
      20,
      0.5,
      () => Math.max(0, Math.min(20, Math.round(10 + Math.sqrt(5) * stream.normal()))),
    ],
  ] as const)("%s", (_, n, p, sample) => expect(lawP(n, p, sample)).toBeLessThan(1e-9));
});
