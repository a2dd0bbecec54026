/**
 * Invariants that every run on a grid prints: what should be zero, and how far it is.
 *
 * @module
 */

import type { GridNetwork } from "#generator/grid-network.ts";
import { strideOf } from "#generator/grid-network.ts";
import { AXES } from "#mesh/grid-mesh.ts";
import { regionsOf } from "#numerics/grid/connected-regions.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";
import { amountIn, outflow } from "./grid-state.ts";

/** Smallest concentration in any cell that the species can enter [mol m^-3, or probability density]. */
export function smallestInGrid({ mesh, media }: GridNetwork, c: ReadonlyFloat64Array): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < mesh.size; i++) if (media.isOpen[i]) smallest = Math.min(smallest, c[i]);
  return smallest;
}

/** Largest less smallest activity over cells between which something passes, relative to the largest [1]. */
export function activitySpread({ operator, equilibrium }: GridNetwork, c: ReadonlyFloat64Array): number {
  const regions = regionsOf(operator);
  const lowest = new Float64Array(regions.count).fill(Number.POSITIVE_INFINITY);
  const highest = new Float64Array(regions.count);
  for (let i = 0; i < operator.size; i++) {
    if (!(equilibrium[i] > 1e-280)) continue;
    const a = c[i] / equilibrium[i];
    const r = regions.of[i];
    lowest[r] = Math.min(lowest[r], a);
    highest[r] = Math.max(highest[r], a);
  }
  let spread = 0;
  for (let r = 0; r < regions.count; r++)
    if (highest[r] > 0) spread = Math.max(spread, (highest[r] - lowest[r]) / highest[r]);
  return spread;
}

/** Share of what goes to and fro below which a flow is rounding, or the tolerance of an iteration [1]. */
const ROUNDING = 1e-11;

/**
 * Imbalance of a steady state: the largest gain or loss of a cell, over the largest flow over a face or through a side; 0
 * where nothing flows [1].
 */
export function imbalance(network: GridNetwork, c: ReadonlyFloat64Array): number {
  const { operator, mesh, sides } = network;
  const net = new Float64Array(mesh.size);
  let largest = 0;
  let traffic = 0;
  for (let i = 0; i < mesh.size; i++) net[i] = operator.supply[i] - operator.leak[i] * c[i];
  for (const { cells, conductance, given } of sides)
    for (let k = 0; k < cells.length; k++)
      largest = Math.max(largest, Math.abs(conductance[k] * c[cells[k]] - given[k]));
  for (const axis of AXES) {
    const [there, back] = [operator.forward[axis], operator.backward[axis]];
    const n = mesh.shape.cells[axis];
    const stride = strideOf(mesh.shape.cells, axis);
    for (let i = 0; i < there.length; i++) {
      const j = Math.floor(i / stride) % n === n - 1 ? i - stride * (n - 1) : i + stride;
      const flow = there[i] * c[i] - back[i] * c[j];
      traffic = Math.max(traffic, there[i] * Math.abs(c[i]), back[i] * Math.abs(c[j]));
      largest = Math.max(largest, Math.abs(flow));
      net[i] -= flow;
      net[j] += flow;
    }
  }
  let worst = 0;
  for (const value of net) worst = Math.max(worst, Math.abs(value));
  // where what flows is lost in what goes to and fro, nothing flows
  return largest > ROUNDING * traffic ? worst / largest : 0;
}

/**
 * Relative change of the total amount over a time, what has left by each side included [1]. Nothing decays.
 *
 * @param gone what has left through each side, in the order of the sides
 */
export function gridMassDrift(
  network: GridNetwork,
  initial: ReadonlyFloat64Array,
  c: ReadonlyFloat64Array,
  gone: ReadonlyFloat64Array,
  time: number,
): number {
  let made = 0;
  for (const rate of network.production) made += rate * time;
  const before = amountIn(network, initial) + made;
  let after = amountIn(network, c);
  let turnover = 0;
  for (let k = 0; k < gone.length; k++) {
    after += gone[k];
    turnover = Math.max(turnover, Math.abs(gone[k]));
  }
  const scale = Math.max(Math.abs(before), Math.abs(after), turnover);
  return scale > 0 ? Math.abs(after - before) / scale : 0;
}

/** Whether amount can enter or leave the grid, or is made or used up in it. */
export function isOpenGrid({ sides, decay, production }: GridNetwork): boolean {
  return (
    sides.some(({ conductance, given }) => conductance.some((g) => g > 0) || given.some((rate) => rate !== 0)) ||
    decay.some((rate) => rate > 0) ||
    production.some((rate) => rate !== 0)
  );
}

/** What leaves by all sides together at a state [mol s^-1]. */
export function totalOutflow({ sides }: GridNetwork, c: ReadonlyFloat64Array): number {
  return sides.reduce((sum, side) => sum + outflow(side, c), 0);
}
