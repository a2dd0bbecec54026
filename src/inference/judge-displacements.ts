/**
 * The verdict on measured displacements against the law of free diffusion with a predicted D.
 *
 *     Σ r² / (2 D lag) ~ χ² with d n degrees of freedom,    p two-sided: twice the smaller tail
 *
 * The law is exact, so the verdict needs no large numbers. Beside it: the shape of the law (Kolmogorov-Smirnov), the
 * independence of the steps, the covariance estimate, and Avogadro's number if grain and liquid are known.
 *
 * @module
 */

import { chiSquareTail, regularisedGammaP } from "#numerics/gamma-function.ts";
import { kolmogorovSmirnov } from "#numerics/goodness-of-fit.ts";
import type { GrainInLiquid } from "#physics/avogadro.ts";
import type { Diffusivity } from "#units/flavour.ts";
import { avogadroDetails } from "./avogadro-details.ts";
import { type DataJudgement, type Detail, inWords, rounded, verdictAt } from "./data-judgement.ts";
import {
  covarianceEstimate,
  type DiffusivityEstimate,
  diffusivityEstimate,
  stepCorrelation,
} from "./diffusivity-estimate.ts";
import { type Displacements, squaredLengths } from "./displacements.ts";

/** Beyond this |z| the steps are not independent, and no estimate of D means what it says. */
const CORRELATED_BEYOND = 3.5;

/** What is predicted of the displacements. */
export interface DisplacementForecast {
  /** D of the model [m^2 s^-1]; absent if the model states none. */
  readonly diffusivity?: Diffusivity;
  /** For Avogadro's number. */
  readonly grain?: GrainInLiquid;
}

/** The scale of displacements against a predicted D. */
export interface ScaleTest {
  /** (D_measured / D - 1) √(dof / 2). */
  readonly z: number;
  /** Exact two-sided probability. */
  readonly p: number;
}

/** Whether a measured D is that of the law. @throws DomainError if the predicted D is not positive. */
export function scaleTest({ sum, degreesOfFreedom }: DiffusivityEstimate, predicted: Diffusivity): ScaleTest {
  const statistic = sum / predicted;
  const above = chiSquareTail(statistic, degreesOfFreedom);
  const below = regularisedGammaP(degreesOfFreedom / 2, statistic / 2);
  return {
    z: (statistic / degreesOfFreedom - 1) * Math.sqrt(degreesOfFreedom / 2),
    p: Math.min(1, 2 * Math.min(above, below)),
  };
}

/**
 * Kolmogorov-Smirnov test of the lengths against P(length < r) = P(d/2, r² / 4 D lag); in a plane Rayleigh's law
 * 1 - e^{-r² / 4 D lag}.
 */
export function shapeTest(displacements: Displacements, diffusivity: Diffusivity): { statistic: number; p: number } {
  const { lag, dimensions } = displacements;
  return kolmogorovSmirnov(squaredLengths(displacements), (square) =>
    regularisedGammaP(dimensions / 2, square / (4 * diffusivity * lag)),
  );
}

/** Measured displacements against a forecast. @throws DomainError if there is no displacement. */
export function judgeDisplacements(
  displacements: Displacements,
  { diffusivity: predicted, grain }: DisplacementForecast,
): Omit<DataJudgement, "name" | "binding"> {
  const estimate = diffusivityEstimate(displacements);
  const { diffusivity, standardError, count } = estimate;
  const found = `${count} displacements over ${displacements.lag} s give D = ${rounded(diffusivity)} ± ${rounded(standardError, 2)} m^2/s`;
  const details = [
    ...detailsOf(displacements, estimate, predicted),
    ...(grain ? avogadroDetails(grain, estimate) : []),
  ];
  const correlation = stepCorrelation(displacements, 2);
  const caution =
    correlation && Math.abs(correlation.z) > CORRELATED_BEYOND
      ? `; but steps two apart are correlated (z = ${rounded(correlation.z)}), so this is no free diffusion over such a lag: take a longer one`
      : "";
  if (predicted === undefined)
    return {
      statistic: "measured D [m^2 s^-1]",
      value: diffusivity,
      z: null,
      p: null,
      verdict: "cannot tell",
      because: `${found}; the model predicts no constant D to hold it against${caution}`,
      details,
    };
  const { z, p } = scaleTest(estimate, predicted);
  return {
    statistic: "measured D / predicted D",
    value: diffusivity / predicted,
    z,
    p,
    verdict: verdictAt(p),
    because: `${found} where ${rounded(predicted)} is predicted: z = ${rounded(z)}, exact p = ${rounded(p)}; ${inWords(p)}${caution}`,
    details,
  };
}

const DIFFUSIVITY_UNIT = "m^2 s^-1";

function detailsOf(
  displacements: Displacements,
  { estimator, diffusivity, standardError, low, high, count }: DiffusivityEstimate,
  predicted: Diffusivity | undefined,
): readonly Detail[] {
  const details: Detail[] = [
    { name: "displacements", value: count, unit: "1" },
    { name: "D measured", value: diffusivity, standardError, low, high, unit: DIFFUSIVITY_UNIT, note: estimator },
  ];
  const covariance = covarianceEstimate(displacements);
  if (covariance)
    details.push(
      {
        name: "D by covariance",
        value: covariance.diffusivity,
        standardError: covariance.standardError,
        unit: DIFFUSIVITY_UNIT,
        note: covariance.estimator,
      },
      { name: "variance of localisation per axis", value: covariance.localisationVariance, unit: "m^2" },
    );
  for (const order of [1, 2]) {
    const correlation = stepCorrelation(displacements, order);
    if (!correlation) continue;
    const { value, standardError: error, z } = correlation;
    const note = `z = ${rounded(z)}; 0 for free diffusion`;
    details.push({ name: `correlation of steps ${order} apart`, value, standardError: error, unit: "1", note });
  }
  const shapes: [string, number, string][] = [
    ["distance from the law of the measured D", diffusivity, "at most; D was fitted to the same displacements"],
  ];
  if (predicted !== undefined) {
    details.push({ name: "D predicted", value: predicted, unit: DIFFUSIVITY_UNIT });
    shapes.unshift(["distance from the law of the predicted D", predicted, "Kolmogorov-Smirnov"]);
  }
  for (const [name, law, remark] of shapes) {
    const { statistic, p } = shapeTest(displacements, law);
    details.push({ name, value: statistic, unit: "1", note: `p = ${rounded(p)} (${remark})` });
  }
  return details;
}
