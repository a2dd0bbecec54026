/**
 * A volume in words.
 *
 * @module
 */

/** Litres by prefix, the largest first [m^3]. */
const LITRES = [
  ["L", 1e-3],
  ["mL", 1e-6],
  ["uL", 1e-9],
  ["nL", 1e-12],
  ["pL", 1e-15],
  ["fL", 1e-18],
  ["aL", 1e-21],
] as const;

/** "139.7 fL": a volume [m^3] to four digits, in the litre with a prefix that leaves from 1 to 1000 of it. */
export function volumeText(volume: number): string {
  const rounded = Number(volume.toPrecision(4));
  const [name, litre] = LITRES.find(([, one]) => rounded >= (1 - 1e-9) * one) ?? (["m^3", 1] as const);
  return `${Number((volume / litre).toPrecision(4))} ${name}`;
}
