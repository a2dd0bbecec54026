/**
 * What can be wrong with a call of a measure, as errors with their place in the text.
 *
 * @module
 */

import { DECLARED_NAMES, type Declarations } from "./declared.ts";
import type { CallExpression, Expression } from "./expression/expression.ts";
import { ExpressionError } from "./expression/expression-error.ts";
import { FUNCTIONS, unknownCall } from "./expression/functions.ts";
import { nearestName } from "./expression/nearest-name.ts";
import { formatExpression } from "./expression/write-expression.ts";
import { MEASURES, type MeasureName } from "./measure.ts";
import { PLACES_OF_COMPARTMENTS, type PlaceRule } from "./measure-places.ts";
import { placesInWords } from "./place-words.ts";
import { OTHER_WORDS } from "./words-of-others.ts";

/** A complaint about a part of an expression. */
export function complain(e: Expression, found: string, expected: string, fix?: string): ExpressionError {
  return new ExpressionError({ range: e.range, found, expected, fix });
}

/** The complaint about a call that is no measure; of stirred compartments the measures that they have are listed. */
export function unknownMeasure(call: CallExpression, model?: Pick<Declarations, "domain">): ExpressionError {
  if (FUNCTIONS.has(call.name)) return unknownCall(call);
  const isStirred = model?.domain?.kind === "compartments";
  const names = Object.keys(isStirred ? PLACES_OF_COMPARTMENTS : MEASURES);
  const near =
    formulaOf(call) ??
    OTHER_WORDS.get(call.name.toLowerCase()) ??
    nearestName(call.name, [...names, ...DECLARED_NAMES, ...FUNCTIONS.keys()]);
  return complain(
    call,
    `"${call.name}(...)", which is no measure`,
    isStirred
      ? `a measure of compartments (${names.join(", ")}) or a function`
      : `a measure (${names.join(", ")}), a declared value (${DECLARED_NAMES.join(", ")}) or a function`,
    near === undefined ? undefined : `did you mean ${near}?`,
  );
}

/** What others give a name is an expression here. */
function formulaOf({ name, arguments: given }: CallExpression): string | undefined {
  const place = given.map(formatExpression).join(", ");
  return /^osmol(?:arity|ality)$/i.test(name) ? `osmotic_pressure(${place}) / (R * T)` : undefined;
}

/** The complaint about a measure that stirred compartments do not have. */
export function notOfCompartments(call: CallExpression): ExpressionError {
  const known = Object.keys(PLACES_OF_COMPARTMENTS);
  return complain(call, `${call.name} of stirred compartments, which have no positions`, known.join(", "));
}

/** The complaint about a place at which a measure cannot be taken. */
export function wrongPlace(
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
