/**
 * A network whose rates depend on its state, as a system dn/dt = f(n) with its Jacobian.
 *
 * @module
 */

import type { NonlinearSystem } from "#numerics/nonlinear-system.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { tridiagonalSolution } from "#numerics/tridiagonal.ts";
import type { CompositionNetwork } from "./composition-network.ts";
import type { Network } from "./network.ts";
import { fillNetworkRate, makeNetworkSystem } from "./network-system.ts";

/** The system of a network at any state. */
export function compositionSystem(network: CompositionNetwork): NonlinearSystem {
  const { base, slopes, growthSlopes } = network;
  const { size, volume, growth, mesh } = base;
  const lower = new Float64Array(size);
  const diagonal = new Float64Array(size);
  const upper = new Float64Array(size);
  let corners: { topRight: number; bottomLeft: number } | undefined;
  const [a, b, d] = [lower.slice(), upper.slice(), diagonal.slice()];
  let frozen: Network | undefined;
  /** What a concentration changes by if the amount of node i does. */
  const perAmount = (i: number): number => (volume[i] === Number.POSITIVE_INFINITY ? 0 : 1 / volume[i]);
  return {
    size,
    fillRate(out, n) {
      frozen = network.at(n);
      fillNetworkRate(out, frozen, n);
    },
    linearise() {
      lower.fill(0);
      upper.fill(0);
      diagonal.set(growthSlopes ?? growth);
      for (let e = 0; e < size - 1; e++) {
        const before = slopes.before[e] * perAmount(e);
        const after = slopes.after[e] * perAmount(e + 1);
        diagonal[e] -= before;
        upper[e] -= after;
        lower[e + 1] += before;
        diagonal[e + 1] += after;
      }
      if (!mesh.periodic) return;
      const before = slopes.wrap.before * perAmount(size - 2);
      const after = slopes.wrap.after * perAmount(1);
      diagonal[size - 2] -= before;
      diagonal[1] += after;
      // the flow from the last cell into the first
      corners = { topRight: before, bottomLeft: -after };
    },
    solve(x, unit, step) {
      for (let i = 0; i < size; i++) {
        a[i] = -step * lower[i];
        b[i] = -step * upper[i];
        d[i] = unit - step * diagonal[i];
      }
      if (corners === undefined) x.set(tridiagonalSolution(a, d, b, x));
      else {
        const inner = (values: Float64Array) => values.subarray(1, size - 1);
        const turned = { topRight: -step * corners.topRight, bottomLeft: -step * corners.bottomLeft };
        inner(x).set(tridiagonalSolution(inner(a), inner(d), inner(b), inner(x), turned));
      }
      for (const value of x)
        if (!Number.isFinite(value))
          throw new NumericalFailure(
            "Newton's method",
            "its matrix has no inverse",
            "use other cells or a shorter step",
          );
    },
    solveFrozen(x, n, step) {
      const system = makeNetworkSystem(network.at(n));
      system.prepare(step);
      system.solve(x);
    },
  };
}
