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

/** The place of x on the axis of equal layers: 0 at the start, 1 after the first layer, 2 after the second. */
export function equalLayerPlace(x: number, intervals: NonNullable<Axis["named"]>): number {
  const last = intervals.length - 1;
  const found = intervals.findIndex(({ to }) => x <= to);
  const i = found < 0 ? last : found;
  const { from, to } = intervals[i];
  return i + Math.min(1, Math.max(0, (x - from) / (to - from)));
}
