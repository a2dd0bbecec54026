/**
 * The law of Nernst and Planck: ions diffuse down their gradient and drift in the electric field.
 *
 *     J = -D (dc/dx + z (F/RT) c dphi/dx) = -D dc/dx + z D (F/RT) c E,    E = -dphi/dx
 *
 * For a dilute ion, in a solvent at rest. It gives the flux where the field is known; what the field is, is asked of
 * another law: constant (goldman-hodgkin-katz), electroneutral (planck, henderson) or Poisson's.
 *
 * @see M. Planck, Ann. Phys. 275, 161 (1890), doi:10.1002/andp.18902750202 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import type { Concentration, Flux, Temperature, Unit } from "#units/flavour.ts";
import { checkConcentration, checkPositive, checkValence, type Ion } from "./ion.ts";
import { thermalVoltage } from "./thermal-voltage.ts";

/** An ion at a point of a solution. */
export interface IonAtPoint extends Ion {
  readonly concentration: Concentration;
  /** dc/dx [mol m^-4]. */
  readonly gradient: Unit<"mol m^-4">;
  readonly temperature: Temperature;
}

/**
 * Flux J toward +x [mol m^-2 s^-1] in the electric field E [V m^-1].
 *
 * @throws DomainError if D or T is not positive, c is negative, or z is 0.
 */
export function nernstPlanckFlux({ field, ...ion }: IonAtPoint & { readonly field: Unit<"V m^-1"> }): Flux {
  const { valence, diffusivity, concentration, gradient, temperature } = ion;
  checkValence(valence);
  checkPositive("diffusivity", diffusivity, "a diffusion coefficient must be positive [m^2 s^-1]");
  checkConcentration("concentration", concentration);
  return diffusivity * ((valence * concentration * field) / thermalVoltage(temperature) - gradient);
}

/**
 * The electric field [V m^-1] in which drift balances diffusion, E = (RT/zF) (dc/dx) / c: there J = 0, and in -E the two
 * have the same size and direction.
 *
 * @throws DomainError if c or T is not positive, or z is 0.
 *
 * @example Over 0.1 mm, 10 mM of a monovalent ion are held by 257 V/m, 26 mV in all:
 * ```ts
 * balancingField({ valence: 1, concentration: 10, gradient: 1e5, temperature: 298.15 }); // 256.925791211
 * ```
 */
export function balancingField(ion: Omit<IonAtPoint, "diffusivity">): Unit<"V m^-1"> {
  const { valence, concentration, gradient, temperature } = ion;
  checkValence(valence);
  if (!(concentration > 0))
    throw new DomainError("concentration", concentration, "where there is no ion no field holds it [mol m^-3]");
  return ((thermalVoltage(temperature) / valence) * gradient) / concentration;
}
