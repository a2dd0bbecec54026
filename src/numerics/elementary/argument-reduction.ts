/**
 * Reduction of an angle to [-π/4, π/4]: x = n π/2 + y, with y known to far more than a double.
 *
 * Below 8e5, π/2 is taken away in pieces of 33 bits, each product exact (Cody and Waite). Above, x / (π/2) is formed
 * exactly in integers from 1280 bits of 2/π (after Payne and Hanek), so that sin(1e300) has all its digits too, at
 * about a microsecond each.
 *
 * @see W. J. Cody and W. Waite, Software Manual for the Elementary Functions (1980) (not opened)
 * @module
 */

import { exponentOf, POWER_BIAS, POWER_OF_TWO } from "./bits.ts";
import { productTail, sumTail } from "./double-double.ts";

const TWO_OVER_PI = 0.6366197723675814;
const ROUND = 6755399441055744; // 1.5 · 2^52
// π/2 = PIECE_1 + PIECE_2 + PIECE_3 + PIECE_4: 33 bits each, the last a full double
const PIECE_1 = 1.5707963267341256;
const PIECE_2 = 6.077100506303966e-11;
const PIECE_3 = 2.0222662487111665e-21;
const PIECE_4 = 8.4784276603689e-32;

/** y as out[0] + out[1]; returns n modulo 4. x is positive and finite. */
export function reduceAngle(out: Float64Array, x: number): number {
  if (x > 800000) return reduceLargeAngle(out, x);
  const n = x * TWO_OVER_PI + ROUND - ROUND;
  const a = x - n * PIECE_1;
  const b = n * PIECE_2;
  const ab = a - b;
  const c = n * PIECE_3;
  const abc = ab - c;
  const low = sumTail(a, -b, ab) + (sumTail(ab, -c, abc) - n * PIECE_4);
  out[0] = abc + low;
  out[1] = abc - out[0] + low;
  return n & 3;
}

const HALF_PI_HIGH = 1.5707963267948966;
const HALF_PI_LOW = 6.123233995736766e-17;

/** floor(2^1280 · 2/π) */
const TWO_OVER_PI_BITS =
  0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b6babf0cfbc209af4361dn;

function reduceLargeAngle(out: Float64Array, x: number): number {
  const e = exponentOf(x) - 52; // x = mantissa · 2^e, mantissa an integer
  const mantissa = BigInt(x * POWER_OF_TWO[POWER_BIAS - e]);
  const quarters = mantissa * TWO_OVER_PI_BITS; // x · 2/π · 2^point
  const point = BigInt(1280 - e);
  let n = quarters >> point;
  let fraction = quarters - (n << point);
  if (fraction >> (point - 1n) === 1n) {
    n += 1n;
    fraction -= 1n << point;
  }
  const cut = fraction >> (point - 180n); // 180 bits: 62 may cancel, 118 remain
  const high = Number(cut);
  const low = Number(cut - BigInt(high));
  const unit = POWER_OF_TWO[POWER_BIAS - 180];
  const f = high * unit;
  const p = f * HALF_PI_HIGH;
  const tail = productTail(f, HALF_PI_HIGH, p) + (f * HALF_PI_LOW + low * unit * HALF_PI_HIGH);
  out[0] = p + tail;
  out[1] = p - out[0] + tail;
  return Number(n & 3n);
}
