/**
 * Walkers that run straight and turn, from turn to turn: exact in law at any record.
 *
 * The time to the next turn is exponential; a run that goes on beyond a record is cut there and its rest drawn afresh,
 * since it remembers nothing but its direction. Walkers that have never turned are put on the front itself, so that
 * `x == 2 m` or `r >= 2 m` finds them.
 *
 * @module
 */

import type { Motion, StartedMotion } from "#levels/ensemble/motion.ts";
import { lastRecord, type PointStart, placeAt, pointStart } from "#levels/ensemble/point-start.ts";
import { ensembleCarrier } from "#levels/ensemble/solve-ensemble.ts";
import type { Walkers } from "#levels/ensemble/walkers.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import type { Model, Species } from "#model/model.ts";
import type { RunLaw } from "#model/motion-law.ts";
import { cos, sin } from "#numerics/elementary.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { rounded15 } from "#step-law/lattice-coordinate.ts";

/** Runs at the walk level. */
export const runCarrier: MotionCarrier = ensembleCarrier({ level: "walk", purpose: PURPOSE.stepLaw }, started);

function started(model: Model, species: Species): StartedMotion {
  const { motion: law } = species;
  if (law?.kind !== "run") throw new Error(`Bug: ${species.name} does not run.`);
  const start = pointStart(model, species);
  lastRecord(model);
  return { amount: start.amount, motion: runMotion(law, start) };
}

/** The motion of walkers that run from a point. */
export function runMotion(law: RunLaw, start: PointStart): Motion {
  const onLine = law.turning === "reversals";
  return {
    dimensions: law.dimensions,
    inertia: true,
    remembers: true,
    method: `exact runs of exponential length, one draw for each ${onLine ? "reversal" : "tumble and one for its direction"}`,
    law: { kind: "continuum" },
    stepRate: law.rate,
    exits: [],
    unbounded: true,
    without: ["kinetic_temperature"],
    sharesRatesWith: [],
    sources: [],
    start(walkers) {
      placeAt(walkers, start);
      const { count, velocities, firstVelocities, kicks, inner, mode } = walkers;
      inner.fill(0);
      mode.fill(STRAIGHT);
      for (const kick of kicks) kick.fill(0);
      for (let i = 0; i < count; i++) {
        if (onLine) velocities[0][i] = walkers.noise.uint32() >>> 31 === 1 ? law.speed : -law.speed;
        else turn(walkers, i, law.speed);
      }
      for (const [k, velocity] of velocities.entries()) firstVelocities[k].set(velocity);
    },
    advance: onLine
      ? (walkers, first, end, from, to) => runOnLine(walkers, law, start, { first, end, from, to })
      : (walkers, first, end, from, to) => runInPlane(walkers, law, start, { first, end, from, to }),
  };
}

/** `mode` of a walker that has never turned, and of one that has. */
const STRAIGHT = 0;
const TURNED = 1;

interface Stretch {
  readonly first: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/** Moves walkers along a line and returns the number of reversals. `inner` holds the time. */
function runOnLine(walkers: Walkers, law: RunLaw, start: PointStart, { first, end, from, to }: Stretch): number {
  const { inner, mode, noise, axes, velocities } = walkers;
  const [[x], [v]] = [axes, velocities];
  const [left, right] = [-1, 1].map((side) => rounded15(start.at[0] + side * law.speed * to));
  let turns = 0;
  for (let i = first; i < end; i++) {
    let now = from;
    let [at, velocity] = [x[i], v[i]];
    for (;;) {
      const next = now + noise.exponential() / law.rate;
      if (!(next < to)) break;
      at += velocity * (next - now);
      velocity = -velocity;
      now = next;
      mode[i] = TURNED;
      turns++;
    }
    x[i] = mode[i] === TURNED ? at + velocity * (to - now) : velocity > 0 ? right : left;
    v[i] = velocity;
    inner[i] = to;
  }
  return turns;
}

/** Moves walkers in a plane and returns the number of tumbles. `inner` holds the time. */
function runInPlane(walkers: Walkers, law: RunLaw, start: PointStart, { first, end, from, to }: Stretch): number {
  const { inner, mode, noise, axes, velocities } = walkers;
  const [[x, y], [vx, vy]] = [axes, velocities];
  const front = rounded15(law.speed * to);
  const aroundOrigin = start.at.every((at) => at === 0);
  let turns = 0;
  for (let i = first; i < end; i++) {
    let now = from;
    for (;;) {
      const next = now + noise.exponential() / law.rate;
      if (!(next < to)) break;
      x[i] += vx[i] * (next - now);
      y[i] += vy[i] * (next - now);
      turn(walkers, i, law.speed);
      now = next;
      mode[i] = TURNED;
      turns++;
    }
    x[i] += vx[i] * (to - now);
    y[i] += vy[i] * (to - now);
    if (mode[i] === STRAIGHT && aroundOrigin) putOnRing(x, y, i, front);
    inner[i] = to;
  }
  return turns;
}

/** A new direction, all equally likely. */
function turn({ velocities: [vx, vy], noise }: Walkers, i: number, speed: number): void {
  const angle = 2 * Math.PI * noise.uniform();
  vx[i] = speed * cos(angle);
  vy[i] = speed * sin(angle);
}

/**
 * Moves a walker that is on the ring up to rounding onto it, by a few last bits: its distance as it is computed is then
 * the radius. The smaller coordinate moves the distance in the finer steps.
 */
function putOnRing(x: Float64Array, y: Float64Array, i: number, radius: number): void {
  const [small, large] = Math.abs(x[i]) < Math.abs(y[i]) ? [x, y] : [y, x];
  const [fine, coarse] = [small[i], large[i]];
  const bits = 0.25 * Number.EPSILON * Math.max(2, (radius / fine) * (radius / fine));
  // 0, 1, -1, 2, -2 ...
  const around = (k: number) => (k % 2 === 0 ? -0.5 * k : 0.5 * (k + 1));
  for (let j = 0; j < 256; j++) {
    large[i] = coarse * (1 + around(j) * Number.EPSILON);
    for (let k = 0; k < 256; k++) {
      small[i] = fine * (1 + around(k) * bits);
      if (Math.sqrt(x[i] * x[i] + y[i] * y[i]) === radius) return;
    }
  }
  small[i] = fine;
  large[i] = coarse;
}
