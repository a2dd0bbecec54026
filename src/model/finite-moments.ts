/**
 * Which moments of a step and of a wait are finite: what the long-time motion of a renewal walk hangs on.
 *
 * @module
 */

import type { RenewalClock, StepLaw } from "./motion-law.ts";

/** Moments of a step of an order below this one are finite; the variance is if it is above 2. */
export function finiteStepOrders(step: StepLaw): number {
  if (step.kind === "stable") return step.index === 2 ? Number.POSITIVE_INFINITY : step.index;
  return step.kind === "zipf" ? step.index : Number.POSITIVE_INFINITY;
}

/** Whether steps have a variance. */
export function hasStepVariance(step: StepLaw): boolean {
  return finiteStepOrders(step) > 2;
}

/** Moments of a wait of an order below this one are finite. */
export function finiteWaitOrders(clock: RenewalClock): number {
  if (clock.kind === "pareto") return clock.index;
  return clock.kind === "mittag-leffler" && clock.index < 1 ? clock.index : Number.POSITIVE_INFINITY;
}

/** Whether steps are as likely to the left as to the right, so that the walk drifts nowhere. */
export function isSymmetric(step: StepLaw): boolean {
  if (step.kind === "lattice") return step.right === 0.5;
  if (step.kind !== "table") return true;
  const size = step.moves.reduce((largest, { by }) => Math.max(largest, Math.abs(by)), 0);
  const mean = step.moves.reduce((sum, { by, probability }) => sum + by * probability, 0);
  return Math.abs(mean) <= 1e-12 * size;
}
