/**
 * The value of an expression at one point, in coherent SI.
 *
 * The tree is walked as it stands; dimensions are not looked at (that is `dimensionOf`, once, when a model is read).
 * A condition has the value 1 or 0.
 *
 * @module
 */

import type { CallExpression, Expression } from "./expression.ts";
import { ExpressionError } from "./expression-error.ts";
import type { FunctionLaw } from "./function-law.ts";
import { lawOf, unknownCall } from "./functions.ts";
import { arithmetic, compares } from "./operators.ts";

/** What names and measures are worth to {@link evaluate}. */
export interface ValueScope {
  /** Value of a name [coherent SI]; undefined if there is no such name. */
  name(name: string): number | undefined;
  /** Value of a call that is not in the language; undefined if there is no such measure. */
  call?(call: CallExpression): number | undefined;
  /** The text from which the tree was read, for messages. */
  readonly text?: string;
}

/**
 * The value of an expression. Outside the domain of a function (the logarithm of a negative number) it is NaN, as it
 * is if the scope says so; it is never NaN for want of a name.
 *
 * @throws ExpressionError for a name or a call that the scope does not know.
 *
 * @example
 * ```ts
 * evaluate(parseExpression("3 nm * x"), { name: (n) => (n === "x" ? 2 : undefined) }); // 6e-9
 * ```
 */
export function evaluate(e: Expression, scope: ValueScope): number {
  switch (e.kind) {
    case "number":
      return e.value;
    case "name": {
      const value = scope.name(e.name);
      if (value === undefined) throw missingName(e.name, e, scope.text);
      return value;
    }
    case "negate":
      return -evaluate(e.operand, scope);
    case "not":
      return evaluate(e.operand, scope) === 0 ? 1 : 0;
    case "logical": {
      const left = evaluate(e.left, scope) !== 0;
      const settled = e.operator === "or" ? left : !left;
      return (settled ? left : evaluate(e.right, scope) !== 0) ? 1 : 0;
    }
    case "comparison":
      return compares(e.operator, evaluate(e.left, scope), evaluate(e.right, scope)) ? 1 : 0;
    case "binary":
      return arithmetic(e.operator, evaluate(e.left, scope), evaluate(e.right, scope));
    case "call":
      return ofCall(e, scope);
  }
}

/** The complaint about a name that has no value. */
export function missingName(name: string, e: Expression, text = ""): ExpressionError {
  return new ExpressionError({
    text,
    range: e.range,
    found: `"${name}" has no value here`,
    expected: "a name that has one",
  });
}

function ofCall(e: CallExpression, scope: ValueScope): number {
  const law = lawOf(e);
  if (law === undefined) {
    const value = scope.call?.(e);
    if (value === undefined) throw unknownCall(e, scope.text);
    return value;
  }
  // Only the branch that is chosen is looked at, so that the other may be outside its domain.
  if (law.dimension === "choice") {
    const [condition, a, b] = e.arguments as [Expression, Expression, Expression];
    return evaluate(evaluate(condition, scope) !== 0 ? a : b, scope);
  }
  return applied(
    law,
    e.arguments.map((argument) => evaluate(argument, scope)),
  );
}

/** The value of a function for its arguments; those of a function of any number are folded from the left, as in max(max(a, b), c). */
export function applied(law: FunctionLaw, values: readonly number[]): number {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = values;
  if (law.arity[1] < Number.POSITIVE_INFINITY) return law.evaluate(a, b, c, d, e, f);
  return values.slice(1).reduce((folded, value) => law.evaluate(folded, value, 0, 0, 0, 0), a);
}
