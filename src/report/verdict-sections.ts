/**
 * The verdicts of a text report, in words: levels against each other, expectations, and measurements.
 *
 * @module
 */

import type { AgreementVerdict, DataVerdict, RunResult } from "#run/run-result.ts";
import type { Ink, TextStyle } from "./ink.ts";
import { NOT_STATED, numberText, shortNumber } from "./number-text.ts";
import { padded, textTable, wrapped } from "./text-table.ts";
import { whenText } from "./when-text.ts";

/** How each pair of levels compares. */
export function agreementSection({ agreement }: RunResult, { width, ink }: TextStyle): readonly string[] {
  const widest = Math.max(...agreement.map(({ verdict }) => verdict.length));
  return agreement.flatMap((one) => {
    const [first, ...rest] = wrapped(`${one.output}: ${one.because}.`, width - widest - 4);
    const indent = " ".repeat(widest + 4);
    return [
      `  ${inked(one.verdict, ink)(padded(one.verdict, widest))}  ${first}`,
      ...rest.map((line) => indent + line),
      ...scoreLines(one).map((line) => indent + ink.faint(line)),
    ];
  });
}

function scoreLines({ z, p, levels }: AgreementVerdict): readonly string[] {
  if (z === undefined && p === undefined) return [];
  const score = z === undefined ? "" : `largest |z| = ${shortNumber(Math.abs(z), 3)}`;
  const joint = p === undefined ? "" : `joint p over the times = ${shortNumber(p, 3)}`;
  return [`${levels[1]} against ${levels[0]}: ${[score, joint].filter((text) => text !== "").join(", ")}`];
}

function inked(verdict: string, ink: Ink): (text: string) => string {
  if (verdict === "agree" || verdict === "met") return ink.good;
  return verdict === "cannot tell" ? ink.doubtful : ink.bad;
}

/** Every expectation with what was found, how far off that is, and how far it may be. */
export function expectationSection({ expect }: RunResult, { ink, width }: TextStyle): readonly string[] {
  const rows = expect.map((one) => [
    one.verdict,
    one.output,
    one.verdict === "not stated" && one.found === null ? NOT_STATED : one.level,
    whenText(one.at),
    numberText(one.expected),
    one.found === null ? NOT_STATED : numberText(one.found),
    one.found === null ? NOT_STATED : shortNumber(Math.abs(one.found - one.expected), 2),
    shortNumber(one.allowed, 2),
    one.unit === "1" ? "" : one.unit,
    `line ${one.line}`,
  ]);
  const headings = ["verdict", "output", "level", "at", "expected", "found", "off by", "allowed", "unit", ""];
  const [head, ...lines] = textTable(
    headings.map((heading) => ({ heading })),
    rows,
  );
  return [
    `  ${ink.faint(head)}`,
    ...lines.map((line, i) => {
      const { verdict } = expect[i];
      return `  ${inked(verdict, ink)(verdict)}${line.slice(verdict.length)}`;
    }),
    ...[...new Set(expect.flatMap(({ because }) => because ?? []))].flatMap((because) =>
      wrapped(`cannot tell: ${because}.`, width - 4, "  ").map((line) => `  ${ink.doubtful(line)}`),
    ),
  ];
}

/** How the model stands beside measurements, in full sentences. */
export function dataSection({ data }: RunResult, { width, ink }: TextStyle): readonly string[] {
  return data.flatMap((one) => [
    ...wrapped(`${one.name}: ${one.because}`, width - 2).map((line) => `  ${line}`),
    `  ${inked(one.verdict, ink)(verdictSentence(one))}`,
    ...detailLines(one, width),
  ]);
}

function verdictSentence({ verdict, binding }: DataVerdict): string {
  return `verdict: ${verdict}${binding ? "; it binds the run" : "; it is reported and does not bind the run"}`;
}

function detailLines({ details }: DataVerdict, width: number): readonly string[] {
  if (details.length === 0) return [];
  const rows = details.map(({ name, value, standardError, low, high, unit }) => [
    name,
    `${shortNumber(value)}${standardError === undefined ? "" : ` ± ${shortNumber(standardError, 2)}`}`,
    low === undefined || high === undefined ? "" : `${shortNumber(low, 4)} to ${shortNumber(high, 4)}`,
    unit === "1" ? "" : unit,
  ]);
  const [, ...lines] = textTable([{ heading: "" }, { heading: "" }, { heading: "" }, { heading: "" }], rows);
  return lines.flatMap((line, i) => {
    const { note } = details[i];
    return [`    ${line}`, ...(note === undefined ? [] : wrapped(note, width - 8).map((part) => `        ${part}`))];
  });
}
