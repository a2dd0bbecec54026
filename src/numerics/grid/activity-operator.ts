/**
 * The symmetric form of an operator with detailed balance: in the activity a = c / w the two conductances of a face are one,
 *
 *     J = forward c_left - backward c_right = G (a_left - a_right),    G = forward w_left = backward w_right.
 *
 * @module
 */

import { type Axes, type FaceOperator, faceArrays, isSymmetricOperator } from "./face-operator.ts";

/** Least ratio of weights that doubles carry through products with conductances [1]. */
const SPAN = 1e-200;

/** An operator as solves take it. */
export interface Activity {
  readonly operator: FaceOperator;
  readonly isSymmetric: boolean;
  /** w with c = w a; undefined for 1. */
  readonly weight?: Float64Array;
}

/** The symmetric form, or the operator itself where it is symmetric already, or has no weight, or one beyond doubles. */
export function activityOf(operator: FaceOperator): Activity {
  const { shape, size, forward, backward, leak, volume, weight } = operator;
  if (isSymmetricOperator(operator)) return { operator, isSymmetric: true };
  if (weight === undefined) return { operator, isSymmetric: false };
  let [least, largest] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < size; i++) {
    least = Math.min(least, weight[i]);
    largest = Math.max(largest, weight[i]);
  }
  if (!(least > largest * SPAN)) return { operator, isSymmetric: false };
  const w = new Float64Array(size);
  for (let i = 0; i < size; i++) w[i] = weight[i] / largest;
  const faces: Axes<Float64Array> = faceArrays(shape);
  let stride = 1;
  for (const axis of [0, 1, 2] as const) {
    const n = shape.cells[axis];
    const [there, back, both] = [forward[axis], backward[axis], faces[axis]];
    for (let i = 0; i < both.length; i++) {
      const isLast = Math.floor(i / stride) % n === n - 1;
      const next = isLast ? i - stride * (n - 1) : i + stride;
      both[i] = 0.5 * (there[i] * w[i] + back[i] * w[next]);
    }
    stride *= n;
  }
  const scaled = (values: Float64Array) => values.map((value, i) => value * w[i]);
  return {
    operator: { ...operator, forward: faces, backward: faces, leak: scaled(leak), volume: scaled(volume) },
    isSymmetric: true,
    weight: w,
  };
}
