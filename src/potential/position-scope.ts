/**
 * What an expression of position may name: coordinates, parameters, constants and the temperature.
 *
 * @module
 */

import { CONSTANTS } from "#model/expression/constants.ts";
import type { Model } from "#model/model.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";

/** A scope for `fieldOf`, with x and r both standing for the coordinate of a row of cells. */
export function positionScope(
  model: Model,
  coordinate: ReadonlyFloat64Array,
): { readonly name: (name: string) => number | ReadonlyFloat64Array | undefined } {
  const parameters = new Map(model.parameters.map((parameter) => [parameter.name, parameter.value]));
  return {
    name(name) {
      if (name === "x" || name === "r") return coordinate;
      if (name === "y" || name === "z") return 0;
      if (name === "T") return model.temperature;
      return parameters.get(name) ?? CONSTANTS.get(name)?.value;
    },
  };
}
