/**
 * Functions of what the file declares: D(drug, lipid), drag(bead), thickness(bilayer). They are numbers once the file
 * is read, and are replaced by them in outputs. (What the motion shows is a measure: diffusivity(drug).)
 *
 * @module
 */

import { dragOfDiffusivity } from "#physics/einstein-relation.ts";
import { DIMENSIONLESS, type Dimension, dimension } from "#units/dimension.ts";
import { currentDensity, debyeLengthAt } from "./electric-declared.ts";
import { evaluate } from "./expression/evaluate.ts";
import type { CallExpression, Expression } from "./expression/expression.ts";
import { ExpressionError } from "./expression/expression-error.ts";
import { nearestName } from "./expression/nearest-name.ts";
import { namesIn, partsOf, withParts } from "./expression/walk-tree.ts";
import { formatExpression } from "./expression/write-expression.ts";
import { MIXTURE_FUNCTIONS, MIXTURE_INTERVALS, mixtureInterval } from "./mixture-declared.ts";
import type { Layer, Model, Species } from "./model.ts";
import { type PorousMedium, porousIn } from "./uptake.ts";

/** The parts of a model to which outputs refer. */
export type Declarations = Pick<
  Model,
  | "species"
  | "domain"
  | "attached"
  | "boundaries"
  | "field"
  | "permittivities"
  | "electricPotentials"
  | "porousMedia"
  | "uptakes"
> & {
  readonly temperature?: number | undefined;
  /** Names that stand for numbers in arguments, where they have not been replaced. */
  readonly constants?: ReadonlyMap<string, Expression>;
};

type Declared = (
  call: CallExpression,
  model: Declarations,
) => { readonly value: number; readonly dimension: Dimension };

const DECLARED: ReadonlyMap<string, Declared> = new Map<string, Declared>([
  ["D", (call, model) => ofMedia(call, model, "diffusivity", dimension("m^2 s^-1"))],
  ["K", (call, model) => ofMedia(call, model, "partition", DIMENSIONLESS)],
  ["radius", (call, model) => ofSpecies(call, model, "radius", dimension("m"))],
  ["mass", (call, model) => ofSpecies(call, model, "mass", dimension("kg"))],
  ["viscosity", (call, model) => ofSpecies(call, model, "viscosity", dimension("Pa s"))],
  ["drag", drag],
  ["thickness", thickness],
  ["debye_length", debyeLengthAt],
  ["porosity", (call, model) => ofPores(call, model, "porosity", DIMENSIONLESS)],
  ["tortuosity", (call, model) => ofPores(call, model, "tortuosity", DIMENSIONLESS)],
  ["wall_area", (call, model) => ofPores(call, model, "wallArea", dimension("m^-1"))],
]);

/** Names of the functions of what a file declares. */
export const DECLARED_NAMES: readonly string[] = [
  ...DECLARED.keys(),
  "current_density",
  ...MIXTURE_FUNCTIONS.keys(),
  ...MIXTURE_INTERVALS.keys(),
];

/**
 * The same tree with the functions of what the file declares replaced by numbers.
 *
 * @throws ExpressionError where one asks for something that is not declared.
 */
export function replaceDeclared(e: Expression, model: Declarations): Expression {
  if (e.kind === "call" && e.name === "current_density") return currentDensity(e, model);
  const held = e.kind === "call" ? heldConcentration(e, model) : undefined;
  if (held !== undefined) return { kind: "number", value: held, dimension: dimension("mol m^-3"), range: e.range };
  if (e.kind === "call" && MIXTURE_INTERVALS.has(e.name))
    return { kind: "number", ...mixtureInterval(e, speciesOf(e, model)), range: e.range };
  const mixture = e.kind === "call" && e.member === undefined ? MIXTURE_FUNCTIONS.get(e.name) : undefined;
  if (e.kind === "call" && mixture !== undefined)
    return { kind: "number", ...mixture(e, model, speciesOf(e, model)), range: e.range };
  const declared = e.kind === "call" && e.member === undefined ? DECLARED.get(e.name) : undefined;
  if (e.kind === "call" && declared !== undefined) return { kind: "number", ...declared(e, model), range: e.range };
  const parts = partsOf(e).map((part) => replaceDeclared(part, model));
  return withParts(e, parts);
}

/** The species that the first argument of a call names. @throws ExpressionError if it names none. */
export function speciesOf(call: CallExpression, model: Pick<Model, "species">): Species {
  const [first] = call.arguments;
  const names = model.species.map(({ name }) => name);
  const expected = names.length === 0 ? "a species; the model has none" : `a species: ${names.join(", ")}`;
  if (first?.kind === "call" && (call.name === "min" || call.name === "max"))
    throw new ExpressionError({
      range: call.range,
      found: `${call.name} of ${formatExpression(first)} over all times`,
      expected: `two values, ${call.name}(a, b)${names.length === 0 ? "" : `, or a species: ${call.name}(${names[0]}) is that of its profile at one time`}`,
      fix: `an output ${formatExpression(first)} with series: of it under plots: has its values at all times`,
    });
  if (first?.kind !== "name")
    throw new ExpressionError({
      range: (first ?? call).range,
      found: `${call.name}(...) without a species`,
      expected,
      fix:
        names[0] === undefined
          ? undefined
          : `write ${call.name}(${names[0]}${call.arguments.length > 1 ? ", ..." : ""})`,
    });
  const species = model.species.find(({ name }) => name === first.name);
  if (species !== undefined) return species;
  const [, second] = call.arguments;
  const isSwapped = second?.kind === "name" && names.includes(second.name);
  const rest = call.arguments.slice(2).map(formatExpression);
  const near = isSwapped
    ? `${call.name}(${[second.name, first.name, ...rest].join(", ")})`
    : nearestName(first.name, names);
  throw new ExpressionError({
    range: first.range,
    found: `"${first.name}", which is no species`,
    expected: isSwapped ? `the species first, and then the place` : expected,
    fix: near === undefined ? undefined : `did you mean ${near}?`,
  });
}

/** Checks the number of arguments. */
function atMost(call: CallExpression, most: number, form: string): void {
  if (call.arguments.length >= 1 && call.arguments.length <= most) return;
  throw new ExpressionError({
    range: call.range,
    found: `${call.name} with ${call.arguments.length} arguments`,
    expected: form,
  });
}

function ofSpecies(call: CallExpression, model: Declarations, key: "radius" | "mass" | "viscosity", of: Dimension) {
  atMost(call, 1, `${call.name}(SPECIES)`);
  const species = speciesOf(call, model);
  const value = species[key];
  if (value !== undefined) return { value, dimension: of };
  const how = key === "viscosity" ? "D: {stokes-einstein: {viscosity: ...}}" : `${key}:`;
  throw new ExpressionError({
    range: call.range,
    found: `${species.name} without a ${key}`,
    expected: `${how} in species.${species.name}`,
  });
}

function ofMedia(call: CallExpression, model: Declarations, key: "diffusivity" | "partition", of: Dimension) {
  atMost(call, 2, `${call.name}(SPECIES) or ${call.name}(SPECIES, MEDIUM)`);
  const species = speciesOf(call, model);
  const [, place] = call.arguments;
  const media =
    place === undefined
      ? species.media
      : species.media.filter(({ medium }) => medium === mediumOf(place, species, model));
  const values = media.map((inMedium) => constantOf(inMedium[key], call));
  const [value] = values;
  if (value === undefined)
    throw new ExpressionError({
      range: call.range,
      found: `${species.name}, which moves by a law of its own and declares no ${call.name}`,
      expected: "a measure of what the motion shows, such as msd or diffusivity where it has one",
    });
  if (values.some((other) => other !== value)) {
    const first = species.media[0]?.medium;
    throw new ExpressionError({
      range: call.range,
      found: `${call.name}(${species.name}), which differs between media`,
      expected: `a medium or a layer as second argument: ${species.media.map(({ medium }) => medium).join(", ")}`,
      fix: `write ${call.name}(${species.name}, ${first})`,
    });
  }
  return { value, dimension: of };
}

/** The medium that a name means: its own name, or that of the layer it fills. */
function mediumOf(place: Expression, species: Species, model: Declarations): string {
  const layers = model.domain?.kind === "layers" ? model.domain.layers : [];
  const media = species.media.map(({ medium }) => medium);
  const known = [...new Set([...layers.map(({ name }) => name), ...media])].filter((name) => name !== "");
  const name = place.kind === "name" ? place.name : undefined;
  const medium = layers.find((layer) => layer.name === name)?.medium ?? name;
  if (medium !== undefined && media.includes(medium)) return medium;
  const near = name === undefined ? undefined : nearestName(name, known);
  throw new ExpressionError({
    range: place.range,
    found: name === undefined ? "no name" : `"${name}", where ${species.name} has no D`,
    expected: `a medium or layer of ${species.name}: ${known.join(", ")}`,
    fix: near === undefined || near === name ? undefined : `did you mean ${near}?`,
  });
}

function constantOf(e: Expression, call: CallExpression): number {
  const [name] = namesIn(e);
  if (name === undefined) return evaluate(e, { name: () => undefined });
  throw new ExpressionError({
    range: call.range,
    found: `${call.name}, which depends on ${name} here`,
    expected: `a ${call.name} that is the same everywhere`,
  });
}

/** Drag coefficient kB T / D [kg s^-1]. */
function drag(call: CallExpression, model: Declarations) {
  atMost(call, 1, "drag(SPECIES)");
  const { value } = ofMedia(call, model, "diffusivity", DIMENSIONLESS);
  const { temperature } = model;
  if (temperature === undefined)
    throw new ExpressionError({
      range: call.range,
      found: "drag(...) without a temperature",
      expected: "temperature: in the file, since the drag is kB T / D",
    });
  return { value: dragOfDiffusivity(value, temperature), dimension: dimension("kg s^-1") };
}

function thickness(call: CallExpression, model: Declarations) {
  atMost(call, 1, "thickness(LAYER)");
  return { value: layerOf(call, model).thickness, dimension: dimension("m") };
}

/** c(drug, vial) where the vial at an end is infinite, so that it holds what the file says; undefined of all else. */
function heldConcentration({ name, arguments: given }: CallExpression, model: Declarations): number | undefined {
  const [first, place] = given;
  if (name !== "c" || given.length !== 2 || first?.kind !== "name" || place?.kind !== "name") return undefined;
  if (model.species.find((one) => one.name === first.name)?.measure !== "amount") return undefined;
  const ends = (["left", "right"] as const).filter((end) => model.attached?.[end] === place.name);
  const at = model.boundaries.find((one) => one.species === first.name && ends.some((end) => end === one.end));
  return at?.condition.kind === "concentration" ? at.condition.concentration : undefined;
}

/** What `media:` says of the medium of a layer: all of it is fluid, and has no walls, where it says nothing. */
function ofPores(call: CallExpression, model: Declarations, key: keyof PorousMedium, of: Dimension) {
  atMost(call, 1, `${call.name}(LAYER)`);
  const { medium } = layerOf(call, model);
  const { porosity = 1, tortuosity = 1, wallArea } = porousIn(model, medium) ?? {};
  const value = { porosity, tortuosity, wallArea }[key];
  if (value !== undefined) return { value, dimension: of };
  throw new ExpressionError({
    range: call.range,
    found: `${call.name} of ${medium === "" ? "a layer without a medium" : medium}, which is not known`,
    expected: "wall-area: of its medium under media:",
  });
}

/** The layer that the argument of a call names. @throws ExpressionError if it names none. */
function layerOf(call: CallExpression, model: Declarations): Layer {
  const [place] = call.arguments;
  const layers = model.domain?.kind === "layers" ? model.domain.layers : [];
  const name = place?.kind === "name" ? place.name : undefined;
  const layer = layers.find((one) => one.name === name);
  if (layer !== undefined) return layer;
  const near =
    name === undefined
      ? undefined
      : nearestName(
          name,
          layers.map((one) => one.name),
        );
  throw new ExpressionError({
    range: (place ?? call).range,
    found: name === undefined ? "no name of a layer" : `"${name}", which is no layer`,
    expected: `a layer: ${layers.map((one) => one.name).join(", ")}`,
    fix: near === undefined ? undefined : `did you mean ${near}?`,
  });
}
