/**
 * What a function of the expression language is: one row of the list in `functions.ts`.
 *
 * @module
 */

import type { Dimension } from "#units/dimension.ts";

/**
 * What a function does to dimensions.
 *
 * - pure: a pure number to a pure number (exp, sin, ...)
 * - alike: arguments of one dimension, which is that of the result (abs, min, max)
 * - root: the square root of the dimension
 * - sign: any dimension to a pure number (step)
 * - choice: a condition, then two arguments alike (if)
 * - a law: what each argument is, and the result as a product
 */
export type DimensionRule =
  | "pure"
  | "alike"
  | "root"
  | "sign"
  | "choice"
  | { readonly takes: readonly DimensionSlot[]; readonly gives: readonly DimensionSlot[] };

/** A dimension, or a letter for one that is the same wherever the letter stands, and is read from the first such argument. */
export type DimensionSlot = Dimension | string;

/** The names of the arguments in a slope, in their order; a function takes at most so many that are not folded. */
export const ARGUMENT_NAMES = ["u", "v", "w", "x", "y", "z"] as const;

/** A function of the language. */
export interface FunctionLaw {
  readonly name: string;
  /** Fewest and most arguments; beyond two, a function of any number is folded from the left. */
  readonly arity: readonly [least: number, most: number];
  readonly dimension: DimensionRule;
  /** Value for one to six arguments in coherent SI; a condition is 1 or 0. NaN where it is not defined. */
  readonly evaluate: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
  /** Why there is no value for such arguments, where the law can tell. */
  readonly fault?: (a: number, b: number, c: number, d: number, e: number, f: number) => string | undefined;
  /**
   * Derivative with respect to each argument, as expressions in u, v, w, x, y, z; "0" where it is piecewise constant. One
   * text for a function of one argument.
   */
  readonly slope?: string | readonly string[];
}
