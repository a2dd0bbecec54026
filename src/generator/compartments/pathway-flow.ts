/**
 * What passes one way through a membrane, from the states of both sides.
 *
 *     J_v = L_p [P - P' - sum of σ_i (Π_i - Π'_i) - sum of (1 - σ_i) (Π_i - Π'_i - Π_i^m + Π_i'^m + RT u_i c̄_i)]
 *     J_i = P_i [B(-q) a - B(q) a'],   q = (1 - σ_f) J_v / P_i - z F (φ' - φ) / RT,   B(x) = x / (e^x - 1)   patlak
 *     J_i = P_i [B(u) a - B(-u) a'] + (1 - σ_f) J_v mean(a, a'),   u = z F (φ' - φ) / RT                     kk-...
 *     J_i = g / (z F)^2 [z F (φ - φ') + RT ln(a / a')]                                                  conductance
 *
 * u c̄ = a - a' - B(u) a + B(-u) a'. a is the activity over that of the standard, c γ / K, so that nothing flows where
 * a is the same on both sides and no force acts. What the membrane feels of a solute is a, and so it is a that water
 * drags; Π^m is the osmotic pressure of that, RT a. The last sum is what Onsager's relation then asks for: without it
 * water would flow, and free energy rise, at equal a and ΔP = ΔΠ, where K or γ is not 1. It is nothing for ideal
 * solutes with K = 1. Its last term is electro-osmosis: an ion that the field pulls takes along the water that would
 * drag it. Without it, J_v would not vanish at a Donnan equilibrium of ions with σ < 1; it is nothing of neutral
 * solutes, and little of the ions of a salt that have one σ. c̄ is the mean across the membrane at no volume flow. The
 * second is the flux through a uniform membrane in a constant field with solvent drag: it is Patlak's equation where z
 * = 0, Goldman's where J_v = 0, and one exponential face of the generator.
 *
 * @see C. S. Patlak, D. A. Goldstein and J. F. Hoffman, J. Theor. Biol. 5, 426 (1963) (not opened)
 * @see O. Kedem and A. Katchalsky, Biochim. Biophys. Acta 27, 229 (1958) (not opened)
 * @see D. E. Goldman, J. Gen. Physiol. 27, 37 (1943) (not opened)
 * @module
 */

import type { SolventDrag } from "#model/compartments.ts";
import { bernoulli } from "#numerics/bernoulli.ts";
import { log } from "#numerics/elementary.ts";
import { logarithmicMean } from "#physics/electro/logarithmic-mean.ts";

/** The state of a stirred compartment as a membrane feels it. */
export interface SideState {
  /** Free concentration by species [mol m^-3]. */
  readonly concentration: Float64Array;
  /** c γ / K by species [mol m^-3]. */
  readonly activity: Float64Array;
  /** What each species adds to the osmotic pressure [Pa]. */
  readonly osmotic: Float64Array;
  /** Π^m by species [Pa]: what it would add at the concentration that a membrane feels, RT a of an ideal solute. */
  readonly felt: Float64Array;
  /** [Pa] */
  pressure: number;
  /** F φ / RT [1]. */
  potential: number;
}

/** One way through a membrane, with its solutes by the number of the species. */
export interface FlowPath {
  readonly conductivity: number;
  /** Reflection coefficient in the osmotic flow, by species; 1 of those that do not pass. */
  readonly osmotic: Float64Array;
  readonly solutes: readonly FlowSolute[];
  readonly drag: SolventDrag | undefined;
}

/** How a species passes. */
export interface FlowSolute {
  readonly index: number;
  readonly charge: number;
  readonly permeability: number;
  readonly filtration: number;
  /** g RT / (z F)^2 [mol m^-2 s^-1], of a linear conductance. */
  readonly conductance?: number;
  /** (1 - σ) RT of an ion that water drags [J mol^-1]. */
  readonly electroosmosis?: number;
}

/** Volume of water per area and time from the first side to the second [m s^-1]. */
export function volumeFlux({ conductivity, osmotic, solutes }: FlowPath, from: SideState, to: SideState): number {
  if (conductivity === 0) return 0;
  let force = from.pressure - to.pressure;
  for (let i = 0; i < osmotic.length; i++) {
    const difference = from.osmotic[i] - to.osmotic[i];
    force -= osmotic[i] * difference + (1 - osmotic[i]) * (difference - (from.felt[i] - to.felt[i]));
  }
  for (const { index, charge, electroosmosis } of solutes) {
    if (electroosmosis === undefined || from.potential === to.potential) continue;
    const u = charge * (to.potential - from.potential);
    const a = from.activity[index];
    const b = to.activity[index];
    force -= electroosmosis * (a - b - (bernoulli(u) * a - bernoulli(-u) * b));
  }
  return conductivity * force;
}

/** Sum of the sizes of what the volume flux is the sum of [m s^-1]: rounding of this is what it cannot be told from. */
export function grossVolumeFlux({ conductivity, osmotic, solutes }: FlowPath, from: SideState, to: SideState): number {
  if (conductivity === 0) return 0;
  let force = Math.abs(from.pressure) + Math.abs(to.pressure);
  for (let i = 0; i < osmotic.length; i++) {
    const felt = Math.abs(1 - osmotic[i]) * (Math.abs(from.felt[i]) + Math.abs(to.felt[i]));
    force += Math.abs(from.osmotic[i]) + Math.abs(to.osmotic[i]) + felt;
  }
  for (const { index, electroosmosis = 0 } of solutes)
    force += Math.abs(electroosmosis) * (from.activity[index] + to.activity[index]);
  return conductivity * force;
}

/** Sum of the sizes of what the flux of a solute is the sum of [mol m^-2 s^-1], beside volume fluxes of this gross size. */
export function grossSoluteFlux(
  { index, charge, permeability, filtration, conductance }: FlowSolute,
  from: SideState,
  to: SideState,
  grossJv: number,
): number {
  const a = from.activity[index];
  const b = to.activity[index];
  const u = charge === 0 ? 0 : charge * (to.potential - from.potential);
  if (conductance !== undefined) return conductance * (Math.abs(log(a)) + Math.abs(log(b)) + Math.abs(u));
  return permeability * (bernoulli(u) * a + bernoulli(-u) * b) + Math.abs(1 - filtration) * grossJv * Math.max(a, b);
}

/** Flux of a solute from the first side to the second [mol m^-2 s^-1], beside a volume flux J_v [m s^-1]. */
export function soluteFlux(
  { index, charge, permeability, filtration, conductance }: FlowSolute,
  drag: SolventDrag | undefined,
  from: SideState,
  to: SideState,
  Jv: number,
): number {
  const a = from.activity[index];
  const b = to.activity[index];
  const u = charge === 0 ? 0 : charge * (to.potential - from.potential);
  if (conductance !== undefined) return conductance * (log(a) - log(b) - u);
  const carried = (1 - filtration) * Jv;
  if (drag === "patlak" || drag === undefined) {
    if (permeability === 0) return carried * (carried > 0 ? a : b);
    const q = carried / permeability - u;
    return permeability * (bernoulli(-q) * a - bernoulli(q) * b);
  }
  const mean = drag === "kk-arithmetic" ? 0.5 * (a + b) : a > 0 && b > 0 ? logarithmicMean(a, b) : 0;
  return permeability * (bernoulli(u) * a - bernoulli(-u) * b) + carried * mean;
}
