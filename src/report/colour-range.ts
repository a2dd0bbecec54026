/**
 * One scale of colours for several maps, so that their colours can be compared.
 *
 * @module
 */

import type { Figure } from "./figure.ts";

/** The same figures, the colours of all maps in them from the smallest to the largest value of any. */
export function inOneRange(figures: readonly Figure[]): readonly Figure[] {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { marks } of figures)
    for (const mark of marks)
      if (mark.kind === "raster")
        for (const value of mark.values)
          if (Number.isFinite(value)) [from, to] = [Math.min(from, value), Math.max(to, value)];
  if (!(to >= from)) return [];
  return figures.map((figure) => ({
    ...figure,
    marks: figure.marks.map((mark) => (mark.kind === "raster" ? { ...mark, range: [from, to] as const } : mark)),
  }));
}
