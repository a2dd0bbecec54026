/**
 * The functions of the expression language: a closed list, one row each.
 *
 * A row says how many arguments the function takes, what it does to dimensions, how it is evaluated, and its slope as
 * an expression in its argument u. A law of physics is one more row. What is not in the list (or has another number
 * of arguments, such as `max(a)`, the largest value of a) is left to the scope, which knows the measures.
 *
 * @module
 */

import { besselI0, besselI1 } from "#numerics/bessel.ts";
import { acos, asin, atan, cos, cosh, exp, log, log10, sin, sinh, tan, tanh } from "#numerics/elementary.ts";
import { erf, erfc } from "#numerics/error-function.ts";
import { lambertW } from "#numerics/lambert-w.ts";
import { colloidPressure, LANDIS_PAPPENHEIMER } from "#physics/osmosis/colloid.ts";
import {
  isLiquidWater,
  WATER_REFERENCE_TEMPERATURE,
  WATER_VISCOSITY_TERMS,
  waterViscosity,
} from "#physics/water-viscosity.ts";
import { type Dimension, dimension } from "#units/dimension.ts";
import type { CallExpression } from "./expression.ts";
import { ExpressionError } from "./expression-error.ts";
import { nearestName } from "./nearest-name.ts";

/**
 * What a function does to dimensions.
 *
 * - pure: pure numbers to a pure number (exp, sin, ...)
 * - alike: arguments of one dimension, which is that of the result (abs, min, max)
 * - root: the square root of the dimension
 * - sign: any dimension to a pure number (step)
 * - choice: a condition, then two arguments alike (if)
 * - a law: one dimension to another
 */
export type DimensionRule =
  | "pure"
  | "alike"
  | "root"
  | "sign"
  | "choice"
  | { readonly takes: Dimension; readonly gives: Dimension };

/** A function of the language. */
export interface FunctionLaw {
  readonly name: string;
  /** Fewest and most arguments; beyond two, a function of any number is folded from the left. */
  readonly arity: readonly [least: number, most: number];
  readonly dimension: DimensionRule;
  /** Value for one, two or three arguments in coherent SI; a condition is 1 or 0. */
  readonly evaluate: (a: number, b: number, c: number) => number;
  /** d/du of a function of one argument, as an expression in u; "0" where it is piecewise constant. */
  readonly slope?: string;
}

/** Heaviside's step: 1 where u >= 0, else 0 (NaN stays NaN). */
function heaviside(u: number): number {
  return u >= 0 ? 1 : u < 0 ? 0 : u;
}

function pure(name: string, evaluate: (u: number) => number, slope: string): FunctionLaw {
  return { name, arity: [1, 1], dimension: "pure", evaluate, slope };
}

const TWO_OVER_ROOT_PI = "1.1283791670955126";

/** d/dT of a sum of powers of T, each written out. */
const WATER_VISCOSITY_SLOPE = WATER_VISCOSITY_TERMS.map(({ coefficient, exponent }) => {
  const unit = `(${WATER_REFERENCE_TEMPERATURE} K)`;
  return `${-coefficient} uPa s * ${-exponent} / ${unit} * (u / ${unit})^(${exponent - 1})`;
}).join(" + ");

/** dπ/dc of plasma protein, each coefficient per power of 1 kg/m³. */
const LANDIS_PAPPENHEIMER_SLOPE = [
  LANDIS_PAPPENHEIMER.plasma.linear,
  2 * LANDIS_PAPPENHEIMER.plasma.quadratic,
  3 * LANDIS_PAPPENHEIMER.plasma.cubic,
]
  .map((coefficient, power) => `${coefficient} Pa / (1 kg/m^3) * (u / (1 kg/m^3))^${power}`)
  .join(" + ");

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
  pure("erf", erf, `${TWO_OVER_ROOT_PI} * exp(-u^2)`),
  pure("erfc", erfc, `-${TWO_OVER_ROOT_PI} * exp(-u^2)`),
  pure("bessel_i0", besselI0, "bessel_i1(u)"),
  pure("bessel_i1", besselI1, "if(u == 0, 0.5, bessel_i0(u) - bessel_i1(u) / u)"),
  pure("lambert_w", lambertW, "1 / (u + exp(lambert_w(u)))"),
  pure("floor", Math.floor, "0"),
  pure("ceil", Math.ceil, "0"),
  { name: "step", arity: [1, 1], dimension: "sign", evaluate: heaviside, slope: "0" },
  {
    name: "water_viscosity",
    arity: [1, 1],
    dimension: { takes: dimension("K"), gives: dimension("Pa s") },
    evaluate: (t) => (isLiquidWater(t) ? waterViscosity(t) : Number.NaN),
    slope: WATER_VISCOSITY_SLOPE,
  },
  {
    name: "landis_pappenheimer",
    arity: [1, 1],
    dimension: { takes: dimension("kg/m^3"), gives: dimension("Pa") },
    evaluate: (c) =>
      c >= 0 && c < Number.POSITIVE_INFINITY ? colloidPressure(c, LANDIS_PAPPENHEIMER.plasma) : Number.NaN,
    slope: LANDIS_PAPPENHEIMER_SLOPE,
  },
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
