/**
 * Law of the sum of N independent steps on a lattice, N a number of steps that has a law of its own.
 *
 *     P = Σ_n w_n q * q * ... * q (n times)
 *
 * The first power by squaring, the following by one convolution each. All terms are positive, so every probability is
 * good to about n roundings, however small it is.
 *
 * @module
 */

import type { DiscreteWeights } from "#numerics/unimodal-weights.ts";
import type { LatticeSupport } from "#step-law/lattice-support.ts";
import type { SiteLaw } from "./lattice-law.ts";

/** The most multiplications: about a second of work. */
const MOST_WORK = 1e9;
/** Probabilities below this are left out at the ends. */
const FLOOR = 1e-290;

/** The law of the sum in sites; undefined if it would take too long. */
export function latticeSums({ moves }: LatticeSupport, { first, weights }: DiscreteWeights): SiteLaw | undefined {
  const lowest = moves[0].sites;
  const highest = moves[moves.length - 1].sites;
  const last = first + weights.length - 1;
  const span = highest - lowest;
  const squares = 0.5 * (first * span) * (first * span);
  if (squares + weights.length * (last * span + 1) * moves.length > MOST_WORK) return undefined;
  const step: SiteLaw = { first: lowest, values: new Float64Array(span + 1) };
  for (const { sites, probability } of moves) step.values[sites - lowest] = probability;
  let power = powerOf(step, first);
  const offset = Math.min(first * lowest, last * lowest);
  const out = { first: offset, values: new Float64Array(Math.max(first * highest, last * highest) - offset + 1) };
  for (let i = 0; i < weights.length; i++) {
    if (i > 0) power = convolved(power, step);
    for (let k = 0; k < power.values.length; k++)
      out.values[power.first + k - out.first] += weights[i] * power.values[k];
  }
  return out;
}

/** The n-fold sum of one law. */
function powerOf(step: SiteLaw, n: number): SiteLaw {
  let result: SiteLaw = { first: 0, values: Float64Array.of(1) };
  let square = step;
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = convolved(result, square);
    if (rest > 1) square = convolved(square, square);
  }
  return result;
}

/** The law of the sum of two independent numbers, without ends that are next to nothing. */
function convolved(a: SiteLaw, b: SiteLaw): SiteLaw {
  const [many, few] = a.values.length >= b.values.length ? [a.values, b.values] : [b.values, a.values];
  const values = new Float64Array(many.length + few.length - 1);
  for (let j = 0; j < few.length; j++) {
    const chance = few[j];
    if (chance === 0) continue;
    for (let i = 0; i < many.length; i++) values[i + j] += chance * many[i];
  }
  let [from, to] = [0, values.length];
  while (from < to - 1 && values[from] < FLOOR) from++;
  while (to > from + 1 && values[to - 1] < FLOOR) to--;
  return { first: a.first + b.first + from, values: values.slice(from, to) };
}
