/**
 * Reference values with more digits than a double, and errors measured in units of its last place.
 */
import { readFileSync } from "node:fs";

/** [argument ..., nearest, rest]: the value is nearest + rest ulp(nearest), nearest a double. */
export type Reference = readonly number[];

/** The table of one function for each name, from test/support/fixtures. */
export function references(file: string): Readonly<Record<string, readonly Reference[]>> {
  return JSON.parse(readFileSync(new URL(`./fixtures/${file}`, import.meta.url), "utf8"));
}

/** The distance from |x| to the next larger double. */
export function ulp(x: number): number {
  const size = Math.abs(x);
  if (size < 2 ** -1022) return Number.MIN_VALUE;
  const bits = new BigInt64Array(Float64Array.of(size).buffer);
  bits[0] += 1n;
  return new Float64Array(bits.buffer)[0] - size;
}

interface Worst {
  readonly error: number;
  readonly at: string;
}

/** The largest error of a function over its table, in the unit that `unit` gives for a value. */
export function worstError(
  f: (...x: number[]) => number,
  table: readonly Reference[],
  unit: (value: number) => number,
): Worst {
  let worst: Worst = { error: 0, at: "" };
  for (const row of table) {
    const nearest = row[row.length - 2];
    const place = ulp(nearest);
    const found = f(...row.slice(0, -2));
    const error = Math.abs((found - nearest) / place - row[row.length - 1]) * (place / unit(nearest));
    if (!(error <= worst.error)) worst = { error, at: `(${row.slice(0, -2)}): ${found} for ${nearest}` };
  }
  return worst;
}
