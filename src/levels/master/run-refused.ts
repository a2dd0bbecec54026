/**
 * Why there is no master equation of straight runs: between two turns nothing hops.
 *
 * @module
 */

import { type MotionCarrier, refusedMotion } from "#levels/own-motions.ts";
import { exp } from "#numerics/elementary.ts";

/** Straight runs at the master level: refused, with the lattice walk that has such an equation. */
export const runRefused: MotionCarrier = refusedMotion(({ name, motion }) => {
  const because = `${name} moves steadily from turn to turn: there are no sites between which it hops, and so no rates`;
  if (motion?.kind !== "run" || motion.dimensions > 1)
    return { because, change: "use the levels closed-form and walk" };
  const interval = 0.1 / motion.rate;
  const persistence = (1 + exp(-2 * motion.rate * interval)) / 2;
  const step = `{lattice: ${(motion.speed * interval).toPrecision(3)} m, persistence: ${persistence.toPrecision(12)}}`;
  return {
    because,
    change:
      "use the levels closed-form, walk and continuum; or a persistent walk in step with it, " +
      `walk: {step: ${step}, clock: {fixed: ${interval.toPrecision(3)} s}}`,
  };
});
