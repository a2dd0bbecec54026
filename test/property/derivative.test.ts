import * as fc from "fast-check";
import { expect, test } from "vitest";
import { derivative } from "#model/expression/derivative.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";

/** Smooth functions of x in [0.5, 1.5] that stay within a few orders of magnitude of 1. */
const anySmooth = fc.letrec<{ f: string }>((tie) => ({
  f: fc.oneof(
    { maxDepth: 3, depthIdentifier: "smooth" },
    fc.constantFrom("x", "x", "0.5", "k"),
    fc.tuple(tie("f"), fc.constantFrom("+", "-", "*"), tie("f")).map(([a, o, b]) => `(${a} ${o} ${b})`),
    fc.tuple(tie("f"), tie("f")).map(([a, b]) => `${a} / (2 + sin(${b}))`),
    fc.tuple(tie("f"), fc.constantFrom("2", "3")).map(([a, n]) => `(${a})^${n}`),
    fc.tuple(tie("f"), tie("f")).map(([a, b]) => `(2 + tanh(${a}))^sin(${b})`),
    fc.tuple(fc.constantFrom("sin", "cos", "tanh", "atan", "erf", "erfc"), tie("f")).map(([f, a]) => `${f}(${a})`),
    tie("f").map((a) => `exp(-sin(${a}))`),
    tie("f").map((a) => `sqrt(1 + (${a})^2)`),
    tie("f").map((a) => `log(2 + cos(${a}))`),
    tie("f").map((a) => `bessel_i0(sin(${a}))`),
  ),
})).f;

test("the derivative is the limit of differences", () => {
  fc.assert(
    fc.property(anySmooth, fc.double({ min: 0.5, max: 1.5, noNaN: true }), (text, x) => {
      const e = parseExpression(text);
      const at = (x: number) => ({ name: (name: string) => (name === "x" ? x : name === "k" ? 0.75 : undefined) });
      const central = (h: number) => (evaluate(e, at(x + h)) - evaluate(e, at(x - h))) / (2 * h);
      // Two Richardson steps cancel h^2; their difference bounds what is left (16 to 1), if they have settled.
      const h = 2 ** -9;
      const coarse = (4 * central(h / 2) - central(h)) / 3;
      const fine = (4 * central(h / 4) - central(h / 2)) / 3;
      fc.pre(Math.abs(fine - coarse) < 1e-6 * (1 + Math.abs(fine)));
      // Rounding of f: some fifty operations on values of at most `size`, divided by h/4.
      const size = 1 + Math.abs(evaluate(e, at(x)));
      const tolerance = Math.abs(fine - coarse) + (50 * size * 2 ** -53) / (h / 4);
      expect(evaluate(derivative(e, "x"), at(x))).toBeNear(fine, { abs: tolerance });
    }),
    { numRuns: 1000 },
  );
});
