/**
 * Walking a tree: its parts, the names and calls in it, and the replacement of names.
 *
 * @module
 */

import type { CallExpression, Expression } from "./expression.ts";
import { ExpressionError } from "./expression-error.ts";

/** The most nodes that a tree may have once its names are replaced. */
export const LARGEST_TREE = 20_000;

/** The operands or arguments of a node, in order. */
export function partsOf(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case "number":
    case "name":
      return [];
    case "negate":
    case "not":
      return [e.operand];
    case "binary":
    case "comparison":
    case "logical":
      return [e.left, e.right];
    case "call":
      return e.arguments;
  }
}

/** The same node over other parts, in the order of {@link partsOf}; the very same node if no part differs. */
export function withParts(e: Expression, parts: readonly Expression[]): Expression {
  if (partsOf(e).every((part, i) => part === parts[i])) return e;
  const [first, second] = parts as [Expression, Expression];
  switch (e.kind) {
    case "number":
    case "name":
      return e;
    case "negate":
    case "not":
      return { ...e, operand: first };
    case "binary":
    case "comparison":
    case "logical":
      return { ...e, left: first, right: second };
    case "call":
      return { ...e, arguments: parts };
  }
}

/** Every name in the tree, those among the arguments of calls too: flux(drug, right) names drug and right. */
export function namesIn(e: Expression): Set<string> {
  const names = new Set<string>();
  visit(e, (node) => {
    if (node.kind === "name") names.add(node.name);
  });
  return names;
}

/** Every call in the tree, an outer one before those in its arguments, else from left to right. */
export function callsIn(e: Expression): CallExpression[] {
  const calls: CallExpression[] = [];
  visit(e, (node) => {
    if (node.kind === "call") calls.push(node);
  });
  return calls;
}

function visit(e: Expression, see: (node: Expression) => void): void {
  see(e);
  for (const part of partsOf(e)) visit(part, see);
}

/**
 * The tree with names replaced by trees; what is put in is not searched again.
 *
 * @throws ExpressionError if more than 20 000 nodes would come out.
 */
export function substitute(e: Expression, replacements: ReadonlyMap<string, Expression>): Expression {
  const sizes = new Map<string, number>();
  for (const [name, replacement] of replacements) sizes.set(name, sizeOf(replacement));
  let size = 0;
  visit(e, (node) => {
    size += node.kind === "name" ? (sizes.get(node.name) ?? 1) : 1;
  });
  if (size > LARGEST_TREE)
    throw new ExpressionError({
      range: e.range,
      found: `an expression of ${size} parts once its names are replaced`,
      expected: `at most ${LARGEST_TREE}`,
    });
  return replaced(e, replacements);
}

function replaced(e: Expression, replacements: ReadonlyMap<string, Expression>): Expression {
  if (e.kind === "name") return replacements.get(e.name) ?? e;
  return withParts(
    e,
    partsOf(e).map((part) => replaced(part, replacements)),
  );
}

/** Number of nodes of the tree. */
export function sizeOf(e: Expression): number {
  let size = 0;
  visit(e, () => size++);
  return size;
}
