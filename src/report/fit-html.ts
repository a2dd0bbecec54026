/**
 * Fits and measured tables of an HTML report.
 *
 * @module
 */

import type { FitLawReport, FitReport, RunResult, TableReport } from "#run/run-result.ts";
import { escapeHtml } from "./escape-html.ts";
import { cellText, estimateCells, goodnessLine, lawText } from "./fit-section.ts";
import { shortNumber } from "./number-text.ts";

/** One part for each fit. */
export function fitPart({ fits = [] }: RunResult): string {
  return fits.map(onePart).join("\n");
}

/** The measured tables. */
export function tablePart({ tables = [] }: RunResult): string {
  return tables.map(measuredTable).join("\n");
}

function onePart(fit: FitReport): string {
  const laws = fit.laws.map((law, i) => {
    const title = `<p>${i === 0 ? "By" : `Beside, <b>${escapeHtml(law.name)}</b>, by`} <code>${escapeHtml(lawText(law))}</code>.</p>`;
    if (law.failure !== undefined) return `${title}<p class="remark">Not fitted: ${escapeHtml(law.failure)}</p>`;
    const rest = `<p class="remark">${escapeHtml(goodnessLine(law, fit))}. ${escapeHtml(law.note)}.</p>`;
    return `${title}${estimateTable(law)}${rest}`;
  });
  const contests = fit.contests.map((text) => `<p>${escapeHtml(text)}</p>`).join("");
  return `<h2>Fit: ${escapeHtml(fit.name)}</h2><p>${escapeHtml(fit.observed)}, ${fit.measured.length} values of the table ${escapeHtml(fit.table)}.</p>${laws.join("\n")}${contests}`;
}

function estimateTable(law: FitLawReport): string {
  const rows: string[][] = law.estimates.map((one, i) => [
    one.name,
    ...estimateCells(one),
    ...law.estimates.map((_, j) => {
      const value = j < i ? (law.correlations[i]?.[j] ?? null) : null;
      return value === null ? "" : shortNumber(value, 3);
    }),
  ]);
  if (law.scale !== undefined)
    rows.push([
      "factor",
      `${shortNumber(law.scale.value)} ± ${shortNumber(law.scale.standardError, 2)}`,
      "",
      "",
      ...law.estimates.map(() => ""),
    ]);
  const beside = law.estimates.map(({ name }) => `correlation with ${name}`);
  return table(["parameter", "estimate", "95 % interval", "unit", ...beside], rows);
}

function measuredTable({ name, source, columns }: TableReport): string {
  const rows = Array.from({ length: columns[0]?.values.length ?? 0 }, (_, i) =>
    columns.map(({ values }) => cellText(values[i])),
  );
  const headings = columns.map((one) => `${one.name}${one.unit === "" || one.unit === "1" ? "" : ` [${one.unit}]`}`);
  return `<details><summary>Measured: ${escapeHtml(name)}</summary>${source === undefined ? "" : `<p>${escapeHtml(source)}</p>`}${table(headings, rows)}</details>`;
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = headings.map((heading) => `<th scope="col">${escapeHtml(heading)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`).join("\n");
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}
