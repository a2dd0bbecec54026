/**
 * Exact transition probabilities of the hopping process over an interval: T = exp(Q Δt), by uniformisation and
 * repeated squaring.
 *
 * For Λ at least the largest rate of leaving, Q + Λ has no negative entry, so
 *
 *     exp(Q τ) = e^{-Λτ} Σ_k (τ (Q + Λ))^k / k!
 *
 * is a sum of positive terms; with (Λ + g) τ <= 1, g the fastest growth, fewer than 30 of them reach rounding. Squaring k times takes τ to Δt = 2^k τ.
 * Positive throughout, rows sum to 1 to rounding. The same sum read as a clock: a walk with fixed steps, seen at
 * Poisson times.
 *
 * @see A. Jensen, Skand. Aktuarietidskr. 36, 87 (1953) (not opened)
 * @module
 */

import { sumOf } from "#numerics/compensated-sum.ts";
import { exp } from "#numerics/elementary.ts";
import type { Network } from "./network.ts";
import { fastestGrowth } from "./uniformisation.ts";

/** Transition probabilities, and what constant gains have become, over one interval. */
export interface Transitions {
  readonly size: number;
  /** Row-major: entry [j * size + i] is the probability to go from node j to node i. */
  readonly probability: Float64Array;
  /** For each given source: amount in each node at the end of the interval of what it supplied in it. */
  readonly arrivals: readonly Float64Array[];
}

/**
 * Transitions of a network over an interval, with the arrivals of the given constant sources [mol s^-1].
 *
 * Walkers that decay go to a state of their own, so that every row is a law of probability; its sum is restored to 1
 * after each squaring, because a row short by one rounding would lose as many of them as there are short intervals.
 */
export function transitionsOver(network: Network, interval: number, sources: readonly Float64Array[]): Transitions {
  const { size } = network;
  const states = size + 1;
  const width = states + sources.length;
  const rows = hopRows(network, sources, width);
  let fastest = 0;
  for (let j = 0; j < width; j++) fastest = Math.max(fastest, -rows.diagonal[j]);
  const growing = fastestGrowth(network);
  let squarings = 0;
  let tau = interval;
  while ((fastest + growing) * tau > 1) {
    tau *= 0.5;
    squarings++;
  }
  let T = shortTransitions(rows, width, fastest, tau);
  const supplied = sources.map(sumOf);
  const multiplies = growing > 0;
  if (!multiplies) restoreSums(T, states, supplied, tau);
  for (let k = 0; k < squarings; k++) {
    T = squared(T, width);
    tau *= 2;
    if (!multiplies) restoreSums(T, states, supplied, tau);
  }
  const probability = new Float64Array(size * size);
  for (let j = 0; j < size; j++) probability.set(T.subarray(j * width, j * width + size), j * size);
  const arrivals = sources.map((_, s) => T.slice((states + s) * width, (states + s) * width + size));
  return { size, probability, arrivals };
}

/** A walker is somewhere, and a source has given what it gives in the time. */
function restoreSums(T: Float64Array, states: number, supplied: readonly number[], time: number): void {
  const width = states + supplied.length;
  for (let j = 0; j < width; j++) {
    const row = T.subarray(j * width, j * width + states);
    const sum = sumOf(row);
    const wanted = j < states ? 1 : supplied[j - states] * time;
    if (sum !== 0) for (let i = 0; i < states; i++) row[i] *= wanted / sum;
    if (j >= states) T[j * width + j] = 1;
  }
}

interface HopRows {
  /** For each state: the states it goes to, and the rates. */
  readonly targets: readonly (readonly number[])[];
  readonly rates: readonly (readonly number[])[];
  readonly diagonal: Float64Array;
}

/** The generator by rows: nodes, then the state of what has decayed, then the sources, which stay as they are. */
function hopRows(network: Network, sources: readonly Float64Array[], width: number): HopRows {
  const { size, forward, backward, growth, wrap } = network;
  const targets: number[][] = [];
  const rates: number[][] = [];
  const diagonal = new Float64Array(width);
  for (let j = 0; j < size; j++) {
    const hops: [number, number][] = [];
    if (j < size - 1 && forward[j] > 0) hops.push([j + 1, forward[j]]);
    if (j > 0 && backward[j - 1] > 0) hops.push([j - 1, backward[j - 1]]);
    if (wrap && j === size - 2) hops.push([1, wrap.forward]);
    if (wrap && j === 1) hops.push([size - 2, wrap.backward]);
    if (growth[j] < 0) hops.push([size, -growth[j]]);
    targets.push(hops.map(([target]) => target));
    rates.push(hops.map(([, rate]) => rate));
    diagonal[j] = Math.max(growth[j], 0);
    for (const [, rate] of hops) diagonal[j] -= rate;
  }
  targets.push([]);
  rates.push([]);
  for (const source of sources) {
    const fed = Array.from({ length: size }, (_, i) => i).filter((i) => source[i] !== 0);
    targets.push(fed);
    rates.push(fed.map((i) => source[i]));
  }
  return { targets, rates, diagonal };
}

/** exp(Q τ) for (Λ + g) τ <= 1 by the series, row by row. */
function shortTransitions(
  { targets, rates, diagonal }: HopRows,
  width: number,
  fastest: number,
  tau: number,
): Float64Array {
  const T = new Float64Array(width * width);
  const decay = exp(-fastest * tau);
  let term = new Float64Array(width);
  let next = new Float64Array(width);
  for (let row = 0; row < width; row++) {
    term.fill(0);
    term[row] = decay;
    const sum = T.subarray(row * width, (row + 1) * width);
    for (let k = 1; k <= TERMS; k++) {
      for (let i = 0; i < width; i++) sum[i] += term[i];
      next.fill(0);
      for (let j = 0; j < width; j++) {
        if (term[j] === 0) continue;
        const mass = (term[j] * tau) / k;
        next[j] += mass * (diagonal[j] + fastest);
        for (let h = 0; h < targets[j].length; h++) next[targets[j][h]] += mass * rates[j][h];
      }
      [term, next] = [next, term];
    }
  }
  return T;
}

/** Terms of the series: 1/28! is below 1e-29. */
const TERMS = 28;

function squared(T: Float64Array, width: number): Float64Array {
  const out = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    const target = out.subarray(i * width, (i + 1) * width);
    for (let k = 0; k < width; k++) {
      const factor = T[i * width + k];
      if (factor === 0) continue;
      const offset = k * width;
      for (let j = 0; j < width; j++) target[j] += factor * T[offset + j];
    }
  }
  return out;
}

/** Amounts after the interval: T^T n plus the arrivals, into `out`. */
export function fillAdvanced(out: Float64Array, transitions: Transitions, n: Float64Array): void {
  const { size, probability, arrivals } = transitions;
  out.fill(0);
  for (let j = 0; j < size; j++) {
    const amount = n[j];
    if (amount === 0) continue;
    const row = j * size;
    for (let i = 0; i < size; i++) out[i] += amount * probability[row + i];
  }
  for (const arrived of arrivals) for (let i = 0; i < size; i++) out[i] += arrived[i];
}

/** What constant supplies give to each node [mol s^-1], by origin; undefined where nothing is given. */
export interface SuppliedRates {
  readonly left: Float64Array | undefined;
  readonly right: Float64Array | undefined;
  readonly volume: Float64Array | undefined;
}

/** The supplies of a network as sources of transitions; the ledgers' own entries are left out. */
export function suppliesOf({ supplies, size }: Network): SuppliedRates {
  const only = (node: number, amount: number): Float64Array | undefined => {
    if (amount === 0) return undefined;
    const out = new Float64Array(size);
    out[node] = amount;
    return out;
  };
  return {
    left: only(1, supplies.left),
    right: only(size - 2, supplies.right),
    volume: supplies.volume.some((rate) => rate !== 0) ? supplies.volume.slice() : undefined,
  };
}
