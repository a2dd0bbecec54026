/**
 * An activity coefficient that someone gives as a function of the composition, with its derivative.
 *
 *     Γ = 1 + s d ln γ / ds,    φ by quadrature of Γ (Gibbs and Duhem)
 *
 * @see K. S. Pitzer (ed.), Activity Coefficients in Electrolyte Solutions, 2nd ed. (1991), chapter 1 (not opened)
 * @module
 */

import type { Activity } from "./activity.ts";
import { type BoundedInterval, type CompositionFrame, requireWithin, scaleInterval } from "./composition.ts";
import { osmoticCoefficientFrom } from "./gibbs-duhem.ts";

/** ln γ and its derivative as functions, on a named scale. */
export type GivenActivity = CompositionFrame & {
  /** ln γ(s) [1]. */
  readonly lnGamma: (composition: number) => number;
  /** d ln γ / ds [1 / unit of the scale]. */
  readonly dLnGamma: (composition: number) => number;
  /** Where it is trusted [unit of the scale]; all that the scale admits unless given. */
  readonly trusted?: BoundedInterval;
  /** Particles ν of one unit of solute [1]; 1 unless given. */
  readonly particles?: number;
};

/** The activity model that two given functions make, of a composition [unit of the scale]. */
export function givenActivity({ lnGamma, dLnGamma, trusted, particles = 1, ...frame }: GivenActivity): Activity {
  const domain = scaleInterval(frame.scale);
  const check = (s: number): number => requireWithin(domain, frame.scale, s);
  // s d ln γ/ds vanishes in pure solvent even where d ln γ/ds is infinite, as for salts.
  const thermodynamicFactor = (s: number): number => (check(s) > 0 ? 1 + s * dLnGamma(s) : 1);
  return {
    ...frame,
    domain,
    trusted: trusted ?? domain,
    particles,
    lnGamma: (s) => lnGamma(check(s)),
    dLnGamma: (s) => dLnGamma(check(s)),
    thermodynamicFactor,
    osmoticCoefficient: (s) => osmoticCoefficientFrom(frame, thermodynamicFactor, check(s)),
  };
}
