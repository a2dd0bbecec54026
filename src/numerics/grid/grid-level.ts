/**
 * The finest level of multigrid: a grid of faces, smoothed by red-black Gauss-Seidel; and its links, to coarsen it by.
 *
 * @module
 */

import { type FaceOperator, isSymmetricOperator } from "./face-operator.ts";
import type { GridKernels } from "./grid-kernels.ts";
import { fillGridDiagonal, type GridStencil } from "./grid-stencil.ts";
import { sweepGridCells } from "./grid-sweep.ts";
import { ALONE, type LinkGraph } from "./link-graph.ts";
import { rowOrder } from "./row-order.ts";
import { dot } from "./vectors.ts";

/** Conductances of an operator in arrays of a kernel set. */
export function stencilOf({ shape, forward, backward }: FaceOperator, kernels: GridKernels): GridStencil {
  const [nx, ny, nz] = shape.cells;
  const there = forward.map((faces) => kernels.placed(faces));
  const back = backward.map((faces, axis) => (faces === forward[axis] ? there[axis] : kernels.placed(faces)));
  return {
    nx,
    ny,
    nz,
    forwardX: there[0],
    backwardX: back[0],
    forwardY: there[1],
    backwardY: back[1],
    forwardZ: there[2],
    backwardZ: back[2],
    order: kernels.placedIndices(rowOrder(ny, nz)),
  };
}

/** Two inner products. */
export type Dots = readonly [number, number];

/** The operator as the finest level. Arrays that it is given are of its kernel set. */
export interface GridLevel {
  /** leak + V q of each cell. */
  readonly hold: Float64Array;
  /** hold + Σ conductances out of each cell. */
  readonly diagonal: Float64Array;
  /** q = 1 / Δt [s^-1]; 0 for the steady operator. */
  setInverseStep(q: number): void;
  /** One sweep of the smoother from x = 0, and what is left added up over aggregates: below = Σ (rhs - A x). */
  descend(x: Float64Array, rhs: Float64Array, below: Float64Array): void;
  /** x += the correction of each aggregate, then a sweep the other way; returns x·rhs and x·other. */
  ascend(x: Float64Array, rhs: Float64Array, correction: Float64Array, other: Float64Array): Dots;
  /** One sweep of the smoother. */
  smooth(x: Float64Array, rhs: Float64Array): void;
  /** out = rhs - A x. */
  fillResidual(out: Float64Array, rhs: Float64Array, x: Float64Array): void;
  /** x = z + part x and out = -A x; returns x·out. */
  fillImage(out: Float64Array, x: Float64Array, z: Float64Array, part: number): number;
}

/**
 * The finest level.
 *
 * @param kernels loops, with room for three fields, the conductances, the order of rows and the places
 * @param places  the aggregate of each cell
 */
export function gridLevel(operator: FaceOperator, kernels: GridKernels, places: Int32Array): GridLevel {
  const { size, volume, leak } = operator;
  const stencil = stencilOf(operator, kernels);
  const parent = kernels.placedIndices(places);
  const isSymmetric = isSymmetricOperator(operator);
  const isTwoColoured = isSymmetric && hasTwoColours(operator);
  const flow = new Float64Array(size);
  fillGridDiagonal(flow, stencil);
  const hold = kernels.numbers(size);
  const inverse = kernels.numbers(size);
  const diagonal = new Float64Array(size);
  const left = isTwoColoured ? undefined : kernels.numbers(size);
  const dots = kernels.numbers(2);
  const sweep = (x: Float64Array, rhs: Float64Array, isBackward: boolean): void => {
    if (!isSymmetric) sweepGridCells(x, stencil, inverse, rhs, isBackward);
    else kernels.sweep(x, stencil, inverse, rhs, isBackward ? 1 : 0);
  };
  return {
    hold,
    diagonal,
    setInverseStep(q) {
      for (let i = 0; i < size; i++) {
        hold[i] = leak[i] + volume[i] * q;
        diagonal[i] = hold[i] + flow[i];
        inverse[i] = diagonal[i] > 0 ? 1 / diagonal[i] : 0;
      }
    },
    descend(x, rhs, below) {
      if (left === undefined) {
        kernels.descend(x, below, stencil, inverse, rhs, parent);
        return;
      }
      x.fill(0);
      sweep(x, rhs, false);
      kernels.fillResidual(left, stencil, hold, rhs, x);
      below.fill(0);
      for (let i = 0; i < size; i++) if (parent[i] !== ALONE) below[parent[i]] += left[i];
    },
    ascend(x, rhs, correction, other) {
      if (isTwoColoured) {
        kernels.ascend(x, stencil, inverse, rhs, parent, correction, other, dots);
        return [dots[0], dots[1]];
      }
      for (let i = 0; i < size; i++) if (parent[i] !== ALONE) x[i] += correction[parent[i]];
      sweep(x, rhs, true);
      return [dot(x, rhs), dot(x, other)];
    },
    smooth: (x, rhs) => sweep(x, rhs, false),
    fillResidual(out, rhs, x) {
      kernels.fillResidual(out, stencil, hold, rhs, x);
    },
    fillImage(out, x, z, part) {
      kernels.fillImage(out, x, stencil, hold, z, part, dots);
      return dots[0];
    },
  };
}

/** Whether cells of a colour of the chequerboard do not touch: no axis of odd length is closed on itself. */
function hasTwoColours({ shape: { cells, periodic } }: FaceOperator): boolean {
  return cells.every((n, axis) => n === 1 || n % 2 === 0 || !periodic[axis]);
}

/** The links between the cells of an operator. */
export function gridGraph(operator: FaceOperator): LinkGraph {
  const { shape, size, forward, backward, leak, volume } = operator;
  const [nx, ny, nz] = shape.cells;
  const plane = nx * ny;
  const isSymmetric = isSymmetricOperator(operator);
  return {
    size,
    mostLinks: 6,
    isSymmetric,
    leak,
    volume,
    fillLinks(links, cell) {
      const i = cell % nx;
      const j = Math.floor(cell / nx) % ny;
      const k = Math.floor(cell / plane);
      let n = 0;
      const add = (axis: 0 | 1 | 2, next: number, before: number) => {
        const [there, back] = [forward[axis], backward[axis]];
        if (there[cell] + back[cell] > 0) {
          links.node[n] = next;
          links.into[n] = back[cell];
          links.out[n++] = there[cell];
        }
        if (there[before] + back[before] > 0) {
          links.node[n] = before;
          links.into[n] = there[before];
          links.out[n++] = back[before];
        }
      };
      if (nx > 1) add(0, i + 1 < nx ? cell + 1 : cell + 1 - nx, i > 0 ? cell - 1 : cell - 1 + nx);
      if (ny > 1) add(1, j + 1 < ny ? cell + nx : cell + nx - plane, j > 0 ? cell - nx : cell - nx + plane);
      if (nz > 1) add(2, k + 1 < nz ? cell + plane : cell + plane - size, k > 0 ? cell - plane : cell - plane + size);
      return n;
    },
  };
}
