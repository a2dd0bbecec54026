/**
 * How long a closed network takes to settle.
 *
 * In a row in detailed balance the relaxation times of all modes sum to
 *
 *     Σ_k 1/λ_k = Σ_e F_e (1 - F_e) / c_e,    c_e = n_e k(e→e+1),
 *
 * with n the stationary amounts of a part that holds 1 in all, and F_e what it holds to the left of edge e (Kemeny's
 * constant of a chain). The sum is never less than the slowest of them: L²/6D instead of L²/π²D in a slab. In a ring c_e
 * is the mean of both directions and the way around is left out, which can only lengthen the time.
 *
 * @see J. G. Kemeny and J. L. Snell, Finite Markov Chains, section 4.4 (Van Nostrand, 1960) (not opened)
 * @module
 */

import type { Network } from "./network.ts";
import { closedAmounts } from "./steady-amounts.ts";

/** Sum of the relaxation times of a closed network, the largest of its parts that nothing joins [s]. */
export function relaxationTime(network: Network): number {
  const { size, forward, backward } = network;
  const n = closedAmounts(network, new Float64Array(size).fill(1));
  let longest = 0;
  for (let start = 0; start < size; ) {
    let end = start + 1;
    let total = n[start];
    for (; end < size && (forward[end - 1] > 0 || backward[end - 1] > 0); end++) total += n[end];
    let sum = 0;
    let held = 0;
    for (let e = start; e < end - 1; e++) {
      held += n[e];
      const current = 0.5 * (forward[e] * n[e] + backward[e] * n[e + 1]);
      if (current > 0) sum += (held * Math.max(0, total - held)) / (current * total);
    }
    longest = Math.max(longest, sum);
    start = end;
  }
  return longest;
}
