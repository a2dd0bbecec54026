/**
 * The derivative of an expression with respect to a name, as an expression.
 *
 * Rules of calculus on the tree; the slope of each function stands in its row in `functions.ts`. Jumps are left out:
 * the derivative of step, floor, ceil and of the condition in if(...) is 0, that of abs is 0 at 0, and max(a, b) takes
 * the slope of a where a = b. A part that does not depend on the name has the derivative 0, a pure number.
 *
 * @module
 */

import { DIMENSIONLESS } from "#units/dimension.ts";
import type {
  ArithmeticOperator,
  BinaryExpression,
  CallExpression,
  ComparisonOperator,
  Expression,
  TextRange,
} from "./expression.ts";
import { ExpressionError } from "./expression-error.ts";
import { ARGUMENT_NAMES } from "./function-law.ts";
import { FUNCTIONS, lawOf, unknownCall } from "./functions.ts";
import { parseExpression } from "./parse-expression.ts";
import { simplify } from "./simplify.ts";
import { namesIn, substitute } from "./walk-tree.ts";

/** A derivative; undefined stands for one that is 0 everywhere. */
type Slope = Expression | undefined;

/** The slopes of the functions in each argument, read once; undefined stands for one that is 0 everywhere. */
const SLOPES: ReadonlyMap<string, readonly Slope[]> = new Map(
  [...FUNCTIONS.values()].map(({ name, slope = [] }) => {
    const texts = typeof slope === "string" ? [slope] : slope;
    return [name, texts.map((text) => (text === "0" ? undefined : parseExpression(text)))] as const;
  }),
);

interface Rules {
  /** With respect to what. */
  readonly name: string;
  /** Derivatives found so far: trees share their parts. */
  readonly done: Map<Expression, Slope>;
}

/**
 * d e / d name, simplified.
 *
 * @throws ExpressionError for a condition, and for a measure that depends on the name.
 *
 * @example
 * ```ts
 * formatExpression(derivative(parseExpression("k * x^2 / 2"), "x")); // "k * (2 * x) / 2"
 * ```
 */
export function derivative(e: Expression, name: string): Expression {
  return simplify(slopeOf(simplify(e), { name, done: new Map() }) ?? pure(0, e.range));
}

function slopeOf(e: Expression, rules: Rules): Slope {
  if (rules.done.has(e)) return rules.done.get(e);
  const slope = ofNode(e, rules);
  rules.done.set(e, slope);
  return slope;
}

function ofNode(e: Expression, rules: Rules): Slope {
  switch (e.kind) {
    case "number":
      return undefined;
    case "name":
      return e.name === rules.name ? pure(1, e.range) : undefined;
    case "negate":
      return negated(slopeOf(e.operand, rules));
    case "binary":
      return ofBinary(e, rules);
    case "call":
      return ofCall(e, rules);
    default:
      throw new ExpressionError({
        range: e.range,
        found: "the derivative of a condition",
        expected: "the derivative of a quantity",
      });
  }
}

function ofBinary(e: BinaryExpression, rules: Rules): Slope {
  const { operator, left: a, right: b } = e;
  const [da, db] = [slopeOf(a, rules), slopeOf(b, rules)];
  switch (operator) {
    case "+":
      return sum(da, db);
    case "-":
      return sum(da, negated(db));
    case "*":
      return sum(da && binary("*", da, b), db && binary("*", a, db));
    case "/": {
      const fromBelow = db && binary("/", binary("*", a, db), binary("^", b, pure(2, b.range)));
      return sum(da && binary("/", da, b), negated(fromBelow));
    }
    case "^": {
      const lowered = binary("^", a, binary("-", b, pure(1, b.range)));
      const fromBase = da && binary("*", binary("*", b, lowered), da);
      return sum(fromBase, db && binary("*", binary("*", e, call("log", [a], e.range)), db));
    }
  }
}

function ofCall(e: CallExpression, rules: Rules): Slope {
  const law = lawOf(e);
  if (law === undefined) return ofMeasure(e, rules);
  if (law.name === "if") {
    const [condition, a, b] = e.arguments as [Expression, Expression, Expression];
    return chosen(condition, slopeOf(a, rules), slopeOf(b, rules));
  }
  if (law.name === "max") return ofExtreme(e, ">=", rules);
  if (law.name === "min") return ofExtreme(e, "<=", rules);
  const given = new Map(e.arguments.map((argument, i) => [ARGUMENT_NAMES[i] as string, argument]));
  return e.arguments.reduce<Slope>((whole, argument, i) => {
    const [inner, slope] = [slopeOf(argument, rules), SLOPES.get(law.name)?.[i]];
    return sum(whole, inner && slope && binary("*", substitute(slope, given), inner));
  }, undefined);
}

/** The slope of the largest (or smallest) argument, folded from the left. */
function ofExtreme(e: CallExpression, operator: ComparisonOperator, rules: Rules): Slope {
  const [first, ...others] = e.arguments as [Expression, ...Expression[]];
  let [extreme, slope] = [first, slopeOf(first, rules)];
  for (const next of others) {
    const kept: Expression = { kind: "comparison", operator, left: extreme, right: next, range: e.range };
    slope = chosen(kept, slope, slopeOf(next, rules));
    extreme = call(e.name, [extreme, next], e.range);
  }
  return slope;
}

function ofMeasure(e: CallExpression, { name }: Rules): Slope {
  if (!namesIn(e).has(name)) return undefined;
  if (FUNCTIONS.has(e.name)) throw unknownCall(e);
  throw new ExpressionError({
    range: e.range,
    found: `${e.name}(...) depends on ${name} in a way that the expression does not say`,
    expected: `an expression that can be differentiated by ${name}`,
  });
}

function chosen(condition: Expression, a: Slope, b: Slope): Slope {
  if (a === undefined && b === undefined) return undefined;
  const { range } = condition;
  return call("if", [condition, a ?? pure(0, range), b ?? pure(0, range)], range);
}

function pure(value: number, range: TextRange): Expression {
  return { kind: "number", value, dimension: DIMENSIONLESS, range };
}

function call(name: string, given: readonly Expression[], range: TextRange): Expression {
  return { kind: "call", name, arguments: given, range };
}

function binary(operator: ArithmeticOperator, left: Expression, right: Expression): Expression {
  return { kind: "binary", operator, left, right, range: left.range };
}

function negated(a: Slope): Slope {
  return a && { kind: "negate", operand: a, range: a.range };
}

function sum(a: Slope, b: Slope): Slope {
  return a && b ? binary("+", a, b) : (a ?? b);
}
