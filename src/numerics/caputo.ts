/**
 * The Caputo derivative in time, by the L1 rule on a graded mesh.
 *
 *     D_t^a u(t_n) = 1/Γ(1 - a) ∫_0^t_n u'(s) (t_n - s)^-a ds  ≈  Σ_j b_nj (u_j - u_(j-1)),
 *     b_nj = [ (t_n - t_(j-1))^(1-a) - (t_n - t_j)^(1-a) ] / [ Γ(2 - a) (t_j - t_(j-1)) ]
 *
 * Solutions start as u(0) - const t^a, with an infinite slope, so that a uniform mesh has order 1 only; on t_j =
 * T (j/N)^r with r = (2 - a)/a the order is 2 - a. For a = 1 both are backward Euler.
 *
 * @see M. Stynes, E. O'Riordan and J. L. Gracia, SIAM J. Numer. Anal. 55, 1057 (2017), doi:10.1137/16M1082329 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { expm1, log1p, pow } from "./elementary.ts";
import { gamma } from "./gamma-function.ts";

/** The grading r with which the L1 rule has order 2 - a. */
export function l1Grading(a: number): number {
  return (2 - a) / a;
}

/**
 * A graded mesh 0 = t_0 < ... < t_N on which given times are nodes: the nearest nodes are moved there.
 *
 * @param records ascending, above 0; the last one is the end T
 * @returns the times, and at which node each record is
 * @throws DomainError if there are more records than steps, or none.
 */
export function gradedTimes(
  records: readonly number[],
  steps: number,
  grading: number,
): { readonly times: Float64Array; readonly nodes: readonly number[] } {
  const last = records.at(-1);
  if (last === undefined || records.length > steps)
    throw new DomainError("records", records.length, `from 1 to ${steps} record times are needed`);
  const times = Float64Array.from({ length: steps + 1 }, (_, j) => last * pow(j / steps, grading));
  let free = 1;
  const nodes = records.map((record, i) => {
    const nearest = Math.round(steps * pow(record / last, 1 / grading));
    const node = Math.max(free, Math.min(steps - (records.length - 1 - i), nearest));
    free = node + 1;
    return node;
  });
  spreadBetween(times, nodes, records);
  return { times, nodes };
}

/** Moves each node to its record, and stretches what lies between two of them. */
function spreadBetween(times: Float64Array, nodes: readonly number[], records: readonly number[]): void {
  let [from, fromTime] = [0, 0];
  for (const [i, node] of nodes.entries()) {
    const [low, high] = [times[from], times[node]];
    const stretch = (records[i] - fromTime) / (high - low);
    for (let j = from + 1; j < node; j++) times[j] = fromTime + (times[j] - low) * stretch;
    [from, fromTime] = [node, records[i]]; // the node itself keeps its old place until all stretches are done
  }
  for (const [i, node] of nodes.entries()) times[node] = records[i];
}

/** Writes b_n1 ... b_nn into out[1] ... out[n] [s^-a]. Differences of powers are taken without cancellation. */
export function fillL1Weights(out: Float64Array, times: Float64Array, n: number, a: number): void {
  const scale = 1 / gamma(2 - a);
  for (let j = 1; j < n; j++) {
    const span = times[n] - times[j - 1];
    const step = times[j] - times[j - 1];
    out[j] = (-scale * pow(span, 1 - a) * expm1((1 - a) * log1p(-step / span))) / step;
  }
  out[n] = scale * pow(times[n] - times[n - 1], -a);
}
