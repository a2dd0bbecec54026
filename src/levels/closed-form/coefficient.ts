/**
 * A coefficient of a model as a function of one coordinate: D(x), K(x), V(x), v(x), c(x).
 *
 * @module
 */

import { CONSTANTS } from "#model/expression/constants.ts";
import { derivative } from "#model/expression/derivative.ts";
import { evaluate, type ValueScope } from "#model/expression/evaluate.ts";
import type { Expression } from "#model/expression/expression.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Model } from "#model/model.ts";

/** A function of the coordinate, and whether it is one number. */
export interface Coefficient {
  /** Its value, if it does not depend on the coordinate by its form. */
  readonly constant: number | undefined;
  at(x: number): number;
  /** Its slope at x, by the rules of calculus. */
  slope(x: number): number;
  /** The tree, if it came from one. */
  readonly expression: Expression | undefined;
}

/** Names of coordinates; in one dimension r is the distance from the origin of a sphere or cylinder. */
export const COORDINATES: readonly string[] = ["x", "y", "z", "r"];

/** Values of the names in an expression: coordinates first, then parameters, T and constants. */
export function scopeOf(model: Model, coordinate: (name: string) => number | undefined): ValueScope {
  const known = new Map<string, number>();
  for (const [name, { value }] of CONSTANTS) known.set(name, value);
  if (model.temperature !== undefined) known.set("T", model.temperature);
  for (const { name, value } of model.parameters) known.set(name, value);
  return { name: (name) => coordinate(name) ?? known.get(name) };
}

/** Whether an expression depends on where it is taken. */
export function dependsOnPlace(e: Expression): boolean {
  const names = namesIn(e);
  return COORDINATES.some((name) => names.has(name));
}

/** The coefficient that an expression declares, over the coordinate x (or r: in one dimension they are the same). */
export function coefficientOf(expression: Expression, model: Model): Coefficient {
  let place = 0;
  const scope = scopeOf(model, (name) => (name === "x" || name === "r" ? place : undefined));
  const functionOf = (e: Expression) => (x: number) => {
    place = x;
    return evaluate(e, scope);
  };
  const at = functionOf(expression);
  if (!dependsOnPlace(expression)) return constantCoefficient(at(0));
  const name = namesIn(expression).has("r") ? "r" : "x";
  return { constant: undefined, at, slope: functionOf(derivative(expression, name)), expression };
}

/** One number everywhere. */
export function constantCoefficient(value: number): Coefficient {
  return { constant: value, at: () => value, slope: () => 0, expression: undefined };
}

/** The sum of coefficients. */
export function sumOfCoefficients(terms: readonly Coefficient[]): Coefficient {
  if (terms.every((term) => term.constant !== undefined))
    return constantCoefficient(terms.reduce((sum, term) => sum + (term.constant as number), 0));
  return {
    constant: undefined,
    at: (x) => terms.reduce((sum, term) => sum + term.at(x), 0),
    slope: (x) => terms.reduce((sum, term) => sum + term.slope(x), 0),
    expression: undefined,
  };
}
