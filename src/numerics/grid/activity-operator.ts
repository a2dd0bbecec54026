/**
 * The symmetric form of an operator with detailed balance: in the activity a = c / w the two conductances of a face are one,
 *
 *     J = forward c_left - backward c_right = G (a_left - a_right),    G = forward w_left = backward w_right.
 *
 * @module
 */

import { exp, log } from "#numerics/elementary.ts";
import { logEquilibrium } from "./equilibrium-weight.ts";
import { type Axes, type FaceOperator, faceArrays, isSymmetricOperator } from "./face-operator.ts";
import { GRID_TWINS } from "./grid-kernels.ts";
import { stencilOf } from "./grid-level.ts";
import { fillGridDiagonal } from "./grid-stencil.ts";
import { sweepGridCells } from "./grid-sweep.ts";

/** Largest difference of ln w that doubles carry through products with conductances [1]. */
const SPAN = 460;
/** Least weight where it is not known, relative to the largest [1]. */
const LEAST = 1e-100;

/** An operator as solves take it. */
export interface Activity {
  readonly operator: FaceOperator;
  readonly isSymmetric: boolean;
  /** w with c = w a; undefined for 1. */
  readonly weight?: Float64Array;
}

/** Sweeps that bring a weight near to equilibrium within the reach of an aggregate. */
const SWEEPS = 12;

/**
 * The symmetric form, or the operator itself where it is symmetric already. A weight that is not given is found from the
 * conductances. One beyond the range of doubles is cut off below; and where there is none, the weight is what Gauss-Seidel
 * makes of 1 in a few sweeps: near to equilibrium over a few cells, so that in c / w rows as well as columns nearly add up
 * to nothing, which is what coarsening needs. Those two forms are not symmetric.
 */
export function activityOf(operator: FaceOperator): Activity {
  const { size, forward, backward, weight } = operator;
  if (isSymmetricOperator(operator)) return { operator, isSymmetric: true };
  // a weight that has fallen below the range of doubles is found again from the conductances
  const isGiven = weight?.every((value) => value > 0);
  const logarithm = isGiven ? weight?.map((value) => log(value)) : logEquilibrium(operator);
  let [least, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; logarithm && i < size; i++) {
    least = Math.min(least, logarithm[i]);
    largest = Math.max(largest, logarithm[i]);
  }
  const isKnown = logarithm !== undefined && largest - least <= SPAN;
  const w = logarithm ? logarithm.map((value) => exp(Math.max(value - largest, -SPAN))) : relaxedWeight(operator);
  const there = weightedFaces(operator, forward, w, 0);
  const back = weightedFaces(operator, backward, w, 1);
  const scaled = (values: Float64Array) => values.map((value, i) => value * w[i]);
  const own = { ...operator, leak: scaled(operator.leak), volume: scaled(operator.volume) };
  if (!isKnown) return { operator: { ...own, forward: there, backward: back }, isSymmetric: false, weight: w };
  for (const axis of [0, 1, 2] as const)
    for (let i = 0; i < there[axis].length; i++) there[axis][i] = 0.5 * (there[axis][i] + back[axis][i]);
  return { operator: { ...own, forward: there, backward: there }, isSymmetric: true, weight: w };
}

/** Conductances times the weight of the cell before each face (`side` 0) or after it (1). */
function weightedFaces(
  { shape }: FaceOperator,
  faces: Axes<Float64Array>,
  w: Float64Array,
  side: 0 | 1,
): Axes<Float64Array> {
  const out: Axes<Float64Array> = faceArrays(shape);
  let stride = 1;
  for (const axis of [0, 1, 2] as const) {
    const n = shape.cells[axis];
    for (let i = 0; i < out[axis].length; i++) {
      const isLast = Math.floor(i / stride) % n === n - 1;
      const next = isLast ? i - stride * (n - 1) : i + stride;
      out[axis][i] = faces[axis][i] * w[side === 0 ? i : next];
    }
    stride *= n;
  }
  return out;
}

/** A positive field with A w near 0 over a few cells, leaks left aside. */
function relaxedWeight(operator: FaceOperator): Float64Array {
  const { size } = operator;
  const stencil = stencilOf(operator, GRID_TWINS);
  const inverse = new Float64Array(size);
  fillGridDiagonal(inverse, stencil);
  for (let i = 0; i < size; i++) inverse[i] = inverse[i] > 0 ? 1 / inverse[i] : 0;
  const w = new Float64Array(size).fill(1);
  const nothing = new Float64Array(size);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    sweepGridCells(w, stencil, inverse, nothing, sweep % 2 === 1);
    let largest = 0;
    for (let i = 0; i < size; i++) largest = Math.max(largest, w[i]);
    for (let i = 0; i < size; i++) w[i] = Math.max(w[i] / largest, LEAST);
  }
  return w;
}
