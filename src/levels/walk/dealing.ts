/**
 * Dealing out: where the walkers of each node are after an interval, drawn from exact transition probabilities.
 *
 * Many walkers in a node are dealt by one multinomial draw, few by one draw each: the law is the same, only the cost
 * differs. Between two record times no hop is simulated one by one, and none is approximated.
 *
 * @module
 */

import type { Transitions } from "#generator/transition-matrix.ts";
import { type AliasTable, aliasTable, drawFrom } from "#numerics/alias-table.ts";
import { fillMultinomial } from "#numerics/multinomial.ts";
import type { RandomStream } from "#numerics/random-stream.ts";

/** A binomial of the multinomial draw costs about as much as this many single draws. */
const DRAWS_PER_TARGET = 4;
/** Probabilities below this are left out: together they are less than rounding. */
const NEGLIGIBLE = 1e-18;

interface Row {
  readonly targets: Int32Array;
  readonly probabilities: Float64Array;
  table: AliasTable | undefined;
}

/** The rows of a transition matrix, ready to be drawn from. */
export interface Deck {
  readonly rows: readonly Row[];
  readonly hand: Float64Array;
}

/** The deck of a transition matrix. */
export function deckOf({ size, probability }: Transitions): Deck {
  const rows: Row[] = [];
  for (let j = 0; j < size; j++) {
    const targets: number[] = [];
    for (let i = 0; i < size; i++) if (probability[j * size + i] > NEGLIGIBLE) targets.push(i);
    const probabilities = Float64Array.from(targets, (i) => probability[j * size + i]);
    let sum = 0;
    for (const p of probabilities) sum += p;
    // rounding of the squarings: rows sum to 1 unless walkers decay
    if (Math.abs(sum - 1) < 1e-9) for (let k = 0; k < probabilities.length; k++) probabilities[k] /= sum;
    rows.push({ targets: Int32Array.from(targets), probabilities, table: undefined });
  }
  return { rows, hand: new Float64Array(size) };
}

/** Deal the walkers of every node into `out`. */
export function dealOut(out: Float64Array, { rows, hand }: Deck, counts: Float64Array, stream: RandomStream): void {
  out.fill(0);
  for (let j = 0; j < counts.length; j++) {
    const count = counts[j];
    if (count === 0) continue;
    const row = rows[j];
    const { targets, probabilities } = row;
    if (targets.length === 1 && targets[0] === j) {
      out[j] += count;
    } else if (count < DRAWS_PER_TARGET * targets.length && isCertain(probabilities)) {
      row.table ??= aliasTable(probabilities);
      for (let w = 0; w < count; w++) out[targets[drawFrom(row.table, stream)]]++;
    } else {
      const dealt = hand.subarray(0, targets.length);
      fillMultinomial(dealt, stream, count, probabilities);
      for (let k = 0; k < targets.length; k++) out[targets[k]] += dealt[k];
    }
  }
}

/** Whether every walker goes somewhere: none decays. */
function isCertain(probabilities: Float64Array): boolean {
  let sum = 0;
  for (const p of probabilities) sum += p;
  return Math.abs(sum - 1) < 1e-12;
}
