/**
 * Sine, cosine and tangent of an angle in radians, of any size.
 *
 * Between -π/4 and π/4 (argument-reduction.ts leads there), with z = y²:
 *
 *     sin y = y + y z S(z),    cos y = 1 - z/2 + z² C(z),
 *
 * S and C polynomials of degree 6 interpolated at Chebyshev points of [0, (π/4)²], 1e-20 off at most
 * (scripts/fixtures/coefficients.py).
 *
 * @module
 */

import { reduceAngle } from "./argument-reduction.ts";
import { productTail } from "./double-double.ts";

const QUARTER_PI = 0.7853981633974483;

const S0 = -0.16666666666666666;
const S1 = 0.008333333333333331;
const S2 = -0.00019841269841265063;
const S3 = 2.7557319219337312e-6;
const S4 = -2.5052106231802837e-8;
const S5 = 1.6058531516797758e-10;
const S6 = -7.586691094197958e-13;

const C0 = 0.041666666666666664;
const C1 = -0.0013888888888888887;
const C2 = 2.4801587301584645e-5;
const C3 = -2.755731922140179e-7;
const C4 = 2.0876755790721963e-9;
const C5 = -1.1470460830795304e-11;
const C6 = 4.7458685530816656e-14;

/** sin(y + tail) for |y| <= π/4. */
function sineNear(y: number, tail: number): number {
  const z = y * y;
  const z2 = z * z;
  const s = S1 + z * S2 + z2 * (S3 + z * S4 + z2 * (S5 + z * S6));
  return y + (y * z * (S0 + z * s) + tail * (1 - 0.5 * z));
}

/** cos(y + tail) for |y| <= π/4. */
function cosineNear(y: number, tail: number): number {
  const z = y * y;
  const z2 = z * z;
  const c = C0 + z * C1 + z2 * (C2 + z * C3 + z2 * (C4 + z * C5 + z2 * C6));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z2 * c - y * tail));
}

const angle = new Float64Array(2);

/** sin x, x in radians. Error at most 0.8 ulp. */
export function sin(x: number): number {
  const size = Math.abs(x);
  if (size <= QUARTER_PI) return x === 0 ? x : sineNear(x, 0);
  if (!(size < Number.POSITIVE_INFINITY)) return Number.NaN;
  const n = reduceAngle(angle, size);
  const value = (n & 1) === 0 ? sineNear(angle[0], angle[1]) : cosineNear(angle[0], angle[1]);
  return x < 0 !== n > 1 ? -value : value;
}

/** cos x, x in radians. Error at most 0.8 ulp. */
export function cos(x: number): number {
  const size = Math.abs(x);
  if (size <= QUARTER_PI) return cosineNear(x, 0);
  if (!(size < Number.POSITIVE_INFINITY)) return Number.NaN;
  const n = reduceAngle(angle, size);
  const value = (n & 1) === 0 ? cosineNear(angle[0], angle[1]) : sineNear(angle[0], angle[1]);
  return n === 1 || n === 2 ? -value : value;
}

/** tan x, x in radians. Error at most 0.9 ulp. */
export function tan(x: number): number {
  const size = Math.abs(x);
  if (size < 1e-8) return x; // x³/3 is less than a third of an ulp of x
  if (!(size < Number.POSITIVE_INFINITY)) return Number.NaN;
  let n = 0;
  if (size <= QUARTER_PI) {
    angle[0] = size;
    angle[1] = 0;
  } else n = reduceAngle(angle, size);
  const [y, tail] = angle;

  // Both as pairs: z = y² keeps its tail in the one place where it shows.
  const z = y * y;
  const zTail = productTail(y, y, z) + 2 * y * tail;
  const z2 = z * z;
  const s = S1 + z * S2 + z2 * (S3 + z * S4 + z2 * (S5 + z * S6));
  const c = C0 + z * C1 + z2 * (C2 + z * C3 + z2 * (C4 + z * C5 + z2 * C6));
  const bend = y * z * (S0 + z * s) + tail * (1 - 0.5 * z);
  const sine = y + bend;
  const sineTail = y - sine + bend;
  const w = 1 - 0.5 * z;
  const rest = 1 - w - 0.5 * z + (z2 * c - 0.5 * zTail);
  const cosine = w + rest;
  const cosineTail = w - cosine + rest;

  const value =
    (n & 1) === 0 ? quotient(sine, sineTail, cosine, cosineTail) : -quotient(cosine, cosineTail, sine, sineTail);
  return x < 0 ? -value : value;
}

/** (a + aTail) / (b + bTail), rounded nearly once. */
function quotient(a: number, aTail: number, b: number, bTail: number): number {
  const q = a / b;
  const p = q * b;
  return q + (a - p - productTail(q, b, p) + (aTail - q * bTail)) / b;
}
