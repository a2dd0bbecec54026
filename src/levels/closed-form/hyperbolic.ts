/**
 * The hyperbolic functions of a layer of reduced thickness z, safe for thin layers (z near 0) and thick ones.
 *
 *     z coth z,   z / sinh z,   (z coth z - 1) / z^2,   (1 - z / sinh z) / z^2,   tanh(z/2) / z
 *
 * @module
 */

import {
  type Complex,
  exponential,
  hyperbolicCosine,
  hyperbolicSine,
  minus,
  modulus,
  ONE,
  over,
  plus,
  real,
  scaled,
  times,
} from "./complex.ts";

/** Beyond this, e^{-2z} < 1e-17 beside 1. */
const THICK = 20;
/** Below this the remainders would cancel; eleven terms of their series are exact to rounding. */
const THIN = 2;

/** z coth z; 1 at z = 0. */
export function zCoth(z: Complex): Complex {
  if (z.re > THICK) return z;
  if (modulus(z) < 1e-9) return ONE;
  return times(z, over(hyperbolicCosine(z), hyperbolicSine(z)));
}

/** z / sinh z; 1 at z = 0. */
export function zCsch(z: Complex): Complex {
  if (z.re > THICK) return scaled(times(z, exponential(scaled(z, -1))), 2);
  if (modulus(z) < 1e-9) return ONE;
  return over(z, hyperbolicSine(z));
}

/** (z coth z - 1) / z^2; 1/3 at z = 0. */
export function cothRemainder(z: Complex): Complex {
  if (modulus(z) < THIN) return remainder(z, COTH);
  return over(minus(zCoth(z), ONE), times(z, z));
}

/** (1 - z / sinh z) / z^2; 1/6 at z = 0. */
export function cschRemainder(z: Complex): Complex {
  if (modulus(z) < THIN) return remainder(z, CSCH);
  return over(minus(ONE, zCsch(z)), times(z, z));
}

/** tanh(z/2) / z; 1/2 at z = 0. */
export function halfTanh(z: Complex): Complex {
  // tanh(z/2) differs from 1 by 2 e^{-z}, not by its square.
  if (z.re > 2 * THICK) return over(ONE, z);
  if (modulus(z) < 1e-9) return real(0.5);
  return over(over(hyperbolicSine(z), plus(ONE, hyperbolicCosine(z))), z);
}

/** sinh(f z) / sinh z for 0 <= f <= 1; f at z = 0. */
export function sinhRatio(f: number, z: Complex): Complex {
  if (modulus(z) < 1e-9) return real(f);
  const part = scaled(z, f);
  if (z.re <= THICK) return over(hyperbolicSine(part), hyperbolicSine(z));
  if (part.re > THICK) return exponential(scaled(z, f - 1));
  return scaled(times(hyperbolicSine(part), exponential(scaled(z, -1))), 2);
}

/** z cosh(f z) / sinh z for 0 <= f <= 1; 1 at z = 0. */
export function zCoshRatio(f: number, z: Complex): Complex {
  if (modulus(z) < 1e-9) return ONE;
  const part = scaled(z, f);
  if (z.re <= THICK) return times(z, over(hyperbolicCosine(part), hyperbolicSine(z)));
  if (part.re > THICK) return times(z, exponential(scaled(z, f - 1)));
  return scaled(times(z, times(hyperbolicCosine(part), exponential(scaled(z, -1)))), 2);
}

/** 1 / (2k + 3)!: coefficients of (sinh z - z) / z^3 in powers of z^2. */
const CSCH = Array.from({ length: 11 }, (_, k) => inverseFactorial(2 * k + 3));
/** (2k + 2) / (2k + 3)!: those of (z cosh z - sinh z) / z^3. */
const COTH = CSCH.map((term, k) => (2 * k + 2) * term);

function inverseFactorial(n: number): number {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return 1 / product;
}

/** A remainder as a series over sinh z / z. */
function remainder(z: Complex, coefficients: readonly number[]): Complex {
  const square = times(z, z);
  const sum = coefficients.reduceRight((rest, term) => plus(times(rest, square), real(term)), real(0));
  return modulus(z) < 1e-9 ? sum : over(times(sum, z), hyperbolicSine(z));
}
