/**
 * The table of outputs of a text report: each output with its unit, and what every level says of it.
 *
 * @module
 */

import type { LevelName } from "#model/model.ts";
import type { RunResult } from "#run/run-result.ts";
import type { TextStyle } from "./ink.ts";
import { type OutputRow, outputRows } from "./output-rows.ts";
import { levelsOf } from "./result-tables.ts";
import { padded, textTable, textWidth } from "./text-table.ts";

/** The outputs as one table, or as blocks with a line for each level where the table is wider than the terminal. */
export function outputSection(result: RunResult, { width, ink }: TextStyle): readonly string[] {
  const levels = levelsOf(result).map(([level]) => level);
  const rows = outputRows(result);
  if (rows.length === 0) return result.fits === undefined ? ["No level states an output of this model."] : [];
  const cells = alignedCells(rows, levels.length);
  const lines = textTable(
    [
      { heading: "output" },
      { heading: "unit" },
      ...(rows.some(({ when }) => when !== "") ? [{ heading: "at" }] : []),
      ...levels.map((heading) => ({ heading })),
    ],
    rows.map(({ name, unit, when }, i) => [
      name,
      unit,
      ...(rows.some((row) => row.when !== "") ? [when] : []),
      ...cells[i],
    ]),
  );
  if (lines.every((line) => textWidth(line) <= width)) return [ink.strong(lines[0]), ...lines.slice(1)];
  return blocks(rows, levels, ink.strong);
}

/** Cells of each row with the ± of a level under one another. */
function alignedCells(rows: readonly OutputRow[], levels: number): readonly (readonly string[])[] {
  const widths = Array.from({ length: levels }, (_, i) => ({
    value: Math.max(...rows.map(({ cells }) => textWidth(cells[i].value))),
    error: Math.max(...rows.map(({ cells }) => textWidth(cells[i].error))),
  }));
  return rows.map(({ cells }) =>
    cells.map(({ value, error }, i) => {
      const number = padded(value, widths[i].value);
      return widths[i].error === 0 ? number : `${number} ${padded(error, widths[i].error)}`;
    }),
  );
}

function blocks(
  rows: readonly OutputRow[],
  levels: readonly LevelName[],
  strong: (text: string) => string,
): readonly string[] {
  const widest = Math.max(...levels.map(textWidth));
  return rows.flatMap(({ name, unit, when, cells }) => [
    strong(`${name}${unit === "1" || unit === "" ? "" : ` [${unit}]`}${when === "" ? "" : `, ${when}`}`),
    ...levels.map((level, i) =>
      `  ${padded(level, widest)}  ${cells[i].value}${cells[i].error === "" ? "" : ` ${cells[i].error}`}`.trimEnd(),
    ),
  ]);
}
