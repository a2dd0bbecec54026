/**
 * One step of a particle with inertia under any force: BAOAB.
 *
 *     v += a(x) h/2,   x += v h/2,   v = c v + √((1 - c²) kT/m) Z,   x += v h/2,   v += a(x) h/2,     c = e^{-γh}
 *
 * Of second order in h; in a harmonic trap <x²> is exact for every h below 2/ω. There the velocity on the step is too
 * slow, <v²> = (kT/m)(1 - ω²h²/4), while half a step before and after, at v ∓ a h/2, it is exact: kinetic quantities are
 * read there.
 *
 * @see B. Leimkuhler and C. Matthews, Appl. Math. Res. Express 2013, 34 (2013), doi:10.1093/amrx/abs010 (not opened)
 * @module
 */

import { exp, expm1 } from "#numerics/elementary.ts";
import type { Time } from "#units/flavour.ts";
import { type CubicTable, valueIn } from "./cubic-table.ts";
import type { Inertia } from "./maxwell.ts";

/** A step of fixed length. */
export interface InertialStep {
  /** Half of the step [s]. */
  readonly half: Time;
  /** Part of a velocity that friction leaves [1]. */
  readonly kept: number;
  /** Standard deviation of what noise adds [m s^-1]. */
  readonly noise: number;
}

/** The step of length h. */
export function inertialStep({ friction, thermal }: Inertia, step: Time): InertialStep {
  const kept = exp(-friction * step);
  return { half: step / 2, kept, noise: Math.sqrt(-expm1(-2 * friction * step) * thermal) };
}

/**
 * Takes one walker through as many steps as there are normal numbers: state holds x, v and the acceleration at x, which it
 * starts from and leaves behind. Allocates nothing.
 */
export function takeInertialSteps(
  state: Float64Array,
  acceleration: CubicTable,
  { half, kept, noise }: InertialStep,
  normals: Float64Array,
  count: number,
): void {
  let [x, v, a] = [state[0], state[1], state[2]];
  for (let i = 0; i < count; i++) {
    v += half * a;
    x += half * v;
    v = kept * v + noise * normals[i];
    x += half * v;
    a = valueIn(acceleration, x);
    v += half * a;
  }
  state[0] = x;
  state[1] = v;
  state[2] = a;
}
