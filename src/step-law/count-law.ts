/**
 * How many steps a clock has ticked by a time, the first wait starting at 0.
 *
 *     fixed            N = floor(t/τ)
 *     poisson          Poisson of mean t/τ
 *     gamma            P(N >= n) = P(T_1 + ... + T_n <= t) = P(n a, a t/τ), a the shape (regularised gamma function)
 *     mittag-leffler   <N (N-1) ... (N-k+1)> = k! z^k / Γ(1 + k α),   z = (t/scale)^α
 *
 * For the first three the whole law is known, for the last its moments. A Pareto clock has neither in closed form.
 *
 * @see D. R. Cox, Renewal Theory, Methuen, London (1962) (not opened)
 * @module
 */

import type { RenewalClock } from "#model/motion-law.ts";
import { sumOf, weightedSum } from "#numerics/compensated-sum.ts";
import { pow } from "#numerics/elementary.ts";
import { gamma, regularisedGammaP } from "#numerics/gamma-function.ts";
import { poissonWeights } from "#numerics/poisson-weights.ts";
import type { DiscreteWeights } from "#numerics/unimodal-weights.ts";
import type { Time } from "#units/flavour.ts";

/** Probability that is left out of a law of counts. */
const LEFT_OUT = 1e-20;
/** The largest mean number of steps for which weights are made one by one. */
const MOST_STEPS = 1e5;

/** Whole ticks of a fixed clock by a time, which may miss a tick by rounding (1e-9 of a step). */
export function ticksUntil(interval: Time, time: Time): number {
  const ratio = time / interval;
  return Math.floor(ratio + 1e-9 + 1e-14 * ratio);
}

/** The law of the number of steps by a time; undefined where it is not known in closed form, or too wide. */
export function countWeights(clock: RenewalClock, time: Time): DiscreteWeights | undefined {
  switch (clock.kind) {
    case "fixed":
      return { first: ticksUntil(clock.interval, time), weights: Float64Array.of(1) };
    case "poisson":
      return time / clock.interval <= MOST_STEPS ? poissonWeights(time / clock.interval, LEFT_OUT) : undefined;
    case "gamma":
      return time / clock.mean <= MOST_STEPS ? gammaWeights(clock.shape, time / clock.mean) : undefined;
    case "mittag-leffler":
      return clock.index === 1 ? countWeights({ kind: "poisson", interval: clock.scale }, time) : undefined;
    case "pareto":
      return undefined;
  }
}

/** Differences of P(N >= n), for a mean wait of 1. */
function gammaWeights(shape: number, time: number): DiscreteWeights {
  if (time === 0) return { first: 0, weights: Float64Array.of(1) };
  const reached = (n: number) => (n === 0 ? 1 : regularisedGammaP(n * shape, shape * time));
  const middle = Math.floor(time);
  let first = middle;
  while (first > 0 && reached(first) < 1) first--;
  const weights: number[] = [];
  for (let n = first, here = reached(first); ; n++) {
    const next = reached(n + 1);
    weights.push(Math.max(0, here - next));
    here = next;
    if (next < LEFT_OUT) break;
  }
  const sum = sumOf(Float64Array.from(weights));
  return { first, weights: Float64Array.from(weights, (w) => w / sum) };
}

/** Mean, variance, third and fourth cumulant of the number of steps; undefined where they are not known. */
export function countCumulants(
  clock: RenewalClock,
  time: Time,
): readonly [mean: number, variance: number, third: number, fourth: number] | undefined {
  if (clock.kind === "fixed") return [ticksUntil(clock.interval, time), 0, 0, 0];
  if (clock.kind === "poisson") {
    const mean = time / clock.interval;
    return [mean, mean, mean, mean];
  }
  const weights = countWeights(clock, time);
  if (weights !== undefined) return cumulantsOf(weights);
  const factorial = factorialMoments(clock, time, 4);
  if (factorial === undefined) return undefined;
  const [f1, f2, f3, f4] = factorial as readonly number[];
  const [m2, m3, m4] = [f2 + f1, f3 + 3 * f2 + f1, f4 + 6 * f3 + 7 * f2 + f1];
  const variance = m2 - f1 * f1;
  const third = m3 - 3 * f1 * m2 + 2 * f1 * f1 * f1;
  const fourth = m4 - 4 * f1 * m3 - 3 * m2 * m2 + 12 * f1 * f1 * m2 - 6 * f1 * f1 * f1 * f1;
  return [f1, variance, third, fourth];
}

function cumulantsOf({ first, weights }: DiscreteWeights): readonly [number, number, number, number] {
  const about = (centre: number, order: number) =>
    weightedSum(
      weights,
      weights.map((_, i) => {
        const d = first + i - centre;
        return order === 1 ? d : order === 2 ? d * d : order === 3 ? d * d * d : d * d * (d * d);
      }),
    );
  const mean = first + about(first, 1);
  const variance = about(mean, 2);
  return [mean, variance, about(mean, 3), about(mean, 4) - 3 * variance * variance];
}

/** <N>, <N(N-1)>, ... up to an order; undefined where they are not known. */
export function factorialMoments(clock: RenewalClock, time: Time, order: number): readonly number[] | undefined {
  const orders = Array.from({ length: order }, (_, i) => i + 1);
  if (clock.kind === "mittag-leffler") {
    const z = pow(time / clock.scale, clock.index);
    let power = 1;
    return orders.map((k) => {
      power *= k * z;
      return power / gamma(1 + k * clock.index);
    });
  }
  const weights = countWeights(clock, time);
  if (weights === undefined) return undefined;
  const falling = Float64Array.from(weights.weights);
  return orders.map((k) => {
    for (let i = 0; i < falling.length; i++) falling[i] *= weights.first + i - (k - 1);
    return sumOf(falling);
  });
}
