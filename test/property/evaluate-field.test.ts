import * as fc from "fast-check";
import { expect, test } from "vitest";
import { evaluate } from "#model/expression/evaluate.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { simplify } from "#model/expression/simplify.ts";
import { anyFormula } from "../support/expressions.ts";

const LENGTH = 5;
const anyField = fc.array(fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 })), {
  minLength: LENGTH,
  maxLength: LENGTH,
});

test("a field is at each point what the scalar evaluation gives there, bit for bit", () => {
  fc.assert(
    fc.property(anyFormula, anyField, anyField, fc.double(), (text, x, y, t) => {
      const e = parseExpression(text);
      const names = new Map<string, number | Float64Array>([
        ["x", Float64Array.from(x)],
        ["y", Float64Array.from(y)],
        ["t", t],
      ]);
      const field = fieldOf(e, LENGTH, { name: (name) => names.get(name) });
      for (let i = 0; i < LENGTH; i++) {
        const point = new Map([
          ["x", x[i]],
          ["y", y[i]],
          ["t", t],
        ]);
        expect(field[i]).toBe(evaluate(e, { name: (name) => point.get(name) }));
      }
    }),
    { numRuns: 1000 },
  );
});

test("simplifying changes no value", () => {
  fc.assert(
    fc.property(anyFormula, anyField, (text, values) => {
      const e = parseExpression(text);
      const names = new Map(["x", "y", "t"].map((name, i) => [name, values[i]]));
      const scope = { name: (name: string) => names.get(name) };
      const [before, after] = [evaluate(e, scope), evaluate(simplify(e), scope)];
      // The sign of a zero may change, and with it the sign of its reciprocal.
      expect(Math.abs(after)).toBe(Math.abs(before));
    }),
    { numRuns: 1000 },
  );
});
