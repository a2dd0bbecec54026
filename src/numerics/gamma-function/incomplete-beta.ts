/**
 * The regularised incomplete beta function, and the tail of Fisher's law.
 *
 *     I_x(a, b) = 1/B(a, b) ∫_0^x t^{a-1} (1 - t)^{b-1} dt
 *
 * By the contracted continued fraction below the mean a/(a + b), and by 1 - I_{1-x}(b, a) above it; the factor
 * x^a (1 - x)^b / B(a, b) comes from a log(x (a + b)/a) + b log((1 - x)(a + b)/b) in double-double arithmetic.
 *
 * @see A. R. DiDonato and A. H. Morris, ACM Trans. Math. Softw. 18, 360 (1992), doi:10.1145/131766.131776 (not opened)
 * @module
 */

import { ddProduct, ddQuotient, ddSum, productTail, sumTail } from "#numerics/elementary/double-double.ts";
import { expOfSum } from "#numerics/elementary/exponential.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { DomainError } from "#units/domain-error.ts";
import { addLogRatio, addTo } from "./exponent-pair.ts";
import { stirlingError } from "./gamma.ts";

/** A number between 0 and 1 and what it lacks to 1, each as an unevaluated sum, so that neither end loses digits. */
export interface Fraction {
  readonly x: number;
  readonly xTail: number;
  readonly y: number;
  readonly yTail: number;
}

/**
 * I_x(a, b): the probability that a beta variable of shapes a and b is below x. Relative error at most 1e-13.
 *
 * @throws DomainError unless a > 0, b > 0 and 0 <= x <= 1.
 */
export function regularisedBeta(a: number, b: number, x: number): number {
  if (!(a > 0 && a < Number.POSITIVE_INFINITY)) throw new DomainError("a", a, "a shape of a beta law is positive");
  if (!(b > 0 && b < Number.POSITIVE_INFINITY)) throw new DomainError("b", b, "a shape of a beta law is positive");
  if (!(x >= 0 && x <= 1)) throw new DomainError("x", x, "an incomplete beta function needs an argument from 0 to 1");
  return betaBelow(a, b, { x, xTail: 0, y: 1 - x, yTail: sumTail(1, -x, 1 - x) });
}

/** I_x(a, b) for a {@link Fraction} x. */
export function betaBelow(a: number, b: number, at: Fraction): number {
  const { x, y } = at;
  if (x === 0) return 0;
  if (y === 0) return 1;
  if (x * b <= y * a) return betaWeight(a, b, at) / continuedFraction(a, b, x, y);
  return 1 - betaWeight(a, b, at) / continuedFraction(b, a, y, x);
}

const exponent = new Float64Array(2);

/** x^a (1 - x)^b / B(a, b), which is also x (1 - x) dI_x/dx. */
export function betaWeight(a: number, b: number, { x, xTail, y, yTail }: Fraction): number {
  const n = a + b;
  const nTail = sumTail(a, b, n);
  exponent[0] = 0;
  exponent[1] = 0;
  for (const [shape, value, tail] of [
    [a, x, xTail],
    [b, y, yTail],
  ]) {
    const scaled = value * n;
    if (scaled < 1e-300 * shape || scaled === 0) return 0;
    addLogRatio(exponent, shape, scaled, productTail(value, n, scaled) + (value * nTail + tail * n), shape, 0);
  }
  addTo(exponent, stirlingError(n) - stirlingError(a) - stirlingError(b), 0);
  return Math.sqrt((a / n) * (b / (2 * Math.PI))) * expOfSum(exponent[0], exponent[1]);
}

/** x^a y^b / (B(a, b) I_x(a, b)), y = 1 - x, for x below the mean. */
function continuedFraction(a: number, b: number, x: number, y: number): number {
  const excess = a * y - b * x;
  let h = (a / (a + 1)) * (excess + 1);
  let c = h;
  let d = 0;
  for (let n = 1; n < 100000; n++) {
    const odd = a + 2 * n - 1;
    const numerator = ((a + n - 1) / odd) * ((a + b + n - 1) / odd) * n * (b - n) * x * x;
    const denominator = n + (n * (b - n) * x) / odd + ((a + n) / (odd + 2)) * (excess + 1 + n * (1 + y));
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    const factor = c * d;
    h *= factor;
    if (Math.abs(factor - 1) < 1e-16) return h;
  }
  throw new NumericalFailure(
    `incomplete beta function, a = ${a}, b = ${b}, x = ${x}`,
    "no convergence",
    "Report this with a, b and x.",
  );
}

/**
 * Probability that a variable of Fisher's law with d1 and d2 degrees of freedom exceeds f. Relative error at most 1e-13.
 *
 * @throws DomainError unless d1 > 0, d2 > 0 and f >= 0.
 */
export function fisherTail(f: number, d1: number, d2: number): number {
  if (!(d1 > 0 && d1 < Number.POSITIVE_INFINITY)) throw new DomainError("d1", d1, "degrees of freedom are positive");
  if (!(d2 > 0 && d2 < Number.POSITIVE_INFINITY)) throw new DomainError("d2", d2, "degrees of freedom are positive");
  if (!(f >= 0)) throw new DomainError("f", f, "a ratio of variances cannot be negative");
  return betaBelow(0.5 * d2, 0.5 * d1, shareOf(d2, d1, f));
}

/** The fraction p / (p + q r). */
export function shareOf(p: number, q: number, r: number): Fraction {
  if (r === Number.POSITIVE_INFINITY) return { x: 0, xTail: 0, y: 1, yTail: 0 };
  const product = ddProduct([q, 0], [r, 0]);
  const whole = ddSum([p, 0], product);
  const [x, xTail] = ddQuotient([p, 0], whole);
  const [y, yTail] = ddQuotient(product, whole);
  return { x, xTail, y, yTail };
}
