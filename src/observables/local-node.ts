/**
 * The node on which a local measure hangs: a concentration, activity or flux at a place reads one cell beside it.
 *
 * A sampled run in which no walker was ever there cannot state such a measure: what it would read is the part that
 * comes from beyond the end, without any of the noise of the part that is missing.
 *
 * @module
 */

import type { Network } from "#generator/network.ts";
import type { Measure } from "#model/measure.ts";
import { cellsOfLayer } from "./network-state.ts";

/** Index of the node beside the place of a local measure; undefined for a measure of the whole, or of a bath. */
export function localNode({ name, place }: Measure, network: Network): number | undefined {
  if ((name !== "c" && name !== "activity" && name !== "flux") || !place) return undefined;
  switch (place.kind) {
    case "end":
      return place.end === "left" ? 1 : network.size - 2;
    case "layer-face": {
      const cells = cellsOfLayer(network, place.layer);
      return cells && (place.side === "left" ? cells[0] : cells[1] - 1) + 1;
    }
    case "point": {
      const { edge, cellCount } = network.mesh;
      let square = 0;
      for (const x of place.at) square += x * x;
      const x = network.mesh.geometry === "slab" ? place.at[0] : Math.sqrt(square);
      let cell = 0;
      while (cell < cellCount - 1 && edge[cell + 1] < x) cell++;
      return cell + 1;
    }
    default:
      return undefined;
  }
}
