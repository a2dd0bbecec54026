import { describe, expect, test } from "vitest";
import { logPoisson } from "#numerics/log-probability.ts";
import { poisson } from "#numerics/poisson-sampler.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { chiSquareTest, sampleMoments } from "#numerics/statistics.ts";

// False alarm 1e-9 a check; resolution as in binomial-sampler.test.ts.
const draws = 200_000;
const stream = makeRandomStream(20251120, PURPOSE.demonstration, 3);

function lawP(mean: number, sample: () => number): number {
  const width = 8 * Math.sqrt(mean) + 12;
  const from = Math.max(0, Math.floor(mean - width));
  const observed = new Float64Array(Math.ceil(mean + width) - from + 1);
  for (let i = 0; i < draws; i++) observed[sample() - from]++;
  return chiSquareTest(
    observed,
    Float64Array.from(observed, (_, i) => draws * Math.exp(logPoisson(from + i, mean))),
  ).p;
}

describe("counts follow the Poisson law on both sides of the switch of algorithm at a mean of 10", () => {
  test.each([1e-3, 0.1, 1, 3, 9.5, 9.999999, 10, 10.5, 11, 13, 20.5, 30, 100, 1000, 12345.6])("mean %d", (mean) => {
    expect(lawP(mean, () => poisson(stream, mean))).toBeGreaterThan(1e-9);
  });
});

test("huge means come with the spread √μ and the skewness 1/√μ", () => {
  for (const mean of [1e6, 1e9, 1e12, 1e15]) {
    const z = Float64Array.from({ length: draws }, () => (poisson(stream, mean) - mean) / Math.sqrt(mean));
    const found = sampleMoments(z);
    const sigmas = 6.11 / Math.sqrt(draws);
    expect(found.mean).toBeNear(0, { abs: sigmas });
    expect(found.variance).toBeNear(1, { abs: sigmas * Math.SQRT2 });
    expect(found.skewness).toBeNear(1 / Math.sqrt(mean), { abs: sigmas * Math.sqrt(6) });
    expect(found.excessKurtosis).toBeNear(1 / mean, { abs: sigmas * Math.sqrt(24) });
  }
});

describe("the check sees a wrong law", () => {
  test.each([
    ["a mean 2 % too large", 20, () => poisson(stream, 20.4)],
    ["a rounded normal number", 10, () => Math.max(0, Math.round(10 + Math.sqrt(10) * stream.normal()))],
  ] as const)("%s", (_, mean, sample) => expect(lawP(mean, sample)).toBeLessThan(1e-9));
});
