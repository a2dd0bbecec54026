/**
 * The symmetric alpha-stable law of scale 1, the law of Lévy flights: characteristic function e^(-|k|^a), 0 < a <= 2.
 *
 *     a = 2     normal of variance 2:  e^(-x²/4) / √(4π)
 *     a = 1     Cauchy:                1 / π(1 + x²)
 *     else      zolotarev-integral.ts; far out f ~ Γ(1 + a) sin(πa/2) / (π x^(1+a)), so no moment of order a or above exists
 *
 * The middle is f(0) = Γ(1 + 1/a) / π; the mean of |X| is (2/π) Γ(1 - 1/a) for a > 1. In the sum of n such numbers the
 * scale is n^(1/a).
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { atan, exp, log, sin, tan } from "./elementary.ts";
import { erf, erfc, normalQuantile } from "./error-function.ts";
import { gamma } from "./gamma-function.ts";
import { NumericalFailure } from "./numerical-failure.ts";
import { type StableValues, zolotarevIntegral } from "./stable-law/zolotarev-integral.ts";

export type { StableValues } from "./stable-law/zolotarev-integral.ts";

/**
 * f(x), P(X > x) and P(0 < X < x) together, for x >= 0; each with its own relative accuracy of 1e-12.
 *
 * @throws DomainError if the index is not above 0 and at most 2, or x is negative.
 */
export function stableValues(index: number, x: number): StableValues {
  requireIndex(index);
  if (!(x >= 0)) throw new DomainError("x", x, "a distance from the middle is not negative");
  if (x === Number.POSITIVE_INFINITY) return { density: 0, tail: 0, central: 0.5 };
  // also for -0, from which 1/x would go the other way
  if (x === 0) return { density: gamma(1 + 1 / index) / Math.PI, tail: 0.5, central: 0 };
  if (index === 2)
    return {
      density: exp((-x * x) / 4) / (2 * Math.sqrt(Math.PI)),
      tail: erfc(x / 2) / 2,
      central: erf(x / 2) / 2,
    };
  if (index === 1)
    return { density: 1 / (Math.PI * (1 + x * x)), tail: atan(1 / x) / Math.PI, central: atan(x) / Math.PI };
  return zolotarevIntegral(index, x);
}

/** Density f(x) [1]. @throws DomainError as {@link stableValues} */
export function stableDensity(index: number, x: number): number {
  return stableValues(index, Math.abs(x)).density;
}

/** Probability of lying above x [1]. @throws DomainError as {@link stableValues} */
export function stableTail(index: number, x: number): number {
  return x < 0 ? 0.5 + stableValues(index, -x).central : stableValues(index, x).tail;
}

/** Probability of a < X < b [1], from whichever pieces do not cancel. @throws DomainError as {@link stableValues} */
export function stableProbability(index: number, from: number, to: number): number {
  if (!(from < to)) return 0;
  if (from < 0 && to > 0) return stableValues(index, -from).central + stableValues(index, to).central;
  const [near, far] = from >= 0 ? [from, to] : [-to, -from];
  const [inner, outer] = [stableValues(index, near), stableValues(index, far)];
  return inner.tail < inner.central ? inner.tail - outer.tail : outer.central - inner.central;
}

/**
 * The x below which a stable number lies with probability p in (0, 1), to 1e-12.
 *
 * Newton's method for ln P in ln x, of the tail or of the central part, whichever is the smaller.
 *
 * @throws DomainError as {@link stableValues}, and if p is not inside (0, 1); NumericalFailure if it does not settle.
 */
export function stableQuantile(index: number, p: number): number {
  requireIndex(index);
  if (!(p > 0 && p < 1)) throw new DomainError("p", p, "a probability between 0 and 1 is needed");
  if (p === 0.5) return 0;
  if (p < 0.5) return -upperQuantile(index, { tail: p, central: 0.5 - p });
  return upperQuantile(index, { tail: 1 - p, central: p - 0.5 });
}

function upperQuantile(index: number, wanted: { readonly tail: number; readonly central: number }): number {
  if (index === 2) return -Math.SQRT2 * normalQuantile(wanted.tail);
  if (index === 1) return wanted.tail < 0.25 ? 1 / tan(Math.PI * wanted.tail) : tan(Math.PI * wanted.central);
  const far = wanted.tail < wanted.central;
  const target = log(far ? wanted.tail : wanted.central);
  const tailScale = stableTailAmplitude(index);
  let logX = far ? log(tailScale / wanted.tail) / index : log((wanted.central * Math.PI) / gamma(1 + 1 / index));
  for (let iteration = 0; iteration < 100; iteration++) {
    const x = exp(logX);
    const { density, tail, central } = stableValues(index, x);
    const reached = far ? tail : central;
    const slope = ((far ? -1 : 1) * density * x) / reached;
    const move = (target - log(reached)) / slope;
    logX += Math.max(-3, Math.min(3, move));
    if (Math.abs(move) < 1e-13 * Math.max(1, Math.abs(logX))) return exp(logX);
  }
  throw new NumericalFailure("stable quantile", `index ${index}: no quantile found`, "Report this index.");
}

/** Mean of |X| [1]: (2/π) Γ(1 - 1/a). @throws DomainError if a <= 1, for which it is infinite. */
export function stableMeanDistance(index: number): number {
  requireIndex(index);
  if (!(index > 1)) throw new DomainError("index", index, "the mean distance is infinite for an index of 1 or below");
  return (2 / Math.PI) * gamma(1 - 1 / index);
}

/** Amplitude A of the far tail, P(X > x) ~ A / x^a: Γ(a) sin(πa/2) / π [1]; 0 for the normal law. */
export function stableTailAmplitude(index: number): number {
  requireIndex(index);
  return (gamma(index) * sin((Math.PI * (2 - index)) / 2)) / Math.PI;
}

function requireIndex(index: number): void {
  if (!(index > 0 && index <= 2)) throw new DomainError("index", index, "a stable index is above 0 and at most 2");
}
