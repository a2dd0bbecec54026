/**
 * The error function, its complement and its inverse, and the normal law that they describe.
 *
 *     erf x = 2/√π ∫_0^x e^{-t²} dt,    erfc x = 1 - erf x,    erfcx x = e^{x²} erfc x
 *
 * Profiles that spread from a step or a wall are erfc; its far tail must keep its relative accuracy, because there a
 * small concentration is divided by another. All tails here come from erfcx, which has no tail, and from e^{-x²} with
 * x² known to 106 bits.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { productTail } from "./elementary/double-double.ts";
import { expOfSum } from "./elementary/exponential.ts";
import { exp, log } from "./elementary.ts";

const TWO_OVER_SQRT_PI_LESS_ONE = 0.1283791670955126;
const SQRT_PI_HALF = 0.886226925452758;
const ONE_OVER_SQRT_PI = 0.5641895835477563;

/** Maclaurin coefficients of erf: 2/√π (-1)^n / (n! (2n + 1)), from n = 13 down to n = 1. */
const MACLAURIN: Float64Array = (() => {
  const coefficients = new Float64Array(13);
  let factorial = 1;
  for (let n = 1; n <= 13; n++) {
    factorial *= -n;
    coefficients[13 - n] = (2 * ONE_OVER_SQRT_PI) / (factorial * (2 * n + 1));
  }
  return coefficients;
})();

/**
 * (1 + 2x) erfcx x as a polynomial in (x - 3.75)/(x + 3.75), highest power first: interpolated at Chebyshev points of
 * 0 <= x <= 50 and 1.5e-18 off at most (scripts/fixtures/coefficients.py).
 */
const SCALED = Float64Array.of(
  4.5245675770416414e-10,
  3.2014035497680236e-10,
  -5.344508239693705e-9,
  -3.81318504848394e-9,
  3.9119531471352615e-8,
  2.3459757913686676e-8,
  -2.593130983180446e-7,
  -5.75125562850556e-8,
  1.7522183152020497e-6,
  -9.732953146184766e-7,
  -1.1444486392251778e-5,
  2.238408877507461e-5,
  5.164923024879022e-5,
  -0.0002901540257276722,
  0.0002937136325137512,
  0.0017556258402750976,
  -0.00974657955279017,
  0.02836227742070831,
  -0.05869339859012305,
  0.09230432116024385,
  -0.10880393014172568,
  0.08227673849014987,
  0.0035854154854639995,
  -0.14024059858554702,
  1.2375126308378275,
);

/** erf x = 2/√π ∫_0^x e^{-t²} dt. Error at most 2 ulp. */
export function erf(x: number): number {
  if (x >= 0.5) return x > 6 ? 1 : 1 - erfc(x);
  if (x <= -0.5) return x < -6 ? -1 : erfc(-x) - 1;
  const z = x * x;
  let sum = 0;
  for (let i = 0; i < 13; i++) sum = sum * z + MACLAURIN[i];
  return x + x * (TWO_OVER_SQRT_PI_LESS_ONE + z * sum);
}

/** erfc x = 1 - erf x. Error at most 4 ulp down to the smallest double, at x = 27.2. */
export function erfc(x: number): number {
  if (x < 0.5) return x < -6 ? 2 : x <= -0.5 ? 2 - erfc(-x) : 1 - erf(x);
  if (!(x < 30)) return x > 0 ? 0 : x;
  return gaussTimes(x, erfcx(x));
}

/** e^{x²} erfc x: 1/(x√π) far on the right, 2 e^{x²} far on the left. Error at most 4 ulp. */
export function erfcx(x: number): number {
  if (x >= 50) return asymptoticErfcx(x);
  if (!(x >= 0)) {
    if (!(x > -30)) return x < 0 ? Number.POSITIVE_INFINITY : x;
    const square = x * x;
    return 2 * expOfSum(square, productTail(x, x, square)) - erfcx(-x);
  }
  const t = (x - 3.75) / (x + 3.75);
  let sum = SCALED[0];
  for (let i = 1; i < 25; i++) sum = sum * t + SCALED[i];
  return sum / (1 + 2 * x);
}

function asymptoticErfcx(x: number): number {
  if (x > 1e8) return ONE_OVER_SQRT_PI / x;
  const z = 0.5 / (x * x);
  return (ONE_OVER_SQRT_PI / x) * (1 - z * (1 - 3 * z * (1 - 5 * z * (1 - 7 * z * (1 - 9 * z * (1 - 11 * z))))));
}

/** factor e^{-x²}, also where e^{-x²} alone would be subnormal. */
function gaussTimes(x: number, factor: number): number {
  const square = x * x;
  const tail = -productTail(x, x, square);
  if (square < 690) return expOfSum(-square, tail) * factor;
  return expOfSum(-square, tail, 200) * factor * 6.223015277861142e-61; // 2^-200
}

/**
 * The x whose erfc is p, 0 <= p <= 2; as accurate as erfc itself.
 *
 * @throws DomainError if p lies outside [0, 2].
 */
export function inverseErfc(p: number): number {
  if (!(p > 0 && p < 2)) {
    if (p === 0) return Number.POSITIVE_INFINITY;
    if (p === 2) return Number.NEGATIVE_INFINITY;
    if (Number.isNaN(p)) return p;
    throw new DomainError("p", p, "erfc takes values between 0 and 2 only");
  }
  if (p > 1.5) return -inverseErfc(2 - p);
  return p < 0.5 ? inverseOfTail(p) : inverseErf(1 - p);
}

/** erf x = q for |q| <= 1/2, by Halley's steps from the series. */
function inverseErf(q: number): number {
  const w = q * SQRT_PI_HALF;
  const z = w * w;
  let x = w * (1 + z * (1 / 3 + z * (7 / 30 + (z * 127) / 630)));
  for (let step = 0; step < 2; step++) {
    const newton = (erf(x) - q) * SQRT_PI_HALF * exp(x * x);
    x -= newton / (1 + x * newton);
  }
  return x;
}

/** erfc x = p for p <= 1/2, by Newton's steps on log erfc, which is concave: they come from the right and never leave it. */
function inverseOfTail(p: number): number {
  const depth = -log(p);
  let x = Math.sqrt(depth);
  for (let step = 0; step < 12; step++) {
    const scaled = erfcx(x);
    const change = (log(scaled) - x * x + depth) * SQRT_PI_HALF * scaled;
    x += change;
    if (Math.abs(change) < 1e-7 * x) break;
  }
  // The last step from the plain residual, which does not lose digits as x² - depth does.
  return x + ((gaussTimes(x, erfcx(x)) - p) / p) * SQRT_PI_HALF * erfcx(x);
}

/** Probability that a standard normal variable is below z. Error at most 5 ulp, in the left tail too. */
export function normalCdf(z: number): number {
  return z < -0.7 ? normalTail(-z) : z < 0.7 ? 0.5 + 0.5 * erf(z * Math.SQRT1_2) : 1 - normalTail(z);
}

/** Probability that a standard normal variable is above z. Error at most 5 ulp, in the right tail too. */
export function normalTail(z: number): number {
  if (z < 0.7) return 0.5 - 0.5 * erf(z * Math.SQRT1_2);
  if (!(z < 40)) return z > 0 ? 0 : z;
  const square = z * z;
  const tail = -0.5 * productTail(z, z, square);
  const factor = 0.5 * erfcx(z * Math.SQRT1_2); // hardly feels the rounding of its argument
  return expOfSum(-0.5 * square, tail, 200) * factor * 6.223015277861142e-61; // 2^-200
}

/**
 * The z below which a standard normal variable lies with probability p.
 *
 * @throws DomainError if p lies outside [0, 1].
 */
export function normalQuantile(p: number): number {
  if (p < 0 || p > 1) throw new DomainError("p", p, "a probability lies between 0 and 1");
  return p === 0.5 ? 0 : -Math.SQRT2 * inverseErfc(2 * p);
}
