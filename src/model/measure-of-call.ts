/**
 * A call in an output, such as flux(drug, right), as the measure that levels answer.
 *
 * @module
 */

import { complain, notOfCompartments, unknownMeasure, wrongPlace } from "./call-fault.ts";
import { type Declarations, speciesOf } from "./declared.ts";
import type { CallExpression, Expression } from "./expression/expression.ts";
import { lawOf } from "./expression/functions.ts";
import { nearestName } from "./expression/nearest-name.ts";
import { formatExpression } from "./expression/write-expression.ts";
import { MEASURES, type Measure, type MeasureName, type Place } from "./measure.ts";
import { ARGUMENTS, keyOf, probabilityOf, withArgument } from "./measure-arguments.ts";
import { OF_COMPARTMENTS, PLACES_OF_COMPARTMENTS, type PlaceRule, ruleOf } from "./measure-places.ts";
import { placeOf } from "./place-of-arguments.ts";
import { placesInWords, writtenPlace } from "./place-words.ts";
import { pointFault } from "./point-in-domain.ts";
import { undefinedMeasure } from "./undefined-measure.ts";
import { zeroOf } from "./zero-of.ts";

/** Measures of the model as a whole: they take a place and no species. */
const OF_MODEL: ReadonlySet<MeasureName> = new Set<MeasureName>([
  "free_energy",
  "electric_potential",
  "zero_of",
  ...OF_COMPARTMENTS,
]);

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
  if (!isMeasureName(name) || call.member !== undefined) throw unknownMeasure(call, model);
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
  if (given.length === 0 && rule.whole !== true)
    throw complain(call, `${name} without a place`, `${name}(PLACE) with ${placesInWords(rule, model)}`);
  const place = given.length === 0 && rule.whole ? { kind: "all" as const } : placeOf(given, model);
  if (place === undefined || !rule.kinds.includes(place.kind)) throw wrongPlace(name, given, rule, model);
  const key = formatExpression({ ...call, arguments: writtenPlace(place, model) });
  return { key, name, species: "", place };
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

function hasBath(model: Declarations, species: string, end: "left" | "right"): boolean {
  return model.boundaries.some((b) => b.species === species && b.end === end && b.condition.kind === "bath");
}
