/**
 * A walk law as its moves: how many are made by a time, and what each is worth.
 *
 *     steps by t:   floor(t / tau), or Poisson with mean t / tau;    a step moves with probability 1 - stay
 *
 * Everything that depends only on the order of moves (returns, sites visited) is an average over their number.
 *
 * @module
 */

import type { WalkLaw } from "#model/model.ts";
import { type SiteLaw, type StepChances, skellamLaw, trinomialLaw } from "./lattice-law.ts";

/** Number of steps by the time t: exact for a fixed clock, its mean for a Poisson clock. */
export function stepsBy({ clock }: WalkLaw, t: number): number {
  const steps = t / clock.interval;
  // A record time is a multiple of the interval up to rounding.
  return clock.kind === "fixed" ? Math.floor(steps * (1 + 1e-12) + 1e-9) : steps;
}

/** Chances of one step along one axis. */
export function chancesAlongAxis({ dimensions, right, stay }: WalkLaw): StepChances {
  const moves = 1 - stay;
  if (dimensions === 1) return { left: moves * (1 - right), stay, right: moves * right };
  const each = moves / (2 * dimensions);
  return { left: each, stay: 1 - 2 * each, right: each };
}

/** Law of the displacement along one axis, in sites. */
export function lawAlongAxis(walk: WalkLaw, t: number): SiteLaw {
  const chances = chancesAlongAxis(walk);
  const steps = stepsBy(walk, t);
  return walk.clock.kind === "fixed"
    ? trinomialLaw(steps, chances)
    : skellamLaw(steps * chances.left, steps * chances.right);
}

/** Law of the number of moves. */
export function lawOfMoves(walk: WalkLaw, t: number): SiteLaw {
  const steps = stepsBy(walk, t);
  if (walk.clock.kind === "poisson") return skellamLaw(0, steps * (1 - walk.stay));
  if (walk.stay === 0) return { first: steps, values: Float64Array.of(1) };
  return trinomialLaw(steps, { left: 0, stay: walk.stay, right: 1 - walk.stay });
}

/** Mean, variance, third and fourth cumulant of the displacement along one axis, in sites. */
export function cumulantsAlongAxis(walk: WalkLaw, t: number): readonly [number, number, number, number] {
  const { left, right } = chancesAlongAxis(walk);
  const n = stepsBy(walk, t);
  // Moments of one step: odd ones m, even ones s.
  const [m, s] = [right - left, right + left];
  if (walk.clock.kind === "poisson") return [n * m, n * s, n * m, n * s];
  const m2 = m * m;
  return [n * m, n * (s - m2), n * m * (1 - 3 * s + 2 * m2), n * (s - 4 * m2 - 3 * s * s + 12 * m2 * s - 6 * m2 * m2)];
}
