/**
 * A coordinate on which every layer is equally wide, so that a bilayer of nanometres shows beside water of micrometres.
 *
 * @module
 */

import type { LayeredDomain } from "#model/model.ts";
import type { Axis } from "./figure.ts";

/** Where each layer begins and ends [m]; faces without thickness are left out. */
export function layerIntervals({ start, layers }: LayeredDomain): NonNullable<Axis["named"]> {
  let from = start as number;
  return layers.flatMap(({ name, thickness }) => {
    const interval = { from, to: from + thickness, name };
    from += thickness;
    return thickness > 0 ? [interval] : [];
  });
}

/**
 * The interval in which each of increasing coordinates lies; at an interface given twice, the first is of the left layer
 * and the second of the right one.
 */
export function layerIndexes(xs: readonly number[], intervals: NonNullable<Axis["named"]>): readonly number[] {
  const last = intervals.length - 1;
  return xs.map((x, i) => {
    const found = intervals.findIndex(({ to }) => x <= to);
    const index = found < 0 ? last : found;
    return i > 0 && xs[i - 1] === x && x === intervals[index].to ? Math.min(last, index + 1) : index;
  });
}

/** The place of x of an interval on the axis of equal layers: i at its beginning, i + 1 at its end. */
export function equalLayerPlace(x: number, i: number, intervals: NonNullable<Axis["named"]>): number {
  const { from, to } = intervals[i];
  return i + Math.min(1, Math.max(0, (x - from) / (to - from)));
}
