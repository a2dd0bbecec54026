/**
 * Steps of Radau IIA whose length follows the error, one accepted step at a time.
 *
 *     h_new = 0.9 h min[ err^{-1/4},  (h / h_before) (err_before / err²)^{1/4} ]        (Gustafsson)
 *
 * The estimate is of order 3 and the method of order 5: a step whose error shall be the tolerance r is asked for an
 * estimate of r^{2/3} / 10. A step is taken again, shorter, if its estimate is too large, if Newton's method does not
 * settle, or if a value would leave its range.
 *
 * @see K. Gustafsson, ACM Trans. Math. Softw. 20, 496 (1994), doi:10.1145/198429.198437 (not opened)
 * @see E. Hairer and G. Wanner, Solving Ordinary Differential Equations II, section IV.8 (not opened)
 * @module
 */

import { cbrt } from "#numerics/elementary.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { makeConsistent } from "./consistent.ts";
import { makeRestore } from "./invariants.ts";
import { MOST_NEWTON, makeRadauStepper, type RadauStepper } from "./radau-step.ts";
import type { StiffSystem } from "./stiff-system.ts";

/** Tolerances and words of a march. */
export interface MarchOptions {
  /** Words for where it happens, such as "transient of compartments". */
  readonly where: string;
  /** What to change first, for a failure. */
  readonly advice: string;
  /** Largest error of one step relative to each component [1]. */
  readonly relative: number;
  /** Largest error of one step of each component, in its unit; positive. */
  readonly absolute: Float64Array;
  /** The first step to try [s]. */
  readonly first: number;
  /** Whether all values are in the range in which they have a meaning; a step that does not hold is taken shorter. */
  holds(y: Float64Array): boolean;
  /** Why a step from a state cannot hold, in words for a failure; the state that does not hold is `next`. */
  explain?(time: number, before: Float64Array, next: Float64Array): WhyNot | undefined;
}

/** What was found where a march ended, and what to change first. */
export interface WhyNot {
  readonly what: string;
  readonly advice: string;
}

/** Where a march stands. */
export interface StiffMarch {
  time: number;
  /** The length that the next step should have [s]. */
  step: number;
  accepted: number;
  rejected: number;
  /** Start and end of the last step, and its length. */
  readonly before: Float64Array;
  readonly y: Float64Array;
  taken: number;
  readonly stepper: RadauStepper;
  /** Take one step, at most to the time given. */
  advance(target: number): void;
  /** Take the last step again with another length, without judging its error; false if it does not settle. */
  retake(step: number): boolean;
}

const MOST_STEPS = 500_000;
/** A step this fraction of the first one is none [1]. */
const SHORTEST = 1e-30;
const SAFETY = 0.9;

/** A march from a state, which it moves; algebraic components are made consistent first. */
export function makeStiffMarch(
  system: StiffSystem,
  y: Float64Array,
  from: number,
  { where, advice, relative, absolute, first, holds, explain }: MarchOptions,
): StiffMarch {
  const root = cbrt(relative);
  const estimated = Math.min(0.1 * root * root, 0.1);
  const sizes = Float64Array.from(y, (value, i) => Math.abs(value) + absolute[i] / relative);
  makeConsistent(system, from, y, sizes, { where, advice });
  const settled = Math.max((20 * Number.EPSILON) / estimated, Math.min(0.03, Math.sqrt(estimated)));
  const loose = Float64Array.from(absolute, (value) => (value * estimated) / relative);
  const stepper = makeRadauStepper(system, estimated, loose, settled, makeRestore(system, y));
  const before = new Float64Array(system.size);
  let last = "";
  let acceptedStep = 0;
  let acceptedError = 0;
  let isBegun = false;
  let isTold = true;

  const march: StiffMarch = {
    time: from,
    step: first,
    accepted: 0,
    rejected: 0,
    before,
    y,
    taken: 0,
    stepper,
    advance(target) {
      if (!isBegun) stepper.begin(march.time, y);
      isBegun = true;
      for (;;) {
        const remaining = target - march.time;
        const { step } = march;
        // two equal steps to the target, rather than a long one and a rest
        const trial = step >= remaining ? remaining : step > 0.5 * remaining ? 0.5 * remaining : step;
        const tried = stepper.attempt(march.time, y, trial, { isTold });
        if (tried.kind === "newton") {
          last = `Newton's method changes by ${tried.change.toPrecision(3)} tolerances in its last iteration`;
          shorter(trial, 0.3);
          continue;
        }
        if (!holds(stepper.next)) {
          last = "a value that would leave its range";
          shorter(trial, 0.5);
          continue;
        }
        const { error, turns } = tried;
        const factor = growthOf(error, turns);
        if (!(error < 1)) {
          last = `an error of ${error.toPrecision(3)} tolerances`;
          shorter(trial, Number.isFinite(error) ? (march.accepted === 0 ? 0.1 : factor) : 0.1);
          continue;
        }
        accept(trial, trial === remaining ? target : march.time + trial, error, factor);
        return;
      }
    },
    retake(step) {
      const start = march.time - march.taken;
      stepper.begin(start, before);
      isBegun = false;
      if (stepper.attempt(start, before, step, { isAgain: true }).kind === "newton" || !holds(stepper.next))
        return false;
      y.set(stepper.next);
      return true;
    },
  };
  /** Move to the end of the step that was tried, and choose the next. */
  const accept = (trial: number, end: number, error: number, growth: number): void => {
    const factor = acceptedStep > 0 ? Math.min(growth, predicted(trial, error, acceptedStep, acceptedError)) : growth;
    stepper.keep(y, trial);
    acceptedStep = trial;
    acceptedError = Math.max(1e-2, error);
    // a step cut to land says nothing against the length that was wanted
    const wanted = trial * factor;
    march.step = trial < march.step && factor > 1 ? Math.max(wanted, march.step) : wanted;
    before.set(y);
    y.set(stepper.next);
    march.taken = trial;
    march.time = end;
    march.accepted++;
    isTold = false;
    isBegun = false;
    if (march.accepted > MOST_STEPS)
      throw new NumericalFailure(`${where}, t = ${march.time} s`, `${MOST_STEPS} steps were not enough`, "End earlier");
  };
  const shorter = (trial: number, factor: number): void => {
    march.step = trial * factor;
    march.rejected++;
    isTold = true;
    if (march.step > Math.max(first * SHORTEST, 4 * Math.abs(march.time) * Number.EPSILON)) return;
    const why = holds(stepper.next) ? undefined : explain?.(march.time, y, stepper.next);
    throw new NumericalFailure(
      `${where}, t = ${march.time.toPrecision(4)} s`,
      why?.what ?? `the step shrank to nothing, for ${last}`,
      why?.advice ?? advice,
    );
  };
  return march;
}

/** Length of the next step over this one, by its error [tolerances] and what Newton's method took. */
function growthOf(error: number, turns: number): number {
  const safety = Math.min(SAFETY, (SAFETY * (2 * MOST_NEWTON + 1)) / (2 * MOST_NEWTON + turns));
  return Math.max(0.125, Math.min(8, safety / Math.sqrt(Math.sqrt(Math.max(error, 1e-16)))));
}

/** The same by Gustafsson's prediction from the two last steps and their errors. */
function predicted(step: number, error: number, stepBefore: number, errorBefore: number): number {
  const ratio = errorBefore / Math.max(error * error, 1e-30);
  return Math.max(0.125, ((SAFETY * step) / stepBefore) * Math.sqrt(Math.sqrt(ratio)));
}
