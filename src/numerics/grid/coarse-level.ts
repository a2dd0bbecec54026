/**
 * A coarse level of multigrid: nodes and links, swept by Gauss-Seidel; and the coarsest, eliminated.
 *
 *     (V q + leak + Σ out) x - Σ into x = rhs,    q = 1 / Δt
 *
 * @module
 */

import type { SparseGraph } from "./link-graph.ts";

/** What the cycle needs of a level. */
export interface Level {
  readonly size: number;
  /** q = 1 / Δt [s^-1]; 0 for the steady operator. */
  setInverseStep(q: number): void;
  /** One sweep of the smoother from x = 0, and what is left: residual = rhs - A x. */
  smoothFromZero(x: Float64Array, rhs: Float64Array, residual: Float64Array): void;
  /** One sweep of the smoother, backwards where it follows the correction, so that the two together are symmetric. */
  smooth(x: Float64Array, rhs: Float64Array, isBackward: boolean): void;
  /** out = rhs - A x. */
  fillResidual(out: Float64Array, rhs: Float64Array, x: Float64Array): void;
}

/** A level on links. */
export function coarseLevel(graph: SparseGraph): Level {
  const { size, start, volume } = graph;
  const { node, into, middle } = lowerFirst(graph);
  const flow = flowOf(graph);
  const diagonal = new Float64Array(size);
  const inverse = new Float64Array(size);
  return {
    size,
    setInverseStep(q) {
      for (let i = 0; i < size; i++) {
        diagonal[i] = volume[i] * q + flow[i];
        inverse[i] = diagonal[i] > 0 ? 1 / diagonal[i] : 0;
      }
    },
    smoothFromZero(x, rhs, residual) {
      for (let i = 0; i < size; i++) {
        let sum = rhs[i];
        for (let l = start[i]; l < middle[i]; l++) sum += into[l] * x[node[l]];
        x[i] = sum * inverse[i];
      }
      // each row was met when it was swept: what came in from later rows since then is left
      for (let i = 0; i < size; i++) {
        let sum = inverse[i] > 0 ? 0 : rhs[i];
        for (let l = middle[i]; l < start[i + 1]; l++) sum += into[l] * x[node[l]];
        residual[i] = sum;
      }
    },
    smooth(x, rhs, isBackward) {
      if (isBackward)
        for (let i = size - 1; i >= 0; i--) {
          let sum = rhs[i];
          for (let l = start[i + 1] - 1; l >= start[i]; l--) sum += into[l] * x[node[l]];
          x[i] = sum * inverse[i];
        }
      else
        for (let i = 0; i < size; i++) {
          let sum = rhs[i];
          for (let l = start[i]; l < start[i + 1]; l++) sum += into[l] * x[node[l]];
          x[i] = sum * inverse[i];
        }
    },
    fillResidual(out, rhs, x) {
      for (let i = 0; i < size; i++) {
        let sum = rhs[i] - diagonal[i] * x[i];
        for (let l = start[i]; l < start[i + 1]; l++) sum += into[l] * x[node[l]];
        out[i] = sum;
      }
    },
  };
}

/** Links of each row with those to earlier nodes first, and where the others begin. */
function lowerFirst({ size, start, node, into }: SparseGraph) {
  const sorted = {
    node: new Int32Array(node.length),
    into: new Float64Array(node.length),
    middle: new Int32Array(size),
  };
  for (let i = 0; i < size; i++) {
    let at = start[i];
    for (const isLower of [true, false]) {
      for (let l = start[i]; l < start[i + 1]; l++)
        if (node[l] < i === isLower) {
          sorted.node[at] = node[l];
          sorted.into[at++] = into[l];
        }
      if (isLower) sorted.middle[i] = at;
    }
  }
  return sorted;
}

/** The coarsest level, solved outright. */
export interface DirectLevel {
  readonly size: number;
  setInverseStep(q: number): void;
  /** x with A x = rhs; where the operator is singular, the last node of a region that leaks nothing is at 0. */
  solve(x: Float64Array, rhs: Float64Array): void;
}

/** A pivot below this part of its diagonal is what rounding left of 0 [1]. */
const NO_PIVOT = 1e-13;

/** Elimination without pivoting, right for matrices of conductances. */
export function directLevel(graph: SparseGraph): DirectLevel {
  const { size: n, start, node, into, volume } = graph;
  const flow = flowOf(graph);
  const factors = new Float64Array(n * n);
  return {
    size: n,
    setInverseStep(q) {
      factors.fill(0);
      for (let i = 0; i < n; i++) {
        factors[i * n + i] = volume[i] * q + flow[i];
        for (let l = start[i]; l < start[i + 1]; l++) factors[i * n + node[l]] = -into[l];
      }
      for (let k = 0; k < n; k++) {
        const inverse = factors[k * n + k] > NO_PIVOT * (volume[k] * q + flow[k]) ? 1 / factors[k * n + k] : 0;
        factors[k * n + k] = inverse;
        for (let i = k + 1; i < n; i++) {
          const factor = factors[i * n + k] * inverse;
          factors[i * n + k] = factor;
          if (factor !== 0) for (let j = k + 1; j < n; j++) factors[i * n + j] -= factor * factors[k * n + j];
        }
      }
    },
    solve(x, rhs) {
      for (let i = 0; i < n; i++) {
        let sum = rhs[i];
        for (let j = 0; j < i; j++) sum -= factors[i * n + j] * x[j];
        x[i] = sum;
      }
      for (let i = n - 1; i >= 0; i--) {
        let sum = x[i];
        for (let j = i + 1; j < n; j++) sum -= factors[i * n + j] * x[j];
        x[i] = sum * factors[i * n + i];
      }
    },
  };
}

/** leak + Σ out of each node. */
function flowOf({ size, start, out, leak }: SparseGraph): Float64Array {
  const flow = leak.slice();
  for (let i = 0; i < size; i++) for (let l = start[i]; l < start[i + 1]; l++) flow[i] += out[l];
  return flow;
}
