import * as fc from "fast-check";
import { expect, test } from "vitest";
import { derivative } from "#model/expression/derivative.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { simplify } from "#model/expression/simplify.ts";
import { formatExpression } from "#model/expression/write-expression.ts";
import { anyFormula, anyTree, withoutPlaces } from "../support/expressions.ts";

test("what is written reads back as the same tree", () => {
  fc.assert(
    fc.property(anyTree, (tree) => {
      const text = formatExpression(tree);
      fc.pre(text.length <= 2000);
      expect(withoutPlaces(parseExpression(text))).toEqual(tree);
    }),
    { numRuns: 1000 },
  );
});

test("simplified trees and derivatives read back as the same trees", () => {
  fc.assert(
    fc.property(anyFormula, (formula) => {
      const e = parseExpression(formula);
      for (const tree of [simplify(e), derivative(e, "x")]) {
        const text = formatExpression(tree);
        if (text.length <= 2000) expect(withoutPlaces(parseExpression(text))).toEqual(withoutPlaces(tree));
      }
    }),
    { numRuns: 500 },
  );
});
