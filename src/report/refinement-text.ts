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
  const cells = rows.map(({ output, level, when, unit, refinement, value, relativeError, order, against }) => [
    output,
    level,
    when === "timeless" ? "" : when,
    String(refinement),
    numberText(value, 9),
    unit,
    relativeError === undefined ? NOT_STATED : shortNumber(relativeError, 3),
    order === undefined ? NOT_STATED : order.toFixed(2),
    against,
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
      "finer: factor on the number of cells, and of steps where a level has fixed ones. order: log2 of the ratio of two successive errors; a dash where the errors are rounding, or below the tolerance of adaptive time steps. Against the next refinement the error is an estimate (Richardson). Over all times the value is the last one, and the error the largest.",
      width,
    ).map(ink.faint),
  ].join("\n")}\n`;
}
