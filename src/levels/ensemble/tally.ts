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
import { cos } from "#numerics/elementary.ts";
import type { Length } from "#units/flavour.ts";
import { INSIDE, type Walkers } from "./walkers.ts";

/** Where the first block was at a record: what later sums refer to. */
export interface Reference {
  /** Mean of x [m]. */
  readonly mean: Length;
  /** Standard deviation of x; with heavy tails, that of a normal law with the same quartiles [m]. */
  readonly spread: Length;
  /** x of the walkers inside, increasing, where a sum asks for it [m]. */
  readonly sorted?: Float64Array;
}

/** Sums over the walkers of a block at a record, found in one pass. */
export interface SumGroup {
  /** How many sums. */
  readonly width: number;
  /** Present if the sums need the reference in order. */
  readonly ordered?: true;
  /** Writes the sums into out[0] to out[width - 1]. */
  fill(out: Float64Array, walkers: Walkers, reference: Reference): void;
}

/** The table of sums, of all batches or of one. */
export interface Tally {
  readonly columns: number;
  readonly batches: number;
  readonly references: (Reference | undefined)[];
  /** Entry (record * columns + column) * batches + batch. */
  readonly values: Float64Array;
}

/** The sums of one record, of one batch or of all together: value of a column. */
export type Row = (column: number) => number;

/** An empty tally of a whole run, or of one batch of it; with the references of another one, if it is to join it. */
export function makeTally(
  records: number,
  columns: number,
  batches: typeof BATCHES | 1,
  references: readonly (Reference | undefined)[] = new Array<undefined>(records).fill(undefined),
): Tally {
  const values = new Float64Array(records * columns * batches);
  return { columns, batches, references: [...references], values };
}

/** Puts the tally of one batch, with the same references, into that of the run. */
export function addBatch(tally: Tally, batch: number, part: Tally): void {
  for (const [record, reference] of part.references.entries()) tally.references[record] ??= reference;
  for (let i = 0; i < part.values.length; i++) tally.values[i * BATCHES + batch] = part.values[i];
}

/** Adds the walkers of a block to a record of the tally of their batch. The first block sets the reference. */
export function addToTally(
  tally: Tally,
  record: number,
  walkers: Walkers,
  groups: readonly SumGroup[],
  heavyTails = false,
): void {
  tally.references[record] ??= referenceOf(walkers, { heavyTails, ordered: groups.some(({ ordered }) => ordered) });
  const reference = tally.references[record];
  let column = record * tally.columns;
  for (const group of groups) {
    const out = new Float64Array(group.width);
    group.fill(out, walkers, reference);
    for (let i = 0; i < group.width; i++, column++) tally.values[column] += out[i];
  }
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

function referenceOf(
  { axes: [x], fate, count }: Walkers,
  { heavyTails, ordered }: { readonly heavyTails: boolean; readonly ordered: boolean },
): Reference {
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
  const spread = Math.sqrt(squares / inside);
  if (!heavyTails && !ordered) return { mean, spread };
  const sorted = x.filter((_, i) => fate[i] === INSIDE).sort();
  const quartile = (p: number) => sorted[Math.floor(p * inside)] as number;
  const reference = heavyTails
    ? { mean: quartile(0.5), spread: (quartile(0.75) - quartile(0.25)) / 1.349 }
    : { mean, spread };
  return ordered ? { ...reference, sorted } : reference;
}

/** Walkers by fate: inside, left by the left end, left by the right end. */
export const fates: SumGroup = {
  width: 3,
  fill(out, { fate, count }) {
    out.fill(0);
    for (let i = 0; i < count; i++) out[fate[i]]++;
  },
};

/** Walkers inside, and the sums of (x - reference) to the powers 1 and 2 [1, m, m^2]. */
export const firstMoments: SumGroup = {
  width: 3,
  fill(out, { axes: [x], fate, count }, { mean }) {
    let inside = 0;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < count; i++) {
      if (fate[i] !== INSIDE) continue;
      const d = x[i] - mean;
      inside++;
      sum += d;
      squares += d * d;
    }
    out[0] = inside;
    out[1] = sum;
    out[2] = squares;
  },
};

/** Walkers inside, and the sums of (x - reference) to the powers 1 to 4. */
export const fourMoments: SumGroup = {
  width: 5,
  fill(out, { axes: [x], fate, count }, { mean }) {
    let inside = 0;
    let sum = 0;
    let squares = 0;
    let cubes = 0;
    let fourths = 0;
    for (let i = 0; i < count; i++) {
      if (fate[i] !== INSIDE) continue;
      const d = x[i] - mean;
      const square = d * d;
      inside++;
      sum += d;
      squares += square;
      cubes += square * d;
      fourths += square * square;
    }
    out[0] = inside;
    out[1] = sum;
    out[2] = squares;
    out[3] = cubes;
    out[4] = fourths;
  },
};

/** Walkers inside, and the sums of x itself: for the mean [1, m]. */
export const positions: SumGroup = {
  width: 2,
  fill(out, { axes: [x], fate, count }, { mean }) {
    let inside = 0;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      if (fate[i] !== INSIDE) continue;
      inside++;
      sum += x[i] - mean;
    }
    out[0] = inside;
    out[1] = sum + inside * mean;
  },
};

/** Walkers inside, and the sums of their distance from the start and of its square, all axes together [1, m, m^2]. */
export const distances: SumGroup = {
  width: 3,
  fill(out, { axes, origin, fate, count }) {
    let inside = 0;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < count; i++) {
      if (fate[i] !== INSIDE) continue;
      let square = 0;
      for (let k = 0; k < axes.length; k++) {
        const d = axes[k][i] - origin[k][i];
        square += d * d;
      }
      inside++;
      sum += Math.sqrt(square);
      squares += square;
    }
    out[0] = inside;
    out[1] = sum;
    out[2] = squares;
  },
};

/** Walkers inside, and the sum of the displacement along x since the start to a whole power [1, m^power]. */
export function displacementPowers(power: number): SumGroup {
  return {
    width: 2,
    fill(out, { axes: [x], origin: [x0], fate, count }) {
      let inside = 0;
      let sum = 0;
      for (let i = 0; i < count; i++) {
        if (fate[i] !== INSIDE) continue;
        const d = x[i] - x0[i];
        let value = d;
        for (let k = 1; k < power; k++) value *= d;
        inside++;
        sum += value;
      }
      out[0] = inside;
      out[1] = sum;
    },
  };
}

/** Walkers inside, and the sum of cos k (x - x(0)) at a wavenumber [1]. */
export function cosines(wavenumber: number): SumGroup {
  return {
    width: 2,
    fill(out, { axes: [x], origin: [x0], fate, count }) {
      let inside = 0;
      let sum = 0;
      for (let i = 0; i < count; i++) {
        if (fate[i] !== INSIDE) continue;
        inside++;
        sum += cos(wavenumber * (x[i] - x0[i]));
      }
      out[0] = inside;
      out[1] = sum;
    },
  };
}

/** An interval of x that counts with a weight. */
export interface Bin {
  readonly from: Length;
  readonly to: Length;
  readonly weight: number;
}

/** Weighted number of walkers in bins [m^-1 where weights are densities]. */
export function binCount(bins: (reference: Reference) => readonly Bin[]): SumGroup {
  return {
    width: 1,
    fill(out, { axes: [x], fate, count }, reference) {
      out[0] = 0;
      for (const { from, to, weight } of bins(reference)) {
        let inside = 0;
        for (let i = 0; i < count; i++) if (fate[i] === INSIDE && x[i] >= from && x[i] < to) inside++;
        out[0] += weight * inside;
      }
    },
  };
}
