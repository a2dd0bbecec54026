/**
 * One walker on a straight line of stretches, from one time to another.
 *
 * Free of surfaces: the Heun step of weak order 2,
 *
 *     y* = y + b(y) h + √(2h) Z,    y' = y + ½ h [ b(y) + b(y*) ] + √(2h) Z,
 *
 * exact where b is constant. Beside a wall the free path of that step is kept, and its lowest point (exact, given both
 * ends) says how far it is pushed back, whether it was absorbed and when; beside a membrane the same local time says
 * when it crosses. Beside planes without forces the closed kernels of `plane-kernel.ts` take one step of any length;
 * with forces, a partition is crossed in half a step of drift, the kernel, half a step of drift.
 *
 * h ends at the record, resolves the drift, and is so short that no second surface lies within six standard
 * deviations: 72 h <= clearance². Only what lies beyond (2e-9 a step) is drawn again.
 *
 * @module
 */

import { INSIDE, LEFT_OUT, RIGHT_OUT, type Walkers } from "#levels/ensemble/walkers.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import type { RandomStream } from "#numerics/random-stream.ts";
import type { Time } from "#units/flavour.ts";
import { firstPassage, lowestPoint } from "./bridge.ts";
import { valueIn } from "./cubic-table.ts";
import { membraneCrossing, partitionCrossing } from "./plane-kernel.ts";
import type { Plane, StraightStretch } from "./straight-line.ts";

/** Standard deviations within which a second surface counts. */
const REACH = 6;

/** Where one walker stands; written by the steps below. */
interface Place {
  y: number;
  stretch: number;
  fate: number;
  /** Time that the last step took, or that passed until the walker left [s]. */
  took: number;
}

/** What {@link makeLineStep} returns: moves walker i and returns the number of steps. */
export type LineStep = (walkers: Walkers, i: number, from: Time, to: Time) => number;

/** How finely steps are taken. */
export interface StepRule {
  /** The longest step [s]; Infinity where none is needed. */
  readonly step: Time;
  /**
   * Whether absorbing walls see the path between the ends of a step. Without, absorption comes too late by
   * 0.5826 √(2 D dt): for demonstration only.
   */
  readonly bridge?: boolean;
}

/**
 * A stepper for a line. It keeps no walker and no time, only scratch. A step throws NumericalFailure if it takes a walker
 * through a wall that lets none out, or to no place at all: that is never a reading.
 */
export function makeLineStep(line: readonly StraightStretch[], { step, bridge = true }: StepRule): LineStep {
  const place: Place = { y: 0, stretch: 0, fate: INSIDE, took: 0 };
  const lengths = line.map(({ left, right }) => right - left);
  const steady = line.map(({ drift }) => drift.cells === 0 && drift.coefficients[0] === 0);
  const ownDrift = (stretch: number, y: number): number => (steady[stretch] ? 0 : valueIn(line[stretch].drift, y));

  /** Distance beyond a plane to the next surface. */
  const roomBeyond = (stretch: number, plane: Plane, side: number): number =>
    plane.kind === "partition" || plane.kind === "membrane" ? lengths[stretch + side] : Number.POSITIVE_INFINITY;
  const beyondLeft = line.map(({ leftPlane }, i) => roomBeyond(i, leftPlane, -1));
  const beyondRight = line.map(({ rightPlane }, i) => roomBeyond(i, rightPlane, 1));

  function free(time: Time, b: number, noise: RandomStream): void {
    const kick = Math.sqrt(2 * time) * noise.normal();
    const { y, stretch } = place;
    const { left, right } = line[stretch];
    const next = y + 0.5 * time * (b + ownDrift(stretch, y + b * time + kick)) + kick;
    if (next < left || next > right) return;
    place.y = next;
    place.took = time;
  }

  /** Beside a wall or a membrane with forces; distances are counted from the plane into the stretch. */
  function beside(plane: Plane, origin: number, inward: number, time: Time, noise: RandomStream): void {
    let rest = time;
    let own = plane.own;
    let other = plane.other;
    let side = inward;
    let stretch = place.stretch;
    let distance = (place.y - origin) * inward;
    for (;;) {
      const b = side * ownDrift(stretch, origin + side * distance);
      const kick = Math.sqrt(2 * rest) * noise.normal();
      const guess = Math.abs(distance + b * rest + kick);
      const end = distance + 0.5 * rest * (b + side * ownDrift(stretch, origin + side * guess)) + kick;
      const lowest = bridge ? lowestPoint(distance, end, rest, noise.uniform()) : Math.min(distance, end);
      const allowed =
        own === 0 ? Number.POSITIVE_INFINITY : own === Number.POSITIVE_INFINITY ? 0 : noise.exponential() / own;
      if (lowest > -allowed) {
        place.y = origin + side * (end + Math.max(0, -lowest));
        place.stretch = stretch;
        place.took = time;
        return;
      }
      const passed = firstPassage(distance + allowed, end + allowed, rest, noise.normal(), noise.uniform());
      if (plane.kind === "wall") {
        if (!(plane.own > 0)) throw lost(place.y);
        place.fate = inward > 0 ? LEFT_OUT : RIGHT_OUT;
        place.took = time - rest + passed;
        return;
      }
      rest -= passed;
      distance = 0;
      stretch -= side;
      side = -side;
      [own, other] = [other, own];
      if (!(rest > 0)) {
        place.y = origin;
        place.stretch = stretch;
        place.took = time;
        return;
      }
    }
  }

  /** Beside a membrane or partition without forces. */
  function across(plane: Plane, origin: number, inward: number, time: Time, noise: RandomStream): void {
    const distance = (place.y - origin) * inward;
    const landed = Math.abs(distance + Math.sqrt(2 * time) * noise.normal());
    const probability =
      plane.kind === "membrane"
        ? membraneCrossing(plane.own, plane.own + plane.other, distance, landed, time)
        : partitionCrossing(plane.beyond, distance, landed, time);
    const crossed = probability > 0 && noise.uniform() < probability;
    place.y = origin + (crossed ? -inward : inward) * landed;
    if (crossed) place.stretch -= inward;
    place.took = time;
  }

  /** Drift alone, through the plane if it leads there; returns the side on which the walker then is. */
  function drifted(origin: number, side: number, time: Time): number {
    const { y, stretch } = place;
    const half = y + 0.5 * time * ownDrift(stretch, y);
    place.y = y + time * ownDrift(stretch, half);
    if ((place.y - origin) * side >= 0) return side;
    place.stretch -= side;
    return -side;
  }

  function stepOnce(rest: Time, noise: RandomStream): void {
    const { y, stretch } = place;
    const { left, right, leftPlane, rightPlane } = line[stretch];
    const toLeft = y - left;
    const toRight = right - y;
    const leftward = toLeft < toRight;
    const near = leftward ? toLeft : toRight;
    const clear = Math.min(leftward ? toRight : toLeft, near + (leftward ? beyondLeft : beyondRight)[stretch]);
    const b = ownDrift(stretch, y);
    const still = b === 0;
    let time = Math.min(rest, step);
    const room = still ? clear : 0.75 * clear;
    time = Math.min(time, (room * room) / (2 * REACH * REACH));
    if (!still) time = Math.min(time, (0.25 * clear) / Math.abs(b));
    place.took = 0;
    if (near > REACH * Math.sqrt(2 * time) + 2 * Math.abs(b) * time) {
      free(time, b, noise);
      return;
    }
    const plane = leftward ? leftPlane : rightPlane;
    const origin = leftward ? left : right;
    const inward = leftward ? 1 : -1;
    if (plane.kind === "wall") beside(plane, origin, inward, time, noise);
    else if (steady[stretch] && steady[stretch - inward]) across(plane, origin, inward, time, noise);
    else if (plane.kind === "membrane") beside(plane, origin, inward, time, noise);
    else {
      const side = drifted(origin, inward, 0.5 * time);
      const { leftPlane: onRight, rightPlane: onLeft } = line[place.stretch];
      const before = place.stretch;
      across(side > 0 ? onRight : onLeft, origin, side, time, noise);
      drifted(origin, place.stretch === before ? side : -side, 0.5 * time);
      place.took = time;
    }
    const landed = line[place.stretch];
    if (place.fate === INSIDE && (place.y < landed.left || place.y > landed.right)) {
      place.y = y;
      place.stretch = stretch;
      place.took = 0;
    }
  }

  return (walkers, i, from, to) => {
    if (walkers.fate[i] !== INSIDE) return 0;
    place.y = walkers.inner[i];
    place.stretch = walkers.mode[i];
    place.fate = INSIDE;
    let rest = to - from;
    let steps = 0;
    while (rest > 0 && place.fate === INSIDE) {
      stepOnce(rest, walkers.noise);
      rest = place.took >= rest ? 0 : rest - place.took;
      steps++;
    }
    walkers.inner[i] = place.y;
    walkers.mode[i] = place.stretch;
    walkers.fate[i] = place.fate;
    if (place.fate !== INSIDE) walkers.exitTime[i] = to - rest;
    else if (!(place.y >= line[place.stretch].left && place.y <= line[place.stretch].right)) throw lost(place.y);
    else walkers.axes[0][i] = valueIn(line[place.stretch].position, place.y);
    return steps;
  };
}

function lost(y: number): NumericalFailure {
  return new NumericalFailure(
    "Langevin dynamics",
    `a walker was lost at y = ${y} s^1/2, where nothing lets it out`,
    "This is an error of the program: please report the model, and use another level meanwhile.",
  );
}
