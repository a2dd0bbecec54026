/**
 * A value in coherent SI as text that `--set` reads back to the same double: "0.05 kg m^2 s^-3 A^-1".
 *
 * Runs with `with:` and sweeps parse the same file again with such settings.
 *
 * @module
 */

import { type Dimension, formatDimension } from "#units/dimension.ts";
import type { Model } from "./model.ts";

/** The text of a value of some dimension. */
export function settingText(value: number, dimension: Dimension): string {
  const unit = formatDimension(dimension);
  return unit === "1" ? String(value) : `${value} ${unit}`;
}

/** The settings, for `parseModel`, of parameters given in SI; names that are no parameters are left out. */
export function parameterSettings(
  model: Pick<Model, "parameters">,
  values: Readonly<Record<string, number>>,
): Readonly<Record<string, string>> {
  const settings = model.parameters.flatMap(({ name, dimension }) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? [] : [[name, settingText(value, dimension)] as const];
  });
  return Object.fromEntries(settings);
}
