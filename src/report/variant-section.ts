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
import { textTable, wrapped } from "./text-table.ts";
import { whenOfOutput } from "./when-text.ts";

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
      if (unit === undefined) return [];
      // one time for the row, or each value with its own
      const whens = new Set(all.flatMap((one) => (one === undefined ? [] : [whenOfOutput(one)])));
      const cells = all.map((one) => cellText(one, whens.size > 1));
      return [[output, unit, whens.size > 1 ? "" : ([...whens][0] ?? ""), level, ...cells]];
    }),
  );
  return { headings: ["output", "unit", "at", "level", AS_IT_STANDS, ...names], rows };
}

function cellText(report: OutputReport | undefined, saysWhen: boolean): string {
  if (report === undefined) return NOT_STATED;
  const error = report.standardError === null ? "" : ` ± ${shortNumber(report.standardError, 2)}`;
  return `${numberText(report.value)}${error}${saysWhen ? ` (${whenOfOutput(report)})` : ""}`;
}

/** The variants in a text report. */
export function variantSection(result: RunResult, { ink, width }: TextStyle): readonly string[] {
  const table = variantTable(result);
  const leftOut = leftOutLines(result).flatMap((line) => wrapped(line, width - 2).map((part) => `  ${part}`));
  if (table === undefined) return leftOut;
  const [first = "", ...lines] = textTable(
    table.headings.map((heading) => ({ heading })),
    table.rows,
  ).map((line) => `  ${line}`);
  return [ink.faint(first), ...lines, ...leftOut];
}

/** Why levels do not state a variant: one sentence for each reason. */
function leftOutLines(result: Pick<RunResult, "levels">): readonly string[] {
  const byReason = new Map<string, { readonly variant: string; readonly because: string; readonly levels: string[] }>();
  for (const [level, { variantsLeftOut = {} }] of levelsOf(result))
    for (const [variant, because] of Object.entries(variantsLeftOut)) {
      const key = `${variant} ${because}`;
      const known = byReason.get(key);
      if (known === undefined) byReason.set(key, { variant, because, levels: [level] });
      else known.levels.push(level);
    }
  return [...byReason.values()].map(
    ({ variant, because, levels }) =>
      `${levels.join(" and ")} ${levels.length > 1 ? "do" : "does"} not state the variant ${variant}: ${because}.`,
  );
}

/** The variants in an HTML report. */
export function variantPart(result: RunResult): string {
  const table = variantTable(result);
  const notes = leftOutLines(result)
    .map((line) => `<p class="remark">${escapeHtml(line)}</p>`)
    .join("");
  if (table === undefined) return notes === "" ? "" : `<h2>Side by side</h2>${notes}`;
  const head = table.headings.map((heading) => `<th scope="col">${escapeHtml(heading)}</th>`).join("");
  const body = table.rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`)
    .join("");
  return `<h2>Side by side</h2><div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>${notes}`;
}

/** The variants as a table of numbers; none without variants. */
export function variantTables(result: Pick<RunResult, "levels">): readonly Table[] {
  const rows = levelsOf(result).flatMap(([level, { variants = {} }]) =>
    Object.entries(variants).flatMap(([variant, outputs]) =>
      Object.entries(outputs).map(([output, report]) => [
        variant,
        level,
        output,
        whenOfOutput(report),
        report.value,
        report.standardError,
        report.unit,
      ]),
    ),
  );
  if (rows.length === 0) return [];
  return [
    { name: "variants", columns: ["variant", "level", "output", "when", "value", "standard_error", "unit"], rows },
  ];
}
