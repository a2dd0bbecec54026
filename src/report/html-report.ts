/**
 * A result as one HTML page that needs nothing else: its figures and its style are inside, and it has no script.
 *
 * @module
 */

import type { RunResult } from "#run/run-result.ts";
import { escapeHtml } from "./escape-html.ts";
import { experimentPart, sensitivityPart } from "./experiment-html.ts";
import type { Figure } from "./figure.ts";
import { fitPart, tablePart } from "./fit-html.ts";
import { NOT_STATED, numberText, percentText, shortNumber } from "./number-text.ts";
import { outputRows } from "./output-rows.ts";
import { levelsOf } from "./result-tables.ts";
import { sameRefusals } from "./same-refusals.ts";
import { conventionsOf, invariantText } from "./text-report.ts";
import { type AskedOutputs, NOTHING_ASKED, unaskedLines, uncomparedLines, unstatedLines } from "./unstated.ts";
import { variantPart } from "./variant-section.ts";
import { whenText } from "./when-text.ts";

/** A figure with its drawing. */
export interface DrawnFigure {
  readonly figure: Figure;
  /** An svg element. */
  readonly svg: string;
}

/** The page, with what was asked for and nobody states. */
export function htmlReport(
  result: RunResult,
  figures: readonly DrawnFigure[],
  modelText: string,
  asked: AskedOutputs = NOTHING_ASKED,
): string {
  const title = result.title ?? result.model;
  const parts = [
    `<h1>${escapeHtml(title)}</h1>`,
    result.question === undefined ? "" : `<p class="question">${escapeHtml(result.question)}</p>`,
    outputPart(result, asked),
    variantPart(result),
    agreementPart(result, asked),
    expectationPart(result, asked),
    dataPart(result),
    fitPart(result),
    experimentPart(result),
    sensitivityPart(result),
    notePart(result),
    ...figures.map(
      ({ figure, svg }) =>
        `<figure>${svg}<figcaption><b>${escapeHtml(figure.title)}.</b> ${escapeHtml(figure.caption)}</figcaption></figure>`,
    ),
    tablePart(result),
    methodPart(result),
    `<h2>Conventions</h2><ul>${conventionsOf(result)
      .map((text) => `<li>${escapeHtml(text)}</li>`)
      .join("")}</ul>`,
    `<details><summary>The model file</summary><pre>${escapeHtml(modelText)}</pre></details>`,
    `<footer>${escapeHtml(result.model)} · ${escapeHtml(result.hash)} · seed ${result.seed} · perrin ${escapeHtml(result.perrin)}</footer>`,
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${parts.filter((part) => part !== "").join("\n")}
</main>
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; }
.question { font-size: 1.1rem; color: #444; margin-top: 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .92rem; }
th, td { text-align: left; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid #ddd; vertical-align: top; }
td.number, th.number { text-align: right; white-space: nowrap; }
.error { color: #555; }
.agree, .met { color: #00663d; font-weight: 600; }
.disagree, .missed, .not-stated { color: #a3160b; font-weight: 600; }
.cannot-tell { color: #7a5200; font-weight: 600; }
.remark { font-size: .92rem; color: #444; margin: .5rem 0 0; }
figure { margin: 2rem 0; }
figure svg { max-width: 100%; height: auto; }
figcaption { font-size: .92rem; color: #444; max-width: 45rem; }
pre { background: #f6f6f4; padding: 1rem; overflow-x: auto; font-size: .85rem; }
footer { margin-top: 3rem; font-size: .8rem; color: #555; overflow-wrap: anywhere; }
`;

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = headings.map((heading) => `<th scope="col">${escapeHtml(heading)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.join("")}</tr>`).join("\n");
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

const cell = (text: string): string => `<td>${escapeHtml(text)}</td>`;
const number = (text: string): string => `<td class="number">${escapeHtml(text)}</td>`;
const verdictCell = (verdict: string): string =>
  `<td class="${verdict.replaceAll(" ", "-")}">${escapeHtml(verdict)}</td>`;

function outputPart(result: RunResult, asked: AskedOutputs): string {
  const rows = outputRows(result).map(({ name, unit, when, cells }) => [
    `<th scope="row">${escapeHtml(name)}</th>`,
    cell(unit === "1" ? "" : unit),
    cell(when),
    ...cells.map(
      ({ value, error }) =>
        `<td class="number">${escapeHtml(value)}${error === "" ? "" : ` <span class="error">${escapeHtml(error)}</span>`}</td>`,
    ),
  ]);
  const headings = ["output", "unit", "at", ...levelsOf(result).map(([level]) => level)];
  return `<h2>What each level says</h2>${table(headings, rows)}${remarks(unstatedLines(result, asked))}`;
}

function remarks(lines: readonly string[]): string {
  return lines.map((line) => `<p class="remark">${escapeHtml(line)}</p>`).join("");
}

function agreementPart(result: RunResult, asked: AskedOutputs): string {
  const { agreement } = result;
  const rest = uncomparedLines(result, asked);
  if (agreement.length === 0 && rest.length === 0) return "";
  const rows = agreement.map((one) => [
    cell(one.output),
    cell(one.levels.join(" and ")),
    cell(one.independent ? "yes" : "no"),
    number(`${percentText(one.difference)}${one.uncertainty > 0 ? ` ± ${percentText(one.uncertainty)}` : ""}`),
    number(percentText(one.allowed)),
    verdictCell(one.verdict),
    cell(one.because),
  ]);
  const headings = ["output", "levels", "independent", "difference", "margin", "verdict", "because"];
  return `<h2>Do the levels agree?</h2>${agreement.length === 0 ? "" : table(headings, rows)}${remarks(rest)}`;
}

function expectationPart(result: RunResult, asked: AskedOutputs): string {
  const { expect } = result;
  const left = unaskedLines(result, asked);
  if (expect.length === 0 && left.length === 0) return "";
  const rows = expect.map(({ output, level, at, expected, found, allowed, unit, verdict }) => [
    cell(output),
    cell(level),
    cell(whenText(at)),
    number(numberText(expected)),
    number(found === null ? NOT_STATED : numberText(found)),
    number(found === null ? NOT_STATED : shortNumber(Math.abs(found - expected), 2)),
    number(shortNumber(allowed, 2)),
    cell(unit === "1" ? "" : unit),
    verdictCell(verdict),
  ]);
  const headings = ["output", "level", "at", "expected", "found", "off by", "allowed", "unit", "verdict"];
  const untold = [...new Set(expect.flatMap(({ because }) => because ?? []))].map((why) => `cannot tell: ${why}.`);
  return `<h2>Expectations</h2>${expect.length === 0 ? "" : table(headings, rows)}${remarks([...untold, ...left])}`;
}

function dataPart({ data }: RunResult): string {
  return data
    .map(({ name, verdict, because, details }) => {
      const rows = details.map((one) => [
        cell(one.name),
        number(
          `${shortNumber(one.value)}${one.standardError === undefined ? "" : ` ± ${shortNumber(one.standardError, 2)}`}`,
        ),
        number(
          one.low === undefined || one.high === undefined
            ? ""
            : `${shortNumber(one.low, 4)} to ${shortNumber(one.high, 4)}`,
        ),
        cell(one.unit === "1" ? "" : one.unit),
        cell(one.note ?? ""),
      ]);
      const found = rows.length > 0 ? table(["quantity", "value", "interval", "unit", "note"], rows) : "";
      return `<h2>Beside measurements: ${escapeHtml(name)}</h2><p><span class="${verdict}">${verdict}</span> ${escapeHtml(because)}</p>${found}`;
    })
    .join("\n");
}

function notePart({ notes }: RunResult): string {
  if (notes.length === 0) return "";
  return `<h2>To note</h2><ul>${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join("")}</ul>`;
}

function methodPart(result: RunResult): string {
  const items = levelsOf(result).map(([level, { method, failed, warnings, invariants }]) => {
    if (failed !== undefined)
      return `<dt><b>${escapeHtml(level)}</b> <span class="disagree">failed</span></dt><dd>${escapeHtml(failed)}</dd>`;
    const kept = invariantText({ invariants });
    const notes = [...warnings.map((warning) => `Warning: ${warning}`), ...(kept === "" ? [] : [kept])];
    return `<dt><b>${escapeHtml(level)}</b></dt><dd>${[method, ...notes].map(escapeHtml).join("<br>")}</dd>`;
  });
  const refused = sameRefusals(result.refused).map(
    ({ levels, because, change }) =>
      `<dt><b>${escapeHtml(levels.join(", "))}</b> cannot carry this model</dt><dd>${escapeHtml(`${because}. To mend it: ${change}.`)}</dd>`,
  );
  return `<h2>Methods, invariants, warnings</h2><dl>${[...items, ...refused].join("\n")}</dl>`;
}
