/**
 * Why there is no continuum of Lévy flights beside their master equation.
 *
 * @module
 */

import { type MotionCarrier, refusedMotion } from "#levels/own-motions.ts";

/** Lévy flights at the continuum level: refused, since a grid for P_t = -K (-∂²)^(a/2) P is the lattice of the master level. */
export const flightRefused: MotionCarrier = refusedMotion(({ name, motion }) => ({
  because: `the fractional diffusion equation of ${name} has no flux between neighbours: on a grid its operator is made of jumps over any distance, which are the rates of the level master`,
  change:
    motion?.kind === "flight" && motion.index === 2
      ? "give D instead of motion: at index 2 D = K"
      : "use the levels closed-form, walk and master",
}));
