/**
 * Dimensions: the exponents of the SI base units in a quantity, so that a velocity is never read as a diffusion
 * coefficient.
 *
 *     [quantity] = m^a kg^b s^c A^d K^e mol^f
 *
 * Exponents are decimals of at most six places (Sieverts' law needs Pa^0.5, a law of subdiffusion m^2 s^-0.7): each is
 * kept as the double nearest to such a decimal, so that sums come out equal. Angles are pure numbers, as in the SI.
 *
 * @module
 */

import { NAMED_DIMENSIONS } from "./dimension-name.ts";

/** The exponents of m, kg, s, A, K and mol; each is a decimal of at most six places. */
export type Dimension = readonly [
  length: number,
  mass: number,
  time: number,
  current: number,
  temperature: number,
  amount: number,
];

/** The dimension of a pure number [1]. */
export const DIMENSIONLESS: Dimension = [0, 0, 0, 0, 0, 0];

const PLACES = 1e6;

/** The SI symbols that {@link dimension} reads. */
const SI_SYMBOLS: ReadonlyMap<string, Dimension> = new Map<string, Dimension>([
  ["1", DIMENSIONLESS],
  ["rad", DIMENSIONLESS],
  ["m", [1, 0, 0, 0, 0, 0]],
  ["kg", [0, 1, 0, 0, 0, 0]],
  ["s", [0, 0, 1, 0, 0, 0]],
  ["A", [0, 0, 0, 1, 0, 0]],
  ["K", [0, 0, 0, 0, 1, 0]],
  ["mol", [0, 0, 0, 0, 0, 1]],
  ["Hz", [0, 0, -1, 0, 0, 0]],
  ["N", [1, 1, -2, 0, 0, 0]],
  ["Pa", [-1, 1, -2, 0, 0, 0]],
  ["J", [2, 1, -2, 0, 0, 0]],
  ["W", [2, 1, -3, 0, 0, 0]],
  ["C", [0, 0, 1, 1, 0, 0]],
  ["V", [2, 1, -3, -1, 0, 0]],
  ["F", [-2, -1, 4, 2, 0, 0]],
  ["ohm", [2, 1, -3, -2, 0, 0]],
  ["S", [-2, -1, 3, 2, 0, 0]],
]);

/** The product of two dimensions. */
export function multiplied(a: Dimension, b: Dimension): Dimension {
  return [
    asDecimal(a[0] + b[0]),
    asDecimal(a[1] + b[1]),
    asDecimal(a[2] + b[2]),
    asDecimal(a[3] + b[3]),
    asDecimal(a[4] + b[4]),
    asDecimal(a[5] + b[5]),
  ];
}

/** The quotient a / b of two dimensions. */
export function divided(a: Dimension, b: Dimension): Dimension {
  return multiplied(a, raised(b, -1));
}

/** A dimension to a power; exponents are rounded to six places. */
export function raised(a: Dimension, power: number): Dimension {
  return [
    asDecimal(a[0] * power),
    asDecimal(a[1] * power),
    asDecimal(a[2] * power),
    asDecimal(a[3] * power),
    asDecimal(a[4] * power),
    asDecimal(a[5] * power),
  ];
}

/** The nearest decimal of six places; adding zero turns -0 into 0, so that equal dimensions are also deeply equal. */
function asDecimal(exponent: number): number {
  return Math.round(exponent * PLACES) / PLACES + 0;
}

/** Whether a power of a dimension has exponents of at most six places, so that nothing is rounded away. */
export function hasPower(a: Dimension, power: number): boolean {
  return a.every((exponent) => Math.abs(asDecimal(exponent * power) - exponent * power) <= 1e-12);
}

/** Whether two dimensions are the same. */
export function sameDimension(a: Dimension, b: Dimension): boolean {
  return a.every((exponent, i) => exponent === b[i]);
}

/**
 * The dimension of a product of SI symbols such as "m^2 s^-1" or "J/mol/K": for code that states what it needs.
 * What a user writes goes through `parseUnit`.
 *
 * @throws Error if the text is not such a product: a mistake of the calling code.
 */
export function dimension(si: string): Dimension {
  let product: Dimension = DIMENSIONLESS;
  let sawSlash = false;
  for (const [i, word] of si.trim().replaceAll("/", " / ").split(/\s+/).entries()) {
    if (word === "/" && i > 0 && !sawSlash) {
      sawSlash = true;
      continue;
    }
    const [symbol = "", power = "1", ...rest] = word.split("^");
    const factor = SI_SYMBOLS.get(symbol);
    if (factor === undefined || rest.length > 0 || !/^-?\d+(\.\d{1,6})?$/.test(power))
      throw new Error(`dimension("${si}"): "${word}" is not an SI symbol with an exponent of at most six places.`);
    product = (sawSlash ? divided : multiplied)(product, raised(factor, Number(power)));
    sawSlash = false;
  }
  if (sawSlash) throw new Error(`dimension("${si}"): a symbol must follow "/".`);
  return product;
}

const NAMES: ReadonlyMap<string, readonly [si: string, name: string]> = new Map(
  NAMED_DIMENSIONS.map((entry) => [dimension(entry[0]).join(), entry]),
);

/** Symbols by index in a Dimension, in the order they are written: what is multiplied, then what is divided. */
const BASE_SYMBOLS = ["m", "kg", "s", "A", "K", "mol"] as const;
const WRITTEN_ABOVE = [5, 1, 3, 0, 4, 2] as const;
const WRITTEN_BELOW = [1, 0, 2, 3, 4, 5] as const;

/**
 * The SI spelling of a dimension: "m^2 s^-1", "J mol^-1", "kg m^-2", and "1" for a pure number. {@link dimension}
 * reads it back.
 */
export function formatDimension(d: Dimension): string {
  const named = NAMES.get(d.join());
  if (named !== undefined) return named[0];
  const power = (i: number) => (d[i] === 1 ? BASE_SYMBOLS[i] : `${BASE_SYMBOLS[i]}^${d[i]}`);
  const above = WRITTEN_ABOVE.filter((i) => d[i] > 0).map(power);
  const below = WRITTEN_BELOW.filter((i) => d[i] < 0).map(power);
  return [...above, ...below].join(" ") || "1";
}

/** A dimension in words for messages: "a velocity [m s^-1]", "a pure number", or only "[kg m^-2]" if it has no name. */
export function describeDimension(d: Dimension): string {
  if (sameDimension(d, DIMENSIONLESS)) return "a pure number";
  const named = NAMES.get(d.join());
  return named === undefined ? `[${formatDimension(d)}]` : `${named[1]} [${named[0]}]`;
}
