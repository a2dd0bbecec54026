/**
 * Runge-Kutta-Chebyshev: explicit steps of second order whose stable length grows with the square of the number of stages,
 * for diffusion on large grids where even one implicit solve is dear.
 *
 *     Y_j = (1 - μ_j - ν_j) n + μ_j Y_{j-1} + ν_j Y_{j-2} + Δt (μ~_j f(Y_{j-1}) + γ~_j f(n)),    j = 2 ... s
 *
 * stable for rates up to 0.65 (s + 1)² / Δt on the negative real axis, damped by ε = 2/13. Δt follows the estimated error,
 * s follows Δt. Not for drift that outweighs diffusion between neighbours: rates there are far from real.
 *
 * Positive: a step that leaves something below zero is halved, down to where it may be mixed with a chain of forward Euler
 * steps short enough to stay positive; the mixture conserves what both conserve, nothing is clipped.
 *
 * @see B. P. Sommeijer, L. F. Shampine and J. G. Verwer, J. Comput. Appl. Math. 88, 315 (1998),
 *   doi:10.1016/S0377-0427(97)00219-7 (not opened)
 * @module
 */

import type { AdaptiveLog, AdaptiveOptions } from "./adaptive-integration.ts";
import { cbrt } from "./elementary.ts";
import { NumericalFailure } from "./numerical-failure.ts";

/** A system whose rates of decay are real, or nearly. */
export interface StabilisedSystem {
  readonly size: number;
  /** Write f(n) into `out`. */
  fillRate(out: Float64Array, n: Float64Array): void;
}

/** Damping ε: how far the polynomial stays inside 1 [1]. */
const DAMPING = 2 / 13;
/** Stages above this need other methods: rounding inside a step grows with their square. */
const MOST_STAGES = 1000;
/** Forward Euler steps in the chain that keeps a step positive. */
const LONGEST_CHAIN = 16;
const MOST_STEPS = 2_000_000;

/** Coefficients of a step of s stages: μ, ν, μ~ and γ~ of stages 2 ... s, four by four, behind μ~_1. */
export function chebyshevCoefficients(stages: number): Float64Array {
  const w0 = 1 + DAMPING / (stages * stages);
  // T, T' and T'' at w0, for all degrees
  const [t, d, dd] = [0, 1, 2].map(() => new Float64Array(stages + 1)) as [Float64Array, Float64Array, Float64Array];
  t[0] = 1;
  t[1] = w0;
  d[1] = 1;
  for (let j = 2; j <= stages; j++) {
    t[j] = 2 * w0 * t[j - 1] - t[j - 2];
    d[j] = 2 * t[j - 1] + 2 * w0 * d[j - 1] - d[j - 2];
    dd[j] = 4 * d[j - 1] + 2 * w0 * dd[j - 1] - dd[j - 2];
  }
  const w1 = d[stages] / dd[stages];
  const b = new Float64Array(stages + 1);
  for (let j = 2; j <= stages; j++) b[j] = dd[j] / (d[j] * d[j]);
  b[0] = b[2];
  b[1] = b[2];
  const out = new Float64Array(1 + 4 * (stages - 1));
  out[0] = b[1] * w1;
  for (let j = 2; j <= stages; j++) {
    const at = 1 + 4 * (j - 2);
    const slope = (2 * b[j] * w1) / b[j - 1];
    out[at] = (2 * b[j] * w0) / b[j - 1];
    out[at + 1] = -b[j] / b[j - 2];
    out[at + 2] = slope;
    out[at + 3] = -(1 - b[j - 1] * t[j - 1]) * slope;
  }
  return out;
}

/** Least number of stages that keeps a step stable, for a bound of the rates of decay [s^-1]. */
export function stagesFor(step: number, largestRate: number): number {
  return Math.max(2, 1 + Math.floor(Math.sqrt(1 + 1.54 * step * largestRate)));
}

/** Working arrays of a stepper. */
export interface ChebyshevRoom {
  /** Value after the step. */
  next: Float64Array;
  readonly start: Float64Array;
  readonly rate: Float64Array;
  before: Float64Array;
  beforeThat: Float64Array;
  readonly coefficients: Map<number, Float64Array>;
}

/** Room for steps of a system of that size. */
export function makeChebyshevRoom(size: number): ChebyshevRoom {
  const make = () => new Float64Array(size);
  return {
    next: make(),
    start: make(),
    rate: make(),
    before: make(),
    beforeThat: make(),
    coefficients: new Map(),
  };
}

/** One step of s stages from n, where f(n) is in `room.start`, into `room.next`. */
export function stepChebyshev(
  room: ChebyshevRoom,
  system: StabilisedSystem,
  n: Float64Array,
  step: number,
  stages: number,
): void {
  let coefficients = room.coefficients.get(stages);
  if (!coefficients) {
    coefficients = chebyshevCoefficients(stages);
    room.coefficients.set(stages, coefficients);
  }
  const { start, rate } = room;
  const size = n.length;
  room.beforeThat.set(n);
  for (let i = 0; i < size; i++) room.before[i] = n[i] + coefficients[0] * step * start[i];
  for (let j = 2; j <= stages; j++) {
    const at = 1 + 4 * (j - 2);
    const [mu, nu] = [coefficients[at], coefficients[at + 1]];
    const [slope, fromStart] = [coefficients[at + 2] * step, coefficients[at + 3] * step];
    const { before, beforeThat, next } = room;
    system.fillRate(rate, before);
    // differences from n: weights that add up to 1 only to rounding would lose amount
    for (let i = 0; i < size; i++)
      next[i] =
        n[i] + (mu * (before[i] - n[i]) + nu * (beforeThat[i] - n[i]) + (slope * rate[i] + fromStart * start[i]));
    room.next = beforeThat;
    room.beforeThat = before;
    room.before = next;
  }
  [room.next, room.before] = [room.before, room.next];
}

/** What a stabilised integration needs besides what the implicit one does. */
export interface StabilisedOptions extends AdaptiveOptions {
  /** Bound of the rates of decay, such as Gershgorin's: twice the largest rate at which a cell is left [s^-1]. */
  readonly largestRate: number;
}

/** What the integration did. */
export interface StabilisedLog extends AdaptiveLog {
  /** Evaluations of f. */
  evaluations: number;
}

/**
 * Integrate from time 0 through increasing record times. Yields the index of each record time when n holds its value.
 *
 * @throws NumericalFailure if the step shrinks to nothing or a value is no longer finite
 */
export function* integrateStabilised(
  system: StabilisedSystem,
  n: Float64Array,
  times: readonly number[],
  { tolerance, fillScale, isPositive, largestRate, onStep }: StabilisedOptions,
): Generator<number | "working", StabilisedLog> {
  const room = makeChebyshevRoom(system.size);
  const { size } = system;
  const scale = new Float64Array(size);
  const euler = new Float64Array(size);
  const error = new Float64Array(size);
  const log: StabilisedLog = { accepted: 0, rejected: 0, mixed: 0, errorSum: 0, evaluations: 0 };
  /** The longest step that is positive by itself. */
  const gentle = largestRate > 0 ? 2 / largestRate : Number.POSITIVE_INFINITY;
  const longest = largestRate > 0 ? (MOST_STAGES * MOST_STAGES) / (1.54 * largestRate) : Number.POSITIVE_INFINITY;
  let time = 0;
  let step = Math.min(times.find((target) => target > 0) ?? 0, gentle);
  let yielded = 0;
  system.fillRate(room.start, n);
  for (let record = 0; record < times.length; record++) {
    const target = times[record];
    while (time < target) {
      const remaining = target - time;
      const trial = Math.min(longest, step >= remaining ? remaining : step > 0.5 * remaining ? 0.5 * remaining : step);
      const stages = stagesFor(trial, largestRate);
      stepChebyshev(room, system, n, trial, stages);
      log.evaluations += stages;
      const { next } = room;
      system.fillRate(room.rate, next);
      for (let i = 0; i < size; i++)
        error[i] = Math.abs(0.8 * (n[i] - next[i]) + 0.4 * trial * (room.start[i] + room.rate[i]));
      let isMixed = false;
      if (isBelowZero(next, isPositive)) {
        if (trial > LONGEST_CHAIN * gentle) {
          log.rejected++;
          step = 0.5 * trial;
          continue;
        }
        // nothing that a chain of short forward Euler steps gives is below zero
        const links = Math.ceil(trial / gentle);
        euler.set(n);
        for (let link = 0; link < links; link++) {
          system.fillRate(room.before, euler);
          for (let i = 0; i < size; i++) euler[i] += (trial / links) * room.before[i];
        }
        log.evaluations += links;
        mix(next, euler, error, isPositive);
        system.fillRate(room.rate, next);
        isMixed = true;
      }
      fillScale(scale, n, next);
      let worst = 0;
      for (let i = 0; i < size; i++) {
        const ratio = error[i] / scale[i];
        if (!(ratio <= worst)) worst = ratio;
      }
      const relative = worst / tolerance;
      if (!Number.isFinite(relative))
        throw new NumericalFailure(
          `t = ${time} s, step ${trial} s`,
          "a value is no longer finite",
          "check the bound of the rates, or integrate implicitly",
        );
      const factor = relative > 0 ? 0.8 / cbrt(relative) : 5;
      if (relative > 1) {
        if (!(trial > time * Number.EPSILON && trial > 1e-9 * gentle))
          throw new NumericalFailure(
            `t = ${time} s`,
            `the step shrank to ${trial} s with an error of ${relative} tolerances`,
            "use more cells, or a later first record time",
          );
        log.rejected++;
        step = trial * Math.max(0.1, Math.min(0.8, factor));
        continue;
      }
      n.set(next);
      room.start.set(room.rate);
      time = trial === remaining ? target : time + trial;
      log.accepted++;
      log.errorSum += relative * tolerance;
      if (isMixed) log.mixed++;
      onStep?.(trial, n, time);
      const grown = trial * Math.max(0.3, Math.min(5, factor));
      step = trial === step || grown < step ? grown : step;
      if (log.accepted > MOST_STEPS)
        throw new NumericalFailure(`t = ${time} s`, `${MOST_STEPS} steps were not enough`, "integrate implicitly");
      if (log.evaluations - yielded >= 512) {
        yielded = log.evaluations;
        yield "working";
      }
    }
    yield record;
  }
  return log;
}

function isBelowZero(values: Float64Array, isPositive: Uint8Array): boolean {
  for (let i = 0; i < values.length; i++) if (isPositive[i] && values[i] < 0) return true;
  return false;
}

/** As much of the chain as leaves nothing below zero; what it moves counts as error. */
function mix(next: Float64Array, euler: Float64Array, error: Float64Array, isPositive: Uint8Array): void {
  let share = 0;
  for (let i = 0; i < next.length; i++) {
    if (!isPositive[i] || next[i] >= 0) continue;
    share = Math.max(share, euler[i] > next[i] ? Math.min(1, next[i] / (next[i] - euler[i])) : 1);
  }
  // a touch more, so that rounding leaves nothing below zero
  share = Math.min(1, share * (1 + 1e-9));
  for (let i = 0; i < next.length; i++) {
    const move = share * (euler[i] - next[i]);
    error[i] += Math.abs(move);
    next[i] = share === 1 ? euler[i] : next[i] + move;
  }
}
