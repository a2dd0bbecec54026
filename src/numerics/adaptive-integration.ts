/**
 * Integration in time with steps that follow the error: L-stable, positive, and landing exactly on each record time.
 *
 * @module
 */

import { cbrt } from "./elementary.ts";
import type { ImplicitSystem } from "./implicit-system.ts";
import { NumericalFailure } from "./numerical-failure.ts";
import { makeTrBdf2, stepTrBdf2 } from "./tr-bdf2.ts";

export interface AdaptiveOptions {
  /** Largest error of one step, in units of `scale` [1]. */
  readonly tolerance: number;
  /** Size of each component against which its error is measured, for a step from n to next. */
  fillScale(scale: Float64Array, n: Float64Array, next: Float64Array): void;
  /** Components that must not become negative. */
  readonly isPositive: Uint8Array;
  /** The fastest rate of the system, if it is known: within a small part of 1/rate nothing happens [s^-1]. */
  readonly fastestRate?: number;
  /** Called after each accepted step, with its length, and the value and the time after it. */
  onStep?(step: number, n: Float64Array, time: number): void;
}

/** What the integration did. */
export interface AdaptiveLog {
  accepted: number;
  rejected: number;
  /** Steps that were mixed with backward Euler to stay positive. */
  mixed: number;
  /** Sum over steps of the largest estimated error, in units of the scale. */
  errorSum: number;
}

const MOST_STEPS = 2_000_000;
/** First step, as a fraction of the time to the first record where no rate is known, and of 1/rate where it is [1]. */
const FIRST_OF_INTERVAL = 1e-9;
const FIRST_OF_RATE = 1e-3;
/** A step this fraction of the first one cannot err by what it does not resolve [1]. */
const SHORTEST = 1e-6;

/**
 * Integrate from time 0 through increasing record times. Yields the index of each record time when n holds its value.
 *
 * @throws NumericalFailure if the step shrinks to nothing or a value is no longer finite.
 */
export function* integrateAdaptively(
  system: ImplicitSystem,
  n: Float64Array,
  times: readonly number[],
  { tolerance, fillScale, isPositive, fastestRate = 0, onStep }: AdaptiveOptions,
): Generator<number | "working", AdaptiveLog> {
  const work = makeTrBdf2(system.size);
  const scale = new Float64Array(system.size);
  const log: AdaptiveLog = { accepted: 0, rejected: 0, mixed: 0, errorSum: 0 };
  const interval = times.find((target) => target > 0) ?? 0;
  const first = fastestRate > 0 ? Math.min(interval, FIRST_OF_RATE / fastestRate) : interval * FIRST_OF_INTERVAL;
  let time = 0;
  let step = first;
  let sinceYield = 0;
  for (let record = 0; record < times.length; record++) {
    const target = times[record];
    while (time < target) {
      const remaining = target - time;
      // two equal steps rather than a long one and a sliver
      const trial = step >= remaining ? remaining : step > 0.5 * remaining ? 0.5 * remaining : step;
      stepTrBdf2(work, system, n, trial, isPositive);
      fillScale(scale, n, work.next);
      const error = worstError(work.error, scale) / tolerance;
      if (!Number.isFinite(error))
        throw new NumericalFailure(
          `t = ${time} s, step ${trial} s`,
          "a value is no longer finite",
          "check the sizes of D, K and potential",
        );
      const factor = error > 0 ? 0.9 / cbrt(error) : 5;
      if (error > 1 && trial > Math.max(first * SHORTEST, time * Number.EPSILON)) {
        log.rejected++;
        step = trial * Math.max(0.1, Math.min(0.8, factor));
        continue;
      }
      if (error > 1)
        throw new NumericalFailure(
          `t = ${time} s`,
          `the step shrank to ${trial} s with an error of ${error} tolerances`,
          "use more cells, or a later first record time",
        );
      n.set(work.next);
      time = trial === remaining ? target : time + trial;
      log.accepted++;
      log.errorSum += error * tolerance;
      if (work.mixed > 0) log.mixed++;
      onStep?.(trial, n, time);
      const grown = trial * Math.max(0.3, Math.min(4, factor));
      step = trial === step || grown < step ? grown : step;
      if (log.accepted > MOST_STEPS)
        throw new NumericalFailure(
          `t = ${time} s`,
          `${MOST_STEPS} steps were not enough`,
          "record fewer or earlier times",
        );
      if (++sinceYield >= 512) {
        sinceYield = 0;
        yield "working";
      }
    }
    yield record;
  }
  return log;
}

function worstError(error: Float64Array, scale: Float64Array): number {
  let worst = 0;
  for (let i = 0; i < error.length; i++) {
    const ratio = Math.abs(error[i]) / scale[i];
    if (!(ratio <= worst)) worst = ratio;
  }
  return worst;
}
