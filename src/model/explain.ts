/**
 * What a checked model says in plain numbers: every quantity in SI, the scales of time and length that follow, and what
 * a careful reader would remark. `perrin check` prints it.
 *
 * @module
 */

import { compositionUnit } from "#physics/activity/composition.ts";
import { BOLTZMANN } from "#units/constants.ts";
import { type Dimension, dimension, formatDimension } from "#units/dimension.ts";
import { compartmentQuantities, compartmentScales } from "./compartment-explanation.ts";
import { frameOf } from "./composition-scale.ts";
import { constantOf } from "./expression/constant-of.ts";
import { derivative } from "./expression/derivative.ts";
import type { Expression } from "./expression/expression.ts";
import { formatExpression } from "./expression/write-expression.ts";
import type { Layer, Model, Species, SpeciesInMedium } from "./model.ts";
import { modelNotes } from "./model-notes.ts";
import { type SeriesResistance, seriesResistances } from "./series-resistance.ts";

/** A quantity of the model: a number in SI, or the text of a function of position. */
export interface ExplainedQuantity {
  readonly name: string;
  readonly value: number | string;
  /** SI unit; "1" for a pure number. */
  readonly unit: string;
}

/** A scale that follows from the model. */
export interface ExplainedScale {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly formula: string;
}

/** All that `perrin check` says. */
export interface Explanation {
  readonly quantities: readonly ExplainedQuantity[];
  readonly scales: readonly ExplainedScale[];
  readonly resistances: readonly SeriesResistance[];
  readonly notes: readonly string[];
}

/** What a model says. */
export function explainModel(model: Model): Explanation {
  return {
    quantities: quantitiesOf(model),
    scales: [
      ...model.species.flatMap((species) => scalesOf(species, model)),
      ...(model.domain?.kind === "compartments" ? compartmentScales(model, model.domain) : []),
    ],
    resistances: model.species.flatMap((species) => seriesResistances(species, model)),
    notes: modelNotes(model),
  };
}

function quantity(name: string, value: number | string, unit: string): ExplainedQuantity {
  return { name, value, unit };
}

function ofExpression(name: string, e: Expression, unit: string): ExplainedQuantity {
  return quantity(name, constantOf(e) ?? formatExpression(e), unit);
}

function quantitiesOf(model: Model): readonly ExplainedQuantity[] {
  const { temperature, parameters, species, domain, permittivities = {}, electricPotentials = {} } = model;
  const list: ExplainedQuantity[] = [];
  if (temperature !== undefined) list.push(quantity("temperature", temperature, "K"));
  for (const { name, value, dimension: of } of parameters) list.push(quantity(name, value, formatDimension(of)));
  for (const one of species) list.push(...quantitiesOfSpecies(one));
  if (domain?.kind === "layers") for (const layer of domain.layers) list.push(...quantitiesOfLayer(layer));
  if (domain?.kind === "layers") list.push(quantity("start", domain.start, "m"));
  if (domain?.kind === "compartments") list.push(...compartmentQuantities(domain));
  if (domain?.kind === "free")
    for (const end of ["from", "to"] as const) {
      const at = domain[end];
      if (at !== undefined) list.push(quantity(end, at, "m"));
    }
  for (const { end, species: name, condition } of model.boundaries)
    for (const [key, value] of Object.entries(condition))
      if (typeof value === "number")
        list.push(quantity(`${end}.${name}.${condition.kind}.${key}`, value, conditionUnit(key, name, model)));
  for (const [medium, value] of Object.entries(permittivities))
    list.push(quantity(`permittivity(${medium})`, value, "1"));
  for (const [end, value] of Object.entries(electricPotentials))
    list.push(quantity(`${end}.electric-potential`, value, "V"));
  for (const { name, law } of model.sources)
    list.push(quantity(`source ${name}`, law.rate, law.kind === "linear" ? "s^-1" : "mol m^-3 s^-1"));
  return list;
}

function conditionUnit(key: string, name: string, { domain, species }: Model): string {
  if (key === "flux") return "mol m^-2 s^-1";
  if (key === "permeability") return "m s^-1";
  if (key !== "volume") {
    const one = species.find((other) => other.name === name);
    return one === undefined ? "mol m^-3" : compositionUnit(frameOf(one).scale);
  }
  const geometry = domain?.kind === "layers" ? domain.geometry : "slab";
  return geometry === "slab" ? "m" : geometry === "cylinder" ? "m^2" : "m^3";
}

function quantitiesOfSpecies(species: Species): readonly ExplainedQuantity[] {
  const { name, charge, radius, mass, viscosity, media, terms, drift, walk } = species;
  const list: ExplainedQuantity[] = [];
  if (charge !== undefined) list.push(quantity(`charge(${name})`, charge, "1"));
  if (radius !== undefined) list.push(quantity(`radius(${name})`, radius, "m"));
  if (mass !== undefined) list.push(quantity(`mass(${name})`, mass, "kg"));
  if (viscosity !== undefined) list.push(quantity(`viscosity(${name})`, viscosity, "Pa s"));
  for (const { medium, diffusivity, partition } of media) {
    const place = medium === "" ? name : `${name}, ${medium}`;
    list.push(ofExpression(`D(${place})`, diffusivity, "m^2 s^-1"), ofExpression(`K(${place})`, partition, "1"));
  }
  for (const { energy } of terms) list.push(ofExpression(`potential(${name})`, energy, "J"));
  if (drift !== undefined) list.push(ofExpression(`drift(${name})`, drift, "m s^-1"));
  if (walk !== undefined)
    list.push(
      quantity(`lattice(${name})`, walk.spacing, "m"),
      quantity(`right(${name})`, walk.right, "1"),
      quantity(`stay(${name})`, walk.stay, "1"),
      quantity(`${walk.clock.kind} clock(${name})`, walk.clock.interval, "s"),
    );
  return list;
}

function quantitiesOfLayer({ name, thickness, membrane, fixedCharge }: Layer): readonly ExplainedQuantity[] {
  const charge = fixedCharge === undefined ? [] : [quantity(`fixed-charge(${name})`, fixedCharge, "mol m^-3")];
  if (membrane === undefined) return [quantity(`thickness(${name})`, thickness, "m"), ...charge];
  return Object.entries(membrane).map(([species, P]) => quantity(`P(${species}, ${name})`, P, "m s^-1"));
}

function inMedium(species: Species, layer: Layer): SpeciesInMedium | undefined {
  return species.media.find(({ medium }) => medium === layer.medium);
}

function scale(name: string, value: number, of: Dimension, formula: string): ExplainedScale {
  return { name, value, unit: formatDimension(of), formula };
}

const TIME = dimension("s");

function scalesOf(species: Species, model: Model): readonly ExplainedScale[] {
  const { name } = species;
  const scales: ExplainedScale[] = [];
  const layers =
    model.domain?.kind === "layers" ? model.domain.layers.filter(({ membrane }) => membrane === undefined) : [];
  for (const layer of layers) {
    const own = inMedium(species, layer);
    const D = own === undefined ? undefined : constantOf(own.diffusivity);
    if (D === undefined) continue;
    scales.push(
      scale(`diffusion time of ${name} through ${layer.name}`, (layer.thickness * layer.thickness) / D, TIME, "L^2/D"),
    );
    const v = species.drift === undefined ? undefined : constantOf(species.drift);
    if (v !== undefined)
      scales.push(
        scale(`Peclet number of ${name} in ${layer.name}`, (v * layer.thickness) / D, dimension("1"), "v L/D"),
      );
  }
  return [...scales, ...trapScales(species, model)];
}

/** Time and width of a harmonic trap: τ = kB T / (D κ), σ = sqrt(kB T / κ). */
function trapScales({ name, terms, media }: Species, { temperature }: Model): readonly ExplainedScale[] {
  const [term] = terms;
  const D = media[0] === undefined ? undefined : constantOf(media[0].diffusivity);
  if (term === undefined || terms.length > 1 || D === undefined || temperature === undefined) return [];
  const stiffness = constantOf(derivative(derivative(term.energy, "x"), "x"));
  if (stiffness === undefined || !(stiffness > 0)) return [];
  const thermal = BOLTZMANN * temperature;
  return [
    scale(`relaxation time of ${name} in its trap`, thermal / (D * stiffness), TIME, "kB T / (D kappa)"),
    scale(`width of ${name} in its trap`, Math.sqrt(thermal / stiffness), dimension("m"), "sqrt(kB T / kappa)"),
  ];
}
