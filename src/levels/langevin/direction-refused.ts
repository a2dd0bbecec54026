/**
 * Why there is no Langevin equation of motions that keep a direction: their noise is a sign, and has no small steps.
 *
 * @module
 */

import { type MotionCarrier, refusedMotion } from "#levels/own-motions.ts";

/** Straight runs at the Langevin level. */
export const runRefused: MotionCarrier = refusedMotion(({ name }) => ({
  because:
    `${name} obeys dr/dt = c e(t) with a direction e that jumps at random: integrated from jump to jump that is what ` +
    "the level walk does, without a time step",
  change: "use the level walk; or inertia: true, for a velocity that changes by small kicks",
}));

/** Persistent walks at the Langevin level. */
export const persistentRefused: MotionCarrier = refusedMotion(({ name }) => ({
  because: `${name} steps from site to site at the ticks of a clock: between them there is nothing to integrate`,
  change: "use the level walk; or inertia: true, for a velocity that changes by small kicks",
}));
