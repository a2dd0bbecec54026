/**
 * Sums over walkers at each record time, kept apart for each batch.
 *
 * A tally is a table: one row for each record, one column for each sum, one number for each batch. Blocks are added in a
 * fixed order, so the sums have the same bits on any machine. Powers of x are taken about a reference near the mean,
 * that of the first block, so that moments lose nothing to rounding.
 *
 * @module
 */

import { BATCHES } from "#levels/contract.ts";
import type { Length } from "#units/flavour.ts";
import { INSIDE, LEFT_OUT, RIGHT_OUT, type Walkers } from "./walkers.ts";

/** Where the first block was at a record: what later sums refer to. */
export interface Reference {
  /** Mean of x [m]. */
  readonly mean: Length;
  /** Standard deviation of x [m]. */
  readonly spread: Length;
}

/** One sum over the walkers of a block at a record. */
export type Sum = (walkers: Walkers, reference: Reference) => number;

/** The table of sums. */
export interface Tally {
  readonly columns: number;
  readonly references: (Reference | undefined)[];
  /** Entry (record * columns + column) * BATCHES + batch. */
  readonly values: Float64Array;
}

/** The sums of one record, of one batch or of all together: value of a column. */
export type Row = (column: number) => number;

export function makeTally(records: number, columns: number): Tally {
  return {
    columns,
    references: new Array<Reference | undefined>(records).fill(undefined),
    values: new Float64Array(records * columns * BATCHES),
  };
}

/** Adds the walkers of a block to a record. The first block sets the reference. */
export function addToTally(tally: Tally, record: number, batch: number, walkers: Walkers, sums: readonly Sum[]): void {
  tally.references[record] ??= referenceOf(walkers);
  const reference = tally.references[record];
  sums.forEach((sum, column) => {
    tally.values[(record * tally.columns + column) * BATCHES + batch] += sum(walkers, reference);
  });
}

/** The sums of a record in one batch. */
export function batchRow(tally: Tally, record: number, batch: number): Row {
  return (column) => tally.values[(record * tally.columns + column) * BATCHES + batch];
}

/** The sums of a record over all batches. */
export function totalRow(tally: Tally, record: number): Row {
  return (column) => {
    let sum = 0;
    const first = (record * tally.columns + column) * BATCHES;
    for (let batch = 0; batch < BATCHES; batch++) sum += tally.values[first + batch];
    return sum;
  };
}

function referenceOf({ axes: [x], fate, count }: Walkers): Reference {
  let inside = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < count; i++)
    if (fate[i] === INSIDE) {
      inside++;
      sum += x[i];
    }
  if (inside === 0) return { mean: 0, spread: 0 };
  const mean = sum / inside;
  for (let i = 0; i < count; i++) if (fate[i] === INSIDE) squares += (x[i] - mean) * (x[i] - mean);
  return { mean, spread: Math.sqrt(squares / inside) };
}

/** Walkers that have not left. */
export const countInside: Sum = ({ fate, count }) => {
  let inside = 0;
  for (let i = 0; i < count; i++) if (fate[i] === INSIDE) inside++;
  return inside;
};

/** Walkers that have left through the left end. */
export const countLeftOut: Sum = ({ fate, count }) => {
  let out = 0;
  for (let i = 0; i < count; i++) if (fate[i] === LEFT_OUT) out++;
  return out;
};

/** Walkers that have left through the right end. */
export const countRightOut: Sum = ({ fate, count }) => {
  let out = 0;
  for (let i = 0; i < count; i++) if (fate[i] === RIGHT_OUT) out++;
  return out;
};

/** Sum of the given power, 1 to 4, of x minus the reference [m^power]. */
export function powerSum(power: 1 | 2 | 3 | 4): Sum {
  return ({ axes: [x], fate, count }, { mean }) => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      if (fate[i] !== INSIDE) continue;
      const d = x[i] - mean;
      const square = d * d;
      sum += power === 1 ? d : power === 2 ? square : power === 3 ? square * d : square * square;
    }
    return sum;
  };
}

/** Sum of squared distances from the start, all axes together [m^2]. */
export const squaredDisplacementSum: Sum = (walkers) => distanceSum(walkers, (square) => square);

/** Sum of distances from the start [m]. */
export const displacementSum: Sum = (walkers) => distanceSum(walkers, Math.sqrt);

function distanceSum({ axes, origin, fate, count }: Walkers, of: (square: number) => number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    if (fate[i] !== INSIDE) continue;
    let square = 0;
    for (let k = 0; k < axes.length; k++) {
      const d = axes[k][i] - origin[k][i];
      square += d * d;
    }
    sum += of(square);
  }
  return sum;
}

/** An interval of x that counts with a weight. */
export interface Bin {
  readonly from: Length;
  readonly to: Length;
  readonly weight: number;
}

/** Weighted number of walkers in bins [m^-1 where weights are densities]. */
export function binSum(bins: (reference: Reference) => readonly Bin[]): Sum {
  return ({ axes: [x], fate, count }, reference) => {
    let sum = 0;
    for (const { from, to, weight } of bins(reference)) {
      let inside = 0;
      for (let i = 0; i < count; i++) if (fate[i] === INSIDE && x[i] >= from && x[i] < to) inside++;
      sum += weight * inside;
    }
    return sum;
  };
}
