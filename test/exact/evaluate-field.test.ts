import { expect, test } from "vitest";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import { ExpressionError } from "#model/expression/expression-error.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";

const x = Float64Array.of(-1, 0, 2);
const scope = { name: (name: string) => (name === "x" ? x : name === "k" ? 3 : undefined) };
const field = (text: string) => [...fieldOf(parseExpression(text), 3, scope)];

test("an expression is evaluated on all points", () => {
  expect(field("k * x^2 / 2")).toEqual([1.5, 0, 6]);
  expect(field("if(x > 0, x, k - x)")).toEqual([4, 3, 2]);
  expect(field("x < 1 and not x < 0")).toEqual([0, 1, 0]);
  expect(field("max(x, 1, k * x)")).toEqual([1, 1, 6]);
  expect(field("max(x, 1, 0, k, 4 * x)")).toEqual([3, 3, 8]);
});

test("a law of many arguments takes the field in any of them", () => {
  const mixed = field("assay_permeability(k - x, 8, 1 m^3, 2 m^3, x + 2, 1 s)");
  const expected = [-Math.log(1 - 1.5) / 1.5, -Math.log(1 - 9 / 8) / 3, -Math.log(1 - 3 / 8) / 6];
  expect(mixed.map(Number.isNaN)).toEqual(expected.map(Number.isNaN));
  expect(mixed[2]).toBeNear(expected[2] as number, { rel: 1e-15 });
  expect(field("hill_saturation(x^2, 1, k)")).toEqual([0.5, 0, 64 / 65]);
});

test("what does not vary fills the field", () => {
  expect(field("k + 1")).toEqual([4, 4, 4]);
  expect(fieldOf(parseExpression("k"), 0, scope)).toHaveLength(0);
});

test("the fields of the scope are neither written over nor handed out", () => {
  const out = fieldOf(parseExpression("x"), 3, scope);
  out[0] = 99;
  field("-x + x * x");
  expect([...x]).toEqual([-1, 0, 2]);
});

test("a measure may be a field", () => {
  const e = parseExpression("c(drug) + x");
  expect([
    ...fieldOf(e, 3, { ...scope, call: ({ name }) => (name === "c" ? Float64Array.of(1, 2, 3) : undefined) }),
  ]).toEqual([0, 2, 5]);
});

test("a missing name, an unknown function and a field of another length are errors", () => {
  expect(() => field("x + y")).toThrow(ExpressionError);
  expect(() => field("c(drug)")).toThrow(ExpressionError);
  expect(() => fieldOf(parseExpression("x"), 4, scope)).toThrow("a field of 3 values");
});
