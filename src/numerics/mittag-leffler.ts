/**
 * The Mittag-Leffler function on the negative axis: relaxation with a memory.
 *
 *     E_a(-x) = Σ_k (-x)^k / Γ(1 + a k),    0 < a <= 1,    x >= 0
 *
 * u(t) = E_a(-(t/τ)^a) solves the Caputo equation D_t^a u = -u/τ^a with u(0) = 1: e^-t/τ for a = 1, and for a < 1 a
 * stretched exponential that ends in the power law (t/τ)^-a / Γ(1 - a). With x = t^a it is a mixture of exponentials,
 *
 *     E_a(-x) = sin(πa)/π ∫ e^(-t e^u) / (e^(au) + 2 cos(πa) + e^(-au)) du    over all u,
 *
 * which the trapezoidal rule finds to rounding: the integrand is analytic in a strip about the real axis. Its poles at
 * ±iθ, θ = π(1 - a)/a, come close as a goes to 1; with nodes midway at ±h/2, ±3h/2 ... their share is
 * (2/a) e^(-t cos θ) cos(t sin θ) / (1 + e^(2πθ/h)), and it becomes e^-t at a = 1.
 *
 * @see R. Gorenflo, A. A. Kilbas, F. Mainardi and S. V. Rogosin, Mittag-Leffler Functions (Springer, 2014) (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { cos, exp, log, pow, sin, sinh } from "./elementary.ts";
import { erfcx } from "./error-function.ts";
import { gamma } from "./gamma-function.ts";

/** Step of the trapezoidal rule: e^(-π²/h) = 4e-22. */
const STEP = 0.2;
/** From here on the asymptotic series is shorter, and as good. */
const ASYMPTOTIC_FROM = 1e5;
/** e^-42 is nothing beside 1. */
const NOTHING = 42;

/**
 * E_a(-x). Relative error at most 3e-15, and 2 ulp of t = x^(1/a) where e^-t is the answer (a near 1).
 *
 * @throws DomainError if a is not in (0, 1] or x is negative.
 */
export function mittagLeffler(a: number, x: number): number {
  if (!(a > 0 && a <= 1)) throw new DomainError("a", a, "the order of relaxation must lie above 0 and at most at 1");
  if (!(x >= 0)) throw new DomainError("x", x, "the Mittag-Leffler function is offered at -x for x >= 0");
  if (x === 0) return 1;
  if (a === 1) return exp(-x);
  if (a === 0.5) return erfcx(x);
  return x < ASYMPTOTIC_FROM ? bySpectrum(a, x) : bySeries(a, x);
}

/** The trapezoidal rule with nodes ±h/2, ±3h/2 ..., and the share of the poles. */
function bySpectrum(a: number, x: number): number {
  const logTime = log(x) / a;
  const half = sin(0.5 * Math.PI * (1 - a)); // cos(πa/2)
  const scale = (STEP * sin(Math.PI * Math.min(a, 1 - a))) / (4 * Math.PI);
  const from = Math.floor(-(Math.max(0, log(x)) + NOTHING) / a / STEP);
  const to = Math.ceil(Math.min(NOTHING / a, 7 - logTime) / STEP);
  let sum = 0;
  for (let n = from; n <= to; n++) {
    const u = (n + 0.5) * STEP;
    const s = sinh(0.5 * a * u);
    sum += exp(-exp(u + logTime)) / (s * s + half * half);
  }
  const angle = (Math.PI * (1 - a)) / a;
  if (angle >= 0.5 * Math.PI) return scale * sum;
  const t = pow(x, 1 / a);
  const share = (2 / a) * exp(-t * cos(angle)) * cos(t * sin(angle));
  return scale * sum + share / (1 + exp((2 * Math.PI * angle) / STEP));
}

/** Σ_k (-1)^(k+1) x^-k / Γ(1 - ak), with 1/Γ(1 - ak) = Γ(ak) sin(πak)/π. */
function bySeries(a: number, x: number): number {
  let sum = 0;
  let power = 1;
  for (let k = 1; k <= 5; k++) {
    power /= -x;
    const turn = k === 1 ? Math.min(a, 1 - a) : a * k;
    sum -= (power * gamma(a * k) * sin(Math.PI * turn)) / Math.PI;
  }
  return sum;
}
