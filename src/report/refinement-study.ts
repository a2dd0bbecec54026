/**
 * Refinement: how the error of a level falls when its cells and steps become finer.
 *
 *     observed order p = log2(e_h / e_{h/2})
 *
 * e is the difference from the closed form where it states the output. Where it does not, the difference between two
 * successive refinements stands for the error of the coarser one (Richardson), which is right to within a factor
 * 1 / (1 - 2^-p). The error of a series is its largest over the record times.
 *
 * @module
 */

import type { LevelName } from "#model/model.ts";
import { log } from "#numerics/elementary.ts";
import type { OutputReport, RunResult } from "#run/run-result.ts";
import { levelsOf, outputNames, outputOf } from "./result-tables.ts";
import type { Table } from "./table.ts";

/** One level and output at one refinement. */
export interface RefinementRow {
  readonly output: string;
  readonly level: LevelName;
  /** What is compared: the value that holds at no time or at a steady state, or all recorded times. */
  readonly when: "timeless" | "steady" | "equilibrium" | "all times";
  readonly unit: string;
  readonly refinement: number;
  /** The value; of a series, that of the last time. */
  readonly value: number;
  /** Largest |difference| from the reference, in the unit; undefined for the finest without a closed form. */
  readonly error: number | undefined;
  /** Error relative to the largest value of the reference [1]. */
  readonly relativeError: number | undefined;
  /** Observed order between the refinement before and this one; undefined where rounding or time steps hide it. */
  readonly order: number | undefined;
  readonly against: "closed-form" | "next refinement";
}

/**
 * Errors smaller than this, relative to the value, are rounding: no order can be seen in them. A solve on n cells loses
 * up to n² roundings of 1.1e-16, which is this for n = 300.
 */
const ROUNDING = 1e-11;

/** The tolerance of time steps that the method of a level names. */
const TOLERANCE = /\btolerance (\d[\d.]*(?:e-?\d+)?)/;

/** ln 2 [1] */
const LN2 = Math.LN2;

/** Rows for every level but the closed form, in the order output, level, refinement. */
export function refinementStudy(
  results: readonly RunResult[],
  refinements: readonly number[],
): readonly RefinementRow[] {
  const [first] = results;
  return outputNames(first).flatMap((output) =>
    levelsOf(first).flatMap(([level]) => (level === "closed-form" ? [] : rowsOf(output, level, results, refinements))),
  );
}

function rowsOf(
  output: string,
  level: LevelName,
  results: readonly RunResult[],
  refinements: readonly number[],
): readonly RefinementRow[] {
  const found = results.map((result) => reportOf(result, level, output));
  if (found.some((report) => report === undefined)) return [];
  const reports = found as readonly OutputReport[];
  const exact = reportOf(results[results.length - 1], "closed-form", output);
  const [{ when, unit }] = reports;
  const tolerance = Number(TOLERANCE.exec(results[0].levels[level]?.method ?? "")?.[1] ?? 0);
  const rows: RefinementRow[] = [];
  const study = (
    what: RefinementRow["when"],
    values: (report: OutputReport) => readonly number[] | undefined,
  ): void => {
    const ours = reports.map(values);
    const theirs = exact && values(exact);
    const comparable = theirs !== undefined && ours.every((own) => own?.length === theirs.length);
    const errors = ours.map((own, i) => differenceOf(own, comparable ? theirs : ours[i + 1]));
    for (const [i, own] of ours.entries()) {
      const error = errors[i];
      rows.push({
        output,
        level,
        when: what,
        unit,
        refinement: refinements[i],
        value: own?.at(-1) ?? Number.NaN,
        error: error?.largest,
        relativeError: error && error.scale > 0 ? error.largest / error.scale : undefined,
        order: i === 0 ? undefined : observedOrder(errors[i - 1], error, what === "all times" ? tolerance : 0),
        against: comparable ? "closed-form" : "next refinement",
      });
    }
  };
  if (when !== "last") study(when, (report) => (report.when === when ? [report.value] : undefined));
  if (reports[0].series) study("all times", ({ series }) => series?.values);
  else if (when === "last") study("all times", ({ value }) => [value]);
  return rows;
}

function reportOf({ levels }: RunResult, level: LevelName, output: string): OutputReport | undefined {
  const report = levels[level];
  return report && outputOf(report, output);
}

interface Difference {
  readonly largest: number;
  readonly scale: number;
}

/** Largest difference, and the largest value of the reference; undefined where one of the two is missing. */
function differenceOf(
  ours: readonly number[] | undefined,
  reference: readonly number[] | undefined,
): Difference | undefined {
  if (!ours || !reference || ours.length !== reference.length) return undefined;
  let [largest, scale] = [0, 0];
  for (const [i, value] of ours.entries()) {
    largest = Math.max(largest, Math.abs(value - reference[i]));
    scale = Math.max(scale, Math.abs(reference[i]));
  }
  return { largest, scale };
}

/** The order; undefined where an error lies below rounding or the tolerance of time steps, relative to the value. */
function observedOrder(
  coarse: Difference | undefined,
  fine: Difference | undefined,
  tolerance: number,
): number | undefined {
  if (!coarse || !fine) return undefined;
  const floor = Math.max(ROUNDING, tolerance) * Math.max(coarse.scale, fine.scale);
  if (!(coarse.largest > floor && fine.largest > floor)) return undefined;
  return log(coarse.largest / fine.largest) / LN2;
}

/** The study as a table for a file. */
export function refinementTable(rows: readonly RefinementRow[]): Table {
  return {
    name: "refinement",
    columns: [
      "output",
      "level",
      "when",
      "refinement",
      "value",
      "error",
      "relative_error",
      "observed_order",
      "unit",
      "against",
    ],
    rows: rows.map(({ output, level, when, refinement, value, error, relativeError, order, unit, against }) => [
      output,
      level,
      when,
      refinement,
      value,
      error ?? null,
      relativeError ?? null,
      order ?? null,
      unit,
      against,
    ]),
  };
}
