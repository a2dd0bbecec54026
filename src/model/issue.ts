/**
 * What is wrong with a model file: where, what was found, what was expected, and how to mend it.
 *
 * @module
 */

import type { IssueCode } from "./issue-codes.ts";

/** A place in the text of a file. */
export interface Place {
  /** Line and column, counted from 1. */
  readonly line: number;
  readonly column: number;
  /** Offset and length in UTF-16 units. */
  readonly offset: number;
  readonly length: number;
}

/** One thing that is wrong. */
export interface Issue {
  readonly code: IssueCode;
  /** Path of the keys: boundary.right.glucose. */
  readonly path: string;
  readonly range: Place;
  /** What stands there: a clause such as `"absorbant" is not a boundary`. */
  readonly found: string;
  /** What should stand there; all of it. */
  readonly expected: string;
  /** Why, where it is not obvious. */
  readonly because?: string;
  /** Text that can be pasted in its place. */
  readonly fix?: string;
}

/** Everything that is wrong with a model file. */
export class ModelError extends Error {
  readonly kind = "model";
  readonly issues: readonly Issue[];
  readonly file: string;

  constructor(issues: readonly Issue[], file: string, text: string) {
    super(issues.map((issue) => formatIssue(issue, text, file)).join("\n\n"));
    this.name = "ModelError";
    this.issues = issues;
    this.file = file;
  }
}

/** The longest piece of a source line that is printed [characters]. */
const WIDEST_LINE = 160;

/**
 * An issue as it is printed: place and path, the message, the line with a mark under it, and the mend.
 *
 * ```text
 * glucose.yaml:8:21  boundary.right.glucose
 *   "absorbant" is not a boundary; expected no-flux, concentration, flux, absorbing, robin or bath.
 *     8 |   right: { glucose: absorbant }
 *       |                     ^^^^^^^^^
 *   Did you mean absorbing?
 * ```
 */
export function formatIssue({ path, range, found, expected, because, fix }: Issue, text: string, file: string): string {
  const lines = [`${file}:${range.line}:${range.column}${path === "" ? "" : `  ${path}`}`];
  lines.push(`  ${found}; expected ${expected}.`);
  if (because !== undefined) lines.push(`  ${because}`);
  const start = range.offset - (range.column - 1);
  const end = text.indexOf("\n", range.offset);
  const line = text.slice(start, end < 0 ? undefined : end).replace(/\r$/, "");
  if (line.trim() !== "") {
    const from = Math.max(0, range.column - 1 - WIDEST_LINE / 2);
    const shown = line.slice(from, from + WIDEST_LINE);
    const before = shown.slice(0, range.column - 1 - from).replace(/[^\t]/g, " ");
    const marks = "^".repeat(Math.max(1, Math.min(range.length, shown.length - before.length)));
    const number = String(range.line).padStart(5);
    lines.push(`${number} | ${shown}`, `${" ".repeat(number.length)} | ${before}${marks}`);
  }
  if (fix !== undefined) lines.push(`  Did you mean ${fix}?`);
  return lines.join("\n");
}

/** The place of a range of offsets in a text. */
export function placeOf(text: string, { offset, length }: { readonly offset: number; readonly length: number }): Place {
  const start = Math.min(Math.max(offset, 0), text.length);
  const before = text.slice(0, start);
  const lineStart = before.lastIndexOf("\n") + 1;
  let line = 1;
  for (let i = before.indexOf("\n"); i >= 0; i = before.indexOf("\n", i + 1)) line++;
  return { line, column: start - lineStart + 1, offset: start, length: Math.min(length, text.length - start) };
}
