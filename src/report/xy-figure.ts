/**
 * One output over another as time goes on.
 *
 * @module
 */

import type { RunResult } from "#run/run-result.ts";
import { axisLabel } from "./axis-unit.ts";
import type { Figure } from "./figure.ts";
import { levelsOf, outputOf } from "./result-tables.ts";

/** The figure of `y` over `x`; undefined if no level gives a series of both. */
export function xyFigure(result: RunResult, { x, y }: { readonly x: string; readonly y: string }): Figure | undefined {
  const pairs = levelsOf(result).flatMap(([level, report]) => {
    const [across, up] = [outputOf(report, x), outputOf(report, y)];
    return across?.series && up?.series ? [{ level, sampled: report.sampled, across, up }] : [];
  });
  const [first] = pairs;
  if (first === undefined) return undefined;
  return {
    name: `xy-${x}-${y}`,
    title: `${y} over ${x}`,
    caption: `${y} against ${x} at the same times, by level.`,
    x: { label: axisLabel(x, first.across.unit), scale: "linear" },
    y: { label: axisLabel(y, first.up.unit), scale: "linear" },
    marks: pairs.map(({ level, sampled, across, up }) => {
      const at = across.series?.axes.t.values ?? [];
      const other = new Map((up.series?.axes.t.values ?? []).map((t, i) => [t, up.series?.values[i] ?? Number.NaN]));
      const common = at.flatMap((t, i) => {
        const value = other.get(t);
        return value === undefined ? [] : [[across.series?.values[i] ?? Number.NaN, value] as const];
      });
      return {
        kind: sampled ? "points" : "line",
        label: level,
        tone: level,
        x: common.map(([value]) => value),
        y: common.map(([, value]) => value),
      };
    }),
  };
}
