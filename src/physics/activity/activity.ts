/**
 * What every activity model gives, all from one source.
 *
 *     µ/RT = µ°/RT + ln(γ s),    Γ = 1 + d ln γ / d ln s,    J = -D Γ grad s
 *
 * s is the composition on the scale that the model names. For a salt γ is the mean activity coefficient of its ions,
 * s that of the salt, and µ that of the salt divided by the number ν of ions. The osmotic coefficient φ is defined by
 * the activity a1 of the solvent (M1 its molar mass, V1 its molar volume, Π the osmotic pressure):
 *
 *     molal            -ln a1 = ν m M1 φ
 *     mole fraction    -ln a1 = φ x / (1 - x)
 *     molar            Π = -(RT/V1) ln a1 = ν c RT φ
 *     volume fraction  the same, with c the solute per volume of solution
 *
 * φ follows from Γ by the equation of Gibbs and Duhem (`gibbs-duhem.ts`); models give it in closed form. Hence φ and Γ
 * tend to 1 in dilute solution, whatever value γ tends to.
 *
 * @see K. S. Pitzer (ed.), Activity Coefficients in Electrolyte Solutions, 2nd ed. (1991), chapters 1 and 3 (not opened)
 * @module
 */

import type { BoundedInterval, CompositionFrame } from "./composition.ts";
import type { FreeEnergy } from "./free-energy.ts";

/** An activity model with its parameters, on its scale. Each function throws DomainError outside `domain`. */
export type Activity = CompositionFrame & {
  /** Compositions for which the formula has a meaning [unit of the scale]. */
  readonly domain: BoundedInterval;
  /** Compositions for which the formula is trusted, part of `domain` [unit of the scale]. */
  readonly trusted: BoundedInterval;
  /** Particles ν that one unit of solute gives [1]: 1, or the ions of a salt. */
  readonly particles: number;
  /** ln γ(s) [1]. */
  readonly lnGamma: (composition: number) => number;
  /** d ln γ / ds [1 / unit of the scale]; -Infinity for a salt at s = 0. */
  readonly dLnGamma: (composition: number) => number;
  /** Thermodynamic factor Γ(s) = 1 + d ln γ / d ln s [1]. */
  readonly thermodynamicFactor: (composition: number) => number;
  /** Osmotic coefficient φ(s) [1]. */
  readonly osmoticCoefficient: (composition: number) => number;
  /** Free energy of mixing that γ is the slope of, where the model has one in closed form. */
  readonly freeEnergy?: FreeEnergy;
};
