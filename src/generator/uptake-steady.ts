/**
 * The steady state under carriers that fill up, by Newton's method from below.
 *
 *     A n + S(n) = g,    S concave and rising, A the matrix of hops out of the nodes
 *
 * The n_0 that solves it with the carriers as they are where next to nothing is there, S'(0) n for S, lies below the
 * solution; from there each step of Newton's method rises and stays below. It ends where rounding lets it rise no more.
 *
 * @see J. M. Ortega and W. C. Rheinboldt, Iterative Solution of Nonlinear Equations in Several Variables (1970), chapter 13 (not opened)
 * @module
 */

import type { SteadyLog } from "#numerics/nonlinear-steady.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import type { CompositionNetwork } from "./composition-network.ts";
import { compositionSystem } from "./composition-system.ts";
import { drivenAmounts, livingNodes } from "./steady-amounts.ts";

const MOST_STEPS = 400;
/** Largest change, relative to what a node holds, below which the next step is the last [1]. */
const SMALL = 1e-9;

/** The steady amounts, with what the iteration did. @throws NumericalFailure if it does not settle. */
export function settledUptake(network: CompositionNetwork): { readonly n: Float64Array; readonly log: SteadyLog } {
  const { base } = network;
  const { size } = base;
  const n = drivenAmounts(network.at(new Float64Array(size)));
  const system = compositionSystem(network);
  const [first, end] = livingNodes(base);
  const step = new Float64Array(size);
  let isLast = false;
  for (let iterations = 1; iterations <= MOST_STEPS; iterations++) {
    system.fillRate(step, n);
    system.linearise();
    for (let i = 0; i < size; i++) if (i < first || i >= end) step[i] = 0;
    // unit 0 would leave ledgers without an equation; beside the rates it is none
    system.solve(step, UNIT * fastest(network.at(n).forward, network.at(n).backward), 1);
    let update = 0;
    for (let i = first; i < end; i++) {
      n[i] += step[i];
      if (n[i] !== 0) update = Math.max(update, Math.abs(step[i] / n[i]));
    }
    if (isLast || update === 0) return { n, log: { iterations, residual: residualAt(network, n), update } };
    isLast = update <= SMALL;
  }
  throw new NumericalFailure(
    `steady state of ${base.species}`,
    `Newton's method has not settled in ${MOST_STEPS} steps`,
    "use more cells, or approach it by a transient",
  );
}

const UNIT = 1e-14;

function fastest(forward: Float64Array, backward: Float64Array): number {
  let largest = Number.MIN_VALUE;
  for (let e = 0; e < forward.length; e++) largest = Math.max(largest, forward[e], backward[e]);
  return largest;
}

/** Largest imbalance of a node over the largest flow over any edge [1]. */
function residualAt(network: CompositionNetwork, n: Float64Array): number {
  const frozen = network.at(n);
  const { forward, backward, gain, growth } = frozen;
  const [first, end] = livingNodes(frozen);
  let [worst, largest] = [0, Number.MIN_VALUE];
  for (let i = first; i < end; i++) {
    const into = i === 0 ? 0 : forward[i - 1] * n[i - 1] - backward[i - 1] * n[i];
    const out = forward[i] === undefined ? 0 : forward[i] * n[i] - backward[i] * n[i + 1];
    largest = Math.max(largest, Math.abs(into), Math.abs(out), Math.abs(gain[i]));
    worst = Math.max(worst, Math.abs(into - out + growth[i] * n[i] + gain[i]));
  }
  return worst / largest;
}
