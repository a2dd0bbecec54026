import { expect, test } from "vitest";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { formatExpression } from "#model/expression/write-expression.ts";

test.each([
  ["((a+b))*c", "(a + b) * c"],
  ["a+(b*c)", "a + b * c"],
  ["a-(b-c)", "a - (b - c)"],
  ["(a-b)-c", "a - b - c"],
  ["a/(b*c)", "a / (b * c)"],
  ["(a^b)^c", "(a^b)^c"],
  ["a^(b^c)", "a^b^c"],
  ["(-a)^2", "(-a)^2"],
  ["-(a^2)", "-a^2"],
  ["-(a*b)", "-(a * b)"],
  ["a*-b", "a * -b"],
  ["a^(-b)", "a^-b"],
  ["x/(40 nm)", "x / (4e-8 m)"],
  ["(40 nm)^2", "(4e-8 m)^2"],
  ["40 nm*x", "4e-8 m * x"],
  ["10 nm/us", "0.01 m s^-1"],
  ["not(not a<b)", "not not a < b"],
  ["not(a<b and c<d)", "not (a < b and c < d)"],
  ["(a<b or c<d)and e<f", "(a < b or c < d) and e < f"],
  ["spinodal( a ).high", "spinodal(a).high"],
])("%s is written %s", (text, written) => {
  expect(formatExpression(parseExpression(text))).toBe(written);
});
