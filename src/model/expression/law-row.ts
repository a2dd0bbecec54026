/**
 * The row of a law of physics in the list of functions: outside of its range it is NaN, and says why.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import type { DimensionSlot, FunctionLaw } from "./function-law.ts";

/**
 * A law of given dimensions as a function of expressions.
 *
 * @param takes the dimension of each argument; what follows is that of the result, as a product
 * @param slope the derivative with respect to each argument, as expressions in u, v, w, x, y, z
 */
export function law(
  name: string,
  [takes, ...gives]: readonly [takes: readonly DimensionSlot[], ...gives: DimensionSlot[]],
  value: FunctionLaw["evaluate"],
  slope: readonly string[],
): FunctionLaw {
  return {
    name,
    arity: [takes.length, takes.length],
    dimension: { takes, gives },
    evaluate: (...given) => {
      const found = told(() => value(...given));
      return typeof found === "number" ? found : Number.NaN;
    },
    fault: (...given) => {
      const found = told(() => value(...given));
      return typeof found === "number" ? undefined : found.message.replace(/\.$/, "");
    },
    slope,
  };
}

/** The value of a law; where it has no meaning, the reason. */
function told(value: () => number): number | DomainError {
  try {
    return value();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
