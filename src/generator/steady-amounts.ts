/**
 * Steady states of a network by a direct solve: driven by reservoirs and sources, or closed.
 *
 * @module
 */

import { sumOf } from "#numerics/compensated-sum.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { tridiagonalSolution } from "#numerics/tridiagonal.ts";
import { fillBalanced } from "./balanced-row.ts";
import type { Network } from "./network.ts";
import { fillNetworkRate, networkMatrix } from "./network-system.ts";
import { fillRowResponse } from "./row-elimination.ts";

/** First node and one past the last node that hold amount (ledgers do not). */
export function livingNodes(network: Network): readonly [number, number] {
  return [network.ends.left.kind === "bath" ? 0 : 1, network.size - (network.ends.right.kind === "bath" ? 0 : 1)];
}

/**
 * The n that solves -L n = rhs on the nodes that hold amount; 0 on ledgers. Nodes marked `empty` are held at 0.
 *
 * @throws NumericalFailure if the network keeps an amount that nothing sets, or more grows in it than can leave.
 */
export function responseTo(network: Network, rhs: Float64Array, empty?: Uint8Array): Float64Array {
  const [first, end] = livingNodes(network);
  const { wrap, growth, forward, backward, size } = network;
  const out = new Float64Array(size);
  if (wrap) {
    const { lower, diagonal, upper } = networkMatrix(network);
    const negated = (a: Float64Array, held: number) =>
      Float64Array.from({ length: end - first }, (_, i) => (empty?.[first + i] ? held : -a[first + i]));
    const right = Float64Array.from({ length: end - first }, (_, i) => (empty?.[first + i] ? 0 : rhs[first + i]));
    const corners = { topRight: -wrap.forward, bottomLeft: -wrap.backward };
    out.set(tridiagonalSolution(negated(lower, 0), negated(diagonal, 1), negated(upper, 0), right, corners), first);
  } else {
    const decay = growth.map((rate) => -rate);
    fillRowResponse(out, { forward, backward, decay, first, end }, rhs, empty);
  }
  if (!out.every(Number.isFinite))
    throw new NumericalFailure(
      "steady state",
      "the equations have no unique solution",
      "give an end a concentration, or ask for equilibrium",
    );
  // hops answer a supply with amounts that are nowhere negative: all else is the work of growth
  if (out.some((n) => n < 0) && isSupply(rhs, first, end, empty) && growth.some((rate) => rate > 0))
    throw new NumericalFailure(
      "steady state",
      "more grows than can leave, so that nothing ever settles",
      "lower the rate of the linear source, or ask for a transient",
    );
  return out;
}

function isSupply(rhs: Float64Array, first: number, end: number, empty: Uint8Array | undefined): boolean {
  for (let i = first; i < end; i++) if (!empty?.[i] && rhs[i] < 0) return false;
  return true;
}

/** Steady amounts of a network whose reservoirs or sources set them; ledgers are 0. */
export function drivenAmounts(network: Network): Float64Array {
  const { appetite, gain, size } = network;
  if (!appetite.some((rate) => rate > 0)) return responseTo(network, gain);
  const empty = new Uint8Array(size);
  const rhs = new Float64Array(size);
  const rate = new Float64Array(size);
  for (let round = 0; round < 200; round++) {
    for (let i = 0; i < size; i++) rhs[i] = gain[i] - appetite[i];
    const n = responseTo(network, rhs, empty);
    let changes = 0;
    fillNetworkRate(rate, network, n);
    for (let i = 1; i < size - 1; i++) {
      const wasEmpty = empty[i] === 1;
      const isEmpty = wasEmpty ? rate[i] <= appetite[i] : n[i] < 0;
      if (isEmpty !== wasEmpty) {
        empty[i] = isEmpty ? 1 : 0;
        changes++;
      }
    }
    if (changes === 0) return n;
  }
  throw new NumericalFailure(
    "steady state",
    "the region that zero-order consumption empties did not settle in 200 rounds",
    "use more cells",
  );
}

/**
 * Stationary amounts of a closed network that starts with `initial`: each edge in balance, or a constant current in a
 * ring. Parts between which nothing passes keep what they hold.
 *
 * @throws NumericalFailure if rates or amounts differ by more than a number can hold.
 */
export function closedAmounts(network: Network, initial: Float64Array): Float64Array {
  const [first, end] = livingNodes(network);
  const n = new Float64Array(network.size);
  if (network.wrap) {
    n.set(ringAmounts(network));
    share(n, initial, 0, n.length);
    return n;
  }
  const { forward, backward } = network;
  for (let start = first; start < end; ) {
    let after = start + 1;
    while (after < end && (forward[after - 1] !== 0 || backward[after - 1] !== 0)) after++;
    fillBalanced(n, network, start, after);
    share(n, initial, start, after);
    start = after;
  }
  return n;
}

/** Scale the nodes from `start` to `end` so that together they hold what they held at first. */
function share(n: Float64Array, initial: Float64Array, start: number, end: number): void {
  const total = sumOf(n.subarray(start, end));
  if (!Number.isFinite(total))
    throw new NumericalFailure(
      "equilibrium",
      "the amounts around the ring differ by more than a number can hold",
      "use a potential or drift that is less steep",
    );
  const scale = sumOf(initial.subarray(start, end)) / total;
  for (let i = start; i < end; i++) n[i] *= scale;
}

/** Stationary amounts of a ring, with the first cell held at 1: a row of the other cells, fed from it at both ends. */
function ringAmounts(network: Network): Float64Array {
  const { size, forward, backward, wrap } = network;
  const decay = new Float64Array(size);
  decay[size - 2] = wrap?.forward ?? 0;
  const rhs = new Float64Array(size);
  rhs[2] += forward[1];
  rhs[size - 2] += wrap?.backward ?? 0;
  const out = new Float64Array(size);
  fillRowResponse(out, { forward, backward, decay, first: 2, end: size - 1 }, rhs);
  out[1] = 1;
  return out;
}
