/**
 * A gas taken up by blood on its way along a capillary: diffusion in partial pressure, storage in content.
 *
 *     V_c β(P) dP/dt = D_L (P_A - P),    β = dC/dP,    C = C_max S(P) + α P,    S = P^n / (P^n + P_50^n) of oxygen
 *
 * With P = P_A - (P_A - P_0) e^{-s} this is t = (V_c / D_L) ∫ from 0 to s of β ds, an integral without a pole. It holds
 * for blood that gives off gas as well, and for anything that is bound in a stirred volume behind a wall, with the free
 * concentration in place of P and the slope of the whole content in it in place of β.
 *
 * @see J. Piiper and P. Scheid, Respir. Physiol. 46, 193 (1981) (not opened)
 * @see A. V. Hill, J. Physiol. 40, iv (1910), for S (not opened)
 * @module
 */

import { exp, log } from "#numerics/elementary.ts";
import { integrate } from "#numerics/quadrature.ts";
import { rootIn } from "#numerics/root.ts";
import { checkPositive } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Time, Unit, Volume } from "#units/flavour.ts";

/** Binding of a gas by Hill's law. */
export interface HillBinding {
  /** P_50 [Pa]. */
  readonly halfPressure: Unit<"Pa">;
  /** n [1]. */
  readonly exponent: Unit<"1">;
}

/** Blood in a capillary beside a gas. */
export interface CapillaryGas {
  /** β = dC/dP at a pressure above 0 [mol m^-3 Pa^-1]. */
  readonly capacitance: (pressure: Unit<"Pa">) => Unit<"mol m^-3 Pa^-1">;
  /** D_L [mol s^-1 Pa^-1]. */
  readonly diffusingCapacity: Unit<"mol s^-1 Pa^-1">;
  /** V_c of blood in the capillaries [m^3]. */
  readonly volume: Volume;
  /** P_A outside [Pa]. */
  readonly outside: Unit<"Pa">;
  /** P_0 of the blood that comes in [Pa]. */
  readonly start: Unit<"Pa">;
}

/**
 * Saturation S(P) [1] of Hill's law.
 *
 * @throws DomainError if P is negative, or P_50 or n is not positive.
 */
export function hillSaturation(pressure: Unit<"Pa">, binding: HillBinding): Unit<"1"> {
  checkPositive("halfPressure", binding.halfPressure, "half saturation takes a pressure [Pa]");
  checkPositive("exponent", binding.exponent, "Hill's exponent is positive");
  if (!(pressure >= 0)) throw new DomainError("pressure", pressure, "a partial pressure is not negative [Pa]");
  return pressure === 0 ? 0 : 1 / (1 + exp(-binding.exponent * log(pressure / binding.halfPressure)));
}

/**
 * Pressure of the blood after a time [Pa].
 *
 * @throws DomainError if the time is negative or an argument has no meaning.
 */
export function pressureAfter({ time, ...gas }: CapillaryGas & { readonly time: Time }): Unit<"Pa"> {
  checkGas(gas);
  if (!(time >= 0 && time < Number.POSITIVE_INFINITY))
    throw new DomainError("time", time, "blood has been in the capillary for a time [s]");
  if (time === 0) return gas.start;
  let far = 1;
  while (uptakeTime(far, gas) < time && far < 800) far *= 2;
  if (far >= 800) return gas.outside;
  return pressureAt(
    rootIn((s) => uptakeTime(s, gas) - time, 0, far),
    gas,
  );
}

function uptakeTime(s: number, gas: CapillaryGas): Time {
  return (gas.volume / gas.diffusingCapacity) * integrate((x) => gas.capacitance(pressureAt(x, gas)), 0, s);
}

function pressureAt(s: number, { outside, start }: CapillaryGas): Unit<"Pa"> {
  return outside - (outside - start) * exp(-s);
}

function checkGas({ diffusingCapacity, volume, outside, start }: CapillaryGas): void {
  checkPositive("diffusingCapacity", diffusingCapacity, "a wall lets gas through [mol s^-1 Pa^-1]");
  checkPositive("volume", volume, "capillaries hold blood [m^3]");
  for (const [name, pressure] of Object.entries({ outside, start }))
    if (!(pressure >= 0 && pressure < Number.POSITIVE_INFINITY))
      throw new DomainError(name, pressure, "a partial pressure is not negative [Pa]");
  if (start === outside) throw new DomainError("start", start, "blood at the pressure outside takes up nothing [Pa]");
}
