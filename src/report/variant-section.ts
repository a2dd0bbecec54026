/**
 * Variants of a model side by side: each output by each level, as the model stands and as it stands in each variant.
 *
 * @module
 */

import type { OutputReport, RunResult } from "#run/run-result.ts";
import { escapeHtml } from "./escape-html.ts";
import type { TextStyle } from "./ink.ts";
import { NOT_STATED, numberText, shortNumber } from "./number-text.ts";
import { levelsOf, outputOf } from "./result-tables.ts";
import type { Table } from "./table.ts";
import { textTable } from "./text-table.ts";

interface VariantTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const AS_IT_STANDS = "as it stands";

/** Outputs that some variant has, one row for each level that states one of them; undefined without variants. */
function variantTable(result: Pick<RunResult, "levels">): VariantTable | undefined {
  const levels = levelsOf(result);
  const names = [...new Set(levels.flatMap(([, { variants = {} }]) => Object.keys(variants)))];
  if (names.length === 0) return undefined;
  const outputs = [
    ...new Set(levels.flatMap(([, { variants = {} }]) => Object.values(variants).flatMap((own) => Object.keys(own)))),
  ];
  const rows = outputs.flatMap((output) =>
    levels.flatMap(([level, report]) => {
      const all = [outputOf(report, output), ...names.map((name) => report.variants?.[name]?.[output])];
      const unit = all.find((one) => one !== undefined)?.unit;
      return unit === undefined ? [] : [[output, unit, level, ...all.map(cellText)]];
    }),
  );
  return { headings: ["output", "unit", "level", AS_IT_STANDS, ...names], rows };
}

function cellText(report: OutputReport | undefined): string {
  if (report === undefined) return NOT_STATED;
  const error = report.standardError === null ? "" : ` ± ${shortNumber(report.standardError, 2)}`;
  return `${numberText(report.value)}${error}`;
}

/** The variants in a text report. */
export function variantSection(result: RunResult, { ink }: TextStyle): readonly string[] {
  const table = variantTable(result);
  if (table === undefined) return [];
  const [first = "", ...lines] = textTable(
    table.headings.map((heading) => ({ heading })),
    table.rows,
  ).map((line) => `  ${line}`);
  return [ink.faint(first), ...lines];
}

/** The variants in an HTML report. */
export function variantPart(result: RunResult): string {
  const table = variantTable(result);
  if (table === undefined) return "";
  const head = table.headings.map((heading) => `<th scope="col">${escapeHtml(heading)}</th>`).join("");
  const body = table.rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`)
    .join("");
  return `<h2>Side by side</h2><div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** The variants as a table of numbers; none without variants. */
export function variantTables(result: Pick<RunResult, "levels">): readonly Table[] {
  const rows = levelsOf(result).flatMap(([level, { variants = {} }]) =>
    Object.entries(variants).flatMap(([variant, outputs]) =>
      Object.entries(outputs).map(([output, { value, standardError, unit }]) => [
        variant,
        level,
        output,
        value,
        standardError,
        unit,
      ]),
    ),
  );
  if (rows.length === 0) return [];
  return [{ name: "variants", columns: ["variant", "level", "output", "value", "standard_error", "unit"], rows }];
}
