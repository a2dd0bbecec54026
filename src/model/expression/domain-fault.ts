/**
 * Why an expression has no finite value: the innermost part that makes none of finite numbers.
 *
 * @module
 */

import { evaluate, type ValueScope } from "./evaluate.ts";
import type { Expression } from "./expression.ts";
import { ExpressionError } from "./expression-error.ts";
import { lawOf } from "./functions.ts";
import { partsOf } from "./walk-tree.ts";
import { formatExpression } from "./write-expression.ts";

/** The part in words: what it is, and what its law asks for; undefined if the value is finite or cannot be told. */
export function domainFault(e: Expression, scope: ValueScope): string | undefined {
  if (finite(e, scope) !== false) return undefined;
  for (const part of lookedAt(e, scope)) {
    const inner = domainFault(part, scope);
    if (inner !== undefined) return inner;
  }
  const written = `${formatExpression(e)} is no finite number`;
  const law = e.kind === "call" ? lawOf(e) : undefined;
  if (e.kind !== "call" || law?.fault === undefined) return written;
  const [a = 0, b = 0, c = 0, d = 0, f = 0, g = 0] = e.arguments.map((argument) => evaluate(argument, scope));
  const because = law.fault(a, b, c, d, f, g);
  return because === undefined ? written : `${written}: ${because}`;
}

/** The parts whose values count: of a choice, the condition and the branch that it takes. */
function lookedAt(e: Expression, scope: ValueScope): readonly Expression[] {
  if (e.kind !== "call" || lawOf(e)?.dimension !== "choice") return partsOf(e);
  const [condition, a, b] = e.arguments as [Expression, Expression, Expression];
  return [condition, evaluate(condition, scope) !== 0 ? a : b];
}

/** Whether the value is finite; undefined where a name or a measure has none. */
function finite(e: Expression, scope: ValueScope): boolean | undefined {
  try {
    return Number.isFinite(evaluate(e, scope));
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}
