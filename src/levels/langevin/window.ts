/**
 * How far from its start a walker on an unbounded stretch can come: where tables of the force must reach.
 *
 * Outward from the start, whichever is nearer: where the potential has risen by 40 kT above its lowest value so far and
 * stays there (a walker is found beyond with probability e^-40), or nine standard deviations of free spreading, √(2DT),
 * beyond the way that drift and force can carry it in the time T.
 *
 * @module
 */

import type { Length, Time } from "#units/flavour.ts";
import type { MediumLaw } from "./medium-law.ts";

/** A window and whether the potential closes it on that side. */
export interface Reach {
  readonly at: Length;
  readonly confined: boolean;
}

const RISE = 40;
const SAMPLES = 512;

/**
 * How far walkers come on one side.
 *
 * @param start     where they start [m]
 * @param direction -1 to the left, +1 to the right
 * @param scale     any length of the problem, to begin with [m]
 * @param time      T [s]; 0 if there is no transient
 * @param endless   whether walkers are followed beyond T, to equilibrium or until they leave: then the potential counts
 *                  wherever it holds them
 * @returns undefined if nothing holds walkers that are followed without end, and there is no T
 */
export function reachFrom(
  law: MediumLaw,
  start: Length,
  direction: 1 | -1,
  scale: Length,
  time: Time,
  endless: boolean,
): Reach | undefined {
  const held = endless ? confinedReach(law, start, direction, scale, Number.POSITIVE_INFINITY) : undefined;
  if (held !== undefined || time === 0) return held;
  return confinedReach(law, start, direction, scale, time);
}

function confinedReach(law: MediumLaw, start: Length, direction: 1 | -1, scale: Length, time: Time): Reach | undefined {
  let width = scale;
  for (let attempt = 0; attempt < 100; attempt++) {
    const x = Float64Array.from({ length: SAMPLES + 1 }, (_, i) => start + (direction * width * i) / SAMPLES);
    const wall = confinedAfter(law, x);
    if (wall === "nowhere") {
      const free = time < Number.POSITIVE_INFINITY ? freeReach(law, x, time) : time;
      if (free <= width) return { at: start + direction * free, confined: false };
      width *= 2;
    } else if (wall < SAMPLES / 8) width /= 4;
    else return { at: x[wall], confined: true };
  }
  return undefined;
}

/** Index of the first point from which on the potential is high; "nowhere" if it is not high at the end. */
function confinedAfter(law: MediumLaw, x: Float64Array): number | "nowhere" {
  const u = law.fieldsAt(x).potential;
  let lowest = u[0];
  let first: number | "nowhere" = "nowhere";
  for (let i = 0; i < u.length; i++) {
    if (u[i] < lowest) lowest = u[i];
    if (!(u[i] - lowest > RISE)) first = "nowhere";
    else if (first === "nowhere") first = i;
  }
  return first;
}

function freeReach(law: MediumLaw, x: Float64Array, time: Time): Length {
  const { diffusivity, diffusivitySlope, potentialSlope, velocity } = law.fieldsAt(x);
  let fastest = 0;
  let largest = 0;
  for (let i = 0; i < x.length; i++) {
    const drift = Math.abs(velocity[i] + diffusivitySlope[i] - diffusivity[i] * potentialSlope[i]);
    fastest = Math.max(fastest, drift);
    largest = Math.max(largest, diffusivity[i]);
  }
  return 9 * Math.sqrt(2 * largest * time) + fastest * time;
}
