/**
 * zero_of(OUTPUT, PARAMETER): the value of a parameter at which an output vanishes, such as a reversal potential.
 *
 * Its two names must not be replaced by what they stand for, as names elsewhere are: {@link withSealedZeros} joins them
 * to one name, "I, V", which no declaration can have.
 *
 * @module
 */

import type { CallExpression, Expression } from "./expression/expression.ts";
import { ExpressionError } from "./expression/expression-error.ts";
import { nearestName } from "./expression/nearest-name.ts";
import { partsOf, withParts } from "./expression/walk-tree.ts";
import type { Measure } from "./measure.ts";

const NAME = "zero_of";
const JOINT = ", ";

/** The names that a zero may use. */
export interface ZeroNames {
  readonly outputs: Iterable<string>;
  readonly parameters: readonly string[];
}

/**
 * The tree with the names of every zero_of joined.
 *
 * @throws ExpressionError where an output or parameter is not there.
 */
export function withSealedZeros(e: Expression, known: ZeroNames): Expression {
  if (e.kind !== "call" || e.name !== NAME)
    return withParts(
      e,
      partsOf(e).map((part) => withSealedZeros(part, known)),
    );
  const [output, parameter, more] = e.arguments;
  if (output?.kind === "name" && parameter === undefined && output.name.includes(JOINT)) return e;
  if (output === undefined || parameter === undefined || more !== undefined)
    throw new ExpressionError({
      range: e.range,
      found: `${NAME} with ${e.arguments.length} arguments`,
      expected: `${NAME}(OUTPUT, PARAMETER), such as ${NAME}(I, V)`,
    });
  const names = [
    nameAmong(output, [...known.outputs], "an output"),
    nameAmong(parameter, known.parameters, "a parameter of the file"),
  ];
  return { ...e, arguments: [{ kind: "name", name: names.join(JOINT), range: output.range }] };
}

function nameAmong(e: Expression, names: readonly string[], what: string): string {
  const name = e.kind === "name" ? e.name : undefined;
  if (name !== undefined && names.includes(name)) return name;
  const near = name === undefined ? undefined : nearestName(name, names);
  throw new ExpressionError({
    range: e.range,
    found: name === undefined ? "no name" : `"${name}", which is not ${what}`,
    expected: names.length === 0 ? `${what}; the file has none` : `${what}: ${names.join(", ")}`,
    fix: near === undefined ? undefined : `did you mean ${near}?`,
  });
}

/** The measure of a sealed call. */
export function zeroOf(call: CallExpression): Measure {
  const [first] = call.arguments;
  const [output, parameter] = first?.kind === "name" ? first.name.split(JOINT) : [];
  if (output === undefined || parameter === undefined)
    throw new ExpressionError({
      range: call.range,
      found: `${NAME} inside of what is no output`,
      expected: `${NAME}(OUTPUT, PARAMETER) in outputs: or expect:`,
    });
  return { key: `${NAME}(${output}${JOINT}${parameter})`, name: NAME, species: "", zero: { output, parameter } };
}
