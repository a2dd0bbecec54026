/**
 * Outputs over time: a curve for each level, points with standard errors for sampled ones.
 *
 * @module
 */

import type { RunResult, SeriesReport } from "#run/run-result.ts";
import { dimension, sameDimension } from "#units/dimension.ts";
import { convertToUnit } from "#units/parse-quantity.ts";
import { parseUnit } from "#units/parse-unit.ts";
import { type AxisUnit, axisLabel, axisUnit, largestOf } from "./axis-unit.ts";
import type { Figure, Mark } from "./figure.ts";
import { levelsOf, outputOf } from "./result-tables.ts";

/** How a series is drawn. */
export interface SeriesPlot {
  readonly output: string;
  readonly scale?: string;
  /** Outputs with the dimension of time that are drawn as a line across. */
  readonly beside?: readonly string[];
}

/** The most points of a sampled series that are drawn; more would hide one another. */
const MOST_POINTS = 60;

/** The figure of an output over time; undefined if no level gives a series of it. */
export function seriesFigure(result: RunResult, { output, scale, beside = [] }: SeriesPlot): Figure | undefined {
  const stating = levelsOf(result).flatMap(([level, report]) => {
    const found = outputOf(report, output);
    return found?.series ? [{ level, unit: found.unit, sampled: report.sampled, series: found.series }] : [];
  });
  if (stating.length === 0) return undefined;
  const time = axisUnit("s", Math.max(...stating.map(({ series }) => largestOf(series.axes.t.values))));
  const marks: Mark[] = stating.map(({ level, sampled, series }) =>
    sampled
      ? pointsOf(series, time, level)
      : { kind: "line", label: level, tone: level, x: times(series, time), y: series.values },
  );
  for (const name of beside) marks.push(...rulesOf(name, result, time));
  return {
    name: `series-${output}`,
    title: `${output} over time`,
    caption: `${output} by level${stating.some(({ sampled }) => sampled) ? "; bars on points are one standard error" : ""}.`,
    x: { label: axisLabel("t", time.unit), scale: scale === "log-log" || scale === "log-time" ? "log" : "linear" },
    y: { label: axisLabel(output, stating[0].unit), scale: scale === "log" || scale === "log-log" ? "log" : "linear" },
    marks,
  };
}

function times({ axes }: SeriesReport, { factor }: AxisUnit): readonly number[] {
  return axes.t.values.map((t) => t * factor);
}

function pointsOf(series: SeriesReport, time: AxisUnit, level: Mark["tone"]): Mark {
  const every = Math.max(1, Math.ceil(series.values.length / MOST_POINTS));
  const kept = <T>(values: readonly T[]): readonly T[] => values.filter((_, i) => i % every === 0);
  const errors = series.standardErrors;
  return {
    kind: "points",
    label: level,
    tone: level,
    x: kept(times(series, time)),
    y: kept(series.values),
    ...(errors === null
      ? {}
      : {
          low: kept(series.values.map((value, i) => value - errors[i])),
          high: kept(series.values.map((value, i) => value + errors[i])),
        }),
  };
}

/** A time that some level states, as a line across: the first level that states it. */
function rulesOf(name: string, result: RunResult, { factor }: AxisUnit): readonly Mark[] {
  for (const [level, report] of levelsOf(result)) {
    const output = outputOf(report, name);
    const seconds = output && secondsIn(output.unit);
    if (output && seconds !== undefined)
      return [{ kind: "rule", label: `${name} (${level})`, tone: "plain", x: output.value * seconds * factor }];
  }
  return [];
}

/** Seconds in a unit of time; undefined for another unit. */
function secondsIn(unit: string): number | undefined {
  const parsed = parseUnit(unit);
  return sameDimension(parsed.dimension, dimension("s")) ? 1 / convertToUnit(1, parsed) : undefined;
}
