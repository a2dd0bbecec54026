/**
 * The diffuse layer of Gouy and Chapman: a charged plane in a z:z salt.
 *
 *     σ = sqrt(8 eps RT c) sinh(z F ζ / 2RT)                                       Grahame
 *     tanh(z F φ(x) / 4RT) = tanh(z F ζ / 4RT) e^{-x/λ},   λ = sqrt( eps RT / (2 z² F² c) )
 *     c_i(x) = c e^{-z_i F φ(x) / RT}
 *
 * ζ is the potential of the plane against the solution far off, σ the charge of the plane. For point ions in a uniform
 * solvent: too high concentrations near planes of more than about 0.2 V, where ions would touch.
 *
 * @see D. L. Chapman, Phil. Mag. 25, 475 (1913), doi:10.1080/14786440408634187 (not opened)
 * @see D. C. Grahame, Chem. Rev. 41, 441 (1947), doi:10.1021/cr60130a002 (not opened)
 * @module
 */

import { exp, expm1, log1p, sinh, tanh } from "#numerics/elementary.ts";
import { GAS_CONSTANT, VACUUM_PERMITTIVITY } from "#units/constants.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Concentration, Length, Temperature, Unit } from "#units/flavour.ts";
import { debyeLength } from "./debye-length.ts";
import { checkFinite, checkPositive } from "./ion.ts";
import { thermalVoltage } from "./thermal-voltage.ts";

/** A solution of a z:z salt beside a charged plane. */
export interface SymmetricSolution {
  /** Concentration c of the salt far from the plane. */
  readonly concentration: Concentration;
  /** Size |z| of both valences [1]; 1 unless given. */
  readonly valence?: Unit<"1">;
  /** eps / ε0 of the solvent [1]. */
  readonly relativePermittivity: Unit<"1">;
  readonly temperature: Temperature;
}

/** The same, beside a plane at a known potential. */
export interface PlaneAtPotential extends SymmetricSolution {
  /** ζ [V]. */
  readonly surfacePotential: Unit<"V">;
}

/**
 * Charge σ of a plane at the potential ζ [C m^-2].
 *
 * @throws DomainError if c, z, eps or T is not positive, or ζ is not finite.
 *
 * @example A plane at -50 mV in 100 mM of a 1:1 salt:
 * ```ts
 * const plane = { concentration: 100, relativePermittivity: 78.4, temperature: 298.15, surfacePotential: -0.05 };
 * surfaceCharge(plane); // -0.0420760915344
 * ```
 */
export function surfaceCharge(plane: PlaneAtPotential): Unit<"C m^-2"> {
  checkFinite("surfacePotential", plane.surfacePotential, "a potential is a number [V]");
  return chargeScale(plane) * sinh(plane.surfacePotential / (2 * voltageScale(plane)));
}

/**
 * Potential ζ of a plane of charge σ [V], {@link surfaceCharge} read backwards.
 *
 * @throws DomainError if c, z, eps or T is not positive, or σ is not finite.
 */
export function surfacePotential({
  surfaceCharge: charge,
  ...solution
}: SymmetricSolution & { readonly surfaceCharge: Unit<"C m^-2"> }): Unit<"V"> {
  checkFinite("surfaceCharge", charge, "a charge is a number [C m^-2]");
  const x = Math.abs(charge) / chargeScale(solution);
  return 2 * voltageScale(solution) * Math.sign(charge) * log1p(x + (x * x) / (1 + Math.sqrt(1 + x * x)));
}

/**
 * Potential φ at the distance x from the plane [V], against the solution far off.
 *
 * @throws DomainError if c, z, eps or T is not positive, x is negative, or ζ is not finite.
 */
export function diffuseLayerPotential({
  distance,
  ...plane
}: PlaneAtPotential & { readonly distance: Length }): Unit<"V"> {
  checkFinite("surfacePotential", plane.surfacePotential, "a potential is a number [V]");
  if (!(distance >= 0)) throw new DomainError("distance", distance, "a distance is not negative [m]");
  const { concentration, relativePermittivity, temperature, valence = 1 } = plane;
  const scale = voltageScale(plane);
  const strength = valence * valence * concentration;
  const decay = -distance / debyeLength({ ionicStrength: strength, relativePermittivity, temperature });
  const half = Math.abs(plane.surfacePotential) / (2 * scale);
  const g = tanh(half / 2);
  // 1 - g e^{-x/λ}, from 1 - g = 2 / (e^half + 1): holds where g rounds to 1
  const below = 2 / (exp(half) + 1) - g * expm1(decay);
  return 2 * scale * Math.sign(plane.surfacePotential) * log1p((2 * g * exp(decay)) / below);
}

/**
 * Concentration of an ion of valence z_i where the potential is φ [mol m^-3]: c e^{-z_i F φ / RT}.
 *
 * @throws DomainError if the temperature is not positive.
 */
export function boltzmannConcentration(ion: {
  /** z_i, with its sign [1]. */
  readonly valence: Unit<"1">;
  /** c where φ is 0. */
  readonly concentration: Concentration;
  /** φ [V]. */
  readonly potential: Unit<"V">;
  readonly temperature: Temperature;
}): Concentration {
  return ion.concentration * exp((-ion.valence * ion.potential) / thermalVoltage(ion.temperature));
}

/** RT / zF [V]. */
function voltageScale({ valence = 1, temperature }: SymmetricSolution): Unit<"V"> {
  checkPositive("valence", valence, "give the size |z| of both valences, which is positive [1]");
  return thermalVoltage(temperature) / valence;
}

/** sqrt(8 eps RT c) [C m^-2]. */
function chargeScale({ concentration, relativePermittivity, temperature }: SymmetricSolution): Unit<"C m^-2"> {
  checkPositive("concentration", concentration, "without ions there is no diffuse layer [mol m^-3]");
  checkPositive("relativePermittivity", relativePermittivity, "a permittivity must be positive [1]");
  return Math.sqrt(8 * relativePermittivity * VACUUM_PERMITTIVITY * GAS_CONSTANT * temperature * concentration);
}
