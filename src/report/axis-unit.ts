/**
 * Times and lengths in the unit that gives readable numbers along an axis.
 *
 * @module
 */

/** A unit and the factor from SI to it. */
export interface AxisUnit {
  readonly unit: string;
  readonly factor: number;
}

const PREFIXES: readonly (readonly [string, number])[] = [
  ["", 1],
  ["m", 1e-3],
  ["µ", 1e-6],
  ["n", 1e-9],
  ["p", 1e-12],
  ["f", 1e-15],
];

/** Units of long times, each from this many seconds on [s]. */
const LONG_TIMES: readonly (readonly [string, number, number])[] = [
  ["d", 86400, 4 * 86400],
  ["h", 3600, 6 * 3600],
  ["min", 60, 180],
];

/**
 * The prefixed unit in which the largest value [SI] is between 1 and 1000 (the plain unit above that); times from three
 * minutes on are in minutes, from six hours on in hours, from four days on in days.
 */
export function axisUnit(symbol: "s" | "m", largest: number): AxisUnit {
  const long = symbol === "s" ? LONG_TIMES.find(([, , from]) => largest >= from) : undefined;
  if (long) return { unit: long[0], factor: 1 / long[1] };
  const [prefix, size] = PREFIXES.find(([, size]) => largest >= size) ?? PREFIXES[0];
  return { unit: prefix + symbol, factor: 1 / size };
}

/** The largest magnitude of a list. */
export function largestOf(values: readonly number[]): number {
  return values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}

/** "c [mol m^-3]", or only "c" for a pure number. */
export function axisLabel(quantity: string, unit: string): string {
  return unit === "1" || unit === "" ? quantity : `${quantity} [${unit}]`;
}
