/**
 * The values of an expression on a whole field at once.
 *
 * The tree is walked once; each node is one loop over arrays, with the loop inside the switch over operators. A part
 * that does not vary is calculated once. Every element is, bit for bit, what `evaluate` gives at that point.
 *
 * @module
 */

import type { ReadonlyFloat64Array } from "#units/flavour.ts";
import { applied, missingName } from "./evaluate.ts";
import type { ArithmeticOperator, CallExpression, Expression } from "./expression.ts";
import { ExpressionError } from "./expression-error.ts";
import type { FunctionLaw } from "./function-law.ts";
import { lawOf, unknownCall } from "./functions.ts";
import { compares, power } from "./operators.ts";

/** What names and measures are worth to {@link fieldOf}: one number everywhere, or one for each element. */
export interface FieldScope {
  /** Value of a name [coherent SI]; undefined if there is no such name. */
  name(name: string): number | ReadonlyFloat64Array | undefined;
  /** Value of a call that is not in the language; undefined if there is no such measure. */
  call?(call: CallExpression): number | ReadonlyFloat64Array | undefined;
  /** The text from which the tree was read, for messages. */
  readonly text?: string;
}

/** An operand: element i is values[i & mask], with mask -1 for a field and 0 for one number that holds everywhere. */
interface Operand {
  readonly values: ReadonlyFloat64Array;
  readonly mask: -1 | 0;
  /** The array was made here and may be written over; one that the scope gave may not. */
  readonly own: Float64Array | undefined;
}

interface Walk {
  readonly length: number;
  readonly scope: FieldScope;
}

/**
 * The values of an expression on `length` points, in a fresh array.
 *
 * @throws ExpressionError for a name or a call that the scope does not know, or a field of another length.
 */
export function fieldOf(e: Expression, length: number, scope: FieldScope): Float64Array {
  const { values, mask, own } = operand(e, { length, scope });
  if (own !== undefined && mask === -1) return own;
  const out = new Float64Array(length);
  for (let i = 0; i < length; i++) out[i] = values[i & mask];
  return out;
}

function operand(e: Expression, walk: Walk): Operand {
  switch (e.kind) {
    case "number":
      return constant(e.value);
    case "name": {
      const value = walk.scope.name(e.name);
      if (value === undefined) throw missingName(e.name, e, walk.scope.text);
      return given(value, e, walk);
    }
    case "negate":
      return mapped(operand(e.operand, walk), (a) => -a, walk);
    case "not":
      return mapped(operand(e.operand, walk), (a) => (a === 0 ? 1 : 0), walk);
    case "logical": {
      const join =
        e.operator === "and"
          ? (a: number, b: number) => (a !== 0 && b !== 0 ? 1 : 0)
          : (a: number, b: number) => (a !== 0 || b !== 0 ? 1 : 0);
      return joined([operand(e.left, walk), operand(e.right, walk)], join, walk);
    }
    case "comparison": {
      const { operator } = e;
      const holds = (a: number, b: number) => (compares(operator, a, b) ? 1 : 0);
      return joined([operand(e.left, walk), operand(e.right, walk)], holds, walk);
    }
    case "binary":
      return calculated(e.operator, operand(e.left, walk), operand(e.right, walk), walk);
    case "call":
      return called(e, walk);
  }
}

function constant(value: number): Operand {
  const own = Float64Array.of(value);
  return { values: own, mask: 0, own };
}

function given(value: number | ReadonlyFloat64Array, e: Expression, { length, scope }: Walk): Operand {
  if (typeof value === "number") return constant(value);
  if (value.length === length) return { values: value, mask: -1, own: undefined };
  throw new ExpressionError({
    text: scope.text ?? "",
    range: e.range,
    found: `a field of ${value.length} values`,
    expected: `one of ${length} values`,
  });
}

/** An array for the result of an operation: that of an operand which is no longer needed, or a fresh one. */
function room(operands: readonly Operand[], length: number): { out: Float64Array; mask: -1 | 0 } {
  if (operands.every(({ mask }) => mask === 0)) return { out: new Float64Array(1), mask: 0 };
  const spare = operands.find(({ mask, own }) => mask === -1 && own !== undefined);
  return { out: spare?.own ?? new Float64Array(length), mask: -1 };
}

function calculated(operator: ArithmeticOperator, left: Operand, right: Operand, { length }: Walk): Operand {
  const { out, mask } = room([left, right], length);
  const [a, b] = [left.values, right.values];
  const [l, r] = [left.mask, right.mask];
  const n = out.length;
  switch (operator) {
    case "+":
      for (let i = 0; i < n; i++) out[i] = a[i & l] + b[i & r];
      break;
    case "-":
      for (let i = 0; i < n; i++) out[i] = a[i & l] - b[i & r];
      break;
    case "*":
      for (let i = 0; i < n; i++) out[i] = a[i & l] * b[i & r];
      break;
    case "/":
      for (let i = 0; i < n; i++) out[i] = a[i & l] / b[i & r];
      break;
    case "^":
      for (let i = 0; i < n; i++) out[i] = power(a[i & l], b[i & r]);
      break;
  }
  return { values: out, mask, own: out };
}

function mapped(a: Operand, f: (a: number) => number, { length }: Walk): Operand {
  const { out, mask } = room([a], length);
  const { values, mask: m } = a;
  for (let i = 0; i < out.length; i++) out[i] = f(values[i & m]);
  return { values: out, mask, own: out };
}

function joined([a, b]: readonly [Operand, Operand], f: (a: number, b: number) => number, { length }: Walk): Operand {
  const { out, mask } = room([a, b], length);
  for (let i = 0; i < out.length; i++) out[i] = f(a.values[i & a.mask], b.values[i & b.mask]);
  return { values: out, mask, own: out };
}

function chosen([when, a, b]: readonly [Operand, Operand, Operand], { length }: Walk): Operand {
  const { out, mask } = room([when, a, b], length);
  for (let i = 0; i < out.length; i++)
    out[i] = when.values[i & when.mask] !== 0 ? a.values[i & a.mask] : b.values[i & b.mask];
  return { values: out, mask, own: out };
}

function called(e: CallExpression, walk: Walk): Operand {
  const law = lawOf(e);
  if (law !== undefined) return functionOf(law, e, walk);
  const value = walk.scope.call?.(e);
  if (value === undefined) throw unknownCall(e, walk.scope.text);
  return given(value, e, walk);
}

function functionOf(law: FunctionLaw, e: CallExpression, walk: Walk): Operand {
  const given = e.arguments.map((argument) => operand(argument, walk));
  const [first, second, third] = given;
  const { evaluate } = law;
  if (first === undefined) return constant(evaluate(0, 0, 0, 0, 0, 0));
  if (second === undefined) return mapped(first, (u) => evaluate(u, 0, 0, 0, 0, 0), walk);
  if (law.dimension === "choice" && third !== undefined) return chosen([first, second, third], walk);
  if (third !== undefined && law.arity[1] < Number.POSITIVE_INFINITY) return ofMany(law, given, walk);
  const pair = (a: number, b: number) => evaluate(a, b, 0, 0, 0, 0);
  return given.slice(1).reduce((folded, next) => joined([folded, next], pair, walk), first);
}

/** A law of three arguments and more. */
function ofMany(law: FunctionLaw, given: readonly Operand[], { length }: Walk): Operand {
  const { out, mask } = room(given, length);
  for (let i = 0; i < out.length; i++)
    out[i] = applied(
      law,
      given.map((one) => one.values[i & one.mask]),
    );
  return { values: out, mask, own: out };
}
