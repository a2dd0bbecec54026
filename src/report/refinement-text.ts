/**
 * A refinement study as a person reads it.
 *
 * @module
 */

import type { RunResult } from "#run/run-result.ts";
import type { TextStyle } from "./ink.ts";
import { NOT_STATED, numberText, shortNumber } from "./number-text.ts";
import type { RefinementRow } from "./refinement-study.ts";
import { textTable, wrapped } from "./text-table.ts";

/** Title, table and how to read it; ends in a line feed. */
export function refinementText(result: RunResult, rows: readonly RefinementRow[], { width, ink }: TextStyle): string {
  if (rows.length === 0)
    return "Nothing to refine: no level without sampling noise states an output of this model, apart from the closed form.\n";
  const cells = rows.map((row) => [
    row.output,
    row.level,
    row.when === "timeless" ? "" : row.when,
    String(row.refinement),
    numberText(row.value, 9),
    row.unit,
    errorText(row),
    row.order === undefined ? NOT_STATED : row.order.toFixed(2),
    row.limit === undefined ? row.against : `limit ${numberText(row.limit)}`,
  ]);
  const headings = ["output", "level", "at", "finer", "value", "unit", "relative error", "order", "against"];
  const [head, ...lines] = textTable(
    headings.map((heading) => ({ heading })),
    cells,
  );
  return `${[
    ink.strong(result.title ?? result.model),
    "",
    ink.strong(head),
    ...lines,
    "",
    ...wrapped(
      "finer: factor on the number of cells, and of steps where a level has fixed ones. order: log2 of the ratio of two successive errors, or of the differences between three refinements; a dash where these do not shrink or change sign, are rounding, or lie below the tolerance of adaptive time steps. Without a closed form the limit is that of the three finest by their order, and the error an estimate against it (Richardson). Where they show no order that lasts, the difference from the next refinement is given, and says nothing about the error. Over all times the value and the limit are the last ones, and the error the largest.",
      width,
    ).map(ink.faint),
  ].join("\n")}\n`;
}

/** The error, or in its place the difference from the next refinement, called by its name. */
function errorText({ relativeError, relativeDifference }: RefinementRow): string {
  if (relativeError !== undefined) return shortNumber(relativeError, 3);
  return relativeDifference === undefined ? NOT_STATED : `difference ${shortNumber(relativeDifference, 3)}`;
}
