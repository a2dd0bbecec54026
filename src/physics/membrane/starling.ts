/**
 * Starling's law: volume flow through a membrane, driven by pressure against osmotic pressure.
 *
 *     J_v = L_p (ΔP - σ ΔΠ),    Δ = left - right
 *
 *     capillary, pressure falling linearly from P_a to P_v, s from 0 to 1:
 *     J_v(s) = L_p [ P(s) - P_i - σ (π_c - π_i) ]
 *
 * @see E. H. Starling, J. Physiol. 19, 312 (1896) (not opened)
 * @see O. Kedem and A. Katchalsky, Biochim. Biophys. Acta 27, 229 (1958) (not opened)
 * @module
 */

import { checkFinite } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Unit, Velocity } from "#units/flavour.ts";

/** A membrane between two pressures. */
export interface FilteringMembrane {
  /** L_p [m s^-1 Pa^-1]. */
  readonly hydraulicConductivity: Unit<"m s^-1 Pa^-1">;
  /** Reflection coefficient σ of osmosis [1]. */
  readonly reflection: Unit<"1">;
  /** ΔP = P_left - P_right [Pa]. */
  readonly pressure: Unit<"Pa">;
  /** ΔΠ = Π_left - Π_right [Pa]. */
  readonly osmoticPressure: Unit<"Pa">;
}

/**
 * J_v from left to right [m s^-1].
 *
 * @throws DomainError if L_p is negative, σ is above 1, or a pressure is not finite.
 */
export function starlingFlux({ hydraulicConductivity, pressure, ...osmotic }: FilteringMembrane): Velocity {
  checkHydraulicConductivity(hydraulicConductivity);
  checkFinite("pressure", pressure, "a pressure is a number [Pa]");
  return hydraulicConductivity * (pressure - stillPressure(osmotic));
}

/**
 * ΔP = σ ΔΠ at which no volume flows [Pa].
 *
 * @throws DomainError if σ is above 1 or the osmotic pressure is not finite.
 */
export function stillPressure({
  reflection,
  osmoticPressure,
}: Pick<FilteringMembrane, "reflection" | "osmoticPressure">): Unit<"Pa"> {
  if (!(reflection <= 1 && reflection > Number.NEGATIVE_INFINITY))
    throw new DomainError("reflection", reflection, "a reflection coefficient is at most 1");
  checkFinite("osmoticPressure", osmoticPressure, "an osmotic pressure is a number [Pa]");
  return reflection * osmoticPressure;
}

/** A capillary along which the pressure falls linearly. */
export interface StarlingCapillary {
  /** L_p [m s^-1 Pa^-1]. */
  readonly hydraulicConductivity: Unit<"m s^-1 Pa^-1">;
  /** Reflection coefficient σ of the proteins [1]. */
  readonly reflection: Unit<"1">;
  /** Blood pressure where the capillary begins [Pa]. */
  readonly arterial: Unit<"Pa">;
  /** Blood pressure where it ends [Pa]. */
  readonly venous: Unit<"Pa">;
  /** Pressure of the tissue P_i [Pa]. */
  readonly tissue: Unit<"Pa">;
  /** Colloid osmotic pressure of the plasma π_c [Pa]. */
  readonly plasmaColloid: Unit<"Pa">;
  /** Colloid osmotic pressure of the tissue π_i [Pa]. */
  readonly tissueColloid: Unit<"Pa">;
}

/** Volume flow out of a capillary. */
export interface CapillaryFiltration {
  /** J_v where the capillary begins [m s^-1]. */
  readonly arterial: Velocity;
  /** J_v where it ends [m s^-1]. */
  readonly venous: Velocity;
  /** Mean over the length [m s^-1]. */
  readonly mean: Velocity;
  /** Where J_v = 0, as a fraction s of the length; absent if it is nowhere [1]. */
  readonly turningPoint?: Unit<"1">;
}

/**
 * J_v along a capillary [m s^-1], positive outward, and where it turns.
 *
 * @throws DomainError as {@link starlingFlux}.
 */
export function capillaryFiltration(capillary: StarlingCapillary): CapillaryFiltration {
  const { hydraulicConductivity, reflection, tissue, plasmaColloid, tissueColloid } = capillary;
  const at = (blood: number): number =>
    starlingFlux({
      hydraulicConductivity,
      reflection,
      pressure: blood - tissue,
      osmoticPressure: plasmaColloid - tissueColloid,
    });
  const arterial = at(capillary.arterial);
  const venous = at(capillary.venous);
  const turns = arterial !== venous && arterial * venous <= 0;
  return {
    arterial,
    venous,
    mean: 0.5 * (arterial + venous),
    ...(turns ? { turningPoint: arterial / (arterial - venous) } : {}),
  };
}

/** @throws DomainError unless the hydraulic conductivity is finite and not negative [m s^-1 Pa^-1]. */
export function checkHydraulicConductivity(hydraulicConductivity: Unit<"m s^-1 Pa^-1">): void {
  if (!(hydraulicConductivity >= 0 && hydraulicConductivity < Number.POSITIVE_INFINITY))
    throw new DomainError(
      "hydraulicConductivity",
      hydraulicConductivity,
      "a hydraulic conductivity cannot be negative [m s^-1 Pa^-1]",
    );
}
