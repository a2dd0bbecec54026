/**
 * Run and tumble in a plane: speed c, and at the rate λ a new direction, all equally likely; the first one too.
 *
 *     P = (λ / 2πc) e^(-λt + λs/c) / s,   s = √(c²t² - r²)      per area, for r < ct
 *     P(R < r) = 1 - e^(-λ (t - s/c))
 *
 * and on the ring r = ct the mass e^(-λt) of those that have never tumbled. It is the one law of this kind that is
 * elementary; the telegrapher (Cattaneo) equation in a plane is not the law of any walker.
 *
 * @see W. Stadje, J. Stat. Phys. 46, 207 (1987), doi:10.1007/BF01010341 (not opened)
 * @module
 */

import { acos, atan2, cos, exp, expm1, sin } from "#numerics/elementary.ts";
import { integrate } from "#numerics/quadrature.ts";
import type { Length, Rate, Time, Velocity } from "#units/flavour.ts";
import { meanOverTurns } from "./turns.ts";

/** A walker that tumbles. */
export interface Tumbling {
  readonly speed: Velocity;
  /** Rate of tumbles λ [s^-1]. */
  readonly rate: Rate;
}

/** t - s/c [s]: (r/c)² / (t + s/c), without cancellation near the middle. */
function lag({ speed: c }: Tumbling, t: Time, r: Length): Time {
  const root = Math.sqrt((c * t - r) * (c * t + r)) / c;
  return ((r / c) * (r / c)) / (t + root);
}

/** Density of those that have tumbled [m^-2]; infinite at the ring, 0 beyond it. */
export function tumblingDensity(law: Tumbling, t: Time, r: Length): number {
  const { speed: c, rate } = law;
  if (!(r <= c * t) || !(t > 0)) return 0;
  const s = Math.sqrt((c * t - r) * (c * t + r));
  return ((rate / (2 * Math.PI * c)) * exp(-rate * lag(law, t, r))) / s;
}

/** Mass on the ring r = ct [1]: those that have never tumbled. */
export function ringMass({ rate }: Tumbling, t: Time): number {
  return exp(-rate * t);
}

/** Probability of a distance below r, without the ring [1]. */
export function tumblingWithin(law: Tumbling, t: Time, r: Length): number {
  if (!(t > 0) || !(r > 0)) return 0;
  return -expm1(-law.rate * lag(law, t, Math.min(r, law.speed * t)));
}

/** Probability of x > X along one axis, the ring included [1]. */
export function tumblingBeyond(law: Tumbling, t: Time, X: Length): number {
  if (X < 0) return 1 - tumblingBeyond(law, t, -X);
  const { speed: c, rate } = law;
  if (!(X < c * t)) return 0;
  // At s the distance is √(c²t² - s²), and the part of the circle beyond X is acos(X/r)/π. With s = S cos ψ, S² = c²t² - X²,
  // that angle is atan2(S sin ψ, X): smooth to the end.
  const S = Math.sqrt((c * t - X) * (c * t + X));
  const least = lag(law, t, X);
  const within = (psi: number) => {
    const half = sin(0.5 * psi);
    const beside = S * sin(psi);
    return (rate / c) * exp(-rate * (least + (2 * S * half * half) / c)) * atan2(beside, X) * beside;
  };
  // Late, almost all is near ψ = 0.
  const end = Math.PI / 2;
  const width = Math.min(end, 9 / Math.sqrt((rate * S) / c));
  const tumbled = [width / 4, width, end].reduce(
    ({ sum, from }, to) => ({ sum: sum + integrate(within, from, to, { absolute: 1e-16 }), from: to }),
    { sum: 0, from: 0 },
  ).sum;
  return (tumbled + ringMass(law, t) * acos(X / (c * t))) / Math.PI;
}

/**
 * <r^n> for an even n [m^n]: given k tumbles the square of r/ct has the density (k/2) (1 - u)^(k/2 - 1), so that
 *
 *     <r^n> = (ct)^n Σ_k e^(-λt) (λt)^k / k!  Π_j j / (k/2 + j),    j = 1 .. n/2
 */
export function tumblingMoment({ speed, rate }: Tumbling, t: Time, n: number): number {
  const mean = meanOverTurns(rate * t, (k) => {
    let product = 1;
    for (let j = 1; j <= n / 2; j++) product *= j / (0.5 * k + j);
    return product;
  });
  let scale = 1;
  for (let i = 0; i < n; i++) scale *= speed * t;
  return scale * mean;
}

/** <r> [m]: ∫ P(R > r) dr, with r = ct sin θ. */
export function tumblingDistance(law: Tumbling, t: Time): Length {
  const { speed: c, rate } = law;
  const end = Math.PI / 2;
  const width = Math.min(end, 9 / Math.sqrt(rate * t));
  const beyond = (theta: number) => {
    const half = sin(0.5 * theta);
    return exp(-2 * rate * t * half * half) * cos(theta);
  };
  const near = integrate(beyond, 0, width / 4) + integrate(beyond, width / 4, width);
  return c * t * (near + integrate(beyond, width, end, { absolute: 1e-17 }));
}
