/**
 * The theory of Teorell, Meyer and Sievers: a charged membrane between two solutions of one 1:1 salt.
 *
 *     Donnan jump at the left face | electroneutral diffusion with fixed charge X inside | Donnan jump at the right face
 *
 *     V = phi_left - phi_right without current
 *       = (RT/F) { ln(r_left / r_right) + U ln[ (s_right - U X) / (s_left - U X) ] },    U = (D+ - D-) / (D+ + D-)
 *     r = [ -X + sqrt(X² + 4c²) ] / 2c,    s = c (r + 1/r)
 *
 * For ideal solutions, D constant in the membrane, K = 1, and a membrane thick beside its Debye length. Strong charge makes
 * it an electrode for the ion of opposite sign, (RT/F) ln(c_right / c_left) for X << 0; without charge it is a liquid
 * junction.
 *
 * @see T. Teorell, Proc. Soc. Exp. Biol. Med. 33, 282 (1935) (not opened)
 * @see K. H. Meyer and J.-F. Sievers, Helv. Chim. Acta 19, 649 (1936), doi:10.1002/hlca.19360190190 (not opened)
 * @module
 */

import { cosh, exp, log } from "#numerics/elementary.ts";
import type { Concentration, Diffusivity, Length, Temperature, Unit } from "#units/flavour.ts";
import { logDonnanShift } from "./donnan.ts";
import { checkPositive } from "./ion.ts";
import type { SaltFluxes } from "./planck-binary.ts";
import { chargedLayerFluxes } from "./planck-charged.ts";
import { thermalVoltage } from "./thermal-voltage.ts";

/** A charged membrane between two solutions of a salt of monovalent ions. */
export interface ChargedMembrane {
  /** D+ in the membrane. */
  readonly cation: Diffusivity;
  /** D- in the membrane. */
  readonly anion: Diffusivity;
  /** Concentration of the salt in the left solution. */
  readonly left: Concentration;
  readonly right: Concentration;
  /** X in the membrane, in elementary charges, with its sign [mol m^-3]. */
  readonly fixedCharge: Concentration;
  readonly temperature: Temperature;
}

/**
 * Membrane potential V = phi_left - phi_right [V] between the solutions, without current.
 *
 * @throws DomainError if D, c or T is not positive.
 *
 * @example 100 mM NaCl against 10 mM, over a cation exchanger of 200 mM:
 * ```ts
 * const membrane = { cation: 1.334e-9, anion: 2.032e-9, left: 100, right: 10, fixedCharge: -200, temperature: 298.15 };
 * teorellMeyerSieversPotential(membrane); // -0.0521808940771
 * ```
 */
export function teorellMeyerSieversPotential(membrane: ChargedMembrane): Unit<"V"> {
  const { cation, anion, left, right, fixedCharge, temperature } = membrane;
  checkDiffusivities(membrane);
  const preference = (cation - anion) / (cation + anion);
  const shiftLeft = logDonnanShift(fixedCharge, left);
  const shiftRight = logDonnanShift(fixedCharge, right);
  const inside = (shift: number, salt: Concentration): number => 2 * salt * cosh(shift) - preference * fixedCharge;
  const reduced = shiftRight - shiftLeft + preference * log(inside(shiftRight, right) / inside(shiftLeft, left));
  return thermalVoltage(temperature) * reduced;
}

/**
 * Fluxes of the two ions from left to right [mol m^-2 s^-1] at the voltage V = phi_left - phi_right between the solutions.
 *
 * @throws DomainError if D, c, T or L is not positive, or V is not finite.
 */
export function chargedMembraneFluxes(
  membrane: ChargedMembrane & {
    /** L [m]. */
    readonly thickness: Length;
    /** V [V]. */
    readonly voltage: Unit<"V">;
  },
): SaltFluxes {
  const { cation, anion, left, right, fixedCharge, thickness, voltage, temperature } = membrane;
  checkDiffusivities(membrane);
  const thermal = thermalVoltage(temperature);
  const shiftLeft = logDonnanShift(fixedCharge, left);
  const shiftRight = logDonnanShift(fixedCharge, right);
  const inside = (valence: number, diffusivity: Diffusivity) => ({
    valence,
    diffusivity,
    left: left * exp(-valence * shiftLeft),
    right: right * exp(-valence * shiftRight),
  });
  const [cationFlux = 0, anionFlux = 0] = chargedLayerFluxes({
    ions: [inside(1, cation), inside(-1, anion)],
    fixedCharge,
    thickness,
    voltage: voltage + thermal * (shiftLeft - shiftRight),
    temperature,
  });
  return { cation: cationFlux, anion: anionFlux };
}

function checkDiffusivities({ cation, anion }: ChargedMembrane): void {
  checkPositive("cation", cation, "a diffusion coefficient must be positive [m^2 s^-1]");
  checkPositive("anion", anion, "a diffusion coefficient must be positive [m^2 s^-1]");
}
