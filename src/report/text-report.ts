/**
 * A result as a person reads it on a terminal: the question, one table of what every level says, the verdicts in
 * words, then the methods and invariants that the numbers rest on.
 *
 * @module
 */

import { BATCHES } from "#levels/contract.ts";
import type { LevelReport, RunResult } from "#run/run-result.ts";
import { besideLines } from "./beside-sweep.ts";
import { experimentSection } from "./experiment-section.ts";
import { failedSweepLines } from "./failed-points.ts";
import { fitSection, tableSection } from "./fit-section.ts";
import type { TextStyle } from "./ink.ts";
import { shortNumber } from "./number-text.ts";
import { outputSection } from "./output-section.ts";
import { levelsOf } from "./result-tables.ts";
import { sameRefusals } from "./same-refusals.ts";
import { sensitivitySection } from "./sensitivity.ts";
import { padded, textWidth, wrapped } from "./text-table.ts";
import { type AskedOutputs, NOTHING_ASKED, unaskedLines, uncomparedLines, unstatedLines } from "./unstated.ts";
import { variantSection } from "./variant-section.ts";
import { agreementSection, dataSection, expectationSection } from "./verdict-sections.ts";
import { whenText } from "./when-text.ts";

/** The whole report, with what was asked for and nobody states; ends in a line feed. */
export function textReport(result: RunResult, style: TextStyle, asked: AskedOutputs = NOTHING_ASKED): string {
  const { width, ink } = style;
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ["", ink.strong(title), ...lines];
  return `${[
    ink.strong(result.title ?? result.model),
    ...(result.question === undefined ? [] : wrapped(result.question, width)),
    "",
    ...outputSection(result, style),
    ...unstatedLines(result, asked).flatMap((line) => wrapped(line, width, "  ").map(ink.faint)),
    ...section("Side by side", variantSection(result, style)),
    ...section("Do the levels agree?", [
      ...(result.agreement.length > 0 ? agreementSection(result, style) : []),
      ...uncomparedLines(result, asked).flatMap((line) => wrapped(line, width - 2, "  ").map((part) => `  ${part}`)),
    ]),
    ...section(expectationTitle(result), [
      ...(result.expect.length > 0 ? expectationSection(result, style) : []),
      ...unaskedLines(result, asked).flatMap((line) => wrapped(line, width - 2, "  ").map((part) => `  ${part}`)),
    ]),
    ...section("Beside measurements", dataSection(result, style)),
    ...section("Fits", fitSection(result, style)),
    ...section("Experiment", experimentSection(result, style)),
    ...section("Measured tables", tableSection(result, style)),
    ...section("To note", noteLines(result, style)),
    ...section("Sweeps", sweepLines(result, style)),
    ...section("Sensitivities", sensitivitySection(result, style)),
    ...section("Levels that failed", failureLines(result, style)),
    ...section("Warnings", warningLines(result, style)),
    ...section("Levels that cannot carry this model", refusalLines(result, style)),
    ...section("Methods and invariants", methodLines(result, style)),
    ...section("Conventions", conventionLines(result, style)),
    "",
    ink.faint(`${result.model}  ${result.hash}  seed ${result.seed}  perrin ${result.perrin}`),
  ].join("\n")}\n`;
}

function expectationTitle({ expect }: RunResult): string {
  const met = expect.filter(({ verdict }) => verdict === "met").length;
  return `Expectations: ${met} of ${expect.length} met`;
}

function noteLines({ notes }: RunResult, { width }: TextStyle): readonly string[] {
  return notes.flatMap((note) => wrapped(note, width - 2, "  ").map((line) => `  ${line}`));
}

/** Each sweep by the range that its output covers; the curve is in the figures and tables. */
function sweepLines({ sweeps }: RunResult, { width }: TextStyle): readonly string[] {
  return sweeps.flatMap((sweep) => {
    const { name, level, vary, axis, output, unit, values, at } = sweep;
    const ends = [values[0] ?? Number.NaN, values[values.length - 1] ?? Number.NaN];
    const from = `from ${shortNumber(axis.values[0], 4)} to ${shortNumber(axis.values[axis.values.length - 1], 4)}`;
    const text = `${name}: ${vary.join(" and ")} ${from}${unitText(axis.unit)}: ${output} from ${shortNumber(ends[0])} to ${shortNumber(ends[1])}${unitText(unit)} (${level}, ${values.length} values${at === undefined ? "" : `, each ${whenText(at)}`}).`;
    return [text, ...besideLines(sweep), ...failedSweepLines(sweep)].flatMap((one) =>
      wrapped(one, width - 2, "  ").map((line) => `  ${line}`),
    );
  });
}

function unitText(unit: string): string {
  return unit === "1" || unit === "" ? "" : ` ${unit}`;
}

function warningLines(result: RunResult, { width, ink }: TextStyle): readonly string[] {
  return levelsOf(result).flatMap(([level, { warnings }]) =>
    warnings.flatMap((warning) =>
      wrapped(`${level}: ${warning}`, width - 2, "  ").map((line) => `  ${ink.doubtful(line)}`),
    ),
  );
}

function failureLines(result: RunResult, { width, ink }: TextStyle): readonly string[] {
  return levelsOf(result).flatMap(([level, { failed }]) =>
    failed === undefined ? [] : wrapped(`${level}: ${failed}`, width - 2, "  ").map((line) => `  ${ink.bad(line)}`),
  );
}

function refusalLines({ refused }: RunResult, { width }: TextStyle): readonly string[] {
  return sameRefusals(refused).flatMap(({ levels, because, change }) =>
    wrapped(`${levels.join(", ")}: ${because}. To mend it: ${change}.`, width - 2, "  ").map((line) => `  ${line}`),
  );
}

function methodLines(result: RunResult, { width, ink }: TextStyle): readonly string[] {
  const levels = levelsOf(result);
  const widest = Math.max(0, ...levels.map(([level]) => textWidth(level)));
  const hanging = " ".repeat(widest + 2);
  return levels.flatMap(([level, report]) =>
    report.failed !== undefined
      ? []
      : [
          ...wrapped(methodText(report), width - 2 - hanging.length).map(
            (line, i) => `  ${i === 0 ? padded(level, hanging.length) : hanging}${line}`,
          ),
          ...wrapped(invariantText(report), width - 2 - hanging.length).map((line) => `  ${hanging}${ink.faint(line)}`),
        ],
  );
}

function methodText({ method, law }: LevelReport): string {
  return law === "discrete" ? `${method} (law: that of the discrete model)` : method;
}

/** What should stay as it is, and how well it does: "mass drift 4.1e-16". */
export function invariantText({ invariants }: Pick<LevelReport, "invariants">): string {
  return Object.entries(invariants)
    .map(([name, value]) => `${spaced(name)} ${shortNumber(value, 2)}`)
    .join(", ");
}

/** "massDrift" as "mass drift". */
function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** What a reader must know to read the numbers rightly. */
function conventionLines(result: RunResult, { width }: TextStyle): readonly string[] {
  return conventionsOf(result).flatMap((text) => wrapped(text, width - 2, "  ").map((line) => `  ${line}`));
}

const OF_SPACE: readonly string[] = [
  "Flux is positive toward +x or outward in r; an amount permeated is positive when it leaves, at either end.",
  "Amounts are per area in a slab and per length in a cylinder; without an amount a species is one walker, and its concentration a probability density.",
];

const OF_COMPARTMENTS: readonly string[] = [
  "Flux and volume flux are per area of membrane, positive from the first compartment that it names to the second.",
  "Concentrations are moles in a volume of solvent, of what is free; amount(..., all) and volume(all) leave out infinite baths.",
  "free_energy_rate is the change of free energy in time: below zero where flows run down, and raised by pumps.",
];

/** The conventions of a result, one sentence each. */
export function conventionsOf(result: RunResult): readonly string[] {
  const levels = levelsOf(result);
  const sampled = levels.filter(([, { sampled }]) => sampled).map(([level]) => level);
  const sentences = result.sampled === "parcels" ? OF_COMPARTMENTS : OF_SPACE;
  const more: string[] = [];
  if (sampled.length > 0)
    more.push(
      `${sampled.join(" and ")}: ${shortNumber(result.walkers)} ${result.sampled === "parcels" ? `parcels in each of ${BATCHES} runs` : "walkers"}, seed ${result.seed}; ± is one standard error, from ${BATCHES} independent ${result.sampled === "parcels" ? "runs" : "parts of the sample"}.`,
    );
  if (levels.some(([, { outputs }]) => Object.values(outputs).some(({ series }) => series !== undefined)))
    more.push("An output over time is shown at its last record time; the whole series is in --json and --out.");
  return [...sentences, ...more];
}
