/**
 * A network as a system of rate equations that an implicit stepper can solve: a tridiagonal (or cyclic) matrix, and a
 * zero-order consumption that stops where nothing is left.
 *
 * The consumption makes each step a complementarity problem: a node is either fed upon at full rate, or empty. It is
 * solved by moving nodes between the two sets until none changes, which for a network of hops ends after finitely many
 * solves.
 *
 * @see M. Hintermüller, K. Ito and K. Kunisch, SIAM J. Optim. 13, 865 (2002), doi:10.1137/S1052623401383558 (not opened)
 * @module
 */

import { sumOf } from "#numerics/compensated-sum.ts";
import type { ImplicitSystem } from "#numerics/implicit-system.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { makeTridiagonalFactors, solveTridiagonal, tridiagonalSolution } from "#numerics/tridiagonal.ts";
import type { Conductances } from "./half-face.ts";
import type { Network } from "./network.ts";

/** dn/dt of a network into `out`. Allocates nothing. */
export function fillNetworkRate(out: Float64Array, network: Network, n: Float64Array): void {
  const { size, forward, backward, gain, growth, appetite, wrap } = network;
  for (let i = 0; i < size; i++) out[i] = gain[i] + growth[i] * n[i] - (n[i] > 0 ? appetite[i] : 0);
  for (let e = 0; e < size - 1; e++) {
    const flow = forward[e] * n[e] - backward[e] * n[e + 1];
    out[e] -= flow;
    out[e + 1] += flow;
  }
  if (wrap) {
    const flow = wrap.forward * n[size - 2] - wrap.backward * n[1];
    out[size - 2] -= flow;
    out[1] += flow;
  }
}

/** The three diagonals of the matrix L of a network, dn/dt = L n + gain. */
export interface NetworkMatrix {
  readonly lower: Float64Array;
  readonly diagonal: Float64Array;
  readonly upper: Float64Array;
}

/** The diagonals of L; the corners of a periodic network are in `network.wrap`. */
export function networkMatrix(network: Network): NetworkMatrix {
  const { size, forward, backward, growth, wrap } = network;
  const lower = new Float64Array(size);
  const diagonal = new Float64Array(size);
  const upper = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    diagonal[i] = growth[i];
    if (i > 0) {
      diagonal[i] -= backward[i - 1];
      lower[i] = forward[i - 1];
    }
    if (i < size - 1) {
      diagonal[i] -= forward[i];
      upper[i] = backward[i];
    }
  }
  if (wrap) {
    diagonal[size - 2] -= wrap.forward;
    diagonal[1] -= wrap.backward;
  }
  return { lower, diagonal, upper };
}

/** The system of a network for an implicit stepper. */
export function makeNetworkSystem(network: Network): ImplicitSystem {
  const { size, forward, backward, gain, supplies, growth, appetite, wrap } = network;
  const L = networkMatrix(network);
  const hungry = appetite.some((rate) => rate > 0);
  const keeps = !hungry && growth.every((rate) => rate === 0);
  const reservoirs = ([0, size - 1] as const).flatMap((ledger) => {
    const supply = ledger === 0 ? supplies.left : supplies.right;
    return keeps && supply !== 0 ? [{ ledger, supply }] : [];
  });
  /** What is supplied beside what reservoirs give on balance [mol s^-1]. */
  const given = reservoirs.length > 0 ? supplies.volume : gain;
  /** Where that which reservoirs give in a step is at its end. */
  const arrived = new Float64Array(size);
  const lower = new Float64Array(size);
  const diagonal = new Float64Array(size);
  const upper = new Float64Array(size);
  const factors = makeTridiagonalFactors(size);
  const empty = new Uint8Array(size);
  let step = 0;

  const fillMatrix = (): void => {
    for (let i = 0; i < size; i++) {
      lower[i] = empty[i] ? 0 : -step * L.lower[i];
      upper[i] = empty[i] ? 0 : -step * L.upper[i];
      diagonal[i] = empty[i] ? 1 : 1 - step * L.diagonal[i];
    }
  };
  // Each column of 1 - s L sums to 1 - s growth. A pivot is that sum, the hops onward, and the share of the hops back
  // that is not returned: summed so, nothing is subtracted and no stiffness costs amount.
  const fillFactors = (): void => {
    let unreturned = 1;
    for (let i = 0; i < size; i++) {
      const kept = i === 0 ? 0 : step * backward[i - 1] * unreturned;
      const loss = empty[i] ? 1 : 1 - step * growth[i] + kept;
      const pivot = empty[i] || i === size - 1 ? loss : loss + step * forward[i];
      factors.lower[i] = empty[i] || i === 0 ? 0 : -step * forward[i - 1] * factors.inversePivot[i - 1];
      factors.inversePivot[i] = 1 / pivot;
      factors.upper[i] = empty[i] || i === size - 1 ? 0 : -step * backward[i];
      unreturned = loss / pivot;
    }
  };
  /** The two end nodes of a ring are idle: solve the ring of cells. Apart, because its closure costs an allocation. */
  const solveRing = (x: Float64Array, wrap: Conductances): void => {
    const last = size - 2;
    const inner = (a: Float64Array) => a.subarray(1, last + 1);
    const corners = {
      topRight: empty[1] ? 0 : -step * wrap.forward,
      bottomLeft: empty[last] ? 0 : -step * wrap.backward,
    };
    inner(x).set(tridiagonalSolution(inner(lower), inner(diagonal), inner(upper), inner(x), corners));
  };
  const solveOnce = (x: Float64Array): void => {
    if (wrap) solveRing(x, wrap);
    else solveTridiagonal(factors, x);
  };
  const refactor = (): void => {
    if (wrap) fillMatrix();
    else fillFactors();
  };
  // On balance a ledger loses what its reservoir gave that is elsewhere: the difference of what it gave and what came back
  // would carry the rounding of all that went to and fro.
  const arrival = new Float64Array(reservoirs.length > 0 ? size : 0);
  const fillArrived = (): void => {
    arrived.fill(0);
    for (const { ledger, supply } of reservoirs) {
      arrival.fill(0);
      arrival[ledger === 0 ? 1 : size - 2] = step * supply;
      solveOnce(arrival);
      arrival[ledger] = 0;
      arrival[ledger] = -sumOf(arrival);
      for (let i = 0; i < size; i++) arrived[i] += arrival[i];
    }
  };
  const rate = new Float64Array(size);
  const solveHungry = (x: Float64Array): void => {
    const rhs = x.slice();
    for (let round = 0; round < 60; round++) {
      for (let i = 0; i < size; i++) x[i] = empty[i] ? 0 : rhs[i] - step * appetite[i];
      refactor();
      solveOnce(x);
      let changes = 0;
      fillNetworkRate(rate, network, x);
      for (let i = 0; i < size; i++) {
        if (!empty[i] && x[i] < 0 && appetite[i] > 0) {
          empty[i] = 1;
          changes++;
        } else if (empty[i]) {
          // an empty node that would grow although fed upon at full rate is no longer empty; rhs holds its gain already
          if (rhs[i] + step * (rate[i] - gain[i] - appetite[i]) > 0) {
            empty[i] = 0;
            changes++;
          }
        }
      }
      if (changes === 0) return;
    }
    throw new NumericalFailure(
      "zero-order consumption",
      "the empty region did not settle in 60 rounds",
      "use a linear source, or more cells",
    );
  };
  return {
    size,
    fillRate(out, n) {
      fillNetworkRate(out, network, n);
      // what reaches an empty node is eaten as it comes
      if (hungry)
        for (let i = 0; i < size; i++) if (n[i] <= 0 && appetite[i] > 0) out[i] = Math.max(0, out[i] - appetite[i]);
    },
    prepare(s) {
      step = s;
      if (!hungry) refactor();
      if (reservoirs.length > 0) fillArrived();
    },
    solve(x) {
      for (let i = 0; i < size; i++) x[i] += step * given[i];
      if (hungry) solveHungry(x);
      else solveOnce(x);
      if (reservoirs.length > 0) for (let i = 0; i < size; i++) x[i] += arrived[i];
    },
  };
}
