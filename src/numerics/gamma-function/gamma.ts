/**
 * Γ(x) and its logarithm.
 *
 *     log Γ(2 + z) = (1 - γ) z + Σ_k (-1)^k (ζ(k) - 1)/k z^k          |z| <= 1/2
 *     log Γ(x) = (x - 1/2) log x - x + log(2π)/2 + δ(x)              x >= 10, δ by Stirling's series
 *
 * and the recurrence Γ(x + 1) = x Γ(x) between them.
 *
 * @module
 */

import { exp, log, log1p, pow, sin } from "#numerics/elementary.ts";

/** (-1)^k (ζ(k) - 1)/k from k = 29 down to k = 2 (scripts/fixtures/coefficients.py). */
const ZETA = Float64Array.of(
  -6.4229645638381e-11,
  1.330476437424449e-10,
  -2.7595228851242334e-10,
  5.731367241678862e-10,
  -1.1921401405860912e-9,
  2.4836745438024785e-9,
  -5.183475041970047e-9,
  1.0838659214896955e-8,
  -2.2711094608943164e-8,
  4.7698101693639804e-8,
  -1.0043224823968099e-7,
  2.1207184805554665e-7,
  -4.492469198764566e-7,
  9.55141213040742e-7,
  -2.039215753801366e-6,
  4.374866789907488e-6,
  -9.439488275268397e-6,
  2.050721277567069e-5,
  -4.492623673813314e-5,
  9.945751278180853e-5,
  -0.00022315475845357939,
  0.0005096695247430425,
  -0.001192753911703261,
  0.0028905103307415234,
  -0.007385551028673986,
  0.020580808427784546,
  -0.0673523010531981,
  0.3224670334241132,
);
const ONE_LESS_EULER = 0.42278433509846713; // 1 - γ
const HALF_LOG_TWO_PI = 0.9189385332046728;
const SQRT_TWO_PI = 2.5066282746310007;

/** log Γ(2 + z) for |z| <= 1/2, accurate also where it vanishes. */
function logGammaNearTwo(z: number): number {
  let sum = 0;
  for (let i = 0; i < 28; i++) sum = sum * z + ZETA[i];
  return z * (ONE_LESS_EULER + z * sum);
}

/** log Γ(1 + z) for -1/2 <= z < 1, accurate also near z = 0, where 1 + z would lose digits of z. */
export function logGammaOnePlus(z: number): number {
  return z <= 0.5 ? logGammaNearTwo(z) - log1p(z) : logGammaNearTwo(z - 1);
}

/** Stirling's series Σ B_2k / (2k (2k - 1) x^(2k - 1)), for x >= 10. */
function stirlingSeries(x: number): number {
  const w = 1 / x;
  const z = w * w;
  return (
    w *
    (1 / 12 -
      z *
        (1 / 360 -
          z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - z * (691 / 360360 - z * (1 / 156 - z * (3617 / 122400))))))))
  );
}

/** δ(x) = log Γ(x + 1) - (x + 1/2) log x + x - log(2π)/2, x > 0: what Stirling's formula lacks. */
export function stirlingError(x: number): number {
  let sum = 0;
  for (; x < 10; x++) sum += (x + 0.5) * log1p(1 / x) - 1;
  return sum + stirlingSeries(x);
}

/**
 * log |Γ(x)|. +Infinity at 0, -1, -2 ... Relative error at most 1e-15 for x > 0 (1e-14 promised); for x < 0, where
 * log |Γ| has zeros of its own, the error is relative to the larger of 1 and the terms of the reflection formula.
 */
export function logGamma(x: number): number {
  if (!(x < Number.POSITIVE_INFINITY)) return x;
  if (x <= 0) {
    if (Math.floor(x) === x) return Number.POSITIVE_INFINITY;
    if (x > -0.5) return logGammaOnePlus(x) - log(-x);
    // Γ(x) Γ(-x) = -π / (x sin πx)
    return log(Math.PI / Math.abs(x * sineOfPi(x))) - logGamma(-x);
  }
  if (x < 0.5) return logGammaOnePlus(x) - log(x);
  if (x < 1.5) return logGammaNearTwo(x - 1) - log(x);
  if (x <= 2.5) return logGammaNearTwo(x - 2);
  if (x >= 10) return (x - 0.5) * (log(x) - 1) + (HALF_LOG_TWO_PI - 0.5 + stirlingSeries(x));
  let product = 1;
  while (x > 2.5) product *= --x;
  return log(product) + logGammaNearTwo(x - 2);
}

/** sin πx, reduced exactly. */
function sineOfPi(x: number): number {
  const turns = x - 2 * Math.round(x / 2); // in [-1, 1]
  return Math.abs(turns) <= 0.5 ? sin(Math.PI * turns) : sin(Math.PI * (turns > 0 ? 1 - turns : -1 - turns));
}

/**
 * Γ(x). Exact for whole numbers up to 23; else relative error at most 4e-15 (1e-12 where the result is below 1e-307).
 * NaN at -1, -2 ..., an infinity with the sign of x at 0.
 */
export function gamma(x: number): number {
  if (x > 171.7) return Number.POSITIVE_INFINITY;
  if (x > 20) {
    if (x > 23 || Math.floor(x) !== x) {
      const root = pow(x, 0.5 * x - 0.25); // in two halves: x^x alone overflows first
      return root * exp(-x) * root * SQRT_TWO_PI * exp(stirlingSeries(x));
    }
  }
  if (x >= 0.5) {
    let product = 1;
    while (x > 2.5) product *= --x;
    if (x === 2 || x === 1) return product;
    return x < 1.5 ? exp(logGammaNearTwo(x - 1)) / x : product * exp(logGammaNearTwo(x - 2));
  }
  if (Math.abs(x) < 0.5) return x === 0 ? 1 / x : exp(logGammaNearTwo(x)) / (x * (1 + x));
  if (!(x > Number.NEGATIVE_INFINITY) || Math.floor(x) === x) return Number.NaN;
  if (x < -185) return 0;
  const reflection = -Math.PI / (x * sineOfPi(x));
  return x > -170
    ? reflection / gamma(-x)
    : (x * sineOfPi(x) > 0 ? -1 : 1) * exp(log(Math.abs(reflection)) - logGamma(-x));
}
