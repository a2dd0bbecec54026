/**
 * A coarse level of multigrid: nodes and links, swept by Gauss-Seidel; and the coarsest, eliminated.
 *
 *     (V q + leak + Σ out) x - Σ into x = rhs,    q = 1 / Δt
 *
 * @module
 */

import { ALONE, type SparseGraph } from "./link-graph.ts";

/** A level below the finest. Arrays of the next level have a place for each aggregate; `parent` says which. */
export interface CoarseLevel {
  readonly size: number;
  /** q = 1 / Δt [s^-1]; 0 for the steady operator. */
  setInverseStep(q: number): void;
  /** One sweep of the smoother from x = 0, and what is left added up over aggregates: below = Σ (rhs - A x). */
  descend(x: Float64Array, rhs: Float64Array, parent: Int32Array, below: Float64Array): void;
  /**
   * x += the correction of each aggregate, then a sweep the other way, so that the two together are symmetric; and
   * left = rhs - A x, which costs no pass of its own.
   */
  ascend(x: Float64Array, rhs: Float64Array, parent: Int32Array, correction: Float64Array, left: Float64Array): void;
}

/** A level on links. Each sweep meets each link once, and takes along what the row at its other end loses by it. */
export function coarseLevel(graph: SparseGraph): CoarseLevel {
  const { size, start, volume } = graph;
  const { node, into, out, middle, scale, flow } = sortedLinks(graph);
  const inverse = new Float64Array(size);
  return {
    size,
    setInverseStep(q) {
      for (let i = 0; i < size; i++) {
        const diagonal = volume[i] * q + flow[i];
        inverse[i] = diagonal > 0 ? 1 / diagonal : 0;
      }
    },
    descend(x, rhs, parent, below) {
      below.fill(0);
      for (let i = 0; i < size; i++) {
        const [first, last] = [start[i], middle[i]];
        let sum = 0;
        for (let l = first; l < last; l++) sum += into[l] * x[node[l]];
        const own = (rhs[i] + scale * sum) * inverse[i];
        x[i] = own;
        const lost = scale * own;
        // an earlier row was met without this; a node without links is in no aggregate
        for (let l = first; l < last; l++) below[parent[node[l]]] += out[l] * lost;
      }
    },
    ascend(x, rhs, parent, correction, left) {
      for (let i = 0; i < size; i++) if (parent[i] !== ALONE) x[i] += correction[parent[i]];
      for (let i = size - 1; i >= 0; i--) {
        const [first, last] = [middle[i], start[i + 1]];
        let sum = 0;
        for (let l = start[i]; l < last; l++) sum += into[l] * x[node[l]];
        const own = (rhs[i] + scale * sum) * inverse[i];
        const change = scale * (own - x[i]);
        x[i] = own;
        left[i] = inverse[i] > 0 ? 0 : rhs[i];
        // a later row was met with the value before
        for (let l = first; l < last; l++) left[node[l]] += out[l] * change;
      }
    },
  };
}

/** Smallest over largest conductance of a level in single precision, 2^-100: far above the least number there, 2^-126 [1]. */
const SINGLE = 7.888609052210118e-31;

/**
 * Links of each row with those to earlier nodes first, and where the others begin; conductances over a power of two near the
 * largest. They are in single precision unless they differ by more than {@link SINGLE}: each is then off by 2^-24 at most, the
 * diagonal is made from them, and the level is as good a guide in half of the memory.
 */
function sortedLinks({ size, start, node, into, out, leak }: SparseGraph) {
  let [least, largest] = [Number.POSITIVE_INFINITY, 0];
  for (const conductances of [into, out])
    for (const g of conductances) {
      if (g > 0 && g < least) least = g;
      if (g > largest) largest = g;
    }
  let scale = 1;
  while (scale < largest) scale *= 2;
  while (scale > 2 * largest && largest > 0) scale /= 2;
  const numbers = (): Float32Array | Float64Array =>
    least < SINGLE * largest ? new Float64Array(node.length) : new Float32Array(node.length);
  const sortedInto = numbers();
  const sorted = {
    node: new Int32Array(node.length),
    into: sortedInto,
    out: out === into ? sortedInto : numbers(),
    middle: new Int32Array(size),
    scale,
    /** leak + Σ out of each node. */
    flow: leak.slice(),
  };
  for (let i = 0; i < size; i++) {
    let at = start[i];
    for (const isLower of [true, false]) {
      for (let l = start[i]; l < start[i + 1]; l++)
        if (node[l] < i === isLower) {
          sorted.node[at] = node[l];
          sorted.into[at] = into[l] / scale;
          sorted.out[at] = out[l] / scale;
          sorted.flow[i] += scale * sorted.out[at++];
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
