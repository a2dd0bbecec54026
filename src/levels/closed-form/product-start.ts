/**
 * A start of a species in a rectangle or box as a sum of products of functions of one coordinate each:
 * 1 + cos(a x) cos(b y) is 1 · 1 + cos(a x) · cos(b y).
 *
 * @module
 */

import { evaluate } from "#model/expression/evaluate.ts";
import type { Expression } from "#model/expression/expression.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import { DIMENSIONLESS } from "#units/dimension.ts";

/** coefficient · Π factors[axis]; an axis without a factor has 1. */
export interface StartProduct {
  readonly coefficient: number;
  readonly factors: ReadonlyMap<string, Expression>;
}

/** The most products that are worth the work. */
const MOST = 24;
const NOWHERE = { offset: 0, length: 0 };

/** The products of an expression; undefined if a part of it depends on two coordinates at once. */
export function productsOf(e: Expression, coordinates: readonly string[]): readonly StartProduct[] | undefined {
  const own = [...namesIn(e)].filter((name) => coordinates.includes(name) || name === "r");
  if (own.length === 0) return [{ coefficient: evaluate(e, { name: () => undefined }), factors: new Map() }];
  const [only] = own;
  if (own.length === 1 && only !== undefined && only !== "r")
    return [{ coefficient: 1, factors: new Map([[only, e]]) }];
  if (e.kind === "negate") return scaled(productsOf(e.operand, coordinates), -1);
  if (e.kind !== "binary") return undefined;
  const [left, right] = [productsOf(e.left, coordinates), productsOf(e.right, coordinates)];
  if (left === undefined || right === undefined) return undefined;
  if (e.operator === "+" || e.operator === "-") {
    const sum = [...left, ...(scaled(right, e.operator === "+" ? 1 : -1) ?? [])];
    return sum.length <= MOST ? sum : undefined;
  }
  if (e.operator === "*" && left.length * right.length <= MOST)
    return left.flatMap((a) => right.map((b) => times(a, b)));
  const [divisor] = right;
  const isConstant = right.length === 1 && divisor !== undefined && divisor.factors.size === 0;
  return e.operator === "/" && isConstant ? scaled(left, 1 / divisor.coefficient) : undefined;
}

function scaled(products: readonly StartProduct[] | undefined, by: number): readonly StartProduct[] | undefined {
  return products?.map(({ coefficient, factors }) => ({ coefficient: by * coefficient, factors }));
}

function times(a: StartProduct, b: StartProduct): StartProduct {
  const factors = new Map(a.factors);
  for (const [name, factor] of b.factors) {
    const own = factors.get(name);
    factors.set(
      name,
      own === undefined ? factor : { kind: "binary", operator: "*", left: own, right: factor, range: NOWHERE },
    );
  }
  return { coefficient: a.coefficient * b.coefficient, factors };
}

/** A tree of the number 1. */
export const ONE: Expression = { kind: "number", value: 1, dimension: DIMENSIONLESS, range: NOWHERE };
