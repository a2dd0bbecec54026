/**
 * Rates of one parcel between compartments whose volumes and potentials stay as they are.
 *
 *     k(a → b) = A [P B(u) + P_c e^{-u/2}] / (K_a W_a),   u = z F (φ_b - φ_a) / RT,   B(x) = x / (e^x - 1)
 *
 * P is the sum over the pathways of the membrane and P_c that over its linear carriers, W_a the volume of solvent. A
 * bath gives at the constant rate k c of what its own side would send.
 *
 * @see D. E. Goldman, J. Gen. Physiol. 27, 37 (1943) (not opened)
 * @module
 */

import type { Compartment, CompartmentDomain, Membrane } from "#model/compartments.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Species } from "#model/model.ts";
import { bernoulli } from "#numerics/bernoulli.ts";
import { exp } from "#numerics/elementary.ts";
import { thermalVoltage } from "#physics/electro/thermal-voltage.ts";

/** What one species does: rates between finite compartments, what baths give and take, conductances of membranes. */
export interface CompartmentHops {
  readonly size: number;
  /** Row-major: entry [j * size + i] is the rate from j to i [s^-1]; 0 on the diagonal and for baths. */
  readonly rate: Float64Array;
  /** Rate from each compartment to baths [s^-1]. */
  readonly leaving: Float64Array;
  /** What baths give to each compartment [mol s^-1]. */
  readonly gain: Float64Array;
  /** Of each membrane: the flux is forward x - backward x', x and x' the concentrations on its two sides [m s^-1]. */
  readonly passing: readonly (readonly [forward: number, backward: number])[];
}

/** The hops of a species, by the numbers of the compartments. */
export function compartmentHops(
  { name, charge = 0 }: Species,
  { compartments, membranes }: CompartmentDomain,
  temperature: number,
): CompartmentHops {
  const size = compartments.length;
  const rate = new Float64Array(size * size);
  const [leaving, gain] = [new Float64Array(size), new Float64Array(size)];
  const numberOf = (wanted: string) => compartments.findIndex((one) => one.name === wanted);
  const passing = membranes.map((membrane): readonly [number, number] => {
    const [a = 0, b = 0] = membrane.between.map(numberOf);
    const [front, back] = [compartments[a] as Compartment, compartments[b] as Compartment];
    const rise = charge === 0 ? 0 : (charge * (potentialOf(back) - potentialOf(front))) / thermalVoltage(temperature);
    const [P, carried] = [permeabilityOf(membrane, name), carriedOf(membrane, name)];
    const forward = (P * bernoulli(rise) + carried * exp(-0.5 * rise)) / (front.partition[name] ?? 1);
    const backward = (P * bernoulli(-rise) + carried * exp(0.5 * rise)) / (back.partition[name] ?? 1);
    hop(a, b, membrane.area * forward);
    hop(b, a, membrane.area * backward);
    return [forward, backward];
  });
  return { size, rate, leaving, gain, passing };

  /** `clearance` is the volume of `from` that is emptied per time [m^3 s^-1]. */
  function hop(from: number, to: number, clearance: number): void {
    const [source, target] = [compartments[from] as Compartment, compartments[to] as Compartment];
    if (source.extent.kind !== "finite") {
      if (target.extent.kind === "finite") gain[to] += clearance * concentrationAtStart(source, name);
      return;
    }
    const perParcel = clearance / (source.extent.volume - source.extent.solids);
    if (target.extent.kind === "finite") rate[from * size + to] += perParcel;
    else leaving[from] += perParcel;
  }
}

/** Concentration of a species in a compartment at the start [mol m^-3]. */
export function concentrationAtStart({ contains }: Compartment, species: string): number {
  const held = contains[species];
  return held === undefined ? 0 : evaluate(held, { name: () => undefined });
}

function potentialOf({ electricPotential }: Compartment): number {
  return electricPotential === undefined ? 0 : evaluate(electricPotential, { name: () => undefined });
}

function permeabilityOf({ pathways }: Membrane, species: string): number {
  return pathways.reduce((sum, { solutes }) => sum + (solutes[species]?.permeability ?? 0), 0);
}

function carriedOf({ carriers }: Membrane, species: string): number {
  let sum = 0;
  for (const { species: carried, law, amplification } of carriers)
    if (carried === species && law.kind === "linear") sum += amplification * law.permeability;
  return sum;
}
