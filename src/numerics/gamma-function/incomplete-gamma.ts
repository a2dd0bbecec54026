/**
 * The regularised incomplete gamma functions, each accurate also where it is small.
 *
 *     P(a, x) = 1/Γ(a) ∫_0^x t^{a-1} e^{-t} dt,    Q(a, x) = 1 - P(a, x)
 *
 * By the series for x < a + 1, the continued fraction above, and where a is large and x near it, where both are slow,
 * by Gauss-Legendre panels over the tail. The factor x^a e^{-x}/Γ(a + 1) common to all is formed from
 * a log(x/a) + a - x in double-double arithmetic.
 *
 * @module
 */

import { sumTail } from "#numerics/elementary/double-double.ts";
import { expm1, expOfSum } from "#numerics/elementary/exponential.ts";
import { exp, log, log1p, pow } from "#numerics/elementary.ts";
import { gaussLegendre } from "#numerics/gauss-legendre.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { DomainError } from "#units/domain-error.ts";
import { addLogRatio, addTo } from "./exponent-pair.ts";
import { gamma, logGammaOnePlus, stirlingError } from "./gamma.ts";

/**
 * P(a, x): the probability that a gamma variable of shape a is below x. Relative error at most 1e-13.
 *
 * @throws DomainError unless a > 0 and x >= 0.
 */
export function regularisedGammaP(a: number, x: number): number {
  check(a, x);
  if (x === 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  const side = sideOf(a, x);
  return side === "panels"
    ? x < a
      ? panels(a, x)
      : 1 - panels(a, x)
    : side === "below"
      ? below(a, x)
      : 1 - above(a, x);
}

/**
 * Q(a, x) = 1 - P(a, x): the probability that a gamma variable of shape a is above x. Relative error at most 1e-13.
 *
 * @throws DomainError unless a > 0 and x >= 0.
 */
export function regularisedGammaQ(a: number, x: number): number {
  check(a, x);
  if (x === 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const side = sideOf(a, x);
  if (side === "panels") return x < a ? 1 - panels(a, x) : panels(a, x);
  if (side === "above") return above(a, x);
  return a < 1 ? aboveForSmallShape(a, x) : 1 - below(a, x);
}

/**
 * Probability that a chi-square variable with dof degrees of freedom exceeds q. Relative error at most 1e-13.
 *
 * @throws DomainError unless dof > 0 and q >= 0.
 */
export function chiSquareTail(q: number, dof: number): number {
  if (!(dof > 0)) throw new DomainError("dof", dof, "a number of degrees of freedom must be positive");
  return regularisedGammaQ(0.5 * dof, 0.5 * q);
}

function check(a: number, x: number): void {
  if (!(a > 0 && a < Number.POSITIVE_INFINITY)) throw new DomainError("a", a, "the shape of a gamma law is positive");
  if (!(x >= 0)) throw new DomainError("x", x, "an incomplete gamma function needs an argument of at least 0");
}

function sideOf(a: number, x: number): "below" | "above" | "panels" {
  if (a >= 100 && Math.abs(x - a) < 0.4 * a) return "panels";
  return x < (a < 1 ? 1.5 : a + 1) ? "below" : "above";
}

const exponent = new Float64Array(2);

/** x^a e^{-x} / Γ(a + 1). */
function weight(a: number, x: number): number {
  if (a < 10) return (expOfSum(-x, 0, 200) * pow(x, a) * 6.223015277861142e-61) / gamma(1 + a); // 2^-200
  if (x < 1e-300 * a) return 0;
  exponent[0] = a - x;
  exponent[1] = sumTail(a, -x, a - x);
  addLogRatio(exponent, a, x, 0, a, 0);
  addTo(exponent, -stirlingError(a), 0);
  return expOfSum(exponent[0], exponent[1]) / Math.sqrt(2 * Math.PI * a);
}

/** P by its series, all terms positive. */
function below(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return weight(a, x) * sum;
}

/** Q for a < 1 and x < 1.5, where 1 - P would lose the digits of a small Q. */
function aboveForSmallShape(a: number, x: number): number {
  let power = 1;
  let sum = 0;
  for (let n = 1; n < 40; n++) {
    power *= -x / n;
    sum += power / (a + n);
  }
  // x^a / Γ(1 + a) = 1 + growth
  const growth = expm1(a * log(x) - logGammaOnePlus(a));
  return -growth - (1 + growth) * a * sum;
}

/** Q by its continued fraction, in the modified way of Lentz. */
function above(a: number, x: number): number {
  const lead = weight(a, x) * a;
  if (lead === 0) return 0;
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 100000; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const factor = c * d;
    h *= factor;
    if (Math.abs(factor - 1) < 1e-16) return lead * h;
  }
  throw new NumericalFailure(
    `incomplete gamma function, a = ${a}, x = ${x}`,
    "no convergence",
    "Report this with a and x.",
  );
}

const RULE = gaussLegendre(16);

/**
 * The smaller of the two, for large a and x near a: with t = x (1 ± u),
 *
 *     a x^a e^{-x}/Γ(a + 1) ∫ exp((a - 1)(log(1 ± u) ∓ u) ± u (a - 1 - x)) du
 *
 * over panels as wide as the integrand is, until they add nothing.
 */
function panels(a: number, x: number): number {
  const sign = x < a ? -1 : 1;
  const slope = sign * (a - 1 - x);
  const width = 2 / Math.max(Math.sqrt(a), -slope);
  const end = sign < 0 ? 1 : Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let from = 0; from < end; from += width) {
    const half = 0.5 * Math.min(width, end - from);
    let panel = 0;
    for (let i = 0; i < 16; i++) {
      const u = from + half * (1 + RULE.points[i]);
      panel += RULE.weights[i] * exp((a - 1) * logLessLinear(sign * u) + slope * u);
    }
    sum += half * panel;
    if (half * panel < 1e-18 * sum) break;
  }
  return weight(a, x) * a * sum;
}

/** log(1 + u) - u, accurate for small u: with z = u/(2 + u), log(1 + u) = 2 (z + z³/3 + z⁵/5 ...). */
function logLessLinear(u: number): number {
  if (Math.abs(u) > 0.3) return log1p(u) - u;
  const z = u / (2 + u);
  const s = z * z;
  let sum = 0;
  for (let n = 23; n >= 3; n -= 2) sum = sum * s + 1 / n;
  return z * (2 * s * sum - u);
}
