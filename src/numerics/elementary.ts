/**
 * Elementary functions that give the same bits on every machine.
 *
 * The language leaves the last bits of `Math.exp`, `Math.sin` and their kin to each engine, and engines differ. These
 * are made of + - * / and sqrt alone, which IEEE 754 fixes to the bit, and of exact operations on integers. Every one
 * is within 1 ulp of the true value (test/exact/elementary.test.ts measures it against 60-digit references), and takes
 * 0, -0, infinities, NaN and subnormal numbers as `Math` does.
 *
 * @module
 */

export { exp, expm1 } from "./elementary/exponential.ts";
export { cosh, sinh, tanh } from "./elementary/hyperbolic.ts";
export { acos, asin, atan, atan2 } from "./elementary/inverse-trigonometric.ts";
export { log, log1p, log10 } from "./elementary/logarithm.ts";
export { pow, powInteger } from "./elementary/power.ts";
export { cbrt, hypot } from "./elementary/root.ts";
export { cos, sin, tan } from "./elementary/trigonometric.ts";
