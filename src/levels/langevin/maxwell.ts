/**
 * Maxwell's law: every component of a velocity is normal, of variance kT/m.
 *
 * @module
 */

import { fillNormals, type RandomStream } from "#numerics/random-stream.ts";
import type { Rate } from "#units/flavour.ts";

/** What inertia adds to a diffusing particle. */
export interface Inertia {
  /** γ = ζ/m = kT / m D = 1/τ [s^-1]. */
  readonly friction: Rate;
  /** kT / m [m^2 s^-2]. */
  readonly thermal: number;
}

/** Draws velocities [m s^-1] of variance kT/m [m^2 s^-2], axis after axis. */
export function fillMaxwellVelocities(
  velocities: readonly Float64Array[],
  thermal: number,
  stream: RandomStream,
): void {
  const deviation = Math.sqrt(thermal);
  for (const velocity of velocities) {
    fillNormals(velocity, stream);
    for (let i = 0; i < velocity.length; i++) velocity[i] *= deviation;
  }
}
