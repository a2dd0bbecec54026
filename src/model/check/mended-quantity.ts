/**
 * A guess at what a quantity of the wrong dimension was meant to be: "6.7e-10 m/s" for a diffusion coefficient was
 * probably 6.7e-10 m^2/s.
 *
 * @module
 */

import { DIMENSIONLESS, type Dimension, dimension, sameDimension } from "#units/dimension.ts";
import { parseUnit } from "#units/parse-unit.ts";
import { UnitError } from "#units/unit-error.ts";

/** A usual unit for bare numbers. */
const USUAL_UNITS: readonly (readonly [si: string, unit: string])[] = [
  ["m", "um"],
  ["s", "s"],
  ["m^2 s^-1", "m^2/s"],
  ["m s^-1", "m/s"],
  ["mol m^-3", "mM"],
  ["K", "degC"],
  ["J", "kT"],
  ["Pa s", "mPa s"],
  ["mol m^-2 s^-1", "nmol/cm^2/s"],
  ["s^-1", "1/s"],
  ["kg", "kg"],
  ["m^3", "mL"],
];

/** The mended text, or undefined if no small change gives the dimension. */
export function mendedQuantity(text: string, wanted: Dimension): string | undefined {
  const read = /^\s*([-+]?[\d.]+(?:[eE][-+]?\d+)?)\s*(.*?)\s*$/.exec(text);
  if (read === null) return undefined;
  const [, number, unit] = read as unknown as [string, string, string];
  if (sameDimension(wanted, DIMENSIONLESS)) return unit === "" || !isUnit(unit) ? undefined : number;
  if (unit === "") {
    // A bare number of some hundreds is a temperature in kelvin.
    if (Number(number) > 150 && sameDimension(wanted, dimension("K"))) return `${number} K`;
    const usual = USUAL_UNITS.find(([si]) => sameDimension(dimension(si), wanted));
    return usual === undefined ? undefined : `${number} ${usual[1]}`;
  }
  if (unit === "C" && sameDimension(wanted, dimension("K"))) return `${number} degC`;
  const mended = candidates(unit).find((candidate) => hasDimension(candidate, wanted));
  return mended === undefined ? undefined : `${number} ${mended}`;
}

function isUnit(unit: string): boolean {
  return unitDimension(unit) !== undefined;
}

function hasDimension(unit: string, wanted: Dimension): boolean {
  const found = unitDimension(unit);
  return found !== undefined && sameDimension(found, wanted);
}

function unitDimension(unit: string): Dimension | undefined {
  try {
    return parseUnit(unit).dimension;
  } catch (error) {
    if (error instanceof UnitError) return undefined;
    throw error;
  }
}

/** Units that one slip could have turned into this one: an exponent, a factor too few or too many. */
function candidates(unit: string): readonly string[] {
  const [top = "", ...below] = unit.split("/");
  const bare = top.replace(/\^.*$/, "");
  const under = below.map((factor) => `/${factor}`).join("");
  const powers = ["", "^2", "^3"].map((power) => `${bare}${power}${under}`);
  const dropped = below.map((_, i) => [top, ...below.filter((_factor, j) => j !== i)].join("/"));
  const added = ["/s", "/m", "/m^2", "/m^3", "/L", "/mol", " s", " m"].map((factor) => `${unit}${factor}`);
  const molar = /^([munpfk]?)mol$/.exec(unit);
  return [...(molar === null ? [] : [`${molar[1]}M`]), ...powers, ...added, ...dropped];
}
