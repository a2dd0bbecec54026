/**
 * Known edge constants: by how much a right level differs from a neighbouring law, in closed form.
 *
 * Two levels that describe different laws must differ by these amounts. Agreement divides them out and prints them,
 * so that a right walk is not called wrong, and a wrong one is not excused.
 *
 * @module
 */

import { exp, expm1, tanh } from "#numerics/elementary.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Area, Diffusivity, Length, Rate, Time, Velocity } from "#units/flavour.ts";

/**
 * Variance that a walk of drift v has less on a fixed clock than on a Poisson clock of the same mean interval τ:
 *
 *     Var(Poisson) - Var(fixed) = v² τ t    [m^2]
 *
 * Every Poisson clock adds the variance of its own count: t/τ steps of mean v τ each.
 */
export function clockVariance(drift: Velocity, interval: Time, time: Time): Area {
  return drift * drift * interval * time;
}

/**
 * Spread of a walk on Scharfetter-Gummel rates over D [1]: exact drift and Boltzmann law are paid for by
 *
 *     D_walk / D = (Pe / 2) coth(Pe / 2) = 1 + Pe²/12 - ...,    Pe = v h / D
 *
 * @see D. L. Scharfetter and H. K. Gummel, IEEE Trans. Electron Devices 16, 64 (1969), doi:10.1109/T-ED.1969.16566
 * (not opened)
 */
export function scharfetterGummelSpread(peclet: number): number {
  const half = Math.abs(peclet) / 2;
  return half < 1e-8 ? 1 : half / tanh(half);
}

/** Spread of a walk on upwind rates over D, 1 + |Pe| / 2 [1]: first order where Scharfetter-Gummel is second. */
export function upwindSpread(peclet: number): number {
  return 1 + Math.abs(peclet) / 2;
}

/**
 * Excess kurtosis +1 / (2 G t) of an unbiased walk in continuous time that hops at the rate G to each side [1]; that
 * of diffusion is 0.
 *
 * @throws DomainError unless rate [s^-1] and time [s] are positive.
 */
export function continuousTimeKurtosis(rate: Rate, time: Time): number {
  if (!(rate * time > 0)) throw new DomainError("rate times time", rate * time, "before the first hop nothing spreads");
  return 1 / (2 * rate * time);
}

/**
 * Excess kurtosis -2 / N of N unbiased steps of ±1 on a fixed clock [1]: the other sign than in continuous time.
 *
 * @throws DomainError unless there is a step.
 */
export function fixedClockKurtosis(steps: number): number {
  if (!(steps > 0)) throw new DomainError("steps", steps, "before the first step nothing spreads");
  return -2 / steps;
}

/**
 * Stationary variance of Euler-Maruyama in a harmonic well over the exact one [1]:
 *
 *     1 / (1 - dt / 2τ),    τ = ζ / κ
 *
 * @throws DomainError unless 0 <= dt < 2τ, beyond which the scheme diverges.
 */
export function eulerMaruyamaVariance(step: Time, relaxationTime: Time): number {
  const half = step / (2 * relaxationTime);
  if (!(half >= 0 && half < 1)) throw new DomainError("dt / 2τ", half, "Euler-Maruyama diverges from dt = 2τ on");
  return 1 / (1 - half);
}

/** -ζ(½) / √(2π), mean overshoot of a Gaussian walk in standard deviations of a step. */
const OVERSHOOT = 0.5825971579390107;

/**
 * Distance 0.5826 √(2 D dt) by which an absorbing wall seems moved away if it is looked at only after each step [m].
 *
 * @see M. Broadie, P. Glasserman and S. Kou, Math. Finance 7, 325 (1997), doi:10.1111/1467-9965.00035 (not opened)
 */
export function absorbingWallShift(diffusivity: Diffusivity, step: Time): Length {
  return OVERSHOOT * Math.sqrt(2 * diffusivity * step);
}

/**
 * What inertia takes from the mean squared displacement per axis for good: -2 D τ, τ = m / ζ [m^2]. At time t it is
 *
 *     -2 D τ (1 - e^{-t/τ})
 */
export function inertialOffset(diffusivity: Diffusivity, momentumRelaxationTime: Time, time: Time): Area {
  return 2 * diffusivity * momentumRelaxationTime * expm1(-time / momentumRelaxationTime);
}

/**
 * Diffusion coefficient of a persistent walk (each step repeats the last with probability p) over that of the
 * telegrapher's equation with rate 2 (1 - p) / τ [1]: p itself.
 *
 * @throws DomainError unless 0 < p < 1.
 */
export function telegrapherSpread(repeat: number): number {
  if (!(repeat > 0 && repeat < 1)) throw new DomainError("repeat", repeat, "a probability between 0 and 1");
  return repeat;
}

/**
 * Variance of a position in a harmonic well averaged over an exposure, over that of the position [1]:
 *
 *     2/a - 2 (1 - e^{-a}) / a²,    a = exposure / τ
 *
 * @throws DomainError if the exposure is negative or τ not positive.
 */
export function blurFactor(exposure: Time, relaxationTime: Time): number {
  const a = exposure / relaxationTime;
  if (!(a >= 0)) throw new DomainError("exposure / τ", a, "an exposure is not negative");
  // Below, the difference of nearly equal terms loses digits; the series 1 - a/3 + a²/12 - a³/60 errs by a⁴/360.
  if (a < 1e-3) return 1 - a / 3 + (a * a) / 12 - (a * a * a) / 60;
  return (2 * (a - 1 + exp(-a))) / (a * a);
}

/** Variance h²/12 that sorting positions into cells of width h adds [m^2]. */
export function binningVariance(width: Length): Area {
  return (width * width) / 12;
}
