/**
 * Carriers: what takes a species through a membrane, by the concentrations on its two sides.
 *
 *     michaelis-menten   J = Vmax c / (Km + c)                                 one way
 *     facilitated        J = Vmax [c / (Km + c) - c' / (Km + c')]              both ways, no work
 *     linear             J = P (c - c')                                        both ways, never full
 *     pump               J = J_p                                               whatever is there
 *
 * c is the concentration in front of the membrane and c' that behind it, both in the fluid there; J counts per area of
 * membrane and is positive where it takes the species from the front to the back. At small c a carrier is linear, with
 * P = Vmax / Km. A pump stops only where nothing is left to take.
 *
 * @see L. Michaelis and M. L. Menten, Biochem. Z. 49, 333 (1913) (not opened)
 * @module
 */

import type { Velocity } from "#units/flavour.ts";

/** The laws of carriers, in the words of a model file. */
export const CARRIER_LAWS = ["michaelis-menten", "facilitated", "linear", "pump"] as const;

/** A law of a carrier, per area of membrane. */
export type CarrierLaw =
  /** Largest flux Vmax [mol m^-2 s^-1] and the concentration Km at which half of it passes [mol m^-3]. */
  | { readonly kind: "michaelis-menten" | "facilitated"; readonly maximum: number; readonly halfSaturation: number }
  /** Permeability P [m s^-1]. */
  | { readonly kind: "linear"; readonly permeability: Velocity }
  /** Flux J_p [mol m^-2 s^-1]. */
  | { readonly kind: "pump"; readonly rate: number };

/** A carrier that the file names. */
export interface Carrier {
  readonly name: string;
  readonly law: CarrierLaw;
}

/** Whether the flux is proportional to the concentrations, so that independent walkers can be taken by it. */
export function isLinearCarrier({ kind }: CarrierLaw): boolean {
  return kind === "linear";
}

/** Flux J from the front, where the concentration is c [mol m^-3], to the back [mol m^-2 s^-1]. */
export function carrierFlux(law: CarrierLaw, c: number, behind = 0): number {
  switch (law.kind) {
    case "michaelis-menten":
      return law.maximum * (c / (law.halfSaturation + c));
    case "facilitated": {
      const { maximum, halfSaturation: Km } = law;
      // one fraction, so that equal sides carry nothing and close ones lose no digits
      return (maximum * Km * (c - behind)) / ((Km + c) * (Km + behind));
    }
    case "linear":
      return law.permeability * (c - behind);
    case "pump":
      return law.rate;
  }
}

/** How the flux rises with the concentration in front, ∂J/∂c [m s^-1]. */
export function carrierSlope(law: CarrierLaw, c: number): number {
  switch (law.kind) {
    case "michaelis-menten":
    case "facilitated": {
      const sum = law.halfSaturation + c;
      return law.maximum * (law.halfSaturation / (sum * sum));
    }
    case "linear":
      return law.permeability;
    case "pump":
      return 0;
  }
}

/** How the flux rises with the concentration behind, ∂J/∂c' [m s^-1]: not above zero. */
export function carrierSlopeBehind(law: CarrierLaw, behind: number): number {
  return law.kind === "michaelis-menten" || law.kind === "pump" ? 0 : -carrierSlope(law, behind);
}
