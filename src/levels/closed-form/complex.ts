/**
 * Complex numbers, as far as Laplace transforms need them.
 *
 * @module
 */

import { cos, cosh, exp, sin, sinh } from "#numerics/elementary.ts";

export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** 0 + 0i. */
export const ZERO: Complex = { re: 0, im: 0 };
/** 1 + 0i. */
export const ONE: Complex = { re: 1, im: 0 };

/** A real number. */
export function real(re: number): Complex {
  return { re, im: 0 };
}

/** a + b. */
export function plus(a: Complex, b: Complex): Complex {
  return { re: a.re + b.re, im: a.im + b.im };
}

/** a - b. */
export function minus(a: Complex, b: Complex): Complex {
  return { re: a.re - b.re, im: a.im - b.im };
}

/** a b. */
export function times(a: Complex, b: Complex): Complex {
  return { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re };
}

/** a times a real number. */
export function scaled(a: Complex, factor: number): Complex {
  return { re: a.re * factor, im: a.im * factor };
}

/** a / b, scaled so that the squares in |b|^2 neither overflow nor vanish. */
export function over(a: Complex, b: Complex): Complex {
  if (Math.abs(b.re) >= Math.abs(b.im)) {
    const ratio = b.im / b.re;
    const size = b.re + b.im * ratio;
    return { re: (a.re + a.im * ratio) / size, im: (a.im - a.re * ratio) / size };
  }
  const ratio = b.re / b.im;
  const size = b.re * ratio + b.im;
  return { re: (a.re * ratio + a.im) / size, im: (a.im * ratio - a.re) / size };
}

/** |a|. */
export function modulus({ re, im }: Complex): number {
  const [large, small] = Math.abs(re) > Math.abs(im) ? [Math.abs(re), Math.abs(im)] : [Math.abs(im), Math.abs(re)];
  if (large === 0) return 0;
  const ratio = small / large;
  return large * Math.sqrt(1 + ratio * ratio);
}

/** The square root with a real part that is not negative. */
export function root(a: Complex): Complex {
  const size = modulus(a);
  if (size === 0) return ZERO;
  const long = Math.sqrt((size + Math.abs(a.re)) / 2);
  const short = Math.abs(a.im) / (2 * long);
  const sign = a.im < 0 ? -1 : 1;
  return a.re >= 0 ? { re: long, im: sign * short } : { re: short, im: sign * long };
}

/** e^z. */
export function exponential({ re, im }: Complex): Complex {
  const size = exp(re);
  return { re: size * cos(im), im: size * sin(im) };
}

/** sinh z; relatively accurate near 0. Overflows beyond |Re z| = 710. */
export function hyperbolicSine({ re, im }: Complex): Complex {
  return { re: sinh(re) * cos(im), im: cosh(re) * sin(im) };
}

/** cosh z. Overflows beyond |Re z| = 710. */
export function hyperbolicCosine({ re, im }: Complex): Complex {
  return { re: cosh(re) * cos(im), im: sinh(re) * sin(im) };
}
