/**
 * One step of the Cahn-Hilliard equation by TR-BDF2: L-stable, of second order, with an estimate of its error.
 *
 * A trapezium over the first part γ = 2 - √2 of the step, then the second backward difference over all of it, both with the
 * same s = γ Δt / 2:
 *
 *     c_γ - s R(c_γ) = c_0 + s R(c_0)
 *     c_1 - s R(c_1) = c_0 + (c_γ - c_0) / (γ (2-γ))
 *
 * @see R. E. Bank et al., IEEE Trans. Electron Devices 32, 1992 (1985), doi:10.1109/T-ED.1985.22232 (not opened)
 * @see M. E. Hosea and L. F. Shampine, Appl. Numer. Math. 20, 21 (1996), doi:10.1016/0168-9274(95)00115-8 (not opened)
 * @module
 */

import { GAMMA, OF_ERROR, OF_MIDDLE, STAGE, secondDifference } from "#numerics/tr-bdf2.ts";
import { type ImplicitStage, makeImplicitStage, rootMeanSquare, solveStage } from "./implicit-stage.ts";
import type { SpatialOperators } from "./spatial-operators.ts";
import { type StageSystem, stageSystem } from "./stage-system.ts";

/** A stepper with its place in time: what it holds is written by each step. */
export interface PhaseStepper {
  readonly operators: SpatialOperators;
  readonly system: StageSystem;
  readonly stage: ImplicitStage;
  /** The field now; {@link acceptPhaseStep} replaces it. */
  c: Float64Array;
  /** The field after the step that was tried last. */
  next: Float64Array;
  /** In the middle of the step tried last. */
  middle: Float64Array;
  /** Before the last accepted step, and in its middle. */
  before: Float64Array;
  beforeMiddle: Float64Array;
  /** Length of the last accepted step, 0 before the first [T]. */
  lastStep: number;
  /** Products with the matrix and corrections in the step tried last. */
  products: number;
  corrections: number;
  readonly rate: Float64Array;
  readonly right: Float64Array;
}

/** A stepper that stands at a field, which it does not keep. */
export function makePhaseStepper(operators: SpatialOperators, start: Float64Array): PhaseStepper {
  const size = start.length;
  const make = () => new Float64Array(size);
  return {
    operators,
    system: stageSystem(operators, size),
    stage: makeImplicitStage(size),
    c: start.slice(),
    next: make(),
    middle: make(),
    before: make(),
    beforeMiddle: make(),
    lastStep: 0,
    products: 0,
    corrections: 0,
    rate: make(),
    right: make(),
  };
}

/** What a step that was tried came to. */
export type TriedStep =
  | { readonly kind: "stepped" /** Estimated error, root mean square [c]. */; readonly error: number }
  | { readonly kind: "unsolved" /** Correction still to be made [c]. */; readonly remaining: number };

/** Tries a step of length `step`, solving its stages to `goal`; the result is in `next`. Allocates nothing large. */
export function tryPhaseStep(work: PhaseStepper, step: number, goal: number): TriedStep {
  const { operators, system, stage, c, next, middle, before, beforeMiddle, rate, right, lastStep } = work;
  const size = c.length;
  const s = STAGE * step;
  operators.fillRate(rate, c);
  work.products = 0;
  work.corrections = 0;
  const solved = (b: Float64Array, x: Float64Array): boolean => {
    if (!isInside(work, x)) x.set(c);
    const isSolved = solveStage(stage, operators, system, s, b, x, goal);
    work.products += stage.products;
    work.corrections += stage.corrections;
    return isSolved;
  };

  for (let i = 0; i < size; i++) right[i] = c[i] + s * rate[i];
  const past = lastStep > 0;
  if (past) extrapolate(middle, GAMMA * step, before, -lastStep, beforeMiddle, (GAMMA - 1) * lastStep, c, 0);
  else middle.set(c);
  if (!solved(right, middle)) return { kind: "unsolved", remaining: stage.remaining };

  for (let i = 0; i < size; i++) right[i] = c[i] + OF_MIDDLE * (middle[i] - c[i]);
  if (past) extrapolate(next, step, beforeMiddle, (GAMMA - 1) * lastStep, c, 0, middle, GAMMA * step);
  else for (let i = 0; i < size; i++) next[i] = c[i] + (middle[i] - c[i]) / GAMMA;
  if (!solved(right, next)) return { kind: "unsolved", remaining: stage.remaining };

  // R at both stages follows from what they solve
  const { residual } = stage;
  const scale = (OF_ERROR * step) / s;
  for (let i = 0; i < size; i++) {
    const start = s * rate[i];
    residual[i] = scale * secondDifference(start, middle[i] - c[i] - start, next[i] - right[i]);
  }
  // damps the estimate of the stiff waves, which are already right
  system.approximate(residual);
  conserve(work);
  return { kind: "stepped", error: rootMeanSquare(residual) };
}

/** Makes the step tried last the place where the stepper stands. */
export function acceptPhaseStep(work: PhaseStepper, step: number): void {
  const { c, next, middle, before, beforeMiddle } = work;
  [work.before, work.c, work.next] = [c, next, before];
  [work.beforeMiddle, work.middle] = [middle, beforeMiddle];
  work.lastStep = step;
}

/** Takes away what rounding has added to the mean. */
function conserve({ operators, c, next, rate }: PhaseStepper): void {
  for (let i = 0; i < c.length; i++) rate[i] = next[i] - c[i];
  const drift = operators.meanOf(rate);
  const { open } = operators.problem.grid;
  for (let i = 0; i < c.length; i++) if (!open || open[i]) next[i] -= drift;
}

function isInside({ operators }: PhaseStepper, x: Float64Array): boolean {
  const { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = operators.problem.energy;
  for (let i = 0; i < x.length; i++) if (!(x[i] > low && x[i] < high)) return false;
  return true;
}

/** The parabola through three fields at three times, at a fourth. */
function extrapolate(
  out: Float64Array,
  time: number,
  a: Float64Array,
  atA: number,
  b: Float64Array,
  atB: number,
  c: Float64Array,
  atC: number,
): void {
  const wa = ((time - atB) * (time - atC)) / ((atA - atB) * (atA - atC));
  const wb = ((time - atA) * (time - atC)) / ((atB - atA) * (atB - atC));
  const wc = ((time - atA) * (time - atB)) / ((atC - atA) * (atC - atB));
  for (let i = 0; i < out.length; i++) out[i] = wa * a[i] + wb * b[i] + wc * c[i];
}
