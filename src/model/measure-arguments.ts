/**
 * Measures with a second argument that is no place: the order of a moment, a probability, a wavenumber, a condition.
 *
 * @module
 */

import { DIMENSIONLESS, type Dimension, describeDimension, dimension, sameDimension } from "#units/dimension.ts";
import { complain } from "./call-fault.ts";
import { axesOf } from "./check/amounts.ts";
import { coordinatesOf } from "./check/domain.ts";
import type { Declarations } from "./declared.ts";
import { dimensionOf } from "./expression/dimension-of.ts";
import { evaluate } from "./expression/evaluate.ts";
import { type CallExpression, type Expression, isCondition } from "./expression/expression.ts";
import { formatExpression } from "./expression/write-expression.ts";
import type { Measure, MeasureName } from "./measure.ts";

/** A number as second argument: what it may be. */
export interface ArgumentRule {
  /** Its dimension; absent: a pure number. */
  readonly of?: Dimension;
  readonly holds: (value: number) => boolean;
  readonly expected: string;
}

const PROBABILITY: ArgumentRule = { holds: (p) => p > 0 && p < 1, expected: "a probability between 0 and 1" };

/** The numbers that measures take beside a species. */
export const ARGUMENTS: Readonly<Partial<Record<MeasureName, ArgumentRule>>> = {
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

/** A measure with its number. @throws ExpressionError if the number is missing or cannot be. */
export function withArgument(
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

/** The probability of a condition on the place. @throws ExpressionError if it is no condition on a coordinate. */
export function probabilityOf(
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

/** What a measure is known by: its call, with places in the words of the geometry. */
export function keyOf({ name, range }: CallExpression, species: string, rest: readonly Expression[]): string {
  return formatExpression({ kind: "call", name, arguments: [{ kind: "name", name: species, range }, ...rest], range });
}
