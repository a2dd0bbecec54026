/**
 * Laws of the sum of N independent steps with a symmetric density, N a number of steps that has a law of its own.
 *
 *     gaussian  P(X > x) = Σ w_n Q(x / s√n)
 *     laplace   X > 0 is a sum of j exponentials with the probability Σ w_n C(2n-j-1, n-1) 2^-(2n-j), so that
 *               P(X > x) = Σ_k e^-z z^k/k! Σ_(j>k) W_j, z = x/a
 *     uniform   Irwin and Hall: P(X > x) = Σ_k (-1)^k C(n, k) (y - k)^n / n!, y = (n - x/a)/2 > k, up to 20 steps;
 *               beyond, the Fourier series of the density on a period that it does not fill, φ = (sin k / k)^n
 *     stable    P(X > x) of the stable law at x / (a n^(1/index))
 *
 * All are even about the start; the probability of no step at all is an atom there.
 *
 * @see J. O. Irwin, Biometrika 19, 225 (1927), doi:10.1093/biomet/19.3-4.225 (not opened)
 * @module
 */

import type { StepLaw } from "#model/motion-law.ts";
import { exp, pow } from "#numerics/elementary.ts";
import { poissonWeights } from "#numerics/poisson-weights.ts";
import { stableDensity, stableMeanDistance, stableTail } from "#numerics/stable-law.ts";
import type { DiscreteWeights } from "#numerics/unimodal-weights.ts";
import { normalTail } from "./normal-distance.ts";
import { uniformSums } from "./uniform-sums.ts";

/** The law of a displacement, even about 0. */
export interface EvenLaw {
  /** Probability of no displacement at all [1]. */
  readonly atom: number;
  /** A length of the size of one step [m]. */
  readonly scale: number;
  /** P(X > x) for x >= 0. */
  upper(x: number): number;
  /** Density for x > 0, and at 0 if there is no atom there [m^-1]. */
  density(x: number): number;
  /** Mean distance <|X|> [m]; undefined where it is infinite. */
  readonly meanDistance?: number;
}

/** The law of the sum; undefined for steps on a lattice. */
export function evenStepSums(step: StepLaw, counts: DiscreteWeights): EvenLaw | undefined {
  const atom = counts.first === 0 ? counts.weights[0] : 0;
  switch (step.kind) {
    case "gaussian":
      return { atom, scale: step.deviation, ...gaussianSums(step.deviation, counts) };
    case "laplace":
      return { atom, scale: step.scale, ...laplaceSums(step.scale, counts) };
    case "uniform":
      return { atom, scale: step.halfWidth, ...uniformSums(step.halfWidth, counts) };
    case "stable":
      return { atom, scale: step.scale, ...stableSums(step.index, step.scale, counts) };
    default:
      return undefined;
  }
}

/** Σ w_n f(n) over n >= 1. */
function overSteps({ first, weights }: DiscreteWeights, f: (n: number) => number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) if (first + i > 0) sum += weights[i] * f(first + i);
  return sum;
}

function gaussianSums(s: number, counts: DiscreteWeights): Omit<EvenLaw, "atom" | "scale"> {
  const peak = 1 / Math.sqrt(2 * Math.PI);
  return {
    upper: (x) => overSteps(counts, (n) => normalTail(x / (s * Math.sqrt(n)))),
    density: (x) =>
      overSteps(counts, (n) => {
        const width = s * Math.sqrt(n);
        return (peak / width) * exp((-0.5 * x * x) / (width * width));
      }),
    meanDistance: overSteps(counts, (n) => s * Math.sqrt((2 * n) / Math.PI)),
  };
}

function stableSums(index: number, a: number, counts: DiscreteWeights): Omit<EvenLaw, "atom" | "scale"> {
  const scale = (n: number) => a * pow(n, 1 / index);
  return {
    upper: (x) => overSteps(counts, (n) => stableTail(index, x / scale(n))),
    density: (x) => overSteps(counts, (n) => stableDensity(index, x / scale(n)) / scale(n)),
    ...(index > 1 && { meanDistance: overSteps(counts, scale) * stableMeanDistance(index) }),
  };
}

function laplaceSums(a: number, { first, weights }: DiscreteWeights): Omit<EvenLaw, "atom" | "scale"> {
  const largest = first + weights.length - 1;
  // remaining[j]: probability that X > 0 and is the sum of j exponentials
  const remaining = new Float64Array(largest + 1);
  let central = 0.5; // C(2n-2, n-1) 2^-(2n-1)
  for (let n = 1; n <= largest; n++) {
    if (n >= first) {
      let chance = central;
      for (let j = 1; j <= n; j++) {
        remaining[j] += weights[n - first] * chance;
        chance *= (2 * (n - j)) / (2 * n - j - 1);
      }
    }
    central *= (2 * n - 1) / (2 * n);
  }
  const beyond = new Float64Array(largest + 1); // Σ over j > k
  let meanNumber = 0;
  for (let j = largest; j >= 1; j--) {
    beyond[j - 1] = beyond[j] + remaining[j];
    meanNumber += j * remaining[j];
  }
  const averaged = (x: number, values: Float64Array, shift: number): number => {
    const { first: from, weights: chances } = poissonWeights(x / a, 1e-290);
    let sum = 0;
    for (let i = 0; i < chances.length && from + i + shift <= largest; i++)
      sum += chances[i] * values[from + i + shift];
    return sum;
  };
  return {
    upper: (x) => averaged(x, beyond, 0),
    density: (x) => averaged(x, remaining, 1) / a,
    meanDistance: 2 * a * meanNumber,
  };
}
