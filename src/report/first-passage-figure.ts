/**
 * When walkers leave: the density of the time of first passage, from the fall of an output that is a survival.
 *
 *     f = -(S(t_k+1) - S(t_k)) / (t_k+1 - t_k)     over each interval between records
 *
 * A histogram of counted walkers for a sampled level, and the same differences of the law, drawn at the middle of the
 * interval, for the others.
 *
 * @module
 */

import type { RunResult, SeriesReport } from "#run/run-result.ts";
import { axisLabel, axisUnit, largestOf } from "./axis-unit.ts";
import type { Figure, Mark } from "./figure.ts";
import { levelsOf, outputOf } from "./result-tables.ts";

/** The figure; undefined if no level gives the output over time. */
export function firstPassageFigure(result: RunResult, output: string): Figure | undefined {
  const stating = levelsOf(result).flatMap(([level, report]) => {
    const series = outputOf(report, output)?.series;
    return series === undefined || series.values.length < 2 ? [] : [{ level, sampled: report.sampled, series }];
  });
  if (stating.length === 0) return undefined;
  const { unit, factor } = axisUnit("s", Math.max(...stating.map(({ series }) => largestOf(series.axes.t.values))));
  const marks = stating.map(({ level, sampled, series }): Mark => {
    const edges = series.axes.t.values.map((t) => t * factor);
    const y = fallOf(series, factor);
    return sampled
      ? { kind: "histogram", label: level, tone: level, edges, y }
      : { kind: "line", label: level, tone: level, x: y.map((_, k) => (edges[k] + edges[k + 1]) / 2), y };
  });
  return {
    name: `first-passage-${output}`,
    title: "When walkers leave",
    caption: `Density of the time of first passage: the fall of ${output} from record to record, over the time between them.`,
    x: { label: axisLabel("t", unit), scale: "linear" },
    y: { label: axisLabel("density", `1/${unit}`), scale: "linear" },
    marks,
  };
}

/** Fall of a series over each interval, per time in the unit of the axis. */
function fallOf({ axes, values }: SeriesReport, factor: number): readonly number[] {
  const t = axes.t.values;
  return values.slice(1).map((value, k) => (values[k] - value) / ((t[k + 1] - t[k]) * factor));
}
