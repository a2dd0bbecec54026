import { expect, test } from "vitest";
import type { Expression } from "#model/expression/expression.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { callsIn, namesIn, sizeOf, substitute } from "#model/expression/walk-tree.ts";
import { formatExpression } from "#model/expression/write-expression.ts";

test("names are found wherever they stand, also among the arguments of calls", () => {
  const e = parseExpression("-a + b.c^2 * if(not d < 1 or e == 2, flux(drug, right).high, a)");
  expect([...namesIn(e)]).toEqual(["a", "b.c", "d", "e", "drug", "right"]);
});

test("calls are found, outer ones first", () => {
  const e = parseExpression("sqrt(variance(bead)) + mean(bead)");
  expect(callsIn(e).map(formatExpression)).toEqual(["sqrt(variance(bead))", "variance(bead)", "mean(bead)"]);
});

test("names are replaced all at once, so that names can be swapped", () => {
  const swapped = substitute(
    parseExpression("a / b - f(a, c)"),
    new Map([
      ["a", parseExpression("b + 1")],
      ["b", parseExpression("a")],
    ]),
  );
  expect(formatExpression(swapped)).toBe("(b + 1) / a - f(b + 1, c)");
});

test("a tree without the names is returned as it is", () => {
  const e = parseExpression("a + b");
  expect(substitute(e, new Map([["c", e]]))).toBe(e);
});

test("names that stand for names that stand for names do not grow without bound", () => {
  const doubled = parseExpression("a + a");
  let e: Expression = doubled;
  expect(() => {
    for (let i = 0; i < 40; i++) e = substitute(doubled, new Map([["a", e]]));
  }).toThrow("at most 20000");
  expect(sizeOf(e)).toBeLessThanOrEqual(20_000);
});
