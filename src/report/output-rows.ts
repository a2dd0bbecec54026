/**
 * The rows of the table of outputs: each output at each state or time that some level states, in words.
 *
 * @module
 */

import type { OutputReport, RunResult } from "#run/run-result.ts";
import { NOT_STATED, numberText, shortNumber } from "./number-text.ts";
import { levelsOf, outputNames, outputOf } from "./result-tables.ts";
import { whenOfOutput, whenText } from "./when-text.ts";

/** One output at one state or time. */
export interface OutputRow {
  readonly name: string;
  readonly unit: string;
  /** "steady", "equilibrium", "t = 300 s", or nothing. */
  readonly when: string;
  /** One cell a level. */
  readonly cells: readonly ValueCell[];
}

/** A value in words, and its standard error, such as "± 0.5"; empty where there is none. */
export interface ValueCell {
  readonly value: string;
  readonly error: string;
}

/** Below this part of what another level states of an output a number is the rounding of zero [1]. */
const ROUNDING = 1e-13;

/** What is said of the smallest values. */
interface Smallest {
  /** Below it a number is the rounding of zero. */
  readonly floor: number;
  /** Beside a zero that is no certainty. */
  readonly none: string;
}

const NOTHING: ValueCell = { value: NOT_STATED, error: "" };

/** The rows: the value that holds at no time or is steady, that at equilibrium, and that of the last record time. */
export function outputRows(
  result: Pick<RunResult, "levels"> & Partial<Pick<RunResult, "walkers">>,
): readonly OutputRow[] {
  const none = `none of ${shortNumber(result.walkers ?? Number.NaN)} walkers`;
  return outputNames(result).flatMap((name) => {
    const reports = levelsOf(result).map(([, report]) => outputOf(report, name));
    const stated = reports.filter((report) => report !== undefined);
    const smallest: Smallest = { floor: ROUNDING * usualSize(stated.map(largestIn)), none };
    const columns = reports.map((report) => new Map(report === undefined ? [] : cellsOf(report, smallest)));
    const whens = [...new Set(stated.flatMap((report) => cellsOf(report, smallest).map(([when]) => when)))];
    return whens
      .sort((a, b) => rank(a) - rank(b))
      .map((when) => ({
        name,
        unit: stated[0].unit,
        when,
        cells: columns.map((column, i) => column.get(when) ?? cellAt(reports[i], when, smallest) ?? NOTHING),
      }));
  });
}

/** States before times; equal ranks keep the order of the levels. */
function rank(when: string): number {
  if (when === "equilibrium") return 1;
  return when === "" || when === "steady" ? 0 : 2;
}

/** What a level whose series goes on says at the time at which another ends. */
function cellAt(report: OutputReport | undefined, when: string, smallest: Smallest): ValueCell | undefined {
  const series = report?.series;
  const k = series?.axes.t.values.findIndex((time) => whenText(time) === when) ?? -1;
  return report === undefined || series === undefined || k < 0
    ? undefined
    : valueCell(report, series.values[k], series.standardErrors?.[k] ?? null, smallest);
}

function valueCell(
  { noneCounted }: OutputReport,
  found: number,
  error: number | null,
  { floor, none }: Smallest,
): ValueCell {
  if (noneCounted && found === 0 && error === 0) return { value: "0", error: `(${none})` };
  return {
    value: numberText(Math.abs(found) < floor ? 0 : found),
    error: error === null ? "" : `± ${shortNumber(error < floor ? 0 : error, 2)}`,
  };
}

function cellsOf(report: OutputReport, smallest: Smallest): readonly (readonly [string, ValueCell])[] {
  const { value, standardError, when, equilibrium, series } = report;
  const cell = (found: number, error: number | null): ValueCell => valueCell(report, found, error, smallest);
  const cells: (readonly [string, ValueCell])[] = [[whenOfOutput(report), cell(value, standardError)]];
  if (equilibrium !== undefined && when !== "equilibrium") cells.push(["equilibrium", cell(equilibrium, null)]);
  const last = series?.axes.t.values.at(-1);
  if (series && last !== undefined && when !== "last")
    cells.push([whenText(last), cell(series.values.at(-1) ?? Number.NaN, series.standardErrors?.at(-1) ?? null)]);
  return cells;
}

/** The second largest size: one level alone may be wrong by any factor, and must not make zeros of the others. */
function usualSize(sizes: readonly number[]): number {
  const [largest = 0, second = largest] = [...sizes].sort((a, b) => b - a);
  return second;
}

/** The largest magnitude that a level states of an output, at any time. */
function largestIn({ value, equilibrium = 0, series }: OutputReport): number {
  const all = [value, equilibrium, ...(series?.values ?? [])].filter(Number.isFinite);
  return all.reduce((largest, found) => Math.max(largest, Math.abs(found)), 0);
}
