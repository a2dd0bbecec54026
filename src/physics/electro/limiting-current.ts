/**
 * Limiting fluxes at an electrode: how fast an ion can arrive when the electrode uses up all that comes.
 *
 * Through a stagnant electroneutral film of thickness δ, from a solution of concentration c0 to zero at the electrode.
 * Without supporting electrolyte the field of the current helps or hinders the ion; with a large excess it diffuses alone.
 *
 *     deposition from one salt:   N = (1 + z+/|z-|) D+ c0 / δ,  z- at equilibrium,    D+ c0 / δ with excess support
 *
 *     couple R + n e = P, equal D, 1:1 support: the total concentration S is uniform, and K+ and Cl- are at equilibrium:
 *     n c_R(φ) = -z_P S + (z_P - 1) k e^{-φ} + (z_P + 1) l e^{φ},    c_R(φ_s) = 0
 *     N δ / D = c0 + z_R ∫ c_R dφ from φ_s to 0
 *
 * k and l are the bulk concentrations of the cation and the anion of the support, with the counter-ion of R among them;
 * n = z_R - z_P, positive for a reduction. φ_s is the root on the side to which the flux drives the electrode, negative for
 * a reduction. N is positive toward the electrode.
 *
 * @see J. Newman and K. E. Thomas-Alyea, Electrochemical Systems (3rd ed., 2004), chapter 11 (not opened); root derived here
 * @module
 */

import { log1p } from "#numerics/elementary.ts";
import { FARADAY } from "#units/constants.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Concentration, Diffusivity, Flux, Length, Temperature, Unit } from "#units/flavour.ts";
import { checkConcentration, checkPositive, checkValence } from "./ion.ts";
import { thermalVoltage } from "./thermal-voltage.ts";

/** The stagnant film before an electrode, and the ion that reacts there. */
export interface ElectrodeFilm {
  /** D of the ion that reacts. */
  readonly diffusivity: Diffusivity;
  /** c0 of that ion in the solution. */
  readonly concentration: Concentration;
  /** δ [m]. */
  readonly thickness: Length;
}

/** Deposition of the cation of a salt. */
export interface Deposition extends ElectrodeFilm {
  /** z+ of the ion that is deposited [1]. */
  readonly cationValence: Unit<"1">;
  /** z- of the ion that stays [1]. */
  readonly anionValence: Unit<"1">;
}

/**
 * Limiting flux of a cation that is deposited from its salt alone, toward the electrode.
 *
 * @throws DomainError if the charges have not opposite signs, or D or δ is not positive, or c0 is negative.
 */
export function depositionLimit({ cationValence, anionValence, ...film }: Deposition): Flux {
  if (!(cationValence > 0)) throw new DomainError("cationValence", cationValence, "a cation has a positive charge [1]");
  if (!(anionValence < 0)) throw new DomainError("anionValence", anionValence, "an anion has a negative charge [1]");
  return (1 - cationValence / anionValence) * supportedLimit(film);
}

/**
 * Limiting flux D c0 / δ of any ion in a large excess of support, toward the electrode.
 *
 * @throws DomainError if D or δ is not positive, or c0 is negative.
 */
export function supportedLimit({ diffusivity, concentration, thickness }: ElectrodeFilm): Flux {
  checkPositive("diffusivity", diffusivity, "a diffusion coefficient must be positive [m^2 s^-1]");
  checkConcentration("concentration", concentration);
  checkPositive("thickness", thickness, "a thickness must be positive [m]");
  return (diffusivity * concentration) / thickness;
}

/**
 * Current density n F N of a flux that takes n electrons from the electrode for each ion [A m^-2]: the size of a cathodic
 * current for n > 0.
 */
export function electrodeCurrent(flux: Flux, electrons: Unit<"1">): Unit<"A m^-2"> {
  return electrons * FARADAY * flux;
}

/** A redox couple in solution with a 1:1 support; R is there in the solution, P is not. */
export interface RedoxCouple extends ElectrodeFilm {
  /** z_R [1]. */
  readonly reactantValence: Unit<"1">;
  /** z_P [1]; D_P is that of R. */
  readonly productValence: Unit<"1">;
  /** Concentration of the 1:1 support, whose cation or anion is also the counter-ion of R [mol m^-3]. */
  readonly support: Concentration;
  readonly temperature: Temperature;
}

/** The limiting state of a couple. */
export interface RedoxLimit {
  /** N, toward the electrode. */
  readonly flux: Flux;
  /** N δ / (D c0), against 1 with a large excess of support [1]. */
  readonly enhancement: Unit<"1">;
  /** Potential at the electrode's end of the film against the solution, φ_s RT/F [V]. */
  readonly surfacePotential: Unit<"V">;
}

/**
 * Limiting flux of an ion that is reduced or oxidised to another that stays in solution.
 *
 * @throws DomainError if the valences are equal, c0, D, δ or T is not positive, or the support is negative.
 *
 * @example Ferricyanide without support arrives 10 % slower, since the negative electrode repels it:
 * ```ts
 * const film = { diffusivity: 1e-9, concentration: 1, thickness: 1e-4, temperature: 298.15 };
 * redoxLimit({ ...film, reactantValence: -3, productValence: -4, support: 0 }).enhancement; // 0.902150985397
 * ```
 */
export function redoxLimit(couple: RedoxCouple): RedoxLimit {
  const { reactantValence: zR, productValence: zP, concentration: c0, support, temperature } = couple;
  const limit = supportedLimit(couple);
  checkPositive("concentration", c0, "without the ion there is no limiting current [mol m^-3]");
  checkConcentration("support", support);
  const electrons = zR - zP;
  checkValence(electrons);
  const cation = support + Math.max(0, -zR) * c0;
  const anion = support + Math.max(0, zR) * c0;
  // w² a + w b + d = n c_R w with w = e^{-φ}; its root in e = w - 1, where a + b + d = n c0
  const a = (zP - 1) * cation;
  const b = -zP * (c0 + cation + anion);
  const d = (zP + 1) * anion;
  const shift = rootToward(Math.sign(electrons), a, 2 * a + b, electrons * c0);
  const phi = -log1p(shift);
  const integral = (-b * phi + a * shift + (d * shift) / (1 + shift)) / electrons;
  const enhancement = 1 + (zR * integral) / c0;
  return { flux: enhancement * limit, enhancement, surfacePotential: thermalVoltage(temperature) * phi };
}

/** The root of a e² + b e + c of the sign asked for, the nearest to 0, above -1. */
function rootToward(sign: number, a: number, b: number, c: number): number {
  const q = -0.5 * (b + (b < 0 ? -1 : 1) * Math.sqrt(Math.max(0, b * b - 4 * a * c)));
  const roots = [c / q, q / a].filter((root) => Number.isFinite(root) && root * sign > 0 && root > -1);
  if (roots.length === 0)
    throw new DomainError("support", 0, "an ion that is not charged needs a support to balance its product [mol m^-3]");
  return sign * Math.min(...roots.map((root) => root * sign));
}
