/**
 * A call in an output, such as flux(drug, right), as the measure that levels answer.
 *
 * @module
 */

import { DIMENSIONLESS, type Dimension, describeDimension, dimension, sameDimension } from "#units/dimension.ts";
import { axesOf } from "./check/amounts.ts";
import { coordinatesOf, endsOf, sidesOf } from "./check/domain.ts";
import { DECLARED_NAMES, type Declarations, speciesOf } from "./declared.ts";
import { dimensionOf } from "./expression/dimension-of.ts";
import { evaluate } from "./expression/evaluate.ts";
import { type CallExpression, type Expression, isCondition } from "./expression/expression.ts";
import { ExpressionError } from "./expression/expression-error.ts";
import { FUNCTIONS, lawOf } from "./expression/functions.ts";
import { nearestName } from "./expression/nearest-name.ts";
import { formatExpression } from "./expression/write-expression.ts";
import { MEASURES, type Measure, type MeasureName, type Place } from "./measure.ts";
import type { Side } from "./model.ts";
import { pointFault } from "./point-in-domain.ts";
import { undefinedMeasure } from "./undefined-measure.ts";
import { OTHER_WORDS } from "./words-of-others.ts";
import { zeroOf } from "./zero-of.ts";

/** Where a measure can be taken; `whole` where it takes the whole domain if no place is given. */
interface PlaceRule {
  readonly kinds: readonly Place["kind"][];
  readonly whole?: true;
}

const POINTWISE: PlaceRule = { kinds: ["end", "layer-face", "point", "bath"] };
const ACROSS: PlaceRule = { kinds: ["all", "layer"], whole: true };

/** The measures that take a place; the others take a species alone. */
export const PLACES: Readonly<Partial<Record<MeasureName, PlaceRule>>> = {
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
const PLACES_OF_COMPARTMENTS: typeof PLACES = {
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

/** The rule of a measure in a domain; undefined if it takes no place there. */
function ruleOf(name: MeasureName, { domain }: Declarations): PlaceRule | undefined {
  if (domain?.kind === "compartments") return PLACES_OF_COMPARTMENTS[name];
  return (domain?.kind === "grid" ? PLACES_OF_GRID : PLACES)[name];
}

/** Measures that stirred compartments alone have. */
const OF_COMPARTMENTS: ReadonlySet<MeasureName> = new Set<MeasureName>([
  "volume",
  "volume_flux",
  "pressure",
  "osmotic_pressure",
  "free_energy_rate",
  "burst_time",
]);

/** Measures of the model as a whole: they take a place and no species. */
const OF_MODEL: ReadonlySet<MeasureName> = new Set<MeasureName>([
  "free_energy",
  "electric_potential",
  "zero_of",
  ...OF_COMPARTMENTS,
]);

/** A number as second argument: what it may be. */
interface ArgumentRule {
  /** Its dimension; absent: a pure number. */
  readonly of?: Dimension;
  readonly holds: (value: number) => boolean;
  readonly expected: string;
}

const PROBABILITY: ArgumentRule = { holds: (p) => p > 0 && p < 1, expected: "a probability between 0 and 1" };

const ARGUMENTS: Readonly<Partial<Record<MeasureName, ArgumentRule>>> = {
  moment: {
    holds: (n) => Number.isInteger(n) && n >= 1 && n <= 8,
    expected: "the order of the moment, a whole number from 1 to 8",
  },
  quantile: PROBABILITY,
  exit_time_quantile: PROBABILITY,
  intermediate_scattering: {
    of: dimension("m^-1"),
    holds: (k) => k > 0 && k < Number.POSITIVE_INFINITY,
    expected: "a wavenumber above 0, such as 2 1/um",
  },
  fourier: {
    holds: (n) => Number.isInteger(n) && n >= 1,
    expected: "how many waves the thickness holds, a whole number from 1",
  },
  step_correlation: {
    holds: (k) => Number.isInteger(k) && k >= 1,
    expected: "how many steps lie between, a whole number from 1",
  },
};

/** Whether a measure is one of the model as a whole, and names no species. */
export function isOfModel(name: string): boolean {
  return isMeasureName(name) && OF_MODEL.has(name);
}

/** Whether a word names a measure. */
export function isMeasureName(name: string): name is MeasureName {
  return Object.hasOwn(MEASURES, name);
}

/** Whether a call asks a level; max(a) does, and max(2, 3) is a function. */
export function isMeasureCall(call: CallExpression): boolean {
  return isMeasureName(call.name) && lawOf(call) === undefined;
}

/**
 * The measure that a call means.
 *
 * @throws ExpressionError, with its place, if it is no measure, or if its arguments are not those that it takes.
 */
export function measureOf(call: CallExpression, model: Declarations): Measure {
  const measure = measureNamed(call, model);
  if (measure.species === "") return measure;
  const nowhere = undefinedMeasure(measure, speciesOf(call, model), model.domain);
  if (nowhere !== undefined) throw complain(call, nowhere.found, nowhere.expected);
  return measure;
}

function measureNamed(call: CallExpression, model: Declarations): Measure {
  const { name } = call;
  if (!isMeasureName(name) || call.member !== undefined) throw unknownMeasure(call);
  if (OF_MODEL.has(name)) return ofWholeModel(call, name, model);
  const species = speciesOf(call, model);
  const rest = call.arguments.slice(1);
  if (name === "uptake") return uptakeOf(call, species.name, rest, model);
  if (name === "probability") return probabilityOf(call, species.name, rest, model);
  const argument = ARGUMENTS[name];
  if (argument !== undefined) return withArgument(call, name, species.name, argument);
  const isGrid = model.domain?.kind === "grid";
  if (name === "D_effective" && !isGrid)
    throw complain(call, "D_effective without a periodic cell", "geometry: rectangle or box, with boundary: periodic");
  if (model.domain?.kind === "compartments" && PLACES_OF_COMPARTMENTS[name] === undefined)
    throw notOfCompartments(call);
  const rule = ruleOf(name, model);
  if (rule === undefined) {
    if (rest.length > 0) throw complain(rest[0] as Expression, `a second argument of ${name}`, `${name}(SPECIES)`);
    return { key: keyOf(call, species.name, []), name, species: species.name };
  }
  if (rest.length === 0 && rule.whole !== true)
    throw complain(call, `${name} without a place`, `${name}(SPECIES, PLACE) with ${placesInWords(rule, model)}`);
  const whole: Place = rule.kinds.includes("axis") ? { kind: "axis", axis: 0 } : { kind: "all" };
  const place = rest.length === 0 ? whole : placeOf(rest, model);
  if (place === undefined || !rule.kinds.includes(place.kind)) throw wrongPlace(name, rest, rule, model);
  const fault = place.kind === "point" ? pointFault(model, place.at, species, name) : undefined;
  if (fault !== undefined) throw complain(rest[0] as Expression, fault.found, fault.expected);
  if (place.kind === "bath" && !hasBath(model, species.name, place.end))
    throw complain(
      rest[0] as Expression,
      `${formatExpression(rest[0] as Expression)}, where ${species.name} has no bath`,
      "an end with {bath: ...} in boundary:",
    );
  return { key: keyOf(call, species.name, writtenPlace(place, model)), name, species: species.name, place };
}

function ofWholeModel(call: CallExpression, name: MeasureName, model: Declarations): Measure {
  if (name === "zero_of") return zeroOf(call);
  if (name === "electric_potential" && (model.field === undefined || model.field === "none"))
    throw complain(
      call,
      "electric_potential without an electric field",
      "field: constant-field, electroneutral or poisson",
    );
  if (OF_COMPARTMENTS.has(name) && model.domain?.kind !== "compartments")
    throw complain(call, `${name} without compartments`, "compartments: and membranes: in place of the domain");
  if (model.domain?.kind === "compartments" && PLACES_OF_COMPARTMENTS[name] === undefined)
    throw notOfCompartments(call);
  const rule = ruleOf(name, model) as PlaceRule;
  const given = call.arguments;
  const place = given.length === 0 && rule.whole ? { kind: "all" as const } : placeOf(given, model);
  if (place === undefined || !rule.kinds.includes(place.kind)) throw wrongPlace(name, given, rule, model);
  const key = formatExpression({ ...call, arguments: writtenPlace(place, model) });
  return { key, name, species: "", place };
}

function notOfCompartments(call: CallExpression): ExpressionError {
  const known = Object.keys(PLACES_OF_COMPARTMENTS);
  return complain(call, `${call.name} of stirred compartments, which have no positions`, known.join(", "));
}

function complain(e: Expression, found: string, expected: string, fix?: string): ExpressionError {
  return new ExpressionError({ range: e.range, found, expected, fix });
}

/** The complaint about a call that is no measure. */
export function unknownMeasure(call: CallExpression): ExpressionError {
  const names = Object.keys(MEASURES);
  const near =
    OTHER_WORDS.get(call.name.toLowerCase()) ??
    nearestName(call.name, [...names, ...DECLARED_NAMES, ...FUNCTIONS.keys()]);
  return complain(
    call,
    `"${call.name}(...)", which is no measure`,
    `a measure (${names.join(", ")}), a declared value (${DECLARED_NAMES.join(", ")}) or a function`,
    near === undefined ? undefined : `did you mean ${near}?`,
  );
}

function keyOf({ name, range }: CallExpression, species: string, rest: readonly Expression[]): string {
  return formatExpression({ kind: "call", name, arguments: [{ kind: "name", name: species, range }, ...rest], range });
}

function probabilityOf(
  call: CallExpression,
  species: string,
  rest: readonly Expression[],
  model: Declarations,
): Measure {
  const [condition] = rest;
  if (condition === undefined || rest.length > 1 || !isCondition(condition))
    throw complain(
      condition ?? call,
      "probability without a condition",
      "probability(SPECIES, CONDITION), such as x > 1 um",
      `write probability(${species}, x > 1 um)`,
    );
  const coordinates = ["x", "y", "z"].slice(0, axesOf(model.domain));
  const isRound = model.domain?.kind === "layers" && model.domain.geometry !== "slab";
  const names = model.domain?.kind === "grid" ? coordinatesOf(model.domain) : isRound ? ["r"] : [...coordinates, "r"];
  dimensionOf(condition, {
    name: (name) => (names.includes(name) ? dimension("m") : undefined),
    unknownName: () => `a condition on ${names.join(", ")}`,
  });
  return { key: keyOf(call, species, [condition]), name: "probability", species, condition };
}

function uptakeOf(
  call: CallExpression,
  species: string,
  rest: readonly Expression[],
  { uptakes = [] }: Declarations,
): Measure {
  const names = uptakes.flatMap((one) => (one.species === species ? [one.name] : []));
  const [first] = rest;
  const expected =
    names.length === 0
      ? `carriers that take ${species}: {name: walls, carrier: ..., species: ${species}, at: LAYER.walls} in sources:`
      : `uptake(${species}), or uptake(${species}, SOURCE) with ${names.join(", ")}`;
  if (names.length === 0) throw complain(call, `uptake of ${species}, which no carrier takes`, expected);
  if (first === undefined) return { key: keyOf(call, species, []), name: "uptake", species };
  const source = first.kind === "name" ? first.name : "";
  if (rest.length > 1 || !names.includes(source)) {
    const near = nearestName(source, names);
    throw complain(
      first,
      `"${formatExpression(first)}", which is no source of ${species} with a carrier`,
      expected,
      near === undefined ? undefined : `did you mean ${near}?`,
    );
  }
  return { key: keyOf(call, species, [first]), name: "uptake", species, source };
}

function withArgument(
  call: CallExpression,
  name: MeasureName,
  species: string,
  { of = DIMENSIONLESS, holds, expected }: ArgumentRule,
): Measure {
  const [second, third] = call.arguments.slice(1);
  const fault = second === undefined ? call : third;
  if (second === undefined || fault !== undefined)
    throw complain(fault ?? call, `${name} without its number`, `${name}(SPECIES, NUMBER): ${expected}`);
  const its = dimensionOf(second, { name: () => undefined, unknownName: () => expected });
  if (!sameDimension(its, of)) throw complain(second, describeDimension(its), expected);
  const value = evaluate(second, { name: () => undefined });
  if (!holds(value)) throw complain(second, String(value), expected);
  return { key: keyOf(call, species, [second]), name, species, argument: value };
}

/** The place that arguments name; undefined if they name none. */
function placeOf(rest: readonly Expression[], model: Declarations): Place | undefined {
  const [first] = rest as [Expression];
  if (first.kind !== "name") return pointOf(rest, model);
  if (rest.length > 1) return undefined;
  if (first.name === "all") return { kind: "all" };
  const { domain } = model;
  if (domain?.kind === "compartments") {
    if (domain.compartments.some(({ name }) => name === first.name))
      return { kind: "compartment", compartment: first.name };
    const isMembrane = domain.membranes.some(({ name }) => name === first.name);
    return isMembrane ? { kind: "membrane", membrane: first.name } : undefined;
  }
  if (domain?.kind === "grid") {
    const side = sidesOf(domain).get(first.name);
    if (side !== undefined) return { kind: "side", side };
    const axis = domain.axes.findIndex(({ name }) => name === first.name);
    if (axis >= 0) return { kind: "axis", axis };
    const isMedium = domain.media.some(({ medium }) => medium === first.name);
    return isMedium ? { kind: "layer", layer: first.name } : undefined;
  }
  const ends = namedEnds(model);
  const end = ends.get(first.name);
  if (end !== undefined) return { kind: "end", end };
  const [head, tail] = first.name.split(".") as [string, string | undefined];
  for (const attached of ["left", "right"] as const)
    if (model.attached?.[attached] === first.name) return { kind: "bath", end: attached };
  const bathEnd = ends.get(head);
  if (bathEnd !== undefined && tail === "bath") return { kind: "bath", end: bathEnd };
  const layer = layersOf(model).find(({ name }) => name === head);
  if (layer === undefined) return undefined;
  if (tail === undefined) return { kind: "layer", layer: head };
  const side =
    tail === "left" || tail === "inner" ? "left" : tail === "right" || tail === "outer" ? "right" : undefined;
  return side === undefined || layer.membrane !== undefined ? undefined : { kind: "layer-face", layer: head, side };
}

/** The ends of a domain that is no grid, by the words of its geometry. */
function namedEnds({ domain }: Declarations): ReadonlyMap<string, "left" | "right"> {
  return domain === undefined || domain.kind === "grid" ? new Map() : endsOf(domain);
}

function layersOf({ domain }: Declarations) {
  return domain?.kind === "layers" ? domain.layers : [];
}

function pointOf(rest: readonly Expression[], model: Declarations): Place | undefined {
  const isGrid = model.domain?.kind === "grid";
  const most = model.domain?.kind === "layers" ? 1 : isGrid ? model.domain.axes.length : axesOf(model.domain);
  if (rest.length > most || (isGrid && rest.length < most)) return undefined;
  const at = rest.map((e) => {
    const its = dimensionOf(e, { name: () => undefined, unknownName: () => `a place: ${allPlaces(model)}` });
    if (!sameDimension(its, dimension("m")))
      throw complain(e, "a place that is no length", "a coordinate, such as 2 um");
    return evaluate(e, { name: () => undefined });
  });
  return { kind: "point", at };
}

function hasBath(model: Declarations, species: string, end: "left" | "right"): boolean {
  return model.boundaries.some((b) => b.species === species && b.end === end && b.condition.kind === "bath");
}

/** A place as arguments, in the words of the geometry. */
function writtenPlace(place: Place, model: Declarations): readonly Expression[] {
  const range = { offset: 0, length: 0 };
  const word = (name: string): readonly Expression[] => [{ kind: "name", name, range }];
  const { domain } = model;
  const ends = new Map<Side, string>(
    domain === undefined ? [] : [...sidesOf(domain)].map(([name, end]) => [end, name]),
  );
  switch (place.kind) {
    case "all":
      return word("all");
    case "end":
      return word(ends.get(place.end) ?? place.end);
    case "side":
      return word(ends.get(place.side) ?? place.side);
    case "axis":
      return word(domain?.kind === "grid" ? (domain.axes[place.axis]?.name ?? "x") : "x");
    case "bath":
      return word(`${ends.get(place.end) ?? place.end}.bath`);
    case "layer":
      return word(place.layer);
    case "compartment":
      return word(place.compartment);
    case "membrane":
      return word(place.membrane);
    case "layer-face":
      return word(`${place.layer}.${place.side}`);
    case "point":
      return place.at.map((value) => ({ kind: "number", value, dimension: dimension("m"), range }));
  }
}

function placesInWords({ kinds }: PlaceRule, model: Declarations): string {
  return `a place: ${kinds.flatMap((kind) => wordsFor(kind, model)).join(", ")}`;
}

function wordsFor(kind: Place["kind"], model: Declarations): readonly string[] {
  const { domain } = model;
  const ends = [...namedEnds(model)];
  const layers = layersOf(model);
  switch (kind) {
    case "all":
      return ["all"];
    case "end":
      return ends.map(([name]) => name);
    case "side":
      return domain?.kind === "grid" ? [...sidesOf(domain).keys()] : [];
    case "axis":
      return domain?.kind === "grid" ? domain.axes.map(({ name }) => name) : [];
    case "bath": {
      const baths = model.boundaries.filter(({ condition }) => condition.kind === "bath").map(({ end }) => end);
      return ends.filter(([, end]) => baths.includes(end)).map(([name]) => `${name}.bath`);
    }
    case "layer":
      return domain?.kind === "grid"
        ? [...new Set(domain.media.map(({ medium }) => medium))].filter((medium) => medium !== "")
        : layers.map(({ name }) => name);
    case "compartment":
      return domain?.kind === "compartments" ? domain.compartments.map(({ name }) => name) : [];
    case "membrane":
      return domain?.kind === "compartments" ? domain.membranes.map(({ name }) => name) : [];
    case "layer-face":
      return layers
        .filter(({ membrane }) => membrane === undefined)
        .flatMap(({ name }) => [`${name}.left`, `${name}.right`]);
    case "point":
      return [
        domain?.kind === "grid"
          ? `a point such as ${domain.axes.map(() => "2 um").join(", ")}`
          : "a coordinate such as 2 um",
      ];
  }
}

function allPlaces(model: Declarations): string {
  return placesInWords({ kinds: ["all", "end", "side", "bath", "layer", "layer-face", "point"] }, model).replace(
    "a place: ",
    "",
  );
}

function wrongPlace(
  name: MeasureName,
  rest: readonly Expression[],
  rule: PlaceRule,
  model: Declarations,
): ExpressionError {
  const [first] = rest as [Expression];
  const written = rest.map(formatExpression).join(", ");
  const words = placesInWords(rule, model);
  const near = first.kind === "name" ? nearestName(first.name, words.replace("a place: ", "").split(", ")) : undefined;
  return complain(
    first,
    `"${written}", where ${name} cannot be taken`,
    `${words}`,
    near === undefined || near === written ? undefined : `did you mean ${near}?`,
  );
}
