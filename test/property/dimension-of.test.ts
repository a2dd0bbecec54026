import * as fc from "fast-check";
import { expect, test } from "vitest";
import { dimensionOf } from "#model/expression/dimension-of.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Expression } from "#model/expression/expression.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { partsOf, withParts } from "#model/expression/walk-tree.ts";
import { type Dimension, dimension } from "#units/dimension.ts";

const NAMES = new Map<string, { value: number; dimension: Dimension }>([
  ["x", { value: 3, dimension: dimension("m") }],
  ["t", { value: 0.7, dimension: dimension("s") }],
  ["c", { value: 1.9, dimension: dimension("mol m^-3") }],
  ["kT", { value: 4.1, dimension: dimension("J") }],
]);

/** Positive quantities of any dimension, and pure numbers made of them. */
const { anyQuantity } = fc.letrec<{ anyQuantity: string; ratio: string }>((tie) => ({
  anyQuantity: fc.oneof(
    { maxDepth: 4, depthIdentifier: "quantity" },
    fc.constantFrom("x", "t", "c", "kT", "(2 nm/us)", "(0.5 mM)", "3"),
    fc.tuple(tie("anyQuantity"), fc.constantFrom("*", "/"), tie("anyQuantity")).map(([a, o, b]) => `(${a} ${o} ${b})`),
    fc.tuple(tie("anyQuantity"), fc.constantFrom("2", "-1", "3", "(1 - 3)")).map(([a, n]) => `(${a})^${n}`),
    tie("anyQuantity").map((a) => `sqrt((${a})^2)`),
    tie("anyQuantity").map((a) => `abs(-${a})`),
    fc.tuple(tie("anyQuantity"), tie("ratio")).map(([a, r]) => `(${a} + ${a} * ${r})`),
    fc
      .tuple(fc.constantFrom("max", "min"), tie("anyQuantity"), tie("ratio"))
      .map(([f, a, r]) => `${f}(${a}, ${a} * ${r})`),
    fc.tuple(tie("anyQuantity"), tie("ratio")).map(([a, r]) => `if(${a} < ${a} * ${r}, ${a}, ${a} * 2)`),
  ),
  ratio: fc
    .tuple(
      fc.constantFrom("x / (2 m)", "t / (0.3 s)", "c / (1 mM)", "0.5"),
      fc.constantFrom("exp", "tanh", "erf", "atan", "step"),
    )
    .map(([a, f]) => `${f}(${a})`),
}));

/** The tree as it reads in a system whose base units are smaller by `factors`. */
function rescaled(e: Expression, scaleOf: (d: Dimension) => number): Expression {
  if (e.kind === "number") return { ...e, value: e.value * scaleOf(e.dimension) };
  return withParts(
    e,
    partsOf(e).map((part) => rescaled(part, scaleOf)),
  );
}

test("with other base units a value changes by exactly the factor that its dimension says", () => {
  const factor = fc.double({ min: 0.5, max: 2, noNaN: true });
  fc.assert(
    fc.property(anyQuantity, fc.array(factor, { minLength: 6, maxLength: 6 }), (text, factors) => {
      const scaleOf = (d: Dimension) => d.reduce((scale, exponent, i) => scale * factors[i] ** exponent, 1);
      const e = parseExpression(text);
      const its = dimensionOf(e, { name: (name) => NAMES.get(name)?.dimension });
      const inSI = evaluate(e, { name: (name) => NAMES.get(name)?.value });
      fc.pre(inSI > 1e-100 && inSI < 1e100);
      const elsewhere = evaluate(rescaled(e, scaleOf), {
        name: (name) => {
          const known = NAMES.get(name);
          return known && known.value * scaleOf(known.dimension);
        },
      });
      // Some hundred roundings, each raised to at most the 3^4th power by nested cubes: 81 * 100 * 2^-53 = 1e-12. The
      // choice in if() and the jump of step() lie far from equality.
      expect(elsewhere).toBeNear(inSI * scaleOf(its), { rel: 1e-11 });
    }),
    { numRuns: 1000 },
  );
});
