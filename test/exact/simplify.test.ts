import { expect, test } from "vitest";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { simplify } from "#model/expression/simplify.ts";
import { formatExpression } from "#model/expression/write-expression.ts";

test.each([
  ["1 + 2 * 3", "7"],
  ["2 * 3 nm", "6e-9 m"],
  ["6 nm / (2 ns)", "3 m s^-1"],
  ["(3 m)^2", "9 m^2"],
  ["1 - 3", "-2"],
  ["2 - 5 + x", "-3 + x"],
  ["x + 0", "x"],
  ["0 m + x", "x"],
  ["x - 0", "x"],
  ["0 - x", "-x"],
  ["1 * x", "x"],
  ["x * 1", "x"],
  ["-1 * x", "-x"],
  ["x / 1", "x"],
  ["x^1", "x"],
  ["x^0", "1"],
  ["--x", "x"],
  ["x + -y", "x - y"],
  ["x - -y", "x + y"],
  ["not not x < 1", "x < 1"],
  ["exp(0) * x", "x"],
  ["min(2, 3)", "min(2, 3)"],
  ["if(1 < 2, x, y)", "x"],
  ["if(1 > 2, x, y)", "y"],
  ["(x * 1 + 0) * (3 - 2)", "x"],
])("%s becomes %s", (text, simple) => {
  expect(formatExpression(simplify(parseExpression(text)))).toBe(simple);
});

test.each([
  "0 * x",
  "1 m * x",
  "x + y",
  "1 / 0",
  "log(0)",
  "x / 1 m",
  "1 + 2 m",
  "(2 m)^0.1234567",
  "flux(1 + x)",
  "1 < 2",
  "x - x",
])("%s stays: its value, its dimension or its error would change", (text) => {
  const e = parseExpression(text);
  expect(simplify(e)).toEqual(e);
});
