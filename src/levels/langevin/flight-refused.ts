/**
 * Why there are no Langevin dynamics of Lévy flights beside their walk.
 *
 * @module
 */

import { type MotionCarrier, refusedMotion } from "#levels/own-motions.ts";

/** Lévy flights at the Langevin level: refused, since dx = K^(1/a) dL is what the walk samples exactly. */
export const flightRefused: MotionCarrier = refusedMotion(({ name, motion }) => ({
  because: `without a force dx = K^(1/a) dL, L a stable process, is solved by one stable number for any stretch of time: steps of ${name} would repeat the level walk, not check it`,
  change:
    motion?.kind === "flight" && motion.index === 2
      ? "give D instead of motion: at index 2 D = K"
      : "use the levels closed-form, walk and master",
}));
