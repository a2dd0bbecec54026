/**
 * Hyperbolic sine, cosine and tangent, all from E = e^x - 1 as a pair of doubles:
 *
 *     sinh x = (E + E/(1 + E))/2,    cosh x = 1 + E²/(2(1 + E)) = (1 + E + 1/(1 + E))/2,    tanh x = E/(E + 2), E at 2x.
 *
 * @module
 */

import { productTail, sumTail } from "./double-double.ts";
import { expOfSum, fillExpm1 } from "./exponential.ts";

const pair = new Float64Array(2);

/** (a + aTail) / (b + bTail) - q for q = a / b: what the quotient of the leading parts misses. */
function quotientTail(a: number, aTail: number, b: number, bTail: number, q: number): number {
  const p = q * b;
  return (a - p - productTail(q, b, p) + (aTail - q * bTail)) / b;
}

/** sinh x = (e^x - e^-x)/2. Error at most 0.52 ulp. */
export function sinh(x: number): number {
  const size = Math.abs(x);
  let value: number;
  if (!(size >= 1e-8)) return x; // x³/6 is less than an ulp of x; also NaN
  if (size > 40)
    value = expOfSum(size, 0, -1); // e^-80 is far below an ulp
  else {
    fillExpm1(pair, size);
    const [e, eTail] = pair;
    const below = 1 + e;
    const belowTail = sumTail(1, e, below) + eTail;
    const q = e / below;
    const high = e + q;
    value = 0.5 * (high + (sumTail(e, q, high) + (eTail + quotientTail(e, eTail, below, belowTail, q))));
  }
  return x < 0 ? -value : value;
}

/** cosh x = (e^x + e^-x)/2. Error at most 0.52 ulp. */
export function cosh(x: number): number {
  const size = Math.abs(x);
  if (!(size <= 40)) return expOfSum(size, 0, -1); // e^-80 is far below an ulp
  fillExpm1(pair, size);
  const [e, eTail] = pair;
  const below = 1 + e;
  const belowTail = sumTail(1, e, below) + eTail;
  const q = 1 / below;
  const high = below + q;
  return 0.5 * (high + (sumTail(below, q, high) + (belowTail + quotientTail(1, 0, below, belowTail, q))));
}

/** tanh x. Error at most 0.52 ulp. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (!(size >= 1e-8)) return x; // x³/3 is less than an ulp of x; also NaN
  if (size > 20) return x < 0 ? -1 : 1; // 2 e^-40 is far below an ulp
  fillExpm1(pair, 2 * size);
  const [e, eTail] = pair;
  const below = e + 2;
  const q = e / below;
  const value = q + quotientTail(e, eTail, below, sumTail(e, 2, below) + eTail, q);
  return x < 0 ? -value : value;
}
