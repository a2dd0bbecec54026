/**
 * Random numbers of the laws behind anomalous waiting: Mittag-Leffler waits, one-sided stable numbers, and their kin.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { exp, log, pow, sin } from "./elementary.ts";
import type { RandomStream } from "./random-stream.ts";

/**
 * A waiting time of scale 1 with P(T > t) = E_a(-t^a): -log U (sin πa / tan πaV - cos πa)^(1/a), from two uniforms.
 *
 * a = 1 is the exponential law. For a < 1 the mean is infinite.
 *
 * @throws DomainError if a is not in (0, 1].
 * @see T. J. Kozubowski and S. T. Rachev, J. Comput. Anal. Appl. 1, 177 (1999) (not opened)
 */
export function mittagLefflerWait(stream: RandomStream, a: number): number {
  requireOrder(a);
  const wait = stream.exponential();
  const v = stream.uniform();
  if (a === 1) return wait;
  // sin πa / tan πaV - cos πa = sin πa(1 - V) / sin πaV
  return wait * pow(sin(Math.PI * a * (1 - v)) / sin(Math.PI * a * v), 1 / a);
}

/**
 * A one-sided stable number L > 0 with <e^(-sL)> = e^(-s^a): the operational time 1 of a subordinator, on the clock.
 *
 * L = (A(U) / E)^((1 - a)/a), with U uniform, E exponential and A of {@link logKanter}. a = 1 gives 1.
 *
 * @throws DomainError if a is not in (0, 1].
 * @see M. Kanter, Ann. Probab. 3, 697 (1975), doi:10.1214/aop/1176996309 (not opened)
 */
export function oneSidedStable(stream: RandomStream, a: number): number {
  requireOrder(a);
  const u = stream.uniform();
  const e = stream.exponential();
  if (a === 1) return 1;
  // A^((1 - a)/a) from its factors
  const phase = Math.PI * u;
  const factor = sin(a * phase) / pow(sin(phase), 1 / a);
  return factor * pow(sin((1 - a) * phase) / e, (1 - a) / a);
}

/**
 * log of A(u) = [sin(πau)^a sin(π(1-a)u)^(1-a) / sin πu]^(1/(1-a)), 0 < a < 1, 0 <= u < 1: rises from
 * a^(a/(1-a)) (1 - a) at u = 0 to infinity at u = 1. The one-sided stable law is a mixture over u.
 */
export function logKanter(a: number, u: number): number {
  if (u === 0) return (a * log(a)) / (1 - a) + log(1 - a);
  const phase = Math.PI * u;
  const end = u > 0.5 ? sin(Math.PI * (1 - u)) : sin(phase);
  return (a * log(sin(a * phase) / end) + (1 - a) * log(sin((1 - a) * phase) / end)) / (1 - a);
}

/**
 * A number from the law of L with density proportional to l^-a g(l), g that of {@link oneSidedStable}; returned as
 * L^-a, which is what is needed of it.
 *
 * L^-a = (G / A(U))^(1 - a) with G of the gamma law of shape 2 - a, and U of density proportional to A(u)^-(1-a), drawn
 * by rejection. Of the trials a^a (1 - a)^(1-a) / (Γ(1 + a) Γ(2 - a)) are taken: 64 % at a = 1/2, more elsewhere.
 *
 * @see L. Devroye, ACM Trans. Model. Comput. Simul. 19, 18 (2009), doi:10.1145/1596519.1596523 (not opened)
 */
export function tiltedStablePower(stream: RandomStream, a: number): number {
  const lowest = logKanter(a, 0);
  for (;;) {
    const level = logKanter(a, stream.uniform());
    // U < e^-(1-a)(level - lowest), with an exponential number for -log U
    if (stream.exponential() < (1 - a) * (level - lowest)) continue;
    const shape = stream.exponential() + stream.exponential() * arcsineShare(stream, a).after;
    return pow(shape, 1 - a) * exp((a - 1) * level);
  }
}

/** Two parts of 1, each to full relative accuracy. */
export interface Shares {
  readonly before: number;
  readonly after: number;
}

/**
 * The generalised arcsine law: where in [0, 1] the last point of a renewal set before 1 is, Beta(a, 1 - a), and the rest.
 *
 * Jöhnk's method: U^(1/a) and V^(1/(1-a)) given that their sum is at most 1, which is so for at least π/4 of all pairs.
 *
 * @see M. D. Jöhnk, Metrika 8, 5 (1964), doi:10.1007/BF02613706 (not opened)
 */
export function arcsineShare(stream: RandomStream, a: number): Shares {
  for (;;) {
    const x = pow(stream.uniform(), 1 / a);
    const y = pow(stream.uniform(), 1 / (1 - a));
    const sum = x + y;
    if (sum <= 1 && sum > 0) return { before: x / sum, after: y / sum };
  }
}

function requireOrder(a: number): void {
  if (!(a > 0 && a <= 1)) throw new DomainError("a", a, "the index of waiting must lie above 0 and at most at 1");
}
