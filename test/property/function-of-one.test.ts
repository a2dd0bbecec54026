import * as fc from "fast-check";
import { expect, test } from "vitest";
import { evaluate } from "#model/expression/evaluate.ts";
import { functionOfOne } from "#model/expression/function-of-one.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { anyFormula } from "../support/expressions.ts";

const anyValue = fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 }));

test("the function of an expression is, bit for bit, what the expression evaluates to, whatever it was asked before", () => {
  fc.assert(
    fc.property(anyFormula, anyValue, anyValue, (formula, first, second) => {
      const e = parseExpression(formula.replace(/\b[yt]\b/g, "x"));
      const of = functionOfOne(e, "x");
      for (const x of [first, second, first]) expect(of(x)).toBe(evaluate(e, { name: () => x }));
    }),
    { numRuns: 1000 },
  );
});

test("what occurs twice is calculated once, and what does not depend on the variable is not calculated again", () => {
  const square = functionOfOne(parseExpression("(2 * x - exp(0))^2 + (2 * x - exp(0))^3 - min(x, 4, 5)"), "x");
  expect(square(3)).toBe(25 + 125 - 3);
  expect(square(6)).toBe(121 + 1331 - 4);
});

test("another name, or a measure, is no value of one variable", () => {
  expect(() => functionOfOne(parseExpression("x + y"), "x")).toThrow(/"y"/);
  expect(() => functionOfOne(parseExpression("flux(x)"), "x")).toThrow(/flux/);
});
