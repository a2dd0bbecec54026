/**
 * An expression of one variable as a function, for where it is asked many times.
 *
 * The tree is walked once and becomes a list of operations on numbered values, in which what occurs twice stands once and
 * what does not depend on the variable is calculated at once. Every value is, bit for bit, what `evaluate` gives.
 *
 * @module
 */

import { applied, missingName } from "./evaluate.ts";
import type { Expression } from "./expression.ts";
import type { FunctionLaw } from "./function-law.ts";
import { lawOf, unknownCall } from "./functions.ts";
import { arithmetic, compares } from "./operators.ts";

/** One operation: the values that it takes, by number, and what it makes of them. */
interface Operation {
  readonly takes: readonly number[];
  readonly out: number;
  /** The operands in their order; what stands behind them is not looked at. */
  readonly of: FunctionLaw["evaluate"];
}

/**
 * The function of a variable that an expression is.
 *
 * @throws ExpressionError for another name, or a call that is not in the language.
 *
 * @example
 * ```ts
 * functionOfOne(parseExpression("3 * c^2 + 1"), "c")(2); // 13
 * ```
 */
export function functionOfOne(e: Expression, variable: string): (value: number) => number {
  const operations: Operation[] = [];
  /** Values that are known beforehand; the first is the variable, and undefined is what an operation makes. */
  const known: (number | undefined)[] = [undefined];
  const numbered = new Map<string, number>();
  const register = (key: string, value: number | undefined): number => {
    const number = known.push(value) - 1;
    numbered.set(key, number);
    return number;
  };
  const constant = (value: number): number => {
    const key = Object.is(value, -0) ? "-0" : String(value);
    return numbered.get(key) ?? register(key, value);
  };
  const made = (name: string, takes: readonly number[], of: Operation["of"]): number => {
    const key = `${name}(${takes.join()})`;
    const before = numbered.get(key);
    if (before !== undefined) return before;
    const values = takes.flatMap((number) => known[number] ?? []);
    if (values.length === takes.length) {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = values;
      return constant(of(a, b, c, d, e, f));
    }
    const out = register(key, undefined);
    operations.push({ takes, out, of });
    return out;
  };
  const number = (tree: Expression): number => {
    switch (tree.kind) {
      case "number":
        return constant(tree.value);
      case "name":
        if (tree.name !== variable) throw missingName(tree.name, tree);
        return 0;
      case "negate":
        return made("-", [number(tree.operand)], (a) => -a);
      case "not":
        return made("not", [number(tree.operand)], (a) => (a === 0 ? 1 : 0));
      case "logical": {
        const takes = [number(tree.left), number(tree.right)];
        return tree.operator === "and"
          ? made("and", takes, (a, b) => (a !== 0 && b !== 0 ? 1 : 0))
          : made("or", takes, (a, b) => (a !== 0 || b !== 0 ? 1 : 0));
      }
      case "comparison": {
        const { operator } = tree;
        return made(operator, [number(tree.left), number(tree.right)], (a, b) => (compares(operator, a, b) ? 1 : 0));
      }
      case "binary":
        return made(tree.operator, [number(tree.left), number(tree.right)], ARITHMETIC[tree.operator]);
      case "call": {
        const law = lawOf(tree);
        if (law === undefined) throw unknownCall(tree);
        return ofCall(tree.name, law, tree.arguments.map(number));
      }
    }
  };
  const ofCall = (name: string, law: FunctionLaw, takes: readonly number[]): number => {
    if (law.dimension === "choice") return made(name, takes, (when, a, b) => (when !== 0 ? a : b));
    if (law.arity[1] < Number.POSITIVE_INFINITY) return made(name, takes, law.evaluate);
    // as max(max(a, b), c)
    const [first = 0, ...rest] = takes;
    return rest.length === 0
      ? made(name, takes, (a) => applied(law, [a]))
      : rest.reduce((folded, next) => made(name, [folded, next], law.evaluate), first);
  };
  const result = number(e);
  const values = Float64Array.from(known, (value) => value ?? Number.NaN);
  const steps = operations.map(({ takes: [a = 0, b = 0, c = 0, ...more], out, of }) => {
    const [d = 0, e = 0, f = 0] = more;
    const ofMany = () => of(values[a], values[b], values[c], values[d], values[e], values[f]);
    return { a, b, c, out, of: (more.length === 0 ? of : ofMany) as (a: number, b: number, c: number) => number };
  });
  return (value) => {
    values[0] = value;
    for (let i = 0; i < steps.length; i++) {
      const { a, b, c, out, of } = steps[i];
      values[out] = of(values[a], values[b], values[c]);
    }
    return values[result];
  };
}

const ARITHMETIC = {
  "+": (a: number, b: number) => a + b,
  "-": (a: number, b: number) => a - b,
  "*": (a: number, b: number) => a * b,
  "/": (a: number, b: number) => a / b,
  "^": (a: number, b: number) => arithmetic("^", a, b),
};
