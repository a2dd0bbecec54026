/**
 * Refinement: how the error of a level falls when its cells and steps become finer.
 *
 *     observed order p = log2(e_h / e_{h/2})
 *
 * e is the difference from the closed form where it states the output. Where it does not, e is the difference d between two
 * successive refinements, and the three finest give the limit and the errors against it (Richardson):
 *
 *     limit = y_{h/2} + d / (2^p - 1),    error at h = |y_h - limit| = |d| / (1 - 2^-p)
 *
 * Where no order is observed (two grids, differences that do not shrink or change sign, orders that disagree, rounding), a
 * difference is all that is known, and no error is claimed. The error of a series is its largest over the record times.
 *
 * @module
 */

import type { LevelName } from "#model/model.ts";
import { expm1, log } from "#numerics/elementary.ts";
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
  /** Largest |difference| from the closed form or the limit, in the unit; undefined where there is neither. */
  readonly error: number | undefined;
  /** Error relative to the largest value of the reference [1]. */
  readonly relativeError: number | undefined;
  /** Largest |difference| from the next refinement, in the unit, where it is all that is known. */
  readonly difference: number | undefined;
  /** Difference relative to the largest value at the next refinement [1]. */
  readonly relativeDifference: number | undefined;
  /** What the values tend to by the observed order; of a series, at the last time. */
  readonly limit: number | undefined;
  /** Observed order between the refinement before and this one; undefined where rounding or time steps hide it. */
  readonly order: number | undefined;
  readonly against: "closed-form" | "limit" | "next refinement";
}

/**
 * Errors smaller than this, relative to the value, are rounding: no order can be seen in them. A solve on n cells loses
 * up to n² roundings of 1.1e-16, which is this for n = 300.
 */
const ROUNDING = 1e-11;

/** The tolerance of time steps that the method of a level names. */
const TOLERANCE = /\btolerance (\d[\d.]*(?:e-?\d+)?)/;

/** An order below this is none: its limit would lie farther off than six differences. */
const LEAST_ORDER = 0.25;

/** Two successive orders farther apart than this are noise. */
const MOST_APART = 1;

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
    const next = ours.map((own, i) => differenceOf(own, ours[i + 1]));
    const least = what === "all times" ? tolerance : 0;
    const limit = comparable ? undefined : limitOf(ours, least);
    const against = comparable ? "closed-form" : limit ? "limit" : "next refinement";
    const errors = ours.map((own) => differenceOf(own, comparable ? theirs : limit));
    for (const [i, own] of ours.entries()) {
      const error = errors[i];
      const difference = against === "next refinement" ? next[i] : undefined;
      rows.push({
        output,
        level,
        when: what,
        unit,
        refinement: refinements[i],
        value: own?.at(-1) ?? Number.NaN,
        error: error?.largest,
        relativeError: error && relative(error),
        difference: difference?.largest,
        relativeDifference: difference && relative(difference),
        limit: limit?.at(-1),
        order:
          i === 0
            ? undefined
            : comparable
              ? observedOrder(errors[i - 1], error, least)
              : orderOfThree(ours.slice(i - 1, i + 2), least),
        against,
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

function relative({ largest, scale }: Difference): number | undefined {
  return scale > 0 ? largest / scale : undefined;
}

type Values = readonly number[] | undefined;

/** The order that three successive refinements show; undefined where their differences do not shrink, or change sign. */
function orderOfThree([coarse, middle, fine]: readonly Values[], tolerance: number): number | undefined {
  const order = observedOrder(differenceOf(coarse, middle), differenceOf(middle, fine), tolerance);
  if (order === undefined || !(order >= LEAST_ORDER) || !coarse || !middle || !fine) return undefined;
  // of a series the two differences go the same way if their product, summed over the times, is positive
  const sum = middle.reduce((total, value, k) => total + (value - coarse[k]) * (fine[k] - value), 0);
  return sum > 0 ? order : undefined;
}

/** What values tend to by the order of the three finest refinements; undefined if the three before them show another. */
function limitOf(ours: readonly Values[], tolerance: number): readonly number[] | undefined {
  const order = orderOfThree(ours.slice(-3), tolerance);
  if (ours.length < 3 || order === undefined) return undefined;
  const before = ours.length < 4 ? order : orderOfThree(ours.slice(-4, -1), tolerance);
  if (before === undefined || Math.abs(before - order) > MOST_APART) return undefined;
  const [middle, fine] = ours.slice(-2) as [readonly number[], readonly number[]];
  const rest = 1 / expm1(order * LN2);
  return fine.map((value, k) => value + (value - middle[k]) * rest);
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
      "difference",
      "relative_difference",
      "limit",
      "observed_order",
      "unit",
      "against",
    ],
    rows: rows.map((row) => [
      row.output,
      row.level,
      row.when,
      row.refinement,
      row.value,
      row.error ?? null,
      row.relativeError ?? null,
      row.difference ?? null,
      row.relativeDifference ?? null,
      row.limit ?? null,
      row.order ?? null,
      row.unit,
      row.against,
    ]),
  };
}
