/**
 * The functions of the expression language: a closed list, one row each.
 *
 * A row says how many arguments the function takes, what it does to dimensions, how it is evaluated, and its slopes as
 * expressions in its arguments u, v, ... A law of physics is one more row, in `law-functions.ts`. What is not in the list (or has another number
 * of arguments, such as `max(a)`, the largest value of a) is left to the scope, which knows the measures.
 *
 * @module
 */

import { besselI0, besselI1 } from "#numerics/bessel.ts";
import { acos, asin, atan, cos, cosh, exp, log, log10, sin, sinh, tan, tanh } from "#numerics/elementary.ts";
import { erf, erfc } from "#numerics/error-function.ts";
import { acosh, asinh, atanh } from "#numerics/inverse-hyperbolic.ts";
import { lambertW } from "#numerics/lambert-w.ts";
import type { CallExpression } from "./expression.ts";
import { ExpressionError } from "./expression-error.ts";
import type { FunctionLaw } from "./function-law.ts";
import { LAW_FUNCTIONS } from "./law-functions.ts";
import { nearestName } from "./nearest-name.ts";

/** Heaviside's step: 1 where u >= 0, else 0 (NaN stays NaN). */
function heaviside(u: number): number {
  return u >= 0 ? 1 : u < 0 ? 0 : u;
}

function pure(name: string, evaluate: (u: number) => number, slope: string): FunctionLaw {
  return { name, arity: [1, 1], dimension: "pure", evaluate, slope };
}

const TWO_OVER_ROOT_PI = "1.1283791670955126";

const LAWS: readonly FunctionLaw[] = [
  pure("exp", exp, "exp(u)"),
  pure("log", log, "1 / u"),
  pure("log10", log10, "1 / (u * log(10))"),
  { name: "sqrt", arity: [1, 1], dimension: "root", evaluate: Math.sqrt, slope: "1 / (2 * sqrt(u))" },
  { name: "abs", arity: [1, 1], dimension: "alike", evaluate: Math.abs, slope: "step(u) - step(-u)" },
  pure("sin", sin, "cos(u)"),
  pure("cos", cos, "-sin(u)"),
  pure("tan", tan, "1 + tan(u)^2"),
  pure("asin", asin, "1 / sqrt((1 - u) * (1 + u))"),
  pure("acos", acos, "-1 / sqrt((1 - u) * (1 + u))"),
  pure("atan", atan, "1 / (1 + u^2)"),
  pure("sinh", sinh, "cosh(u)"),
  pure("cosh", cosh, "sinh(u)"),
  pure("tanh", tanh, "1 / cosh(u)^2"),
  pure("asinh", asinh, "1 / sqrt(1 + u^2)"),
  pure("acosh", acosh, "1 / sqrt((u - 1) * (u + 1))"),
  pure("atanh", atanh, "1 / ((1 - u) * (1 + u))"),
  pure("erf", erf, `${TWO_OVER_ROOT_PI} * exp(-u^2)`),
  pure("erfc", erfc, `-${TWO_OVER_ROOT_PI} * exp(-u^2)`),
  pure("bessel_i0", besselI0, "bessel_i1(u)"),
  pure("bessel_i1", besselI1, "if(u == 0, 0.5, bessel_i0(u) - bessel_i1(u) / u)"),
  pure("lambert_w", lambertW, "1 / (u + exp(lambert_w(u)))"),
  pure("floor", Math.floor, "0"),
  pure("ceil", Math.ceil, "0"),
  { name: "step", arity: [1, 1], dimension: "sign", evaluate: heaviside, slope: "0" },
  ...LAW_FUNCTIONS,
  { name: "min", arity: [2, Number.POSITIVE_INFINITY], dimension: "alike", evaluate: (a, b) => Math.min(a, b) },
  { name: "max", arity: [2, Number.POSITIVE_INFINITY], dimension: "alike", evaluate: (a, b) => Math.max(a, b) },
  { name: "if", arity: [3, 3], dimension: "choice", evaluate: (condition, a, b) => (condition !== 0 ? a : b) },
];

/** The functions of the language by name. */
export const FUNCTIONS: ReadonlyMap<string, FunctionLaw> = new Map(LAWS.map((law) => [law.name, law]));

/** The function that a call names, if the language has one with that number of arguments. */
export function lawOf(call: CallExpression): FunctionLaw | undefined {
  const law = call.member === undefined ? FUNCTIONS.get(call.name) : undefined;
  const count = call.arguments.length;
  return law !== undefined && count >= law.arity[0] && count <= law.arity[1] ? law : undefined;
}

/** The complaint about a call that neither the language nor the scope knows. */
export function unknownCall({ name, arguments: given, member, range }: CallExpression, text?: string): ExpressionError {
  const place = { range, ...(text === undefined ? {} : { text }) };
  const law = FUNCTIONS.get(name);
  if (law !== undefined && member !== undefined)
    return new ExpressionError({
      ...place,
      found: `${name}(...).${member}`,
      expected: `${name}(...) without a member`,
    });
  if (law !== undefined) {
    const [least, most] = law.arity;
    const wanted = most === Number.POSITIVE_INFINITY ? `${least} or more arguments` : countOf(least);
    return new ExpressionError({ ...place, found: `${name} with ${countOf(given.length)}`, expected: wanted });
  }
  const near = nearestName(name, FUNCTIONS.keys());
  return new ExpressionError({
    ...place,
    found: `"${name}(...)", which is no function`,
    expected: `a measure, or one of ${[...FUNCTIONS.keys()].join(", ")}`,
    fix: near === undefined ? undefined : `write ${near}(...)`,
  });
}

function countOf(n: number): string {
  return n === 1 ? "1 argument" : `${n} arguments`;
}
