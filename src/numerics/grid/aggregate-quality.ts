/**
 * How well one unknown may stand for several nodes.
 *
 * With D the diagonal of the operator and A_G the links inside an aggregate G, with the leaks of its nodes,
 *
 *     μ(G) = max_v  v·(D - D 1 1ᵀ D / 1·D 1) v  /  v·A_G v
 *
 * bounds what is lost by taking v as constant on G: if no aggregate has more than κ, two levels with that coarsening have a
 * condition number of at most κ, whatever the conductances, their jumps and the shape of the grid.
 *
 * @see A. Napov and Y. Notay, SIAM J. Sci. Comput. 34, A1079 (2012), doi:10.1137/100818509 (not opened)
 * @module
 */

import { type LinkGraph, type Links, makeLinks } from "./link-graph.ts";

/** Most nodes of an aggregate that is judged. */
export const MOST_MEMBERS = 16;
/** Least pivot that rounding may leave of 0, relative to the largest diagonal [1]. */
const ROUNDING = 1e-12;

/** Diagonal of the operator without the part of time: leak + half of all conductances to and from each node. */
export function graphDiagonal(graph: LinkGraph): Float64Array {
  const links = makeLinks(graph);
  const diagonal = graph.leak.slice();
  for (let i = 0; i < graph.size; i++) {
    const n = graph.fillLinks(links, i);
    for (let l = 0; l < n; l++) diagonal[i] += 0.5 * (links.into[l] + links.out[l]);
  }
  return diagonal;
}

/** μ of a pair, whose link has the mean conductance g; leaks and diagonals of both. */
export function pairQuality(g: number, leakI: number, leakJ: number, dI: number, dJ: number): number {
  const kept = leakI > 0 && leakJ > 0 ? (leakI * leakJ) / (leakI + leakJ) : 0;
  return (2 * dI * dJ) / ((dI + dJ) * (g + kept)) / 2;
}

/** Judges aggregates of one graph. */
export interface QualityJudge {
  /** Whether the first `count` of these nodes may be one aggregate: μ <= κ. */
  isGood(nodes: Int32Array, count: number): boolean;
}

/** A judge with the room it needs. */
export function makeQualityJudge(graph: LinkGraph, diagonal: Float64Array, kappa: number): QualityJudge {
  const links: Links = makeLinks(graph);
  const matrix = new Float64Array(MOST_MEMBERS * MOST_MEMBERS);
  const order = new Int32Array(MOST_MEMBERS);
  return {
    isGood(nodes, count) {
      // small diagonals first: they are not lost in the rounding of large ones
      for (let a = 0; a < count; a++) {
        let place = a;
        for (; place > 0 && diagonal[order[place - 1]] > diagonal[nodes[a]]; place--) order[place] = order[place - 1];
        order[place] = nodes[a];
      }
      let total = 0;
      for (let a = 0; a < count; a++) total += diagonal[order[a]];
      for (let a = 0; a < count; a++) {
        const i = order[a];
        const row = a * MOST_MEMBERS;
        for (let b = 0; b < count; b++) matrix[row + b] = diagonal[i] * (diagonal[order[b]] / total);
        matrix[row + a] += kappa * graph.leak[i] - diagonal[i];
        const n = graph.fillLinks(links, i);
        for (let l = 0; l < n; l++)
          for (let b = 0; b < count; b++)
            if (order[b] === links.node[l]) {
              const g = 0.5 * kappa * (links.into[l] + links.out[l]);
              matrix[row + b] -= g;
              matrix[row + a] += g;
            }
      }
      return isPositive(matrix, count, ROUNDING * diagonal[order[count - 1]]);
    },
  };
}

/** Whether a symmetric matrix has no negative eigenvalue, but for rounding. Overwrites it. */
function isPositive(matrix: Float64Array, count: number, rounding: number): boolean {
  for (let k = 0; k < count; k++) {
    const pivot = matrix[k * MOST_MEMBERS + k];
    if (k === count - 1) return pivot >= -rounding;
    if (!(pivot > 0)) return false;
    for (let a = k + 1; a < count; a++) {
      const factor = matrix[a * MOST_MEMBERS + k] / pivot;
      for (let b = k + 1; b < count; b++) matrix[a * MOST_MEMBERS + b] -= factor * matrix[k * MOST_MEMBERS + b];
    }
  }
  return true;
}
