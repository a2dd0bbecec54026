/**
 * What an expression of position may name: coordinates, parameters, constants and the temperature.
 *
 * @module
 */

import { CONSTANTS } from "#model/expression/constants.ts";
import type { Model } from "#model/model.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";

/**
 * A scope for `fieldOf` on a row of cells: x is their coordinate, and r the distance |x| from the origin, which in a
 * cylinder or sphere is the coordinate itself.
 */
export function positionScope(
  model: Model,
  coordinate: ReadonlyFloat64Array,
): { readonly name: (name: string) => number | ReadonlyFloat64Array | undefined } {
  let distance: Float64Array | undefined;
  const parameters = new Map(model.parameters.map((parameter) => [parameter.name, parameter.value]));
  return {
    name(name) {
      if (name === "x") return coordinate;
      if (name === "r") {
        distance ??= Float64Array.from({ length: coordinate.length }, (_, i) => Math.abs(coordinate[i]));
        return distance;
      }
      if (name === "y" || name === "z") return 0;
      if (name === "T") return model.temperature;
      return parameters.get(name) ?? CONSTANTS.get(name)?.value;
    },
  };
}
