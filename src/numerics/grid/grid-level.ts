/**
 * The finest level of multigrid: a grid of faces, smoothed by red-black Gauss-Seidel; and its links, to coarsen it by.
 *
 * @module
 */

import type { Level } from "./coarse-level.ts";
import { type FaceOperator, isSymmetricOperator } from "./face-operator.ts";
import type { GridKernels } from "./grid-kernels.ts";
import { fillGridDiagonal, type GridStencil } from "./grid-stencil.ts";
import { sweepGridCells } from "./grid-sweep.ts";
import { ALONE, type LinkGraph } from "./link-graph.ts";

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
  };
}

/** The operator as the finest level. */
export interface GridLevel extends Level {
  /** leak + V q of each cell. */
  readonly hold: Float64Array;
  /** hold + Σ conductances out of each cell. */
  readonly diagonal: Float64Array;
  /** One sweep of the smoother. */
  smooth(x: Float64Array, rhs: Float64Array): void;
  /** out = rhs - A x. */
  fillResidual(out: Float64Array, rhs: Float64Array, x: Float64Array): void;
  /** out = -A x, dots = [x·out, x·other]. */
  fillImage(out: Float64Array, x: Float64Array, other: Float64Array, dots: Float64Array): void;
}

/** The finest level; its arrays are of the kernel set, and so must be those that it is given. */
export function gridLevel(operator: FaceOperator, kernels: GridKernels): GridLevel {
  const { size, volume, leak } = operator;
  const stencil = stencilOf(operator, kernels);
  const isSymmetric = isSymmetricOperator(operator);
  const flow = new Float64Array(size);
  fillGridDiagonal(flow, stencil);
  const hold = kernels.numbers(size);
  const inverse = kernels.numbers(size);
  const diagonal = new Float64Array(size);
  const left = kernels.numbers(size);
  const { nx, ny, nz } = stencil;
  const rows = ny * nz;
  // two colours that touch only each other: the first alone has something left after a sweep, and the sweep upwards, which
  // begins with the second, looks at the first alone
  const isOdd = (axis: number) => operator.shape.periodic[axis] && operator.shape.cells[axis] % 2 === 1;
  const isTwoColoured = isSymmetric && ![0, 1, 2].some((axis) => isOdd(axis) && operator.shape.cells[axis] > 1);
  const stride = isTwoColoured ? 2 : 1;
  const firstOf = (row: number) => nx * row + (isTwoColoured ? ((row % ny) + Math.floor(row / ny)) & 1 : 0);
  const smooth = (x: Float64Array, rhs: Float64Array, isBackward: boolean): void => {
    if (!isSymmetric) sweepGridCells(x, stencil, inverse, rhs, isBackward);
    else kernels.sweep(x, stencil, inverse, rhs, isBackward ? 1 : 0);
  };
  return {
    size,
    hold,
    diagonal,
    setInverseStep(q) {
      for (let i = 0; i < size; i++) {
        hold[i] = leak[i] + volume[i] * q;
        diagonal[i] = hold[i] + flow[i];
        inverse[i] = diagonal[i] > 0 ? 1 / diagonal[i] : 0;
      }
    },
    descend(x, rhs, parent, below) {
      if (isTwoColoured) kernels.sweepFromZero(x, left, stencil, inverse, rhs);
      else {
        x.fill(0);
        smooth(x, rhs, false);
        kernels.fillResidual(left, stencil, hold, rhs, x);
      }
      below.fill(0);
      for (let row = 0; row < rows; row++)
        for (let i = firstOf(row); i < nx * (row + 1); i += stride)
          if (parent[i] !== ALONE) below[parent[i]] += left[i];
    },
    ascend(x, rhs, parent, correction) {
      for (let row = 0; row < rows; row++)
        for (let i = firstOf(row); i < nx * (row + 1); i += stride)
          if (parent[i] !== ALONE) x[i] += correction[parent[i]];
      smooth(x, rhs, true);
    },
    smooth: (x, rhs) => smooth(x, rhs, false),
    fillResidual(out, rhs, x) {
      kernels.fillResidual(out, stencil, hold, rhs, x);
    },
    fillImage(out, x, other, dots) {
      kernels.fillImage(out, stencil, hold, x, other, dots);
    },
  };
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
