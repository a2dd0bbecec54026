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
import { binomial } from "#numerics/binomial-sampler.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import type { RandomStream } from "#numerics/random-stream.ts";

/** A binomial of the multinomial draw costs about as much as this many single draws. */
const DRAWS_PER_TARGET = 4;
/** Probabilities below this are left out: together they are less than rounding. */
const NEGLIGIBLE = 1e-18;
/** A row whose sum is this near to 1 loses nobody. */
const ROUNDING = 1e-9;

interface Row {
  /** Nodes a walker of this row can be in afterwards, the likeliest first. */
  readonly targets: Int32Array;
  readonly probabilities: Float64Array;
  /** Share of those still undealt that goes to each target; the last share is 1 unless walkers decay. */
  readonly shares: Float64Array;
  /** Whether every walker goes somewhere: none decays. */
  readonly isCertain: boolean;
  table: AliasTable | undefined;
}

/** The rows of a transition matrix, ready to be drawn from. */
export type Deck = readonly Row[];

/** The deck of a transition matrix. */
export function deckOf({ size, probability }: Transitions): Deck {
  return Array.from({ length: size }, (_, j) => rowOf(probability.subarray(j * size, (j + 1) * size)));
}

function rowOf(probability: Float64Array): Row {
  const targets = Int32Array.from(
    Array.from(probability, (_, i) => i)
      .filter((i) => probability[i] > NEGLIGIBLE)
      .sort((i, j) => probability[j] - probability[i]),
  );
  const probabilities = Float64Array.from(targets, (i) => probability[i]);
  const sum = sumOf(probabilities);
  const isCertain = Math.abs(sum - 1) < ROUNDING;
  const shares = new Float64Array(targets.length);
  // summed from the least likely, so that what is left is never less than the next share
  let rest = isCertain ? 0 : 1 - sum;
  for (let k = shares.length - 1; k >= 0; k--) {
    rest += probabilities[k];
    shares[k] = probabilities[k] / rest;
  }
  return { targets, probabilities, shares, isCertain, table: undefined };
}

/** Deal the walkers of every node into `out`. */
export function dealOut(out: Float64Array, deck: Deck, counts: Float64Array, stream: RandomStream): void {
  out.fill(0);
  for (let j = 0; j < counts.length; j++) {
    const count = counts[j];
    if (count === 0) continue;
    const row = deck[j];
    if (row.targets.length === 1 && row.targets[0] === j && row.isCertain) out[j] += count;
    else if (row.isCertain && count < DRAWS_PER_TARGET * row.targets.length) dealOneByOne(out, row, count, stream);
    else dealTogether(out, row, count, stream);
  }
}

function dealOneByOne(out: Float64Array, row: Row, count: number, stream: RandomStream): void {
  row.table ??= aliasTable(row.probabilities);
  for (let w = 0; w < count; w++) out[row.targets[drawFrom(row.table, stream)]]++;
}

/** A multinomial draw as binomials of what is left. */
function dealTogether(out: Float64Array, { targets, shares }: Row, count: number, stream: RandomStream): void {
  let left = count;
  for (let k = 0; k < targets.length && left > 0; k++) {
    const dealt = binomial(stream, left, shares[k]);
    out[targets[k]] += dealt;
    left -= dealt;
  }
}
