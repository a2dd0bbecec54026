/**
 * Where each measure can be taken: the kinds of places in layers, in a rectangle or box, and in stirred compartments.
 *
 * @module
 */

import type { Declarations } from "./declared.ts";
import type { MeasureName, Place } from "./measure.ts";

/** Where a measure can be taken; `whole` where it takes the whole domain if no place is given. */
export interface PlaceRule {
  readonly kinds: readonly Place["kind"][];
  readonly whole?: true;
}

const POINTWISE: PlaceRule = { kinds: ["end", "layer-face", "point", "bath"] };
const ACROSS: PlaceRule = { kinds: ["all", "layer"], whole: true };

/** The measures that take a place; the others take a species alone. */
const PLACES: Readonly<Partial<Record<MeasureName, PlaceRule>>> = {
  c: POINTWISE,
  activity: POINTWISE,
  flux: { kinds: ["end", "layer-face", "point"] },
  amount: { kinds: ["all", "layer", "bath"], whole: true },
  free_energy: { kinds: ["all"], whole: true },
  electric_potential: { kinds: ["end", "layer-face", "point"] },
  dissipation: { kinds: ["all"], whole: true },
  amount_permeated: { kinds: ["end"] },
  time_lag: { kinds: ["end"] },
  mean_exit_time: { kinds: ["all", "end"], whole: true },
  exit_time_variance: { kinds: ["all", "end"], whole: true },
  exit_probability: { kinds: ["end"] },
  hitting_probability: { kinds: ["point"] },
  permeance: ACROSS,
  resistance: ACROSS,
};

/** Where measures can be taken in a rectangle, box or finite cylinder. */
const PLACES_OF_GRID: typeof PLACES = {
  ...PLACES,
  c: { kinds: ["point"] },
  activity: { kinds: ["point"] },
  flux: { kinds: ["side"] },
  amount: { kinds: ["all", "layer"], whole: true },
  amount_permeated: { kinds: ["side"] },
  mean: { kinds: ["axis"], whole: true },
  variance: { kinds: ["axis"], whole: true },
  mean_exit_time: { kinds: ["all", "side"], whole: true },
  exit_time_variance: { kinds: ["all", "side"], whole: true },
  exit_probability: { kinds: ["side"] },
  D_effective: { kinds: ["axis"], whole: true },
};

/** Where measures can be taken in stirred compartments and the membranes between them. */
export const PLACES_OF_COMPARTMENTS: typeof PLACES = {
  c: { kinds: ["compartment"] },
  activity: { kinds: ["compartment"] },
  amount: { kinds: ["all", "compartment"], whole: true },
  flux: { kinds: ["membrane"] },
  volume: { kinds: ["all", "compartment"], whole: true },
  volume_flux: { kinds: ["membrane"] },
  pressure: { kinds: ["compartment"] },
  osmotic_pressure: { kinds: ["compartment"] },
  electric_potential: { kinds: ["compartment"] },
  free_energy_rate: { kinds: ["all"], whole: true },
  burst_time: { kinds: ["compartment"] },
};

/** Measures that stirred compartments alone have. */
export const OF_COMPARTMENTS: ReadonlySet<MeasureName> = new Set<MeasureName>([
  "volume",
  "volume_flux",
  "pressure",
  "osmotic_pressure",
  "free_energy_rate",
  "burst_time",
]);

/** The rule of a measure in a domain; undefined if it takes no place there. */
export function ruleOf(name: MeasureName, { domain }: Declarations): PlaceRule | undefined {
  if (domain?.kind === "compartments") return PLACES_OF_COMPARTMENTS[name];
  return (domain?.kind === "grid" ? PLACES_OF_GRID : PLACES)[name];
}
