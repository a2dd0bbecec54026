/**
 * Krylov iteration with a preconditioner that is not quite linear: flexible conjugate gradients for symmetric operators,
 * truncated minimal residuals (Orthomin) for others.
 *
 * Both keep the directions conjugate to the last ones explicitly, so that a K-cycle may precondition them; BiCGSTAB would
 * need a linear one.
 *
 * @see Y. Notay, SIAM J. Sci. Comput. 22, 1444 (2000), doi:10.1137/S1064827599362314 (not opened)
 * @see P. K. W. Vinsome, SPE 5729 (1976), doi:10.2118/5729-MS (not opened)
 * @module
 */

import type { Dots, GridLevel } from "./grid-level.ts";
import { advance, dot } from "./vectors.ts";

/** Directions kept for an operator that is not symmetric. */
const KEPT = 16;
const MOST_ITERATIONS = 400;
/** Iterations within which the residual must halve at least once. */
const PATIENCE = 40;

/** Arrays of an iteration. */
export interface KrylovRoom {
  readonly residual: Float64Array;
  readonly preconditioned: Float64Array;
  readonly directions: readonly Float64Array[];
  /** -A direction. */
  readonly images: readonly Float64Array[];
}

/** Number of fields that an iteration keeps. */
export function krylovFields(isSymmetric: boolean): number {
  return 2 + 2 * (isSymmetric ? 1 : KEPT);
}

/** Room for an operator; `make` makes arrays that its level can take. */
export function makeKrylovRoom(isSymmetric: boolean, make: () => Float64Array): KrylovRoom {
  const kept = isSymmetric ? 1 : KEPT;
  return {
    residual: make(),
    preconditioned: make(),
    directions: Array.from({ length: kept }, make),
    images: Array.from({ length: kept }, make),
  };
}

/** What an iteration reached. */
export interface Iterated {
  readonly iterations: number;
  /** ‖rhs - A x‖. */
  readonly residual: number;
}

/**
 * Improves x until ‖rhs - A x‖ <= target, or until it no longer gets smaller; the caller looks at the residual. Leaves
 * rhs - A x in `room.residual`.
 */
export function iterate(
  room: KrylovRoom,
  level: GridLevel,
  precondition: (x: Float64Array, rhs: Float64Array, other: Float64Array) => Dots,
  x: Float64Array,
  rhs: Float64Array,
  target: number,
): Iterated {
  const { residual, preconditioned: z, directions, images } = room;
  const isSymmetric = directions.length === 1;
  const norms = new Float64Array(directions.length);
  const size = x.length;
  level.fillResidual(residual, rhs, x);
  let now = Math.sqrt(dot(residual, residual));
  let best = now;
  let since = 0;
  let iterations = 0;
  let kept = 0;
  while (now > target && iterations < MOST_ITERATIONS && since < PATIENCE) {
    const place = iterations % directions.length;
    const [direction, image] = [directions[place], images[place]];
    const [descent, overlap] = precondition(z, residual, image);
    // of minimal residuals the place of the oldest is free: the newest goes there, made conjugate to all others
    const part = isSymmetric && kept > 0 ? overlap / norms[0] : 0;
    const curvature = level.fillImage(image, direction, z, part);
    if (!isSymmetric)
      for (let k = 0; k < kept; k++) {
        if (k === place) continue;
        const along = dot(image, images[k]) / norms[k];
        const [other, otherImage] = [directions[k], images[k]];
        for (let i = 0; i < size; i++) {
          direction[i] -= along * other[i];
          image[i] -= along * otherImage[i];
        }
      }
    // conjugate gradients take d·A d and d·r, which is z·r since r is normal to the direction before; minimal residuals
    // A d·A d and A d·r; the image is -A d
    const norm = isSymmetric ? -curvature : dot(image, image);
    if (!(norm > 0)) break;
    norms[place] = norm;
    kept = Math.min(directions.length, kept + 1);
    const step = (isSymmetric ? descent : -dot(image, residual)) / norm;
    now = Math.sqrt(advance(x, direction, residual, image, step));
    iterations++;
    since++;
    if (now < 0.5 * best) {
      best = now;
      since = 0;
    }
  }
  // what was added up step by step is not quite the residual of x
  level.fillResidual(residual, rhs, x);
  return { iterations, residual: Math.sqrt(dot(residual, residual)) };
}
