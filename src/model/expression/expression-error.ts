/**
 * The error of the expression language: where in the text, what was found, what was expected, how to mend it.
 *
 * @module
 */

import type { TextRange } from "./expression.ts";

/** What an {@link ExpressionError} says. */
export interface ExpressionComplaint {
  /** The expression as it was written; "" when a tree came without its text. */
  readonly text?: string;
  /** The part of the text that is wrong. */
  readonly range: TextRange;
  readonly found: string;
  readonly expected: string;
  /** How to mend it, in words that can be pasted. */
  readonly fix?: string | undefined;
}

/** An expression that cannot be read, checked or evaluated. */
export class ExpressionError extends Error {
  readonly kind = "expression";
  readonly text: string;
  readonly range: TextRange;
  readonly found: string;
  readonly expected: string;
  readonly fix?: string;

  constructor({ text = "", range, found, expected, fix }: ExpressionComplaint) {
    super(`${found}; expected ${expected}.${fix === undefined ? "" : ` Fix: ${fix}.`}`);
    this.name = "ExpressionError";
    this.text = text;
    this.range = range;
    this.found = found;
    this.expected = expected;
    if (fix !== undefined) this.fix = fix;
  }
}
