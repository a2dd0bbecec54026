/**
 * A nonlinear system in time: TR-BDF2 with Newton's method in both stages, steps that follow the error.
 *
 *     m - s f(m) = n + s f(n),    s = γ Δt / 2,    γ = 2 - √2
 *     n_1 - s f(n_1) = n + (m - n) / [γ (2 - γ)]
 *
 * L-stable and of second order. Each stage ends with one solve at the rates of the state found, which conserves to
 * rounding what the system conserves. A step is taken again, shorter, if its error is too large, if Newton's method
 * does not settle, or if a value would leave its range (a concentration below zero): nothing is ever clipped. Where
 * shorter steps do not help against that, backward Euler is taken, whose values stay in the range.
 *
 * @see R. E. Bank et al., IEEE Trans. Electron Devices 32, 1992 (1985), doi:10.1109/T-ED.1985.22232 (not opened)
 * @see M. E. Hosea and L. F. Shampine, Appl. Numer. Math. 20, 21 (1996), doi:10.1016/0168-9274(95)00115-8 (not opened)
 * @module
 */

import { cbrt } from "./elementary.ts";
import type { NonlinearSystem } from "./nonlinear-system.ts";
import { NumericalFailure } from "./numerical-failure.ts";
import { OF_ERROR, OF_MIDDLE, STAGE, secondDifference } from "./tr-bdf2.ts";

export interface NonlinearOptions {
  /** Words for where it happens, such as "transient of drug". */
  readonly where: string;
  /** Largest error of one step, in units of the scale [1]. */
  readonly tolerance: number;
  /** The first step [s]. */
  readonly first: number;
  /** Size of each component against which its error is measured, for a step from n to next. */
  fillScale(scale: Float64Array, n: Float64Array, next: Float64Array): void;
  /** Whether all values are in the range in which they have a meaning. */
  holds(n: Float64Array): boolean;
  /** Called after each accepted step. */
  onStep(n: Float64Array, time: number): void;
  /** What to change first, for the failure. */
  readonly advice: string;
}

/** What the integration did. */
export interface NonlinearLog {
  accepted: number;
  /** Steps taken again, by reason. */
  readonly rejected: { error: number; newton: number; range: number };
  /** Steps of backward Euler. */
  euler: number;
}

/** Change of the last Newton iteration, in units of the tolerance [1]. */
const NEWTON = 1e-2;
const MOST_NEWTON = 12;
/** Steps taken again for a value out of range before backward Euler is taken. */
const MOST_RANGE = 4;
const MOST_STEPS = 500_000;
/** A step this fraction of the first one is none [1]. */
const SHORTEST = 1e-9;

/**
 * Integrate from time 0 through increasing record times. Yields the index of each record time when n holds its value.
 *
 * @throws NumericalFailure if the step shrinks to nothing.
 */
export function* integrateNonlinear(
  system: NonlinearSystem,
  n: Float64Array,
  times: readonly number[],
  options: NonlinearOptions,
): Generator<number | "working", NonlinearLog> {
  const { tolerance, first, fillScale, holds, onStep, where, advice } = options;
  const stepper = makeStepper(system, fillScale, NEWTON * tolerance);
  const log: NonlinearLog = { accepted: 0, rejected: { error: 0, newton: 0, range: 0 }, euler: 0 };
  let time = 0;
  let step = first;
  let outOfRange = 0;
  let last = "";
  const shorter = (trial: number, factor: number): void => {
    step = trial * factor;
    if (step > Math.max(first * SHORTEST, time * Number.EPSILON)) return;
    throw new NumericalFailure(
      `${where}, t = ${time.toPrecision(4)} s`,
      `the step shrank to nothing, for ${last}`,
      advice,
    );
  };
  for (let record = 0; record < times.length; record++) {
    const target = times[record];
    while (time < target) {
      const remaining = target - time;
      const trial = step >= remaining ? remaining : step > 0.5 * remaining ? 0.5 * remaining : step;
      const byEuler = outOfRange > MOST_RANGE;
      const found = byEuler ? stepper.euler(n, trial) : stepper.trBdf2(n, trial);
      if (found.kind === "newton") {
        log.rejected.newton++;
        last = `Newton's method changes by ${found.change.toPrecision(3)} of the largest concentration in its last iteration`;
        shorter(trial, 0.25);
        continue;
      }
      const error = found.error / tolerance;
      const factor = error > 0 ? 0.9 / (byEuler ? Math.sqrt(error) : cbrt(error)) : 5;
      if (!holds(stepper.next)) {
        log.rejected.range++;
        outOfRange++;
        last = "a concentration that would be negative, or above what it can be";
        shorter(trial, byEuler ? 0.1 : 0.5);
        continue;
      }
      if (!(error <= 1)) {
        log.rejected.error++;
        last = `an error of ${error.toPrecision(3)} tolerances`;
        shorter(trial, Number.isFinite(error) ? Math.max(0.1, Math.min(0.8, factor)) : 0.1);
        continue;
      }
      if (byEuler) log.euler++;
      outOfRange = 0;
      n.set(stepper.next);
      time = trial === remaining ? target : time + trial;
      log.accepted++;
      onStep(n, time);
      const grown = trial * Math.max(0.3, Math.min(4, factor));
      step = trial === step || grown < step ? grown : step;
      if (log.accepted > MOST_STEPS)
        throw new NumericalFailure(`${where}, t = ${time} s`, `${MOST_STEPS} steps were not enough`, "end earlier");
      if (log.accepted % 64 === 0) yield "working";
    }
    yield record;
  }
  return log;
}

type Found = { readonly kind: "found"; readonly error: number } | { readonly kind: "newton"; readonly change: number };

function makeStepper(system: NonlinearSystem, fillScale: NonlinearOptions["fillScale"], small: number) {
  const { size } = system;
  const room = () => new Float64Array(size);
  const [rate, middle, middleRate, next, nextRate, error, rhs, delta, scale] = Array.from({ length: 9 }, room) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  /** Solve x - s f(x) = rhs from the x given; the last change if it did not settle. */
  const solveStage = (x: Float64Array, s: number): number | undefined => {
    let change = Number.POSITIVE_INFINITY;
    for (let iteration = 0; iteration < MOST_NEWTON; iteration++) {
      system.fillRate(delta, x);
      system.linearise();
      for (let i = 0; i < size; i++) delta[i] = rhs[i] + s * delta[i] - x[i];
      system.solve(delta, 1, s);
      let now = 0;
      for (let i = 0; i < size; i++) {
        x[i] += delta[i];
        now = Math.max(now, Math.abs(delta[i]) / scale[i]);
      }
      if (!(now < 1e3) || (iteration > 2 && now > 2 * change)) return now;
      change = now;
      if (change <= small) {
        delta.set(rhs);
        system.solveFrozen(delta, x, s);
        x.set(delta);
        return undefined;
      }
    }
    return change;
  };
  const worst = (values: Float64Array): number => {
    let largest = 0;
    for (let i = 0; i < size; i++) {
      const ratio = Math.abs(values[i]) / scale[i];
      if (!(ratio <= largest)) largest = ratio;
    }
    return largest;
  };
  return {
    next,
    trBdf2(n: Float64Array, step: number): Found {
      const s = STAGE * step;
      fillScale(scale, n, n);
      system.fillRate(rate, n);
      for (let i = 0; i < size; i++) rhs[i] = n[i] + s * rate[i];
      middle.set(n);
      const first = solveStage(middle, s);
      if (first !== undefined) return { kind: "newton", change: first };
      // OF_MIDDLE less OF_START is 1: written so, no amount is lost
      for (let i = 0; i < size; i++) rhs[i] = n[i] + OF_MIDDLE * (middle[i] - n[i]);
      next.set(middle);
      const second = solveStage(next, s);
      if (second !== undefined) return { kind: "newton", change: second };
      system.fillRate(middleRate, middle);
      system.fillRate(nextRate, next);
      for (let i = 0; i < size; i++) error[i] = OF_ERROR * step * secondDifference(rate[i], middleRate[i], nextRate[i]);
      system.linearise();
      system.solve(error, 1, s);
      fillScale(scale, n, next);
      return { kind: "found", error: worst(error) };
    },
    euler(n: Float64Array, step: number): Found {
      fillScale(scale, n, n);
      system.fillRate(rate, n);
      rhs.set(n);
      next.set(n);
      const settled = solveStage(next, step);
      if (settled !== undefined) return { kind: "newton", change: settled };
      system.fillRate(nextRate, next);
      for (let i = 0; i < size; i++) error[i] = 0.5 * step * (nextRate[i] - rate[i]);
      system.linearise();
      system.solve(error, 1, step);
      fillScale(scale, n, next);
      return { kind: "found", error: worst(error) };
    },
  };
}
