/**
 * Patlak's flux: a solute that diffuses through a membrane while water drags it along.
 *
 *     J = P [ B(-Pe) c_left - B(Pe) c_right ],    Pe = (1 - σ) J_v / P,    B(x) = x / (e^x - 1)
 *       = (1 - σ) J_v (c_left - c_right e^{-Pe}) / (1 - e^{-Pe})
 *
 * Exact for a uniform membrane in the steady state, so also what one Scharfetter-Gummel face gives. It is evaluated as
 * w c_upstream + P B(|Pe|) (c_left - c_right), w = (1 - σ) J_v, which holds for every P, down to P = 0: there the flux is
 * convection alone, of the side the water comes from.
 *
 * @see C. S. Patlak, D. A. Goldstein and J. F. Hoffman, J. Theor. Biol. 5, 426 (1963) (not opened)
 * @see K. S. Spiegler and O. Kedem, Desalination 1, 311 (1966) (not opened)
 * @module
 */

import { bernoulli } from "#numerics/bernoulli.ts";
import { bernoulliSlope } from "#numerics/bernoulli-slope.ts";
import { checkConcentration, checkFinite } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Concentration, Flux, Unit, Velocity } from "#units/flavour.ts";

/** What a membrane lets through of a solute. */
export interface MembraneSolute {
  /** P, also called PS per area or ω RT [m s^-1]. */
  readonly permeability: Velocity;
  /** Reflection coefficient σ of filtration, 1 for what is held back, below 0 for what is carried ahead [1]. */
  readonly reflection: Unit<"1">;
}

/** A solute that crosses a membrane with the water. */
export interface DraggedSolute extends MembraneSolute {
  /** J_v, from left to right [m s^-1]. */
  readonly volumeFlux: Velocity;
  readonly left: Concentration;
  readonly right: Concentration;
}

/** Slopes of a flux in what it depends on. */
export interface DragSlopes {
  /** dJ/dJ_v [mol m^-3]. */
  readonly byVolumeFlux: Concentration;
  /** dJ/dc_left [m s^-1]. */
  readonly byLeft: Velocity;
  /** dJ/dc_right [m s^-1]. */
  readonly byRight: Velocity;
}

/**
 * Flux J from left to right [mol m^-2 s^-1].
 *
 * @throws DomainError if P or a concentration is negative, σ is above 1, or a number is not finite.
 *
 * @example Drag of a solute by water at a Péclet number of 2:
 * ```ts
 * patlakFlux({ permeability: 2e-7, reflection: 0.6, volumeFlux: 1e-6, left: 100, right: 10 }); // 4.5634635139e-5
 * ```
 */
export function patlakFlux(solute: DraggedSolute): Flux {
  checkDraggedSolute(solute);
  const { permeability, left, right } = solute;
  const drag = (1 - solute.reflection) * solute.volumeFlux;
  return drag * (drag > 0 ? left : right) + exchange(permeability, drag) * (left - right);
}

/**
 * Slopes of {@link patlakFlux} in J_v [mol m^-3] and in both concentrations [m s^-1], for Newton's method. Where P = 0 the
 * flux has a kink at J_v = 0; the mean of both sides is given there.
 *
 * @throws DomainError as {@link patlakFlux}.
 */
export function patlakSlopes(solute: DraggedSolute): DragSlopes {
  checkDraggedSolute(solute);
  const { permeability, reflection, left, right } = solute;
  const drag = (1 - reflection) * solute.volumeFlux;
  const peclet = drag === 0 ? 0 : drag / permeability;
  const mixed = exchange(permeability, drag);
  return {
    byVolumeFlux: -(1 - reflection) * (bernoulliSlope(-peclet) * left + bernoulliSlope(peclet) * right),
    byLeft: Math.max(drag, 0) + mixed,
    byRight: -(Math.max(-drag, 0) + mixed),
  };
}

/**
 * Péclet number Pe = (1 - σ) J_v / P of a membrane [1]; 0 without drag, even where P = 0.
 *
 * @throws DomainError as {@link patlakFlux}.
 */
export function membranePeclet({
  volumeFlux,
  ...solute
}: MembraneSolute & { readonly volumeFlux: Velocity }): Unit<"1"> {
  checkMembraneSolute(solute);
  checkFinite("volumeFlux", volumeFlux, "a volume flux is a number [m s^-1]");
  const drag = (1 - solute.reflection) * volumeFlux;
  return drag === 0 ? 0 : drag / solute.permeability;
}

/** P B(|Pe|), what diffusion still exchanges against the drag w = (1 - σ) J_v [m s^-1]; 0 where P = 0. */
export function exchange(permeability: Velocity, drag: Velocity): Velocity {
  return permeability === 0 ? 0 : permeability * bernoulli(Math.abs(drag) / permeability);
}

/** @throws DomainError unless P and σ of the membrane have a meaning. */
export function checkMembraneSolute({ permeability, reflection }: MembraneSolute): void {
  if (!(permeability >= 0 && permeability < Number.POSITIVE_INFINITY))
    throw new DomainError("permeability", permeability, "a permeability cannot be negative [m s^-1]");
  if (!(reflection <= 1 && reflection > Number.NEGATIVE_INFINITY))
    throw new DomainError("reflection", reflection, "a reflection coefficient is at most 1");
}

/** @throws DomainError unless membrane, volume flux and both concentrations have a meaning. */
export function checkDraggedSolute(solute: DraggedSolute): void {
  checkMembraneSolute(solute);
  checkFinite("volumeFlux", solute.volumeFlux, "a volume flux is a number [m s^-1]");
  checkConcentration("left", solute.left);
  checkConcentration("right", solute.right);
}
