import * as fc from "fast-check";
import { expect, test } from "vitest";
import { dimensionOf } from "#model/expression/dimension-of.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import { ExpressionError } from "#model/expression/expression-error.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";

const scraps = fc.array(
  fc.oneof(
    fc.constantFrom(
      ..."+-*/^<>=!(),.[]{}'\"`;:$\\\n ",
      "<=",
      "==",
      "and ",
      " or ",
      "not ",
      "nm",
      "m^2",
      "/s",
      "log10(",
      "degC",
    ),
    fc.constantFrom("x", "exp(", "flux(", "if(", "__proto__", "1/", "2", "3.5", "1e-9", "1e999", "kT", "²", "µ", "%"),
    fc.string({ maxLength: 3 }),
  ),
  { maxLength: 12 },
);

test("whatever the text, the answer is a tree whose places lie in it, or an ExpressionError whose place does", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string({ unit: "binary" }),
        scraps.map((s) => s.join("")),
      ),
      (text) => {
        try {
          const { range } = parseExpression(text);
          expect(range.offset + range.length).toBeLessThanOrEqual(text.length);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
          const { range } = error as ExpressionError;
          expect(range.offset).toBeGreaterThanOrEqual(0);
          expect(range.length).toBeGreaterThanOrEqual(0);
          expect(range.offset + range.length).toBeLessThanOrEqual(text.length);
        }
      },
    ),
    { numRuns: 3000 },
  );
});

test("whatever was parsed, checking and evaluating it gives a dimension and a number, or an ExpressionError", () => {
  fc.assert(
    fc.property(
      scraps.map((s) => s.join("")),
      (text) => {
        try {
          const e = parseExpression(text);
          expect(dimensionOf(e, { name: () => undefined })).toHaveLength(6);
          expect(typeof evaluate(e, { name: () => undefined })).toBe("number");
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
