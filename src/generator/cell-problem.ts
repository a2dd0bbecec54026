/**
 * The effective diffusivity of a medium that repeats itself: the flux over the whole cross-section of one periodic cell at a
 * mean gradient of 1.
 *
 *     div J = 0,    J = -D c ∇ ln a,    a(x + L) = a(x) + 1,    D_effective = -<J> L
 *
 * with the activity a = c e^u, which is c in a medium of K = 1 without potential. The rise of a stands on the faces that join
 * the last cells to the first, where it is a source and a sink of equal strength. What walkers in the open part show,
 * <(Δx)²> / 2t, is this over the mean of e^{-u}: over the open fraction where all else is even.
 *
 * @see G. Papanicolaou, A. Bensoussan and J.-L. Lions, Asymptotic Analysis for Periodic Structures (1978) (not opened)
 * @module
 */

import type { Axis } from "#mesh/grid-mesh.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { makeGridSolver } from "#numerics/grid/grid-solver.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { type GridNetwork, strideOf } from "./grid-network.ts";

/** D_effective along an axis, and the field that goes with it. */
export interface CellProblem {
  /** [m^2 s^-1] */
  readonly diffusivity: number;
  /** Concentration where the activity rises by 1 over the cell, and is 0 at its lowest [mol m^-3]. */
  readonly concentration: Float64Array;
  readonly residual: number;
}

/** Why a network has no cell problem along an axis, in words; undefined if it has one. */
export function whyNoCellProblem(
  { mesh, sides, decay, isCarried, operator }: GridNetwork,
  axis: Axis,
): string | undefined {
  const name = mesh.names[axis];
  if (!mesh.shape.periodic[axis]) return `the domain is not periodic along ${name}`;
  if (sides.some(({ conductance }) => conductance.some((value) => value > 0))) return "something leaves through a side";
  if (decay.some((value) => value > 0) || operator.supply.some((value) => value !== 0))
    return "something is made or decays";
  return isCarried ? "a drift carries it" : undefined;
}

/** The cell problem along an axis. @throws NumericalFailure if it has none, or the solve fails */
export function cellProblem(network: GridNetwork, axis: Axis, tolerance = 1e-10): CellProblem {
  const { mesh, operator, weight } = network;
  const why = whyNoCellProblem(network, axis);
  if (why !== undefined)
    throw new NumericalFailure(
      `effective diffusivity along ${mesh.names[axis]}`,
      why,
      "use boundary: periodic and nothing else",
    );
  const { cells } = mesh.shape;
  const n = cells[axis];
  const stride = strideOf(cells, axis);
  const length = mesh.edge[axis][n] - mesh.edge[axis][0];
  const [there, back] = [operator.forward[axis], operator.backward[axis]];
  const rhs = new Float64Array(mesh.size);
  const guess = new Float64Array(mesh.size);
  const isLast = (i: number): boolean => Math.floor(i / stride) % n === n - 1;
  const first = (i: number): number => i - stride * (n - 1);
  for (let i = 0; i < mesh.size; i++) {
    const index = Math.floor(i / stride) % n;
    guess[i] = (weight[i] * (mesh.center[axis][index] - mesh.edge[axis][0])) / length;
    // an axis of one cell has no faces: nothing hinders along it
    if (!isLast(i) || there.length === 0) continue;
    const inflow = back[i] * weight[first(i)];
    rhs[i] += inflow;
    rhs[first(i)] -= inflow;
  }
  const solver = makeGridSolver(operator, { tolerance });
  solver.prepare(Number.POSITIVE_INFINITY);
  const c = guess;
  const { residual } = solver.solve(c, rhs);
  // of all cross-sections the mean, which is their common value but for the residual
  const flows = new Float64Array(there.length);
  for (let i = 0; i < flows.length; i++) {
    const j = isLast(i) ? first(i) : i + stride;
    flows[i] = back[i] * (c[j] + (isLast(i) ? weight[j] : 0)) - there[i] * c[i];
  }
  // the activity is known but for a constant: its lowest value is 0
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < mesh.size; i++) if (weight[i] > 0) lowest = Math.min(lowest, c[i] / weight[i]);
  for (let i = 0; i < mesh.size; i++) c[i] = weight[i] > 0 ? Math.max(0, c[i] - lowest * weight[i]) : 0;
  const diffusivity = (sumOf(flows) * (length / n) * length) / network.volume;
  return { diffusivity, concentration: c, residual };
}
