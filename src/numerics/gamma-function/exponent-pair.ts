/**
 * a log(x/y) in double-double arithmetic: the exponents of the saddle-point forms of the gamma and beta densities,
 * which are large numbers that nearly cancel.
 *
 * @module
 */

import { productTail, sumTail } from "#numerics/elementary/double-double.ts";
import { fillLog } from "#numerics/elementary/logarithm.ts";

const logarithm = new Float64Array(2);

/**
 * Adds a log((x + xTail)/(y + yTail)) to the unevaluated sum out[0] + out[1]; x, y > 0, and x/y neither beyond the
 * largest double nor below 1e-300.
 */
export function addLogRatio(out: Float64Array, a: number, x: number, xTail: number, y: number, yTail: number): void {
  const q = x / y;
  const p = q * y;
  fillLog(logarithm, q, (x - p - productTail(q, y, p) + (xTail - q * yTail)) / y);
  const high = a * logarithm[0];
  addTo(out, high, productTail(a, logarithm[0], high) + a * logarithm[1]);
}

/** Adds high + low to the unevaluated sum out[0] + out[1]. */
export function addTo(out: Float64Array, high: number, low: number): void {
  const s = out[0] + high;
  const tail = sumTail(out[0], high, s) + (out[1] + low);
  out[0] = s + tail;
  out[1] = s - out[0] + tail;
}
