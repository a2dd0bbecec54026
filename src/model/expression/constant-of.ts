/**
 * The value of an expression that depends on nothing.
 *
 * @module
 */

import { evaluate } from "./evaluate.ts";
import type { Expression } from "./expression.ts";
import { namesIn } from "./walk-tree.ts";

/** The value of an expression without names [coherent SI]; undefined of one that has any. */
export function constantOf(e: Expression): number | undefined {
  return namesIn(e).size === 0 ? evaluate(e, { name: () => undefined }) : undefined;
}
