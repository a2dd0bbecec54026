/**
 * Random expressions, and trees without their places in the text.
 */
import * as fc from "fast-check";
import type { Expression } from "#model/expression/expression.ts";
import { DIMENSIONLESS, type Dimension } from "#units/dimension.ts";

const NOWHERE = { offset: 0, length: 0 };

/** The tree with every place in the text set to nothing, so that trees of different texts can be compared. */
export function withoutPlaces(e: Expression): Expression {
  switch (e.kind) {
    case "number":
    case "name":
      return { ...e, range: NOWHERE };
    case "negate":
    case "not":
      return { ...e, operand: withoutPlaces(e.operand), range: NOWHERE };
    case "binary":
    case "comparison":
    case "logical":
      return { ...e, left: withoutPlaces(e.left), right: withoutPlaces(e.right), range: NOWHERE };
    case "call":
      return { ...e, arguments: e.arguments.map(withoutPlaces), range: NOWHERE };
  }
}

const halfExponent = fc.integer({ min: -6, max: 6 }).map((n) => n / 2 + 0);
const dimension: fc.Arbitrary<Dimension> = fc.oneof(
  fc.constant(DIMENSIONLESS),
  fc.tuple(halfExponent, halfExponent, halfExponent, halfExponent, halfExponent, halfExponent),
);

/** Numbers as a text can hold them: not negative, any size. */
const value = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  fc.double({ min: 0, max: 1e300, noNaN: true }).map((x) => (x < 1e-300 ? 0 : x)),
);

/** Any tree that some text could mean, sensible or not. */
export const anyTree: fc.Arbitrary<Expression> = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, depthIdentifier: "tree" },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant("number" as const), value, dimension, range: fc.constant(NOWHERE) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("name" as const),
        name: fc.constantFrom("x", "kappa", "donor_usl.left", "VARIANT.J", "m", "s", "not_a_unit", "constructor"),
        range: fc.constant(NOWHERE),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom("negate" as const, "not" as const),
        operand: tie("tree"),
        range: fc.constant(NOWHERE),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant("binary" as const),
        operator: fc.constantFrom("+" as const, "-" as const, "*" as const, "/" as const, "^" as const),
        left: tie("tree"),
        right: tie("tree"),
        range: fc.constant(NOWHERE),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("comparison" as const),
        operator: fc.constantFrom(
          "<" as const,
          "<=" as const,
          ">" as const,
          ">=" as const,
          "==" as const,
          "!=" as const,
        ),
        left: tie("tree"),
        right: tie("tree"),
        range: fc.constant(NOWHERE),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("logical" as const),
        operator: fc.constantFrom("and" as const, "or" as const),
        left: tie("tree"),
        right: tie("tree"),
        range: fc.constant(NOWHERE),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record(
        {
          kind: fc.constant("call" as const),
          name: fc.constantFrom("flux", "probability", "exp", "min", "if"),
          arguments: fc.array(tie("tree"), { maxLength: 3 }),
          member: fc.constantFrom("high", "low"),
          range: fc.constant(NOWHERE),
        },
        { requiredKeys: ["kind", "name", "arguments", "range"] },
      ),
    },
  ),
})).tree;

/** Texts that can be evaluated for positive x, y and t, conditions and jumps included. */
export const anyFormula: fc.Arbitrary<string> = fc.letrec<{ value: string; condition: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: "formula" },
    fc.constantFrom("x", "y", "t", "2", "0.5", "3", "1e-3", "7.25"),
    fc.tuple(tie("value"), fc.constantFrom("+", "-", "*", "/"), tie("value")).map(([a, o, b]) => `(${a} ${o} ${b})`),
    tie("value").map((a) => `(-${a})`),
    fc.tuple(tie("value"), fc.constantFrom("2", "3", "-1", "0.5", "x")).map(([a, n]) => `(${a})^${n}`),
    fc
      .tuple(fc.constantFrom("exp", "log", "sin", "cos", "tanh", "sqrt", "abs", "erf", "floor", "step"), tie("value"))
      .map(([f, a]) => `${f}(${a})`),
    fc
      .tuple(fc.constantFrom("min", "max"), tie("value"), tie("value"), tie("value"))
      .map(([f, a, b, c]) => `${f}(${a}, ${b}, ${c})`),
    fc.tuple(tie("condition"), tie("value"), tie("value")).map(([c, a, b]) => `if(${c}, ${a}, ${b})`),
  ),
  condition: fc.oneof(
    { maxDepth: 2, depthIdentifier: "formula" },
    fc
      .tuple(tie("value"), fc.constantFrom("<", "<=", ">", ">=", "==", "!="), tie("value"))
      .map(([a, o, b]) => `${a} ${o} ${b}`),
    fc.tuple(tie("condition"), fc.constantFrom("and", "or"), tie("condition")).map(([a, o, b]) => `(${a}) ${o} (${b})`),
    tie("condition").map((c) => `not (${c})`),
  ),
})).value;
