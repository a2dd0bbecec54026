/**
 * The state of stirred compartments that a law knows, and what measures read of it.
 *
 * @module
 */

import { activityOf } from "#model/activity.ts";
import type { CompartmentDomain } from "#model/compartments.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import { exp } from "#numerics/elementary.ts";
import { vantHoffPressure } from "#physics/osmosis/osmotic-pressure.ts";

/**
 * What a law knows of a moment, by the names of compartments, membranes and species; what it does not know is left out.
 */
export interface StirredState {
  /** By compartment and species, in the solvent [mol m^-3]. */
  readonly concentrations: ByName<ByName<number>>;
  /** Of finite compartments [m^3]. */
  readonly volumes: ByName<number>;
  /** [Pa] */
  readonly pressures?: ByName<number>;
  /** [V] */
  readonly potentials?: ByName<number>;
  /** By membrane [m s^-1]. */
  readonly volumeFluxes?: ByName<number>;
  /** By membrane and species [mol m^-2 s^-1]. */
  readonly fluxes?: ByName<ByName<number>>;
}

/** Values by name. */
export type ByName<Value> = Readonly<Record<string, Value>>;

/** The value of a measure in a state [coherent SI]; undefined where the state does not tell. */
export function readStirred(
  model: Model,
  domain: CompartmentDomain,
  state: StirredState,
  { name, species, place = { kind: "all" } }: Measure,
): number | undefined {
  if (place.kind === "membrane")
    return name === "volume_flux"
      ? state.volumeFluxes?.[place.membrane]
      : name === "flux"
        ? state.fluxes?.[place.membrane]?.[species]
        : undefined;
  if (place.kind === "compartment") return readOne(model, domain, state, name, species, place.compartment);
  if (place.kind !== "all" || (name !== "volume" && name !== "amount")) return undefined;
  let sum = 0;
  for (const { name: compartment, extent } of domain.compartments) {
    if (extent.kind !== "finite") continue;
    const part = readOne(model, domain, state, name, species, compartment);
    if (part === undefined) return undefined;
    sum += part;
  }
  return sum;
}

function readOne(
  model: Model,
  { compartments }: CompartmentDomain,
  state: StirredState,
  name: Measure["name"],
  species: string,
  where: string,
): number | undefined {
  const held = state.concentrations[where];
  const c = held?.[species];
  const compartment = compartments.find((one) => one.name === where);
  switch (name) {
    case "c":
      return c;
    case "volume":
      return state.volumes[where];
    case "amount": {
      const volume = state.volumes[where];
      if (c === undefined || volume === undefined || compartment?.extent.kind !== "finite") return undefined;
      return c * (volume - compartment.extent.solids);
    }
    case "activity": {
      const one = model.species.find((each) => each.name === species);
      return c === undefined || one === undefined ? undefined : activityIn(one, c, compartment?.partition[species]);
    }
    case "pressure":
      return state.pressures?.[where];
    case "electric_potential":
      return state.potentials?.[where];
    case "osmotic_pressure":
      if (held === undefined || model.temperature === undefined) return undefined;
      return osmoticPressures(model, held).reduce((sum, one) => sum + one, 0);
    default:
      return undefined;
  }
}

/** c γ / K of a species [mol m^-3]: what drives it through a membrane. */
export function activityIn(species: Species, concentration: number, partition = 1): number {
  const activity = activityOf(species);
  const gamma = activity.isIdeal ? 1 : exp(activity.lnGamma(concentration));
  return (concentration * gamma) / partition;
}

/** What each species adds to the osmotic pressure of a solution [Pa], in the order of the model. */
export function osmoticPressures(model: Model, concentrations: ByName<number>): readonly number[] {
  return model.species.map((species) => {
    const { name, osmoticPressure } = species;
    const c = concentrations[name] ?? 0;
    if (osmoticPressure !== undefined)
      return evaluate(osmoticPressure, { name: (word) => (word === name ? c : undefined) });
    if (c === 0) return 0;
    const activity = activityOf(species);
    return vantHoffPressure({
      osmolarity: c,
      temperature: model.temperature ?? Number.NaN,
      ...(activity.isIdeal ? {} : { osmoticCoefficient: activity.osmoticCoefficient(c) }),
    });
  });
}
