/**
 * What a number of walkers can see.
 *
 *     walkers = 2 (z + z_power)² / error²
 *
 * for the relative error of a diffusion coefficient from one mean squared displacement along one axis, whose relative
 * standard error is √(2 / walkers). A test that cannot see an error must not claim its absence.
 *
 * @module
 */

import { normalQuantile } from "#numerics/error-function.ts";
import { DomainError } from "#units/domain-error.ts";

/** When a difference counts as seen. */
export interface Detection {
  /** Standard errors at which a difference counts; 5 if absent. */
  readonly sigmas?: number;
  /** Probability of seeing a difference of that size; 90 % if absent. */
  readonly power?: number;
}

/**
 * Walkers that show a relative error of D.
 *
 * @throws DomainError unless the error is positive and the power between 0 and 1.
 *
 * @example
 * ```ts
 * walkersToDetect(0.01); // 7.9e5
 * ```
 */
export function walkersToDetect(relativeError: number, detection: Detection = {}): number {
  if (!(relativeError > 0)) throw new DomainError("relativeError", relativeError, "no walkers show an error of zero");
  const scores = scoresOf(detection);
  return Math.ceil((2 * scores * scores) / (relativeError * relativeError));
}

/**
 * The relative error of D that a number of walkers shows [1].
 *
 * @throws DomainError unless there are walkers and the power lies between 0 and 1.
 */
export function detectableError(walkers: number, detection: Detection = {}): number {
  if (!(walkers > 0)) throw new DomainError("walkers", walkers, "without walkers nothing shows");
  return scoresOf(detection) * Math.sqrt(2 / walkers);
}

function scoresOf({ sigmas = 5, power = 0.9 }: Detection): number {
  if (!(power > 0 && power < 1)) throw new DomainError("power", power, "a probability between 0 and 1");
  return sigmas + normalQuantile(power);
}
