import { describe, expect, test } from "vitest";
import { covarianceEstimate, diffusivityEstimate, stepCorrelation } from "#inference/diffusivity-estimate.ts";
import { type Displacements, displacementsOver } from "#inference/displacements.ts";
import { scaleTest, shapeTest } from "#inference/judge-displacements.ts";
import type { Track } from "#model/model.ts";
import { kolmogorovSmirnov } from "#numerics/goodness-of-fit.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import "../support/matchers.ts";

const D = 0.1;
const LAG = 0.01;

/** A plane Brownian track of 100 points with a static error of localisation. */
function track(seed: number, localisation: number): Track {
  const stream = makeRandomStream(seed, PURPOSE.recording, 0);
  const axes = [0, 1].map(() => {
    let x = 0;
    return Array.from({ length: 100 }, () => {
      x += Math.sqrt(2 * D * LAG) * stream.normal();
      return x + localisation * stream.normal();
    });
  });
  return { name: String(seed), time: Array.from({ length: 100 }, (_, i) => i * LAG), axes };
}

const samples = (count: number, localisation: number): readonly Displacements[] =>
  Array.from({ length: count }, (_, seed) => displacementsOver([track(seed, localisation)], LAG));

// 1000 tracks: a mean is resolved to SD/√1000, so a D wrong by 5 sigma * 7 % / 32 = 1.1 % is seen. Seeds are fixed.
const clean = samples(1000, 0);
const fiveSigmas = { sigmas: 5 };

describe("tracks without error of localisation", () => {
  const estimates = clean.map(diffusivityEstimate);

  test("the mean square gives D, with the standard error it states", () => {
    expect(estimates.map(({ diffusivity }) => diffusivity)).toHaveMean(D, fiveSigmas);
    // The variance of 1000 values is known to √(2/1000) = 4.5 %.
    const squares = estimates.map(({ diffusivity }) => (diffusivity - D) ** 2);
    expect(squares).toHaveMean((2 * D * D) / 198, fiveSigmas);
  });

  test("the 95 % interval holds D in 95 % of the tracks", () => {
    const holding = estimates.filter(({ low, high }) => low <= D && D <= high).length;
    // Binomial: 950 ± 6.9; 5 sigma.
    expect(Math.abs(holding - 950)).toBeLessThan(35);
  });

  test("the exact p of the right D is uniform, and tiny for a D of a third", () => {
    const p = Float64Array.from(estimates, (estimate) => scaleTest(estimate, D).p);
    expect(kolmogorovSmirnov(p, (x) => x).p).toBeGreaterThan(1e-6);
    // Even a track that moved 5 sigma (50 %) too little is then 1.5 times too lively, 5 standard errors.
    expect(estimates.every((estimate) => scaleTest(estimate, D / 3).p < 1e-4)).toBe(true);
  });

  test("lengths follow Rayleigh's law of the right D and not of another", () => {
    const pooled = { ...clean[0]!, chains: clean.slice(0, 50).flatMap(({ chains }) => chains) };
    expect(shapeTest(pooled, D).p).toBeGreaterThan(1e-6);
    expect(shapeTest(pooled, 1.15 * D).p).toBeLessThan(1e-6);
  });

  test("steps one and two apart are not correlated, with the error stated", () => {
    for (const order of [1, 2]) {
      const z = clean.map((one) => stepCorrelation(one, order)?.z ?? Number.NaN);
      expect(z).toHaveMean(0, fiveSigmas);
      // Within a few parts in a hundred, for the square in the denominator varies too: 1/N of it, N = 99.
      expect(z.reduce((sum, one) => sum + one * one, 0) / 1000).toBeNear(1, { rel: 5 * Math.sqrt(2 / 1000) });
    }
  });

  test("the covariance estimate gives D as well, with a wider error: √(6/N) where the other has √(2/N)", () => {
    const covariance = clean.map((one) => covarianceEstimate(one)?.diffusivity ?? Number.NaN);
    expect(covariance).toHaveMean(D, fiveSigmas);
    const variance = ((6 / 99 + 4 / 99 ** 2) * D * D) / 2;
    expect(covariance.map((d) => (d - D) ** 2)).toHaveMean(variance, fiveSigmas);
  });
});

describe("tracks with an error of localisation as large as a step", () => {
  const variance = D * LAG; // s² = D lag: x = 1
  const noisy = samples(1000, Math.sqrt(variance));

  test("the mean square takes s²/lag for diffusion, the covariance estimate does not", () => {
    expect(noisy.map((one) => diffusivityEstimate(one).diffusivity)).toHaveMean(D + variance / LAG, fiveSigmas);
    expect(noisy.map((one) => covarianceEstimate(one)?.diffusivity ?? Number.NaN)).toHaveMean(D, fiveSigmas);
    expect(noisy.map((one) => covarianceEstimate(one)?.localisationVariance ?? Number.NaN)).toHaveMean(
      variance,
      fiveSigmas,
    );
  });

  test("the covariance estimate scatters by 0.3505 D on one axis, 0.3505 D/√2 on two", () => {
    const squares = noisy.map((one) => ((covarianceEstimate(one)?.diffusivity ?? Number.NaN) - D) ** 2);
    expect(squares).toHaveMean((0.35051 * D) ** 2 / 2, fiveSigmas);
  });

  test("neighbouring steps are correlated by -s²/(2 D lag + 2 s²) = -1/4, steps two apart are not", () => {
    // The ratio of means is biased by about 1/N of itself; 5 sigma of 1000 tracks is 5 * 0.07 / 32 = 1.1e-2.
    expect(noisy.map((one) => stepCorrelation(one, 1)?.value ?? Number.NaN)).toHaveMean(-0.25, fiveSigmas);
    expect(noisy.map((one) => stepCorrelation(one, 2)?.value ?? Number.NaN)).toHaveMean(0, fiveSigmas);
  });
});
