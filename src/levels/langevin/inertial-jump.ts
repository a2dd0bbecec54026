/**
 * The exact jump of a particle with inertia under a linear force, over any time: position and velocity together.
 *
 *     dx = v dt,    dv = (-w x - γ v + a) dt + √(2 γ kT/m) dW
 *     y(h) = y + E y + a b + L Z,      1 + E = exp(A h),   b = ∫ exp(A s) ds (0, 1)ᵀ,   L Lᵀ = Q,  y = (x, v)ᵀ
 *     Q = 2 γ (kT/m) ∫ exp(A s) (0, 1)ᵀ (0, 1) exp(Aᵀ s) ds
 *
 * The exponential by its Taylor series over a short time, doubled until the time is reached: E(2h) = 2 E + E²,
 * b(2h) = 2 b + E b, Q(2h) = Q + (1 + E) Q (1 + E)ᵀ. With E instead of the exponential a slow motion keeps its digits
 * beside a fast one. Nothing here knows whether the particle is free, damped, oscillating or on a hill.
 *
 * @see C. F. Van Loan, IEEE Trans. Autom. Control 23, 395 (1978), doi:10.1109/TAC.1978.1101743 (not opened)
 * @module
 */

import { gaussLegendre } from "#numerics/gauss-legendre.ts";
import type { Rate, Time } from "#units/flavour.ts";

/** The linear law of one axis. */
export interface InertialLaw {
  /** γ = 1/τ [s^-1]. */
  readonly friction: Rate;
  /** w: acceleration towards the origin per distance from it [s^-2]. */
  readonly stiffness: number;
  /** a: acceleration at the origin [m s^-2]. */
  readonly acceleration: number;
  /** kT / m [m^2 s^-2]. */
  readonly thermal: number;
}

/** The jump over a time. */
export interface InertialJump {
  /** Change of x per x [1] and per v [s]; change of v per x [s^-1] and per v [1]. */
  readonly xx: number;
  readonly xv: number;
  readonly vx: number;
  readonly vv: number;
  /** Displacement [m] and change of velocity [m s^-1] by the steady acceleration. */
  readonly shift: number;
  readonly push: number;
  /** Noise: that of v per Z1 [m s^-1], of x per Z1 and per Z2 [m]. */
  readonly noiseV: number;
  readonly noiseXV: number;
  readonly noiseX: number;
}

/** Terms of the series: the last is (1/16)^15 / 15!. */
const TERMS = 16;
const { points: POINTS, weights: WEIGHTS } = gaussLegendre(12);

/** The jump of a law over a time h [s]. */
export function inertialJump(law: InertialLaw, time: Time): InertialJump {
  const { friction, stiffness, acceleration, thermal } = law;
  const fastest = friction + Math.sqrt(Math.abs(stiffness));
  let doublings = 0;
  let h = time;
  while (fastest * h > 1 / 16) {
    h /= 2;
    doublings++;
  }
  let { xx, xv, vx, vv, bx, qxx, qxv, qvv } = shortJump(friction, stiffness, h);
  let bv = xv;
  for (let i = 0; i < doublings; i++) {
    const [gxx, gvv] = [1 + xx, 1 + vv];
    [qxx, qxv, qvv] = [
      qxx + gxx * gxx * qxx + 2 * gxx * xv * qxv + xv * xv * qvv,
      qxv + gxx * vx * qxx + (gxx * gvv + xv * vx) * qxv + xv * gvv * qvv,
      qvv + vx * vx * qxx + 2 * vx * gvv * qxv + gvv * gvv * qvv,
    ];
    [bx, bv] = [2 * bx + xx * bx + xv * bv, 2 * bv + vx * bx + vv * bv];
    [xx, xv, vx, vv] = [2 * xx + xx * xx + xv * vx, xv * (2 + xx + vv), vx * (2 + xx + vv), 2 * vv + vv * vv + vx * xv];
  }
  const scale = 2 * friction * thermal;
  const noiseV = Math.sqrt(scale * qvv);
  return {
    xx,
    xv,
    vx,
    vv,
    shift: acceleration * bx,
    push: acceleration * bv,
    noiseV,
    noiseXV: (scale * qxv) / noiseV,
    noiseX: Math.sqrt(scale * Math.max(0, qxx - (qxv * qxv) / qvv)),
  };
}

/** E and ∫ g gᵀ over a time that is short: (friction + √|stiffness|) h <= 1/16. g = exp(A s) (0, 1)ᵀ = (S, S'). */
function shortJump(friction: Rate, stiffness: number, h: Time) {
  // S = Σ s_n t^n of S'' + γ S' + w S = 0, S(0) = 0, S'(0) = 1
  const series = [0, 1];
  for (let n = 0; n + 2 < TERMS; n++)
    series.push(-(stiffness * series[n] + friction * (n + 1) * series[n + 1]) / ((n + 1) * (n + 2)));
  const position = (t: Time) => series.reduceRight((sum, c) => sum * t + c, 0);
  const velocity = (t: Time) => series.reduceRight((sum, c, n) => (n === 0 ? sum : sum * t + n * c), 0);
  const integral = series.reduceRight((sum, c, n) => sum * h + c / (n + 1), 0) * h;
  const xv = position(h);
  let [qxx, qxv, qvv] = [0, 0, 0];
  for (let i = 0; i < POINTS.length; i++) {
    const t = (h * (1 + POINTS[i])) / 2;
    const [x, v, weight] = [position(t), velocity(t), (WEIGHTS[i] * h) / 2];
    qxx += weight * x * x;
    qxv += weight * x * v;
    qvv += weight * v * v;
  }
  // By integrating the equation of S once: S' - 1 = -γ S - w ∫S.
  return {
    xx: -stiffness * integral,
    xv,
    vx: -stiffness * xv,
    vv: -friction * xv - stiffness * integral,
    bx: integral,
    qxx,
    qxv,
    qvv,
  };
}

/** Moves walkers by a jump: two normal numbers each. Allocates nothing. */
export function applyInertialJump(
  position: Float64Array,
  velocity: Float64Array,
  normals: Float64Array,
  { xx, xv, vx, vv, shift, push, noiseV, noiseXV, noiseX }: InertialJump,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const [x, v, first, second] = [position[i], velocity[i], normals[2 * i], normals[2 * i + 1]];
    position[i] = x + xx * x + xv * v + shift + noiseXV * first + noiseX * second;
    velocity[i] = v + vx * x + vv * v + push + noiseV * first;
  }
}
