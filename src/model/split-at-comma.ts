/**
 * A value that YAML splits at a comma: in { } and [ ] a comma ends a value that has no quotes, so that
 * `{K: 1 / f(a, b)}` is read as a key K and a key "b)". The brackets that stay open tell what was meant.
 *
 * @module
 */

import { isScalar, type Node, type Scalar } from "yaml";
import type { Complaint } from "./draft.ts";
import type { TextRange } from "./expression/expression.ts";

/** A value that was meant as one: the text of all its pieces, and how many follow the first. */
export interface SplitValue {
  readonly meant: string;
  readonly range: TextRange;
  /** Pieces after the first. */
  readonly further: number;
}

/**
 * The value whose first piece leaves round brackets open that the pieces after it close; undefined if it is whole, has
 * quotes, or the pieces never close it.
 *
 * @param pieces what follows the first piece between commas, up to the first that is more than a bare text.
 */
export function splitAtComma(text: string, first: unknown, pieces: readonly unknown[]): SplitValue | undefined {
  if (!isBare(first) || openBrackets(String(first.value)) <= 0) return undefined;
  const start = first.range[0];
  for (const [i, piece] of pieces.entries()) {
    if (!isBare(piece)) return undefined;
    const end = piece.range[1];
    const meant = text.slice(start, end);
    if (openBrackets(meant) === 0)
      return { meant: meant.replace(/\s+/g, " "), range: { offset: start, length: end - start }, further: i + 1 };
  }
  return undefined;
}

/** What is said of it; the mend is the text in quotes. */
export function commaComplaint({ meant }: SplitValue): Complaint {
  return {
    code: "bad-expression",
    found: `${meant} without quotes`,
    expected: "quotes around it",
    because: "A comma inside { } or [ ] ends a value: quote the expression.",
    fix: meant.includes('"') ? `'${meant}'` : `"${meant}"`,
  };
}

function isBare(node: unknown): node is Scalar & { readonly range: readonly [number, number, number] } {
  return isScalar(node) && node.type === "PLAIN" && (node as Node).range != null && typeof node.value !== "boolean";
}

/** Round brackets that open less those that close; NaN if one closes that none opened. */
function openBrackets(text: string): number {
  let open = 0;
  for (const sign of text) {
    if (sign === "(") open++;
    if (sign === ")" && --open < 0) return Number.NaN;
  }
  return open;
}
