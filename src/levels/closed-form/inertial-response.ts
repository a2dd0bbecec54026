/**
 * How a particle with friction and a linear force answers: the damped oscillator.
 *
 *     dx/dt = v,    dv/dt = -γ v - w x + a
 *
 * S(t) is the displacement per unit of velocity at the start, P(t) that per unit of steady acceleration, G(t) the part of
 * a velocity that is left:
 *
 *     S'' + γ S' + w S = 0,  S(0) = 0,  S'(0) = 1,        P = ∫ S dt,        G = S'
 *
 * and a particle displaced by 1 from where it rests is at 1 - w P. With the roots f and s of r² - γ r + w = 0,
 * S = (e^{-st} - e^{-ft}) / (f - s): overdamped for w < γ²/4, with s = 0 if it is free (w = 0), s < 0 on a hill; with
 * complex roots it oscillates.
 *
 * @module
 */

import { cos, exp, expm1, sin } from "#numerics/elementary.ts";
import { gaussLegendre } from "#numerics/gauss-legendre.ts";
import type { Rate, Time } from "#units/flavour.ts";

/** A particle with friction in a linear force. */
export interface DampedParticle {
  /** γ = ζ / m = 1 / τ [s^-1]. */
  readonly friction: Rate;
  /** w = κ / m [s^-2]; 0 for a free particle, negative on a hill. */
  readonly stiffness: number;
}

/** The answers at one time. */
export interface Response {
  /** S: displacement per unit of velocity at the start [s]. */
  readonly perVelocity: number;
  /** P: displacement per unit of steady acceleration [s^2]. */
  readonly perAcceleration: number;
  /** G: part of the velocity that is left [1]. */
  readonly velocityLeft: number;
}

/** The answers of a particle after a time, with full relative accuracy of S and P at short and long times. */
export function response(particle: DampedParticle, time: Time): Response {
  const { friction, stiffness: w } = particle;
  const { perVelocity, velocityLeft } = answerToVelocity(particle, time);
  const fastest = friction / 2 + Math.sqrt(Math.abs((friction * friction) / 4 - w));
  if (fastest * time < 0.5) {
    // P = t²/2 - ... is a small difference of large terms: integrate S instead.
    const perAcceleration = POINTS.reduce((sum, x, i) => {
      const at = (time * (1 + x)) / 2;
      return sum + (time / 2) * WEIGHTS[i] * answerToVelocity(particle, at).perVelocity;
    }, 0);
    return { perVelocity, perAcceleration, velocityLeft };
  }
  const root = rootsOf(particle);
  const perAcceleration = root.real
    ? (decayed(root.slow, time) - perVelocity) / root.fast
    : (1 - (velocityLeft + friction * perVelocity)) / w;
  return { perVelocity, perAcceleration, velocityLeft };
}

const { points: POINTS, weights: WEIGHTS } = gaussLegendre(16);

type Roots =
  | { readonly real: true; readonly slow: Rate; readonly fast: Rate }
  | { readonly real: false; readonly half: Rate; readonly frequency: Rate };

function rootsOf({ friction, stiffness }: DampedParticle): Roots {
  const half = friction / 2;
  const discriminant = half * half - stiffness;
  if (discriminant < 0) return { real: false, half, frequency: Math.sqrt(-discriminant) };
  const fast = half + Math.sqrt(discriminant);
  return { real: true, fast, slow: stiffness / fast };
}

function answerToVelocity(particle: DampedParticle, time: Time): Pick<Response, "perVelocity" | "velocityLeft"> {
  const root = rootsOf(particle);
  if (!root.real) {
    const { half, frequency } = root;
    const envelope = exp(-half * time);
    const perVelocity = (envelope * sin(frequency * time)) / frequency;
    return { perVelocity, velocityLeft: envelope * cos(frequency * time) - half * perVelocity };
  }
  const { slow, fast } = root;
  const perVelocity = exp(-slow * time) * decayed(fast - slow, time);
  return { perVelocity, velocityLeft: exp(-fast * time) - slow * perVelocity };
}

/** (1 - e^{-rt}) / r [s]; t for r = 0. */
function decayed(rate: Rate, time: Time): Time {
  return Math.abs(rate * time) < 1e-18 ? time : -expm1(-rate * time) / rate;
}

/** Smallest rate at which the particle relaxes [s^-1]: the real part of the slow root; undefined if nothing holds it. */
export function slowestRelaxation(particle: DampedParticle): Rate | undefined {
  if (!(particle.stiffness > 0)) return undefined;
  const root = rootsOf(particle);
  return root.real ? root.slow : root.half;
}
