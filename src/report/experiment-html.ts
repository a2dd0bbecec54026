/**
 * The experiment and the sensitivities of an HTML report, in the words of the text report.
 *
 * @module
 */

import type { RunResult } from "#run/run-result.ts";
import { escapeHtml } from "./escape-html.ts";
import { experimentSection } from "./experiment-section.ts";
import { PLAIN_INK } from "./ink.ts";
import { sensitivitySection } from "./sensitivity.ts";

/** How wide the tables may be, in letters. */
const STYLE = { width: 96, ink: PLAIN_INK };

/** The experiment, if there is one. */
export function experimentPart(result: RunResult): string {
  return asWritten("Experiment", experimentSection(result, STYLE));
}

/** How outputs answer to parameters, where that was asked. */
export function sensitivityPart(result: RunResult): string {
  return asWritten("Sensitivities", sensitivitySection(result, STYLE));
}

function asWritten(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `<h2>${title}</h2><pre>${escapeHtml(lines.join("\n"))}</pre>`;
}
