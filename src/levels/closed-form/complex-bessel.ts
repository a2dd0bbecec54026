/**
 * Modified Bessel functions of orders 0 and 1 for complex z in the right half-plane, scaled so that nothing overflows.
 *
 *     i_n = e^{-z} I_n(z),    k_n = e^z K_n(z)
 *
 * Their series for |z| < 2; trapezoid rules on (1/pi) int_0^pi e^{z cos a} cos(n a) da and int_0^inf e^{-z cosh t} dt,
 * which converge faster than any power, up to |z| = 25; Hankel's expansions beyond; K1 from the Wronskian I0 K1 + I1 K0 = 1/z. Relative error below 1e-13 for |arg z| <= 79 degrees.
 *
 * @see NIST Digital Library of Mathematical Functions, sections 10.32, 10.40 (not opened)
 * @module
 */

import { atan2, cos, cosh, log } from "#numerics/elementary.ts";
import {
  type Complex,
  exponential,
  minus,
  modulus,
  ONE,
  over,
  plus,
  real,
  root,
  scaled,
  times,
  ZERO,
} from "./complex.ts";

/** i_0, i_1, k_0, k_1. */
export interface ScaledBessel {
  readonly i0: Complex;
  readonly i1: Complex;
  readonly k0: Complex;
  readonly k1: Complex;
}

const EULER = 0.5772156649015329;
const NEAR = 2;
const FAR = 25;
/** Intervals on [0, pi]: the error is I_64(25) e^{-25} < 1e-19. */
const ARC = 32;
/** Step on [0, inf): the error is e^{-2 pi d / h} with d = pi/2 - 79 degrees, 1e-14. */
const STEP = 0.032;

/** All four functions at z, Re z > 0. */
export function scaledBessel(z: Complex): ScaledBessel {
  const size = modulus(z);
  const { i0, i1, k0 } = size < NEAR ? series(z) : size > FAR ? far(z) : { ...byArc(z), k0: middleK(z) };
  return { i0, i1, k0, k1: over(minus(over(ONE, z), times(i1, k0)), i0) };
}

function byArc(z: Complex): { readonly i0: Complex; readonly i1: Complex } {
  let [i0, i1] = [ZERO, ZERO];
  for (let j = 0; j <= ARC; j++) {
    const c = cos((j * Math.PI) / ARC);
    const term = scaled(exponential(scaled(z, c - 1)), (j === 0 || j === ARC ? 0.5 : 1) / ARC);
    i0 = plus(i0, term);
    i1 = plus(i1, scaled(term, c));
  }
  return { i0, i1 };
}

/** Sum of sign^k a_k(n) / z^k, a_k = (4n^2 - 1)(4n^2 - 9) ... / (8^k k!). */
function hankel(n: 0 | 1, z: Complex, sign: 1 | -1): Complex {
  let [sum, term] = [ONE, ONE];
  for (let k = 1; k <= 30; k++) {
    const odd = 2 * k - 1;
    term = over(scaled(term, (sign * (4 * n * n - odd * odd)) / (8 * k)), z);
    sum = plus(sum, term);
  }
  return sum;
}

function far(z: Complex): Omit<ScaledBessel, "k1"> {
  const front = over(ONE, root(scaled(z, 2 * Math.PI)));
  // The other exponential: + i e^{n pi i} e^{-2z} above the real axis, its conjugate below.
  const other = times({ re: 0, im: z.im < 0 ? -1 : 1 }, exponential(scaled(z, -2)));
  const growing = hankel(0, z, 1);
  return {
    i0: times(front, plus(hankel(0, z, -1), times(other, growing))),
    i1: times(front, minus(hankel(1, z, -1), times(other, hankel(1, z, 1)))),
    k0: times(root(over(real(Math.PI / 2), z)), growing),
  };
}

function middleK(z: Complex): Complex {
  let sum = real(0.5);
  for (let j = 1; ; j++) {
    const rise = cosh(j * STEP) - 1;
    if (z.re * rise > 42) return scaled(sum, STEP);
    sum = plus(sum, exponential(scaled(z, -rise)));
  }
}

/** I0 = sum of (z^2/4)^k / k!^2,  I1 = (z/2) sum of (z^2/4)^k / k!(k+1)!,  K0 = -(ln(z/2) + gamma) I0 + sum of H_k (z^2/4)^k / k!^2. */
function series(z: Complex): Omit<ScaledBessel, "k1"> {
  const square = scaled(times(z, z), 0.25);
  let [term, i0, half, rest, harmonic] = [ONE, ONE, ONE, ZERO, 0];
  for (let k = 1; k <= 20; k++) {
    term = scaled(times(term, square), 1 / (k * k));
    harmonic += 1 / k;
    i0 = plus(i0, term);
    half = plus(half, scaled(term, 1 / (k + 1)));
    rest = plus(rest, scaled(term, harmonic));
  }
  const logarithm = { re: log(modulus(z) / 2) + EULER, im: atan2(z.im, z.re) };
  const decaying = exponential(scaled(z, -1));
  return {
    i0: times(decaying, i0),
    i1: times(decaying, times(scaled(z, 0.5), half)),
    k0: times(exponential(z), minus(rest, times(logarithm, i0))),
  };
}
