/**
 * The table of outputs of a text report: each output with its unit, and what every level says of it.
 *
 * @module
 */

import type { LevelName } from "#model/model.ts";
import type { OutputReport, RunResult } from "#run/run-result.ts";
import type { TextStyle } from "./ink.ts";
import { NOT_STATED, numberText, shortNumber } from "./number-text.ts";
import { levelsOf, outputNames, outputOf } from "./result-tables.ts";
import { padded, textTable, textWidth } from "./text-table.ts";
import { whenOfOutput } from "./when-text.ts";

interface OutputRow {
  readonly name: string;
  readonly unit: string;
  readonly when: string;
  /** One cell a level. */
  readonly cells: readonly ValueCell[];
}

interface ValueCell {
  readonly value: string;
  readonly error: string;
}

/** The outputs as one table, or as blocks with a line for each level where the table is wider than the terminal. */
export function outputSection(result: RunResult, { width, ink }: TextStyle): readonly string[] {
  const levels = levelsOf(result).map(([level]) => level);
  const rows = outputNames(result).flatMap((name) => rowsOf(name, result));
  if (rows.length === 0) return ["No level states an output of this model."];
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

function rowsOf(name: string, result: RunResult): readonly OutputRow[] {
  const reports = levelsOf(result).map(([, report]) => outputOf(report, name));
  const rows: OutputRow[] = [];
  const stated = reports.filter((report) => report !== undefined);
  for (const when of new Set(stated.map(whenOfOutput)))
    rows.push({
      name,
      unit: stated[0].unit,
      when,
      cells: reports.map((report) => (report && whenOfOutput(report) === when ? cellOf(report) : NOTHING)),
    });
  if (stated.some(({ equilibrium, when }) => equilibrium !== undefined && when !== "equilibrium"))
    rows.push({
      name,
      unit: stated[0].unit,
      when: "equilibrium",
      cells: reports.map((report) =>
        report?.equilibrium === undefined ? NOTHING : { value: numberText(report.equilibrium), error: "" },
      ),
    });
  return rows;
}

const NOTHING: ValueCell = { value: NOT_STATED, error: "" };

function cellOf({ value, standardError }: OutputReport): ValueCell {
  return { value: numberText(value), error: standardError === null ? "" : `± ${shortNumber(standardError, 2)}` };
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
