/**
 * Outputs in the unit that the file declares for them, or in coherent SI where it declares none.
 *
 *     error in the unit = error / scale              a linear unit; an offset as of degC does not count
 *     error in log10    = error / (|value| ln 10)    to first order
 *
 * @module
 */

import type { Output } from "#model/model.ts";
import { formatDimension } from "#units/dimension.ts";
import { convertToUnit } from "#units/parse-quantity.ts";

type Shown = Pick<Output, "unit" | "dimension">;

/** The unit as it is printed. */
export function unitText({ unit, dimension }: Shown): string {
  return unit?.text ?? formatDimension(dimension);
}

/** A value [SI] in the unit. On a log10 scale, zero is -Infinity and a negative value NaN. */
export function valueInUnit(value: number, { unit }: Pick<Shown, "unit">): number {
  return unit ? convertToUnit(value, unit) : value;
}

/** An error, or a difference, of a value [both SI] in the unit; on a log10 scale NaN where the value is not positive. */
export function errorInUnit(error: number, value: number, { unit }: Pick<Shown, "unit">): number {
  if (!unit) return error;
  if (unit.logarithmic) return value > 0 ? error / (value * Math.LN10) : Number.NaN;
  return convertToUnit(error, { ...unit, offset: 0 });
}
