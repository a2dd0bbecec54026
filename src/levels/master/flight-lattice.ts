/**
 * The generator of a Lévy flight on a lattice, on an endless line and between absorbing ends.
 *
 *     dP_i/dt = -K h^-a Σ_j g_|i-j| P_j            g: `fractional-differences.ts`
 *
 * On an endless line the lattice is bent to a ring of N sites, on which the generator is diagonal:
 * P(t) = F^-1 e^(-K t |2 sin(πm/N) / h|^a), exact in time. What has gone further than half the ring, a power law in its
 * length, comes back from the other side; that mass is told. Between ends the matrix is cut: what jumps on to no site has
 * left. It is a symmetric Toeplitz matrix, solved by Levinson and taken forward in time by a Chebyshev series.
 *
 * Order h² on the line. Between ends of order h: the density of a flight rises from an end as the power a/2 of the
 * distance, which no lattice follows.
 *
 * @module
 */

import type { Model } from "#model/model.ts";
import type { FlightLaw } from "#model/motion-law.ts";
import { propagated } from "#numerics/chebyshev-propagator.ts";
import { exp, pow, sin } from "#numerics/elementary.ts";
import { type FourierPlan, inverseTransform, makeFourierPlan, powerOfTwoFrom } from "#numerics/fft.ts";
import { fractionalWeights, jumpsBeyond } from "#numerics/fractional-differences.ts";
import { stableTailAmplitude } from "#numerics/stable-law.ts";
import { makeToeplitzProduct, solveToeplitz } from "#numerics/toeplitz.ts";
import { type Ends, type FlightProblem, flightScale } from "#step-law/flight-problem.ts";
import type { Length, Rate, Time } from "#units/flavour.ts";

/** Sites in a row, each standing for a cell of width h around it. */
export interface FlightLattice {
  /** [m] */
  readonly spacing: Length;
  /** The sites, increasing [m]. */
  readonly x: Float64Array;
}

/** Cells of the first record's scale on an endless line, where the model does not say. */
const CELLS_PER_SCALE = 8;
/** Cells between ends, where the model does not say. */
const CELLS_BETWEEN = 1024;
const CELLS_RESOLVED = 512;
/** Scales of the last record that the ring reaches to either side, if it may be so long. */
const REACH = 1000;
/** Enough of them for a normal law. */
const NORMAL_REACH = 30;
const LONGEST_RING = 262144;

/** The spacing on an endless line [m]. */
export function ringSpacing({ law, times }: FlightProblem, { domain }: Model, refinement: number): Length {
  const resolve = domain?.kind === "free" ? domain.resolve : undefined;
  if (resolve !== undefined && domain?.kind === "free")
    return (resolve.to - resolve.from) / ((domain.cells ?? CELLS_RESOLVED) * refinement);
  const first = times.find((time) => time > 0) ?? 1;
  return flightScale(law, first) / (CELLS_PER_SCALE * refinement);
}

/** A ring of sites, and what its waves do. */
export interface FlightRing extends FlightLattice {
  readonly plan: FourierPlan;
  /** Decay rates of the waves, from the longest to the shortest [s^-1]. */
  readonly decay: Float64Array;
}

/** The ring around the start. */
export function ringAround({ law, start, times }: FlightProblem, spacing: Length): FlightRing {
  const reach = law.index === 2 ? NORMAL_REACH : REACH;
  const wanted = (2 * reach * flightScale(law, times.at(-1) ?? 1)) / spacing;
  const sites = powerOfTwoFrom(Math.min(LONGEST_RING, Math.max(1024, wanted)));
  return {
    spacing,
    x: Float64Array.from({ length: sites }, (_, i) => start + (i - sites / 2) * spacing),
    plan: makeFourierPlan(sites),
    decay: Float64Array.from(
      { length: sites / 2 + 1 },
      (_, m) => law.K * pow((2 * sin((Math.PI * m) / sites)) / spacing, law.index),
    ),
  };
}

/** Probabilities on the ring after a time, for a start at its middle. */
export function ringProbabilities({ x, plan, decay }: FlightRing, t: Time): Float64Array {
  const n = x.length;
  const re = new Float64Array(n);
  for (let m = 0; m <= n / 2; m++) {
    re[m] = exp(-decay[m] * t);
    if (m > 0) re[n - m] = re[m];
  }
  inverseTransform(plan, re, new Float64Array(n));
  const p = new Float64Array(n);
  p.set(re.subarray(n / 2), 0);
  p.set(re.subarray(0, n / 2), n / 2);
  return p;
}

/** Probability beyond half the ring, by the leading term of the tail [1]. */
export function beyondRing({ index, K }: FlightLaw, { spacing, x }: FlightLattice, t: Time): number {
  return Math.min(1, (2 * stableTailAmplitude(index) * K * t) / pow((x.length * spacing) / 2, index));
}

/** The cut generator between two ends. */
export interface KilledGenerator extends FlightLattice {
  /** First row of the matrix A of dP/dt = -A P [s^-1]. */
  readonly row: Float64Array;
  /** At least its largest eigenvalue [s^-1]. */
  readonly bound: Rate;
  /** Rates of jumps from each site to beyond the right end; mirrored, the left [s^-1]. */
  readonly outRight: Float64Array;
}

/** The generator between two ends on a number of cells: its sites are the inner edges of the cells. */
export function killedGenerator(
  { index, K }: FlightLaw,
  { from, to }: Ends,
  model: Model,
  refinement: number,
): KilledGenerator {
  const cells = model.domain?.kind === "layers" ? model.domain.layers[0]?.cells : undefined;
  const count = Math.max(4, Math.round((cells ?? CELLS_BETWEEN) * refinement));
  const spacing = (to - from) / count;
  const rate = K * pow(spacing, -index);
  const g = fractionalWeights(index, count);
  return {
    spacing,
    x: Float64Array.from({ length: count - 1 }, (_, i) => from + ((to - from) * (i + 1)) / count),
    row: g.subarray(0, count - 1).map((weight) => rate * weight),
    bound: rate * pow(2, index),
    // site i (from 0) has count - 2 - i sites to its right: a jump over more is out
    outRight: Float64Array.from(
      { length: count - 1 },
      (_, i) => rate * jumpsBeyond(index, count - 1 - i, g[count - 1 - i]),
    ),
  };
}

/** A start shared by the two sites beside it, or on one. */
export function sharedStart({ x, spacing }: FlightLattice, start: Length): Float64Array {
  const p = new Float64Array(x.length);
  const place = (start - x[0]) / spacing;
  const left = Math.floor(place + 1e-9);
  const share = Math.abs(place - left) < 1e-9 ? 0 : place - left;
  if (left >= 0) p[left] = 1 - share;
  if (left + 1 < p.length) p[left + 1] = share;
  return p;
}

/** Probabilities between the ends at each of the times. */
export function* killedProbabilities(
  { row, bound }: KilledGenerator,
  start: Float64Array,
  times: readonly Time[],
): Generator<number, Float64Array[]> {
  return yield* propagated(makeToeplitzProduct(row), bound, start, times);
}

/** Mean and variance of the time until a flight leaves, and the probability that it leaves to the right. */
export function leaving(
  { row, outRight }: KilledGenerator,
  start: Float64Array,
): { readonly mean: Time; readonly variance: number; readonly right: number } {
  const among = (values: Float64Array) => start.reduce((sum, p, i) => (p === 0 ? sum : sum + p * values[i]), 0);
  const once = solveToeplitz(row, new Float64Array(row.length).fill(1));
  const twice = solveToeplitz(row, once);
  const mean = among(once);
  return { mean, variance: 2 * among(twice) - mean * mean, right: among(solveToeplitz(row, outRight)) };
}

/** Smallest rate at which what is inside decays, by inverse iteration [s^-1]. */
export function slowestDecay({ row }: KilledGenerator): Rate {
  let v = new Float64Array(row.length).fill(1);
  let rate = 0;
  for (let iteration = 0; iteration < 200; iteration++) {
    const next = solveToeplitz(row, v);
    const size = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0));
    const overlap = next.reduce((sum, value, i) => sum + value * v[i], 0);
    const squares = v.reduce((sum, value) => sum + value * value, 0);
    const found = squares / overlap;
    v = next.map((value) => value / size);
    if (Math.abs(found - rate) < 1e-14 * found) return found;
    rate = found;
  }
  return rate;
}
