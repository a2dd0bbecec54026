/**
 * One-way rates through the membranes between compartments: how often a parcel passes to either side.
 *
 *     forward  P B(-q) a A / s,   backward  P B(q) a' A / s,   q = (1 - σ) J_v / P - z F (φ' - φ) / RT
 *     forward  [P B(u) a + max((1 - σ) J_v, 0) mean(a, a')] A / s, and the like backward     kk-log-mean, kk-arithmetic
 *     forward  G B(-Δ) A / s,    backward  G B(Δ) A / s,    Δ = ln(a / a') - u                    a linear conductance
 *
 * s is the amount of a parcel [mol], B(x) = x / (e^x - 1), u = z F (φ' - φ) / RT, a = c γ / K. The difference of each
 * pair is the flux of the balance equations. The first and third pair have the ratio e^{Δμ/RT} where no water flows;
 * the means of Kedem and Katchalsky have no one-way parts of their own, and drag counts in its own direction alone. A
 * carrier that works both ways passes Vmax x / (Km + x), or P x, to either side, with x = a e^{-u/2} in front and a'
 * e^{u/2} behind; one that takes in one direction alone reads the concentration. A pump moves the parcels of one turn
 * in one event.
 *
 * @see C. S. Patlak, D. A. Goldstein and J. F. Hoffman, J. Theor. Biol. 5, 426 (1963) (not opened)
 * @module
 */

import type { SideState } from "#generator/compartments/pathway-flow.ts";
import type { CarrierLaw } from "#model/carrier.ts";
import type { Membrane, SolutePassage, SolventDrag } from "#model/compartments.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Species } from "#model/model.ts";
import { bernoulli } from "#numerics/bernoulli.ts";
import { exp, log } from "#numerics/elementary.ts";
import { logarithmicMean } from "#physics/electro/logarithmic-mean.ts";
import { FARADAY, GAS_CONSTANT } from "#units/constants.ts";

/** Rates of one kind of event, to either side. */
export interface OneWay {
  /** From the first-named side to the second [s^-1]. */
  forward: number;
  backward: number;
}

/** Writes the rates of an event, from both sides, the volume fluxes of the pathways [m s^-1] and the time [s]. */
export type Passing = (
  out: OneWay,
  from: SideState,
  to: SideState,
  volumeFlux: ArrayLike<number>,
  time: number,
) => void;

/** A kind of event at a membrane. */
export interface Passage {
  /** Number of the membrane. */
  readonly membrane: number;
  /** What one event moves from the first side to the second: species and number of parcels, below zero against it. */
  readonly moves: readonly (readonly [species: number, parcels: number])[];
  readonly rates: Passing;
  /** Whether water drags the arithmetic mean of both sides, which an empty side does not have. */
  readonly isMean?: boolean;
  /** Whether it takes a species from a side, 0 or 1, at a rate that does not follow what that side holds of it. */
  readonly takesAnyhow?: (side: number, species: number) => boolean;
}

/** What the rates of events need to know. */
export interface PassageContext {
  readonly species: readonly Species[];
  /** Amount of a parcel of each species [mol]. */
  readonly parcel: ArrayLike<number>;
  /** [K] */
  readonly temperature: number;
}

/** The events of a membrane. */
export function passagesOf(membrane: Membrane, number: number, context: PassageContext): readonly Passage[] {
  const { species, parcel } = context;
  const passages: Passage[] = [];
  const add = (moves: Passage["moves"], rates: Passing, takesAnyhow?: Passage["takesAnyhow"]) =>
    passages.push({ membrane: number, moves, rates, ...(takesAnyhow === undefined ? {} : { takesAnyhow }) });
  const perSecond = (i: number) => membrane.area / parcel[i];
  for (const [path, { solutes }] of membrane.pathways.entries())
    for (const [i, { name }] of species.entries()) {
      const passage = solutes[name];
      if (passage === undefined) continue;
      const rates = throughPath(passage, membrane.solventDrag, { i, path, scale: perSecond(i) }, context);
      const isMean = membrane.solventDrag === "kk-arithmetic" && passage.filtration !== 1;
      passages.push({ membrane: number, moves: [[i, 1]], rates, ...(isMean ? { isMean } : {}) });
    }
  for (const { species: name, law, amplification } of membrane.carriers) {
    const i = species.findIndex((one) => one.name === name);
    const rates = byCarrier(law, i, species[i]?.charge ?? 0, amplification * perSecond(i));
    add([[i, 1]], rates, law.kind === "pump" ? () => true : undefined);
  }
  for (const pump of membrane.pumps) {
    const moves = species.flatMap(({ name }, i) => {
      const turns = pump.turns[name] ?? 0;
      return turns === 0 ? [] : [[i, turns] as const];
    });
    const [first] = moves;
    const named = namesIn(pump.rate);
    const takesAnyhow = (side: number, i: number) => !named.has(`${membrane.between[side]}.${species[i]?.name}`);
    if (first !== undefined) add(moves, byPump(membrane, pump.rate, species, perSecond(first[0])), takesAnyhow);
  }
  return passages;
}

interface Way {
  readonly i: number;
  /** Number of the pathway. */
  readonly path: number;
  /** Parcels per amount flux: A / s [m^2 mol^-1]. */
  readonly scale: number;
}

function throughPath(
  { permeability: P, conductance, filtration }: SolutePassage,
  drag: SolventDrag | undefined,
  { i, path, scale }: Way,
  { species, temperature }: PassageContext,
): Passing {
  const z = species[i]?.charge ?? 0;
  const rise = (from: SideState, to: SideState) => (z === 0 ? 0 : z * (to.potential - from.potential));
  if (conductance !== undefined) {
    const G = (scale * conductance * GAS_CONSTANT * temperature) / (z * FARADAY * z * FARADAY);
    return (out, from, to) => {
      const drop = log(from.activity[i]) - log(to.activity[i]) - rise(from, to);
      out.forward = G * bernoulli(-drop);
      out.backward = G * bernoulli(drop);
    };
  }
  const passes = 1 - filtration;
  if (P === 0)
    return (out, from, to, volumeFlux) => {
      const carried = scale * passes * volumeFlux[path];
      out.forward = Math.max(carried, 0) * from.activity[i];
      out.backward = Math.max(-carried, 0) * to.activity[i];
    };
  if (drag === "patlak" || drag === undefined)
    return (out, from, to, volumeFlux) => {
      const q = (passes * volumeFlux[path]) / P - rise(from, to);
      out.forward = scale * P * bernoulli(-q) * from.activity[i];
      out.backward = scale * P * bernoulli(q) * to.activity[i];
    };
  const mean = drag === "kk-arithmetic" ? (a: number, b: number) => 0.5 * (a + b) : meanOfLogarithms;
  return (out, from, to, volumeFlux) => {
    const [a, b, u] = [from.activity[i], to.activity[i], rise(from, to)];
    const carried = passes * volumeFlux[path] * mean(a, b);
    out.forward = scale * (P * bernoulli(u) * a + Math.max(carried, 0));
    out.backward = scale * (P * bernoulli(-u) * b + Math.max(-carried, 0));
  };
}

function meanOfLogarithms(a: number, b: number): number {
  return a > 0 && b > 0 ? logarithmicMean(a, b) : 0;
}

function byCarrier(law: CarrierLaw, i: number, charge: number, scale: number): Passing {
  const halfRise = (from: SideState, to: SideState) => 0.5 * charge * (to.potential - from.potential);
  switch (law.kind) {
    case "linear":
      return (out, from, to) => {
        const lift = charge === 0 ? 1 : exp(halfRise(from, to));
        out.forward = (scale * law.permeability * from.activity[i]) / lift;
        out.backward = scale * law.permeability * to.activity[i] * lift;
      };
    case "pump":
      return (out) => {
        out.forward = Math.max(scale * law.rate, 0);
        out.backward = Math.max(-scale * law.rate, 0);
      };
    default: {
      const { maximum, halfSaturation } = law;
      const taken = (x: number) => (scale * maximum * x) / (halfSaturation + x);
      if (law.kind === "michaelis-menten")
        return (out, from) => {
          out.forward = taken(from.concentration[i]);
          out.backward = 0;
        };
      return (out, from, to) => {
        const lift = charge === 0 ? 1 : exp(halfRise(from, to));
        out.forward = taken(from.activity[i] / lift);
        out.backward = taken(to.activity[i] * lift);
      };
    }
  }
}

function byPump(
  { between }: Membrane,
  rate: Membrane["pumps"][number]["rate"],
  species: readonly Species[],
  scale: number,
): Passing {
  const places = new Map<string, readonly [isFar: boolean, species: number]>();
  for (const [side, compartment] of between.entries())
    for (const [i, { name }] of species.entries()) places.set(`${compartment}.${name}`, [side === 1, i]);
  return (out, from, to, _, time) => {
    const name = (word: string): number | undefined => {
      if (word === "t") return time;
      const place = places.get(word);
      return place === undefined ? undefined : (place[0] ? to : from).concentration[place[1]];
    };
    const turns = scale * (rate.kind === "number" ? rate.value : evaluate(rate, { name }));
    out.forward = Math.max(turns, 0);
    out.backward = Math.max(-turns, 0);
  };
}
