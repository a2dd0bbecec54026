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
/** Below this the series of seven terms are exact to rounding. */
const THIN = 0.3;

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
  if (modulus(z) < THIN) return series(z, COTH);
  return over(minus(zCoth(z), ONE), times(z, z));
}

/** (1 - z / sinh z) / z^2; 1/6 at z = 0. */
export function cschRemainder(z: Complex): Complex {
  if (modulus(z) < THIN) return series(z, CSCH);
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

/** Coefficients of z^0, z^2, z^4 ... of (z coth z - 1) / z^2. */
const COTH = [1 / 3, -1 / 45, 2 / 945, -1 / 4725, 2 / 93555, -1382 / 638512875, 4 / 18243225] as const;
/** Coefficients of z^0, z^2, z^4 ... of (1 - z / sinh z) / z^2. */
const CSCH = [
  1 / 6,
  -7 / 360,
  31 / 15120,
  -127 / 604800,
  73 / 3421440,
  -1414477 / 653837184000,
  8191 / 37362124800,
] as const;

function series(z: Complex, coefficients: readonly number[]): Complex {
  const square = times(z, z);
  return coefficients.reduceRight((sum, term) => plus(times(sum, square), real(term)), real(0));
}
