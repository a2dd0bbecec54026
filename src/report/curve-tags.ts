/**
 * Times written beside curves, where these lie farthest apart.
 *
 * @module
 */

import { log } from "#numerics/elementary.ts";
import type { ProfileReport } from "#run/run-result.ts";
import type { Mark } from "./figure.ts";
import { timeText } from "./when-text.ts";

type When = ProfileReport["when"];
/** A mark that is a curve over a coordinate. */
export type CurveMark = Mark & { readonly kind: "line" | "points" };

/** The part of the curves in which words have room [1]. */
const INNER = { from: 0.04, to: 0.85 };
/** Curves closer than this part of their range cannot be told apart by words beside one another [1]. */
const CLOSEST = 0.05;

/** Peaks this part of the axis apart each have their own words [1]. */
const APART = 0.1;

/** The marks, with a tag on one curve of each time; none where there is but one time. */
export function tagged(
  curves: readonly { readonly when: When; readonly mark: CurveMark }[],
  times: readonly When[],
  logarithmic: boolean,
): readonly CurveMark[] {
  const levels = [...new Set(curves.map(({ mark }) => mark.label))];
  const ofLevel = (level: string | undefined) => curves.filter(({ mark }) => mark.label === level);
  const most = Math.max(0, ...levels.map((level) => ofLevel(level).length));
  const chosen = ofLevel(
    levels.find(
      (level) => ofLevel(level).length === most && ofLevel(level).every(({ mark }) => mark.kind === "line"),
    ) ?? levels.find((level) => ofLevel(level).length === most),
  );
  if (times.length < 2 || chosen.length === 0) return curves.map(({ mark }) => mark);
  const words = wordsOf(times);
  const places = placesOf(
    chosen.map(({ mark }) => mark),
    logarithmic,
  );
  return curves.map((curve) => {
    const { when, mark } = curve;
    const i = places[chosen.indexOf(curve)];
    const text = words[times.indexOf(when)];
    if (i === undefined || text === undefined) return mark;
    return { ...mark, tag: { x: mark.x[i], y: mark.y[i], text } };
  });
}

/** Times in one unit, and names of states. */
export function wordsOf(times: readonly When[]): readonly string[] {
  const largest = times.reduce((most: number, when) => (typeof when === "number" ? Math.max(most, when) : most), 0);
  return times.map((when) => (typeof when === "number" ? timeText(when, largest) : when));
}

/** Index of the point of each curve beside which its words stand: one place for all, else their peaks, else one after another. */
function placesOf(marks: readonly CurveMark[], logarithmic: boolean): readonly number[] {
  const [{ x }] = marks;
  const finite = marks.flatMap(({ y }) => y.filter(Number.isFinite));
  const height = (y: number): number => (logarithmic ? log(Math.max(y, Number.MIN_VALUE)) : y);
  const range = height(Math.max(...finite)) - height(Math.min(...finite));
  const [start, width] = [x[0], x[x.length - 1] - x[0]];
  let [best, widest] = [-1, CLOSEST * range];
  if (marks.every(({ y }) => y.length === x.length))
    for (const [i, at] of x.entries()) {
      if (at < start + INNER.from * width || at > start + INNER.to * width) continue;
      const heights = marks.map(({ y }) => height(y[i])).sort((a, b) => a - b);
      const gap = Math.min(...heights.slice(1).map((value, k) => value - heights[k]));
      if (gap > widest) [best, widest] = [i, gap];
    }
  if (best >= 0) return marks.map(() => best);
  const peaks = marks.map(({ y }) => y.indexOf(Math.max(...y.filter(Number.isFinite))));
  const along = marks.map((mark, k) => mark.x[peaks[k]]).sort((a, b) => a - b);
  if (along.slice(1).every((at, k) => at - along[k] > APART * width)) return peaks;
  return marks.map(({ y }, k) => {
    const wanted = Math.floor((y.length * (k + 1)) / (marks.length + 1));
    return Number.isFinite(y[wanted]) ? wanted : y.findIndex(Number.isFinite);
  });
}
