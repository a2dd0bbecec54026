/**
 * Measures of walkers that have a velocity, as sums over them.
 *
 *     vacf = <v(0).v>,   green_kubo = <v(0).Δ> / d,   kinetic_temperature = m <v²> / d k_B,   msd_slope = 2 t <Δ.v> / <Δ²>
 *
 * with Δ = r(t) - r(0). Both integrals over time are done by the motion itself: ∫ <v(0).v> dt = <v(0).Δ> and
 * d <Δ²> / dt = 2 <Δ.v>. So neither has the bias of a quadrature or of differences between records, however far apart
 * the records are.
 *
 * @module
 */

import type { Measure } from "#model/measure.ts";
import type { Model } from "#model/model.ts";
import { BOLTZMANN } from "#units/constants.ts";
import type { SumGroup } from "./tally.ts";
import { INSIDE } from "./walkers.ts";

/** Walkers inside, and the sums of v(0).v, v(0).Δ, v², t Δ.v and Δ², all axes together [1, m^2 s^-2, m^2 s^-1, m^2 s^-2, m^2, m^2]. */
export const velocitySums: SumGroup = {
  width: 6,
  fill(out, { axes, origin, velocities, firstVelocities, kicks, inner: time, fate, count }) {
    out.fill(0);
    // without velocities nothing is counted, and 0 / 0 is no value
    if (velocities.length === 0) return;
    for (let i = 0; i < count; i++) if (fate[i] === INSIDE) out[0]++;
    for (const [k, velocity] of velocities.entries()) {
      const [x, x0, v0, kick] = [axes[k], origin[k], firstVelocities[k], kicks[k]];
      for (let i = 0; i < count; i++) {
        if (fate[i] !== INSIDE) continue;
        const [moved, v] = [x[i] - x0[i], velocity[i]];
        out[1] += v0[i] * v;
        out[2] += v0[i] * moved;
        // half a step before and after, the velocities are v ∓ kick: the mean of their squares
        out[3] += v * v + kick[i] * kick[i];
        out[4] += time[i] * moved * v;
        out[5] += moved * moved;
      }
    }
  },
};

/** What makes a measure of velocities of the sums; undefined if it is none. */
export function velocityValue(
  { name, species }: Measure,
  { model, dimensions }: { readonly model: Model; readonly dimensions: number },
): ((sums: readonly number[], walkers: number) => number) | undefined {
  switch (name) {
    case "vacf":
      return ([n, memory]) => memory / n;
    case "green_kubo":
      return ([n, , carried]) => carried / n / dimensions;
    case "kinetic_temperature": {
      const mass = model.species.find((one) => one.name === species)?.mass ?? Number.NaN;
      return ([n, , , squares]) => (mass * squares) / n / (dimensions * BOLTZMANN);
    }
    case "msd_slope":
      return ([, , , , growth, squares]) => (2 * growth) / squares;
    default:
      return undefined;
  }
}
