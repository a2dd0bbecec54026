/**
 * The diffusion coefficient of displacements, two ways, and the check that the motion is free diffusion at all.
 *
 *     mean square   D = Σ r² / (2 d lag n),                       Σ r² / (2 D lag) ~ χ² with d n degrees of freedom
 *     covariance    D = <h_i²> / 2 lag + <h_i h_{i+1}> / lag,     s² = -<h_i h_{i+1}>
 *
 * The first is the best there is for free diffusion without error of localisation. The second (CVE) is free of bias by
 * a static error of variance s² per axis, and pays with a larger standard error. Both hold only if steps two apart are
 * not correlated: {@link stepCorrelation} of order 2 says so, and no D should be read without it.
 *
 * @see C. L. Vestergaard, P. C. Blainey and H. Flyvbjerg, Phys. Rev. E 89, 022726 (2014),
 * doi:10.1103/PhysRevE.89.022726 (not opened)
 * @module
 */

import { sumOf } from "#numerics/compensated-sum.ts";
import { chiSquareScaleInterval } from "#numerics/statistics.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Diffusivity } from "#units/flavour.ts";
import { type Displacements, squaredLengths } from "./displacements.ts";

/** Confidence of the intervals of estimates. */
export const ESTIMATE_CONFIDENCE = 0.95;

/** D from the mean square of displacements. */
export interface DiffusivityEstimate {
  readonly estimator: string;
  /** D [m^2 s^-1]. */
  readonly diffusivity: Diffusivity;
  /** D √(2 / dof) [m^2 s^-1]. */
  readonly standardError: number;
  /** Exact 95 % interval from chi-square [m^2 s^-1]. */
  readonly low: number;
  readonly high: number;
  /** Number of displacements. */
  readonly count: number;
  /** Degrees of freedom d n. */
  readonly degreesOfFreedom: number;
  /** Σ r² / (2 lag) = dof D [m^2 s^-1]. */
  readonly sum: number;
}

/** D = Σ r² / (2 d lag n), with its exact interval. @throws DomainError without displacements. */
export function diffusivityEstimate(displacements: Displacements): DiffusivityEstimate {
  const { lag, dimensions, count } = displacements;
  const degreesOfFreedom = dimensions * count;
  if (degreesOfFreedom === 0) throw new DomainError("number of displacements", count, `none is ${lag} s long`);
  const sum = sumOf(squaredLengths(displacements)) / (2 * lag);
  const diffusivity = sum / degreesOfFreedom;
  return {
    estimator: "mean squared displacement over one lag, displacements that share no time",
    diffusivity,
    standardError: diffusivity * Math.sqrt(2 / degreesOfFreedom),
    ...chiSquareScaleInterval(sum, degreesOfFreedom, ESTIMATE_CONFIDENCE),
    count,
    degreesOfFreedom,
    sum,
  };
}

/** D and the variance of localisation from the covariance of neighbouring steps. */
export interface CovarianceEstimate {
  readonly estimator: string;
  /** D [m^2 s^-1]; may come out negative. */
  readonly diffusivity: Diffusivity;
  /** D √[ (6 + 4x + 2x²) / N + 4 (1 + x)² / N² ] / √d with x = s² / (D lag) [m^2 s^-1]. */
  readonly standardError: number;
  /** s² per axis, static [m^2]; negative where neighbouring steps go the same way. */
  readonly localisationVariance: number;
}

/** The covariance-based estimate, without motion blur; undefined if no step follows another. */
export function covarianceEstimate(displacements: Displacements): CovarianceEstimate | undefined {
  const { lag, dimensions, count } = displacements;
  const square = meanProduct(displacements, 0);
  const neighbours = meanProduct(displacements, 1);
  if (square.pairs === 0 || neighbours.pairs === 0) return undefined;
  const diffusivity = square.mean / (2 * lag) + neighbours.mean / lag;
  const x = Math.max(0, -neighbours.mean / (Math.abs(diffusivity) * lag));
  const relative = (6 + 4 * x + 2 * x * x) / count + (4 * (1 + x) * (1 + x)) / (count * count);
  return {
    estimator: "covariance of neighbouring steps, without motion blur",
    diffusivity,
    standardError: Math.abs(diffusivity) * Math.sqrt(relative / dimensions),
    localisationVariance: -neighbours.mean,
  };
}

/** Correlation of steps `order` apart. */
export interface StepCorrelation {
  /** ρ_k = <h_i h_{i+k}> / <h²>, 0 for free diffusion [1]. */
  readonly value: number;
  /** 1 / √(number of products) [1]. */
  readonly standardError: number;
  readonly z: number;
}

/** ρ_k over all axes; undefined if no steps are so far apart, or none moved. */
export function stepCorrelation(displacements: Displacements, order: number): StepCorrelation | undefined {
  const square = meanProduct(displacements, 0).mean;
  const { mean, pairs } = meanProduct(displacements, order);
  if (pairs === 0 || !(square > 0)) return undefined;
  const value = mean / square;
  const standardError = 1 / Math.sqrt(pairs);
  return { value, standardError, z: value / standardError };
}

/** <h_i h_{i+k}> over axes and chains, over its own number of products [m^2]. */
function meanProduct({ chains }: Displacements, order: number): { readonly mean: number; readonly pairs: number } {
  const products: number[] = [];
  for (const chain of chains)
    for (const axis of chain)
      for (let i = 0; i + order < axis.length; i++) products.push((axis[i] as number) * (axis[i + order] as number));
  return { mean: sumOf(Float64Array.from(products)) / products.length, pairs: products.length };
}
