/**
 * Arc functions, in radians. All are the angle of a point (x, y), and that angle is
 *
 *     atan q = atan c + atan((q - c)/(1 + q c)),    q = min/max of |x| and |y|,  c = the nearest of 0, 1/64 ... 1.
 *
 * @module
 */

import { exponentOf, POWER_BIAS, POWER_OF_TWO, scaleByPowerOfTwo } from "./bits.ts";
import { type DoubleDouble, ddProduct, ddQuotient, ddSum, productTail, sumTail } from "./double-double.ts";

const PI_LOW = 1.2246467991473532e-16;

/** atan(j/64) at 2j, and what it lacks at 2j + 1. */
const TABLE: Float64Array = (() => {
  const table = new Float64Array(130);
  let value: DoubleDouble = [0, 0];
  for (let j = 0; j < 64; j++) {
    // atan((j+1)/64) - atan(j/64) = atan(64 / (64² + j(j+1)))
    value = ddSum(value, seriesOfAtan(ddQuotient([64, 0], [4096 + j * (j + 1), 0])));
    [table[2 * j + 2], table[2 * j + 3]] = value;
  }
  return table;
})();

function seriesOfAtan(t: DoubleDouble): DoubleDouble {
  const minusSquare = ddProduct(t, [-t[0], -t[1]]);
  let sum: DoubleDouble = [0, 0];
  for (let n = 17; n >= 1; n -= 2) sum = ddSum(ddProduct(sum, minusSquare), ddQuotient([1, 0], [n, 0]));
  return ddProduct(t, sum);
}

/** The angle in [0, π] of the point (x + xTail, y + yTail), y >= 0; its size is near 1, so that no product overflows. */
function angleOf(y: number, yTail: number, x: number, xTail: number): number {
  const left = x < 0;
  if (left) {
    x = -x;
    xTail = -xTail;
  }
  const steep = y > x;
  const a = steep ? x : y;
  const aTail = steep ? xTail : yTail;
  const b = steep ? y : x;
  const bTail = steep ? yTail : xTail;
  const q = a / b;
  const p = q * b;
  const qTail = (a - p - productTail(q, b, p) + (aTail - q * bTail)) / b;

  const j = Math.round(q * 64);
  const c = j / 64;
  const cq = c * q;
  const below = 1 + cq;
  const belowTail = sumTail(1, cq, below) + productTail(c, q, cq) + c * qTail;
  const above = q - c;
  const t = above / below;
  const tp = t * below;
  const tTail = (above - tp - productTail(t, below, tp) + (qTail - t * belowTail)) / below;
  const z = t * t;
  const bend =
    t * z * (-0.3333333333333333 + z * (0.2 + z * (-0.14285714285714285 + z * (0.1111111111111111 - z / 11))));

  const base = TABLE[2 * j];
  let high = base + t;
  let low = sumTail(base, t, high) + (TABLE[2 * j + 1] + tTail + bend);
  if (steep) {
    const s = Math.PI / 2 - high;
    low = sumTail(Math.PI / 2, -high, s) + (PI_LOW / 2 - low);
    high = s;
  }
  if (left) {
    const s = Math.PI - high;
    low = sumTail(Math.PI, -high, s) + (PI_LOW - low);
    high = s;
  }
  return high + low;
}

/** The angle of the point (x, y) from the x axis, in [-π, π], with the signs of zero that `Math.atan2` has. */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const sizeX = Math.abs(x);
  const sizeY = Math.abs(y);
  const below = y < 0 || (y === 0 && 1 / y < 0);
  const left = x < 0 || (x === 0 && 1 / x < 0);
  let value: number;
  if (sizeY === 0) value = left ? Math.PI : 0;
  else if (sizeX === 0) value = Math.PI / 2;
  else if (sizeX === Number.POSITIVE_INFINITY) {
    const flat = sizeY === Number.POSITIVE_INFINITY ? Math.PI / 4 : 0;
    value = left ? (flat === 0 ? Math.PI : 3 * (Math.PI / 4)) : flat;
  } else if (sizeY === Number.POSITIVE_INFINITY) value = Math.PI / 2;
  else {
    const turn = exponentOf(y) - exponentOf(x);
    if (turn > 60) value = Math.PI / 2;
    else if (turn < -60) value = left ? Math.PI : sizeY / sizeX;
    else {
      const k = -exponentOf(turn > 0 ? y : x);
      value = angleOf(scaleByPowerOfTwo(sizeY, k), 0, scaleByPowerOfTwo(x, k), 0);
    }
  }
  return below ? -value : value;
}

/** The angle in [-π/2, π/2] whose tangent is x. Error at most 0.52 ulp. */
export function atan(x: number): number {
  return atan2(x, 1);
}

const cosine = new Float64Array(2);

/** sqrt(1 - x²) as out[0] + out[1], for |x| < 1. */
function fillCosineOfArcsine(out: Float64Array, x: number): void {
  const square = x * x;
  const s = 1 - square;
  const tail = sumTail(1, -square, s) - productTail(x, x, square);
  const root = Math.sqrt(s);
  const p = root * root;
  const rest = (s - p - productTail(root, root, p) + tail) / (2 * root);
  out[0] = root + rest;
  out[1] = root - out[0] + rest;
}

/** The angle in [-π/2, π/2] whose sine is x; NaN outside [-1, 1]. Error at most 0.52 ulp. */
export function asin(x: number): number {
  const size = Math.abs(x);
  if (size < POWER_OF_TWO[POWER_BIAS - 27]) return x; // x³/6 is less than a tenth of an ulp of x
  if (!(size < 1)) return size === 1 ? x * (Math.PI / 2) : Number.NaN;
  fillCosineOfArcsine(cosine, x);
  const value = angleOf(size, 0, cosine[0], cosine[1]);
  return x < 0 ? -value : value;
}

/** The angle in [0, π] whose cosine is x; NaN outside [-1, 1]. Error at most 0.52 ulp. */
export function acos(x: number): number {
  const size = Math.abs(x);
  if (!(size < 1)) return x === 1 ? 0 : x === -1 ? Math.PI : Number.NaN;
  fillCosineOfArcsine(cosine, x);
  return angleOf(cosine[0], cosine[1], x, 0);
}
