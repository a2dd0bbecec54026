/**
 * The M-Wright function: the law of operational time, and the propagator of subdiffusion.
 *
 *     M_ν(z) = Σ_n (-z)^n / (n! Γ(1 - ν - νn)),    0 < ν <= 1/2,    z >= 0
 *
 * M_ν is a density on z > 0: that of t^-ν times the operational time that has passed at clock time t. M_0 is e^-z,
 * M_1/2 is e^(-z²/4)/√π. For a point source of subdiffusion, P(x, t) = M_(a/2)(|x|/s) / (2s) with s = √(K t^a).
 *
 * For small z the series; else the one-sided stable law as a mixture (A of `logKanter`, w = z^(1/(1-ν))),
 *
 *     ∫_z^∞ M_ν = ∫_0^1 e^(-w A(u)) du,
 *
 * by the trapezoidal rule, whose error falls exponentially: A is even at u = 0, and at u = 1 all derivatives vanish.
 *
 * @see F. Mainardi, A. Mura and G. Pagnini, Int. J. Differ. Equ. 2010, 104505, doi:10.1155/2010/104505 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { exp, pow, sin } from "./elementary.ts";
import { gamma } from "./gamma-function.ts";
import { logKanter } from "./mittag-leffler-sampler.ts";
import { NumericalFailure } from "./numerical-failure.ts";

const SERIES_TO = 1;
const FEWEST = 16;
const MOST = 65536;

/** M_ν(z). Relative error below 1e-12 where the value is above 1e-50. @throws DomainError if ν or z is out of range. */
export function mWright(order: number, z: number): number {
  require(order, z);
  if (z <= SERIES_TO) return series(order, z, 0);
  const w = pow(z, 1 / (1 - order));
  const rise = (a: number): number => a;
  return ((w / z) * mixture(order, w, rise)) / (1 - order);
}

/** ∫_z^∞ M_ν(y) dy: 1 at z = 0. Errors as {@link mWright}. @throws DomainError if ν or z is out of range. */
export function mWrightTail(order: number, z: number): number {
  require(order, z);
  return z <= SERIES_TO ? 1 - series(order, z, 1) : mixture(order, pow(z, 1 / (1 - order)), () => 1);
}

/** The series of M_ν (integrals = 0), or of its integral from 0 (integrals = 1), term by term. */
function series(order: number, z: number, integrals: 0 | 1): number {
  let sum = 0;
  let power = integrals === 1 ? z : 1; // (-1)^n z^(n + integrals) / (n + integrals)!
  for (let n = 0; n < 60; n++) {
    const at = order * (n + 1);
    const reduced = at - 2 * Math.round(at / 2);
    const term = (power * gamma(at) * sin(Math.PI * reduced)) / Math.PI;
    sum += term;
    power *= -z / (n + 1 + integrals);
    if (Math.abs(power) * gamma(at + order) < 1e-18) break;
  }
  return sum;
}

/** ∫_0^1 f(A) e^(-w A) du. */
function mixture(order: number, w: number, f: (a: number) => number): number {
  const at = (u: number): number => {
    const a = exp(logKanter(order, u));
    const weight = exp(-w * a);
    return weight === 0 ? 0 : f(a) * weight;
  };
  let nodes = FEWEST;
  let sum = 0.5 * at(0);
  for (let i = 1; i < nodes; i++) sum += at(i / nodes);
  for (; nodes <= MOST; nodes *= 2) {
    const coarse = sum;
    for (let i = 0; i < nodes; i++) sum += at((i + 0.5) / nodes);
    if (Math.abs(sum - 2 * coarse) <= 1e-13 * sum) return sum / (2 * nodes);
  }
  throw new NumericalFailure(
    `ν = ${order}`,
    "the law of operational time has a layer too thin to resolve",
    "Use an index above 0.02.",
  );
}

function require(order: number, z: number): void {
  if (!(order > 0 && order <= 0.5)) throw new DomainError("order", order, "ν must lie above 0 and at most at 1/2");
  if (!(z >= 0)) throw new DomainError("z", z, "M_ν is a density of z >= 0");
}
