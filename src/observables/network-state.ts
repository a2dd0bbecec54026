/**
 * What the amounts in the nodes of a network say: flows over faces, concentrations and activities at any place.
 *
 * @module
 */

import type { Network } from "#generator/network.ts";
import { exp } from "#numerics/elementary.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";

/** Flow of amount over edge e in the direction of +x: edge 0 is the left end, edge N the right end [mol s^-1]. */
export function flowOver(network: Network, n: ReadonlyFloat64Array, edge: number): number {
  const { forward, backward, supplies, size, wrap } = network;
  if (wrap && (edge === 0 || edge === size - 2)) return wrap.forward * n[size - 2] - wrap.backward * n[1];
  let flow = forward[edge] * n[edge] - backward[edge] * n[edge + 1];
  if (edge === 0) flow += supplies.left;
  if (edge === size - 2) flow -= supplies.right;
  return flow;
}

/** Flow of amount out of a cell over its right face, or into it over its left one, where carriers may sit [mol s^-1]. */
export function flowBeside(network: Network, n: ReadonlyFloat64Array, cell: number, side: "left" | "right"): number {
  const { captures } = network;
  const flow = flowOver(network, n, side === "left" ? cell : cell + 1);
  if (captures === undefined) return flow;
  const node = cell + 1;
  return side === "left"
    ? flow - captures.left[node] * n[node] + captures.leftGain[node]
    : flow + captures.right[node] * n[node] - captures.rightGain[node];
}

/** Flow over an end as what stands beyond sees it: with what carriers at the end take from a bath there [mol s^-1]. */
export function flowBeyond(network: Network, n: ReadonlyFloat64Array, end: "left" | "right"): number {
  const { captures, size } = network;
  const [node, edge] = end === "left" ? [0, 0] : [size - 1, size - 2];
  const flow = flowOver(network, n, edge);
  if (captures === undefined) return flow;
  return end === "left"
    ? flow + captures.right[node] * n[node] - captures.rightGain[node]
    : flow - captures.left[node] * n[node] + captures.leftGain[node];
}

/** What passes over edge e in both directions together, with what a reservoir gives there [mol s^-1]. */
export function trafficOver(network: Network, n: ReadonlyFloat64Array, edge: number): number {
  const { forward, backward, supplies, size, wrap } = network;
  if (wrap && (edge === 0 || edge === size - 2)) return wrap.forward * n[size - 2] + wrap.backward * n[1];
  let traffic = forward[edge] * n[edge] + backward[edge] * n[edge + 1];
  if (edge === 0) traffic += Math.abs(supplies.left);
  if (edge === size - 2) traffic += Math.abs(supplies.right);
  return traffic;
}

/** Difference, relative to what is compared, below which it may be rounding alone [1]. */
export const ROUNDING = 1e-12;

/**
 * The flow over an edge at a steady state [mol s^-1]. Without sources between the ends every edge carries the same
 * flow; it is then read where the two directions cancel least, and is 0 where they cancel to rounding everywhere.
 */
export function steadyFlowOver(network: Network, n: ReadonlyFloat64Array, edge: number): number {
  const { growth, appetite, supplies } = network;
  const isEven = [growth, appetite, supplies.volume].every((rates) => rates.every((rate) => rate === 0));
  if (!isEven || network.wrap) return flowOver(network, n, edge);
  const best = clearestEdge(network, n);
  return best === undefined ? 0 : flowOver(network, n, best);
}

/** The edge over which the two directions cancel least, or undefined if they cancel to rounding over all. */
export function clearestEdge(network: Network, n: ReadonlyFloat64Array): number | undefined {
  let best: number | undefined;
  let clearest = ROUNDING;
  for (let edge = 0; edge < network.size - 1; edge++) {
    const clear = Math.abs(flowOver(network, n, edge)) / trafficOver(network, n, edge);
    if (clear > clearest) {
      clearest = clear;
      best = edge;
    }
  }
  return best;
}

/** Concentration just inside the left face of a cell [mol m^-3]. */
export function leftFaceConcentration(network: Network, n: ReadonlyFloat64Array, cell: number): number {
  const half = network.halves.left[cell];
  const c = n[cell + 1] / network.mesh.volume[cell];
  if (half.backward === 0) return c;
  return (half.forward * c + flowBeside(network, n, cell, "left")) / half.backward;
}

/** Concentration just inside the right face of a cell [mol m^-3]. */
export function rightFaceConcentration(network: Network, n: ReadonlyFloat64Array, cell: number): number {
  const half = network.halves.right[cell];
  const c = n[cell + 1] / network.mesh.volume[cell];
  if (half.backward === 0) return c;
  return (half.forward * c - flowBeside(network, n, cell, "right")) / half.backward;
}

/** Activity a = c e^u just inside a face of a cell [mol m^-3]. */
export function faceActivity(network: Network, n: ReadonlyFloat64Array, cell: number, side: "left" | "right"): number {
  return side === "left"
    ? leftFaceConcentration(network, n, cell) * exp(network.landscape.leftPotential[cell])
    : rightFaceConcentration(network, n, cell) * exp(network.landscape.rightPotential[cell]);
}

/** Activity beyond an end: of the reservoir or bath where there is one, else at the wall [mol m^-3]. */
export function outsideActivity(network: Network, n: ReadonlyFloat64Array, end: "left" | "right"): number {
  const { condition } = network.ends[end];
  const { leftPotential, rightPotential } = network.landscape;
  const [node, cell] = end === "left" ? [0, 0] : [network.size - 1, network.mesh.cellCount - 1];
  const declared = network.activityBeyond?.[end];
  if (declared !== undefined) return declared;
  switch (condition.kind) {
    case "bath":
      return n[node] / condition.volume;
    case "robin":
      return condition.concentration;
    case "concentration":
      return condition.concentration * exp(end === "left" ? leftPotential[cell] : rightPotential[cell]);
    case "absorbing":
      return 0;
    default:
      return faceActivity(network, n, cell, end);
  }
}

/** Concentration at coordinate x, linear between the node and the faces of its cell [mol m^-3]. */
export function concentrationAt(network: Network, n: ReadonlyFloat64Array, x: number): number {
  const { edge, center, cellCount, volume } = network.mesh;
  if (!(x >= edge[0] && x <= edge[cellCount])) return Number.NaN;
  let cell = 0;
  while (cell < cellCount - 1 && edge[cell + 1] < x) cell++;
  const middle = n[cell + 1] / volume[cell];
  const isLeft = x < center[cell];
  const face = isLeft ? leftFaceConcentration(network, n, cell) : rightFaceConcentration(network, n, cell);
  const width = isLeft ? center[cell] - edge[cell] : edge[cell + 1] - center[cell];
  const share = Math.abs(x - center[cell]) / width;
  return middle + share * (face - middle);
}

/** Cells of a layer, as [first, last + 1]; undefined if it has none. */
export function cellsOfLayer(network: Network, layer: string): readonly [number, number] | undefined {
  const index = network.mesh.layerNames.indexOf(layer);
  const first = network.mesh.layer.indexOf(index);
  if (first < 0) return undefined;
  return [first, network.mesh.layer.lastIndexOf(index) + 1];
}

/** Face on which a layer without cells lies, or undefined. */
export function faceOfLayer(network: Network, layer: string): number | undefined {
  for (const [face, names] of network.mesh.membranes) if (names.includes(layer)) return face;
  return undefined;
}
