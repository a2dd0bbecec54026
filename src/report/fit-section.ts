/**
 * Fits and measured tables of a text report.
 *
 * @module
 */

import type { FitLawReport, FitReport, RunResult, TableReport } from "#run/run-result.ts";
import type { TextStyle } from "./ink.ts";
import { shortNumber } from "./number-text.ts";
import { textTable, textWidth, wrapped } from "./text-table.ts";

/** Correlations from which two estimates cannot be read apart [1]. */
const CORRELATED = 0.95;

/** What each fit found: estimates, how well the curve lies, and which law foretells better. */
export function fitSection({ fits = [] }: RunResult, { width, ink }: TextStyle): readonly string[] {
  return fits.flatMap((fit) => [
    `  ${ink.strong(fit.name)}: ${fit.observed}${unitText(fit.unit).replace(/^ x/, " in")}, ${fit.measured.length} values of the table ${fit.table}`,
    ...fit.laws.flatMap((law, i) => [
      ...wrapped(`${i === 0 ? "by" : `beside, ${law.name}, by`} ${lawText(law)}`, width - 6, "  ").map(
        (line) => `    ${line}`,
      ),
      ...estimateLines(law).map((line) => `      ${line}`),
      ...lawLines(law, fit).flatMap((line) => wrapped(line, width - 8, "  ").map((part) => `      ${part}`)),
    ]),
    ...fit.contests.flatMap((text) => wrapped(text, width - 4, "  ").map((line) => `    ${line}`)),
  ]);
}

/** The law as it is written, or the output with the level that stated it. */
export function lawText({ law, level, scale }: FitLawReport): string {
  return `${law}${level === undefined ? "" : `, as ${level} states it`}${scale === undefined ? "" : ", times a factor that the data give"}`;
}

/** Lines on one law: what it found, and how well it lies. */
export function lawLines(law: FitLawReport, fit: Pick<FitReport, "unit" | "standardErrors">): readonly string[] {
  if (law.failure !== undefined) return [`not fitted: ${law.failure}`];
  return [...correlationLines(law), goodnessLine(law, fit), law.note];
}

function estimateLines(law: FitLawReport): readonly string[] {
  if (law.failure !== undefined) return [];
  const rows = law.estimates.map((one) => [one.name, ...estimateCells(one)]);
  if (law.scale !== undefined)
    rows.push(["factor", `${shortNumber(law.scale.value)} ± ${shortNumber(law.scale.standardError, 2)}`, "", ""]);
  return textTable([{ heading: "" }, { heading: "" }, { heading: "" }, { heading: "" }], rows).slice(1);
}

/** Value, interval and unit of an estimate; in words where there is no number. */
export function estimateCells(one: FitLawReport["estimates"][number]): readonly [string, string, string] {
  const unit = one.unit === "1" ? "" : one.unit;
  switch (one.kind) {
    case "determined":
      return [
        `${shortNumber(one.value)} ± ${shortNumber(one.standardError, 2)}`,
        `${shortNumber(one.low, 4)} to ${shortNumber(one.high, 4)}`,
        unit,
      ];
    case "at-least":
      return ["not determined", `at least ${shortNumber(one.low, 4)}`, unit];
    case "at-most":
      return ["not determined", `at most ${shortNumber(one.high, 4)}`, unit];
    case "undetermined":
      return ["not determined", one.because, ""];
  }
}

function correlationLines({ estimates, correlations }: FitLawReport): readonly string[] {
  const lines: string[] = [];
  for (const [i, one] of estimates.entries())
    for (let j = 0; j < i; j++) {
      const value = correlations[i]?.[j] ?? null;
      if (value === null) continue;
      const apart = Math.abs(value) > CORRELATED ? ": hardly told apart by these data" : "";
      lines.push(`correlation of ${estimates[j].name} and ${one.name} ${shortNumber(value, 3)}${apart}`);
    }
  return lines;
}

/** How far the curve is from the data, and how far from what it has not seen. */
export function goodnessLine(
  { rms, chiSquare, degreesOfFreedom, p, leaveOneOut }: FitLawReport,
  { unit, standardErrors }: Pick<FitReport, "unit" | "standardErrors">,
): string {
  const words = [
    `r.m.s. residual ${shortNumber(rms, 4)}${unitText(unit)}`,
    standardErrors === undefined || p === null
      ? `${degreesOfFreedom} degrees of freedom, the error of a value told from the scatter`
      : `chi-square ${shortNumber(chiSquare, 4)} on ${degreesOfFreedom} degrees of freedom, p = ${shortNumber(p, 2)}${p < 0.01 ? ": the law is refuted, or the errors are too small" : ""}`,
    ...(leaveOneOut === undefined ? [] : [`left out, r.m.s. ${shortNumber(leaveOneOut.rms, 4)}${unitText(unit)}`]),
  ];
  return words.join("; ");
}

/** The measured tables as they stand in the file. */
export function tableSection({ tables = [] }: RunResult, { width, ink }: TextStyle): readonly string[] {
  return tables.flatMap((table) => [
    ...wrapped(`${table.name}${table.source === undefined ? "" : `: ${table.source}`}`, width - 2, "  ").map(
      (line) => `  ${ink.faint(line)}`,
    ),
    ...tableLines(table)
      .filter((line) => textWidth(line) > 0)
      .map((line) => `    ${line}`),
  ]);
}

/** The most rows of a table that are shown on a terminal. */
const MOST_ROWS = 30;

function tableLines({ columns }: TableReport): readonly string[] {
  const rows = columns[0]?.values.length ?? 0;
  const shown = Math.min(rows, MOST_ROWS);
  const lines = textTable(
    columns.map(({ name, unit }) => ({ heading: `${name}${unit === "" || unit === "1" ? "" : ` [${unit}]`}` })),
    Array.from({ length: shown }, (_, i) => columns.map(({ values }) => cellText(values[i]))),
  );
  return shown < rows ? [...lines, `... and ${rows - shown} rows more`] : lines;
}

/** A word as it stands, a number in up to six digits. */
export function cellText(value: number | string | undefined): string {
  return value === undefined ? "" : typeof value === "string" ? value : shortNumber(value);
}

function unitText(unit: string): string {
  if (unit === "1" || unit === "") return "";
  // a unit that counts powers of ten: 0.68 x 1e-6 cm/s
  return /^\d/.test(unit) ? ` x ${unit}` : ` ${unit}`;
}
