/**
 * The flux equation of Kedem and Katchalsky: diffusion and drag of a mean concentration, added.
 *
 *     J = P (c_left - c_right) + (1 - σ) J_v c̄
 *
 *     log-mean    c̄ = (c_left - c_right) / ln(c_left / c_right)    as in 1958
 *     arithmetic  c̄ = (c_left + c_right) / 2                       as in many texts
 *     feed        c̄ = c_left                                       as in some models of filtration
 *
 * Linear in J_v. To first order in the Péclet number the arithmetic mean agrees with Patlak's exact flux and the
 * logarithmic one does not; at large Péclet number neither does, and the arithmetic one may point uphill against the
 * water. The logarithmic mean holds its digits where the sides are near each other and is 0 where one is empty: nothing
 * is dragged out of a full side into an empty one. Its slope is infinite at the empty side.
 *
 * @see O. Kedem and A. Katchalsky, Biochim. Biophys. Acta 27, 229 (1958) (not opened)
 * @module
 */

import { expm1, log, log1p } from "#numerics/elementary.ts";
import { logarithmicMean } from "#physics/electro/logarithmic-mean.ts";
import type { Concentration, Flux } from "#units/flavour.ts";
import { checkDraggedSolute, type DraggedSolute, type DragSlopes } from "./patlak.ts";

/** Which concentration the water drags. */
export type DraggedMean = "log-mean" | "arithmetic" | "feed";

/** A solute that crosses a membrane with the water, and the mean that is dragged. */
export interface MeanDraggedSolute extends DraggedSolute {
  readonly mean: DraggedMean;
}

/**
 * Flux J from left to right [mol m^-2 s^-1].
 *
 * @throws DomainError if P or a concentration is negative, σ is above 1, or a number is not finite.
 */
export function kedemKatchalskyFlux(solute: MeanDraggedSolute): Flux {
  checkDraggedSolute(solute);
  const { permeability, reflection, volumeFlux, left, right } = solute;
  return permeability * (left - right) + (1 - reflection) * volumeFlux * draggedConcentration(solute);
}

/**
 * Slopes of {@link kedemKatchalskyFlux} in J_v [mol m^-3] and in both concentrations [m s^-1].
 *
 * @throws DomainError as {@link kedemKatchalskyFlux}.
 */
export function kedemKatchalskySlopes(solute: MeanDraggedSolute): DragSlopes {
  checkDraggedSolute(solute);
  const { permeability, reflection, volumeFlux, left, right, mean } = solute;
  const drag = (1 - reflection) * volumeFlux;
  const [byLeft, byRight] =
    mean === "feed"
      ? [1, 0]
      : mean === "arithmetic"
        ? [0.5, 0.5]
        : [logarithmicSlope(left, right), logarithmicSlope(right, left)];
  return {
    byVolumeFlux: (1 - reflection) * draggedConcentration(solute),
    byLeft: permeability + (drag === 0 ? 0 : drag * byLeft),
    byRight: -permeability + (drag === 0 ? 0 : drag * byRight),
  };
}

/** The mean c̄ that is dragged [mol m^-3]. */
export function draggedConcentration({
  left,
  right,
  mean,
}: Pick<MeanDraggedSolute, "left" | "right" | "mean">): Concentration {
  switch (mean) {
    case "log-mean":
      return logarithmicMean(left, right);
    case "arithmetic":
      return 0.5 * (left + right);
    case "feed":
      return left;
  }
}

/** dM/da of the logarithmic mean M(a, b) [1]: (r - 1 + e^{-r}) / r², r = ln(a/b); 1/2 where a = b, infinite at a = 0. */
function logarithmicSlope(a: number, b: number): number {
  if (a === b) return 0.5;
  if (b === 0) return 0;
  if (a === 0) return Number.POSITIVE_INFINITY;
  const ratio = (a - b) / b;
  const r = Math.abs(ratio) < 0.5 ? log1p(ratio) : log(a) - log(b);
  if (Math.abs(r) > 0.1) return (r + expm1(-r)) / (r * r);
  // sum of (-r)^k / (k + 2)!; what is left out is below 2e-17
  let term = 0.5;
  let sum = term;
  for (let k = 1; k <= 9; k++) {
    term *= -r / (k + 2);
    sum += term;
  }
  return sum;
}
