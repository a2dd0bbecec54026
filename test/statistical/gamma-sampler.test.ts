/**
 * Gamma numbers and waits against their laws: moments, 1000 equally likely cells, tail counts of 60 000 draws. False
 * alarm 1e-9 a check; a mean wrong by 2.5 % of a standard deviation is seen.
 */
import { describe, expect, test } from "vitest";
import type { RenewalClock } from "#model/motion-law.ts";
import { regularisedGammaP } from "#numerics/gamma-function.ts";
import { gammaNumber } from "#numerics/gamma-sampler.ts";
import { mittagLeffler } from "#numerics/mittag-leffler.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { sampleMoments } from "#numerics/statistics.ts";
import { makeWaitSampler } from "#step-law/wait-sampler.ts";
import { faults } from "../support/distribution-check.ts";
import { gammaWaits, heavyWaits, paretoWaits, poissonWaits } from "../support/renewals.ts";

const draws = 60_000;
const stream = makeRandomStream(20_251_120, PURPOSE.demonstration, 17);

describe("gamma numbers", () => {
  test.each([0.2, 0.9, 1, 1.5, 4, 30, 1000])("of shape %d", (shape) => {
    const cdf = (x: number) => regularisedGammaP(shape, Math.max(0, x));
    const sample = Float64Array.from({ length: draws }, () => gammaNumber(stream, shape));
    const tails = [[shape / 8, shape + 6 * Math.sqrt(shape) + 6]] as const;
    // central moments a, 2a, 3a² + 6a
    const centralMoments = [1, 0, shape, 2 * shape, 3 * shape * shape + 6 * shape];
    expect(faults(sample, { mean: shape, centralMoments, cdf, tails })).toEqual([]);
  });

  test.each([2, 50, 1000])("of shape %d: mean and variance of a million, which are seen if wrong by 1 %", (shape) => {
    const z = Float64Array.from({ length: 1_000_000 }, () => (gammaNumber(stream, shape) - shape) / Math.sqrt(shape));
    const { mean, variance } = sampleMoments(z);
    expect(mean).toBeNear(0, { abs: 6.11e-3 });
    // Var z² = 2 + 6/shape
    expect(variance).toBeNear(1, { abs: 6.11e-3 * Math.sqrt(2 + 6 / shape) });
  });

  test("a shape that is none is refused", () => {
    for (const shape of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => gammaNumber(stream, shape)).toThrow(/positive/);
  });
});

describe("waits", () => {
  test.each<[string, RenewalClock, (t: number) => number]>([
    ["of a Poisson clock", poissonWaits(2), (t) => -Math.expm1(-t / 2)],
    ["of a gamma clock of mean 3", gammaWaits(4, 3), (t) => regularisedGammaP(4, (4 * t) / 3)],
    ["of a Pareto clock", paretoWaits(1.5, 2), (t) => 1 - (1 + t / 2) ** -1.5],
    ["of a Mittag-Leffler clock", heavyWaits(0.7, 2), (t) => 1 - mittagLeffler(0.7, (t / 2) ** 0.7)],
  ])("%s", (_, clock, cdf) => {
    const wait = makeWaitSampler(clock);
    const sample = Float64Array.from({ length: draws }, () => wait(stream));
    expect(faults(sample, { mean: 0, centralMoments: [1], cdf, tails: [[0.02, 40]] })).toEqual([]);
  });
});
