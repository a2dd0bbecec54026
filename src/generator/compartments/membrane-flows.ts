/**
 * What passes a whole membrane: its pathways side by side, its carriers and its pumps.
 *
 *     facilitated   J = Vmax [x / (Km + x) - x' / (Km + x')]
 *     linear        J = P (x - x')
 *     x = a e^{-u/2},   x' = a' e^{u/2},   u = z F (φ' - φ) / RT
 *
 * a = c γ / K. A carrier that works both ways does no work, so that it carries nothing where the electrochemical
 * potentials are equal: half of the step of the potential helps on either side, as over a barrier in the middle of the
 * membrane. One that takes in one direction alone, and a pump, are driven by what the model does not show, and read the
 * concentration.
 *
 * @module
 */

import { carrierFlux } from "#model/carrier.ts";
import type { Membrane, MembraneCarrier, Pathway, Pump } from "#model/compartments.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Species } from "#model/model.ts";
import { exp, log } from "#numerics/elementary.ts";
import { FARADAY, GAS_CONSTANT } from "#units/constants.ts";
import {
  type FlowPath,
  type FlowSolute,
  grossSoluteFlux,
  grossVolumeFlux,
  type SideState,
  soluteFlux,
  volumeFlux,
} from "./pathway-flow.ts";

/** Flows per area of a membrane, from its first side to its second. */
export interface Flows {
  /** [m s^-1] */
  volume: number;
  /** By species [mol m^-2 s^-1]. */
  readonly solute: Float64Array;
  /** Sizes of what volume [m s^-1] and solutes [mol m^-2 s^-1] are the sums of; filled where dissipation is. */
  grossVolume: number;
  readonly grossSolute: Float64Array;
  /** What they lose of free energy [W m^-2]: sum of J Δμ and J_v (ΔP - ΔΠ) of each way; pumps count below zero. */
  dissipation: number;
}

/** Computes the flows of one membrane, and what they dissipate only if that is wanted, for it takes logarithms. */
export type MembraneFlows = (out: Flows, from: SideState, to: SideState, time: number, dissipates?: boolean) => void;

/** Flows to write into. */
export function makeFlows(species: number): Flows {
  const [solute, grossSolute] = [new Float64Array(species), new Float64Array(species)];
  return { volume: 0, solute, grossVolume: 0, grossSolute, dissipation: 0 };
}

/** The flows of a membrane between two sides, at temperature T [K]. */
export function membraneFlows(membrane: Membrane, species: readonly Species[], temperature: number): MembraneFlows {
  const RT = GAS_CONSTANT * temperature;
  const paths = membrane.pathways.map((pathway) => pathOf(pathway, membrane, species, RT));
  const carriers = membrane.carriers.map((one) => carriedBy(one, species));
  const pumps = membrane.pumps.map((pump) => pumpOf(pump, membrane, species));
  return (out, from, to, time, dissipates = false) => {
    out.volume = 0;
    out.solute.fill(0);
    let water = 0;
    for (let p = 0; p < paths.length; p++) {
      const path = paths[p] as FlowPath;
      const Jv = volumeFlux(path, from, to);
      out.volume += Jv;
      if (dissipates && Jv !== 0) water += Jv * (from.pressure - to.pressure - osmoticDifference(from, to));
      for (let s = 0; s < path.solutes.length; s++) {
        const solute = path.solutes[s] as FlowSolute;
        out.solute[solute.index] += soluteFlux(solute, path.drag, from, to, Jv);
      }
    }
    for (let c = 0; c < carriers.length; c++) {
      const { index, flux } = carriers[c] as (typeof carriers)[number];
      out.solute[index] += flux(from, to);
    }
    for (let p = 0; p < pumps.length; p++) {
      const { rate, moved, numbers } = pumps[p] as (typeof pumps)[number];
      const turns = rate(from, to, time);
      for (let n = 0; n < moved.length; n++) out.solute[moved[n]] += turns * numbers[n];
    }
    if (!dissipates) return;
    fillGross(out, from, to, time);
    let solutes = 0;
    for (let i = 0; i < species.length; i++) {
      const J = out.solute[i];
      if (J === 0) continue;
      const charge = species[i]?.charge ?? 0;
      solutes += J * RT * (logRatio(from.activity[i], to.activity[i]) + charge * (from.potential - to.potential));
    }
    out.dissipation = water + solutes;
  };

  function fillGross(out: Flows, from: SideState, to: SideState, time: number): void {
    out.grossVolume = 0;
    out.grossSolute.fill(0);
    for (const path of paths) {
      const Jv = grossVolumeFlux(path, from, to);
      out.grossVolume += Jv;
      for (const solute of path.solutes) out.grossSolute[solute.index] += grossSoluteFlux(solute, from, to, Jv);
    }
    for (const { index, gross } of carriers) out.grossSolute[index] += gross(from, to);
    for (const { rate, moved, numbers } of pumps) {
      const turns = Math.abs(rate(from, to, time));
      for (let n = 0; n < moved.length; n++) out.grossSolute[moved[n]] += turns * Math.abs(numbers[n]);
    }
  }
}

function osmoticDifference(from: SideState, to: SideState): number {
  let sum = 0;
  for (let i = 0; i < from.osmotic.length; i++) sum += from.osmotic[i] - to.osmotic[i];
  return sum;
}

/** ln(a / b), infinite where one of them is nothing. */
function logRatio(a: number, b: number): number {
  if (a === b) return 0;
  return log(a) - log(b);
}

function pathOf(
  { conductivity, solutes }: Pathway,
  { solventDrag }: Membrane,
  species: readonly Species[],
  RT: number,
): FlowPath {
  const osmotic = new Float64Array(species.length).fill(1);
  const passing: FlowSolute[] = [];
  for (const [index, { name, charge = 0 }] of species.entries()) {
    const passage = solutes[name];
    if (passage === undefined) continue;
    osmotic[index] = passage.osmotic;
    const { permeability, filtration, conductance } = passage;
    passing.push({
      index,
      charge,
      permeability,
      filtration,
      ...(charge === 0 || passage.osmotic === 1 || conductance !== undefined
        ? {}
        : { electroosmosis: (1 - passage.osmotic) * RT }),
      ...(conductance === undefined ? {} : { conductance: (conductance * RT) / (charge * FARADAY * charge * FARADAY) }),
    });
  }
  return { conductivity, osmotic, solutes: passing, drag: solventDrag };
}

/** What a carrier passes [mol m^-2 s^-1]. */
function carriedBy({ species: carried, law, amplification }: MembraneCarrier, species: readonly Species[]) {
  const index = species.findIndex(({ name }) => name === carried);
  const charge = species[index]?.charge ?? 0;
  if (law.kind === "michaelis-menten" || law.kind === "pump") {
    const flux = (from: SideState) => amplification * carrierFlux(law, from.concentration[index]);
    return { index, flux, gross: (from: SideState) => Math.abs(flux(from)) };
  }
  const half = (from: SideState, to: SideState) => 0.5 * charge * (to.potential - from.potential);
  const between = (near: number, far: number) => amplification * carrierFlux(law, near, far);
  return {
    index,
    flux(from: SideState, to: SideState) {
      if (charge === 0) return between(from.activity[index], to.activity[index]);
      const h = half(from, to);
      return between(from.activity[index] * exp(-h), to.activity[index] * exp(h));
    },
    gross(from: SideState, to: SideState) {
      const h = half(from, to);
      const sent = between(from.activity[index] * exp(-h), 0);
      return Math.abs(sent) + Math.abs(between(0, to.activity[index] * exp(h)));
    },
  };
}

function pumpOf({ rate, turns }: Pump, { between }: Membrane, species: readonly Species[]) {
  const all = species.flatMap(({ name }, index) => {
    const number = turns[name];
    return number === undefined ? [] : [[index, number] as const];
  });
  const moved = Int32Array.from(all, ([index]) => index);
  const numbers = Float64Array.from(all, ([, number]) => number);
  const places = new Map<string, readonly [side: 0 | 1, index: number]>();
  for (const side of [0, 1] as const)
    for (const [index, { name }] of species.entries()) places.set(`${between[side]}.${name}`, [side, index]);
  const turning =
    rate.kind === "number"
      ? () => rate.value
      : (from: SideState, to: SideState, time: number) =>
          evaluate(rate, {
            name: (word) => {
              if (word === "t") return time;
              const place = places.get(word);
              return place === undefined ? undefined : (place[0] === 0 ? from : to).concentration[place[1]];
            },
          });
  return { moved, numbers, rate: turning };
}
