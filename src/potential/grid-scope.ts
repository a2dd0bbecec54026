/**
 * What an expression may name at points of a rectangle, box or finite cylinder.
 *
 * @module
 */

import type { GridPoints } from "#mesh/grid-mesh.ts";
import { CONSTANTS } from "#model/expression/constants.ts";
import type { FieldScope } from "#model/expression/evaluate-field.ts";
import type { Model } from "#model/model.ts";

/** A scope for expressions at points of a grid; r is the distance from the origin where it is no axis. */
export function gridScope(model: Pick<Model, "parameters" | "temperature">, points: GridPoints): FieldScope {
  const parameters = new Map(model.parameters.map(({ name, value }) => [name, value]));
  let distance: Float64Array | undefined;
  return {
    name(name) {
      const own = points.get(name);
      if (own !== undefined) return own;
      if (name === "r") {
        distance ??= distances(points);
        return distance;
      }
      if (name === "y" || name === "z") return 0;
      if (name === "T") return model.temperature;
      return parameters.get(name) ?? CONSTANTS.get(name)?.value;
    },
  };
}

function distances(points: GridPoints): Float64Array {
  const columns = [...points.values()];
  const out = new Float64Array(columns[0]?.length ?? 0);
  for (const column of columns) for (let i = 0; i < out.length; i++) out[i] += column[i] * column[i];
  return out.map(Math.sqrt);
}
