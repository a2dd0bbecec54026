/**
 * A permeation assay: a solute passes from a donor to an acceptor chamber, both well stirred, until they are equal.
 *
 *     c_A(t) = c_eq (1 - e^{-k t}),    c_eq = c_0 V_D / (V_D + V_A),    k = P A (1/V_D + 1/V_A)
 *     P = -ln(1 - c_A / c_eq) / [ A t (1/V_D + 1/V_A) ]
 *     P_app = V_A c_A / (A t c_0)       as if the acceptor stayed empty and the donor full: too low
 *
 * Nothing is kept by the membrane or the walls.
 *
 * @see A. Avdeef, Absorption and Drug Development (2nd ed., 2012), chapter 7 (not opened)
 * @module
 */

import { expm1, log1p } from "#numerics/elementary.ts";
import { checkConcentration, checkPositive } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Area, Concentration, Time, Unit, Velocity, Volume } from "#units/flavour.ts";

/** Two chambers, a membrane between, and when the acceptor is looked at. */
export interface TwoChambers {
  /** V_D [m^3]. */
  readonly donorVolume: Volume;
  /** V_A [m^3]. */
  readonly acceptorVolume: Volume;
  readonly area: Area;
  /** t, from when the donor was filled [s]. */
  readonly time: Time;
  /** c_0 in the donor at the start [mol m^-3]. */
  readonly donor: Concentration;
}

/**
 * c_A in the acceptor at t [mol m^-3].
 *
 * @throws DomainError if P or c_0 is negative, or a volume, the area or t is not positive.
 */
export function acceptorConcentration({
  permeability,
  ...assay
}: TwoChambers & { readonly permeability: Velocity }): Concentration {
  checkChambers(assay);
  if (!(permeability >= 0 && permeability < Number.POSITIVE_INFINITY))
    throw new DomainError("permeability", permeability, "a permeability cannot be negative [m s^-1]");
  return -equalConcentration(assay) * expm1(-permeability * exposure(assay));
}

/**
 * P from what is found in the acceptor [m s^-1]; infinite where the chambers are equal already.
 *
 * @throws DomainError if the acceptor is above c_eq, or as {@link acceptorConcentration}.
 */
export function permeabilityFromAcceptor({
  acceptor,
  ...assay
}: TwoChambers & { readonly acceptor: Concentration }): Velocity {
  checkChambers(assay);
  checkConcentration("acceptor", acceptor);
  const reached = acceptor / equalConcentration(assay);
  if (!(reached <= 1))
    throw new DomainError("acceptor", acceptor, "it is above that of both chambers mixed [mol m^-3]");
  return -log1p(-reached) / exposure(assay);
}

/**
 * P_app from what is found in the acceptor, as if it had stayed empty [m s^-1].
 *
 * @throws DomainError as {@link permeabilityFromAcceptor}.
 */
export function sinkPermeability({ acceptor, ...assay }: TwoChambers & { readonly acceptor: Concentration }): Velocity {
  checkChambers(assay);
  checkConcentration("acceptor", acceptor);
  return (assay.acceptorVolume * acceptor) / (assay.area * assay.time * assay.donor);
}

function equalConcentration({ donor, donorVolume, acceptorVolume }: TwoChambers): Concentration {
  return donor * (donorVolume / (donorVolume + acceptorVolume));
}

/** A t (1/V_D + 1/V_A), by which P is multiplied [s m^-1]. */
function exposure({ area, time, donorVolume, acceptorVolume }: TwoChambers): Unit<"s m^-1"> {
  return area * time * (1 / donorVolume + 1 / acceptorVolume);
}

function checkChambers({ donorVolume, acceptorVolume, area, time, donor }: TwoChambers): void {
  checkPositive("donorVolume", donorVolume, "a chamber has a volume [m^3]");
  checkPositive("acceptorVolume", acceptorVolume, "a chamber has a volume [m^3]");
  checkPositive("area", area, "a membrane has an area [m^2]");
  checkPositive("time", time, "an assay takes time [s]");
  checkPositive("donor", donor, "the donor is filled at the start [mol m^-3]");
}
