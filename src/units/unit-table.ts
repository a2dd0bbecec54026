/**
 * The units that Perrin reads, each with its SI value, and the prefixes each of them takes.
 *
 * A prefix is allowed only where it is used in practice, so that "min" is never a milli-inch and "kT" never a
 * kilotesla; a name with an entry of its own ("mmHg", "min") is never split.
 *
 * Exact by definition: min, h, d, L, bar, atm, cal, mmHg (13595.1 kg m^-3 × 9.80665 m s^-2 × 1 mm), cmH2O
 * (1000 kg m^-3 × 9.80665 m s^-2 × 1 cm), Torr (atm/760), psi (0.45359237 kg × 9.80665 m s^-2 / (0.0254 m)^2), eV,
 * yr (365.25 d). Measured: Da.
 *
 * @see BIPM, The International System of Units (SI), 9th edition, 2019, tables 4, 5, 7 and 8 (not opened)
 * @see E. Tiesinga et al., Rev. Mod. Phys. 93, 025010 (2021), doi:10.1103/RevModPhys.93.025010 (not opened)
 * @module
 */

import { BOLTZMANN, ELEMENTARY_CHARGE, GAS_CONSTANT } from "./constants.ts";
import { decimalOf, parseDecimal } from "./decimal.ts";
import { type Dimension, dimension } from "./dimension.ts";
import { inverseOfScale, productOfScales, scaleOf, UNITY, type UnitScale } from "./unit-scale.ts";

/**
 * How a symbol is used: a factor of a product ("linear"), an absolute temperature with its own zero ("celsius"), an
 * energy that is a multiple of the temperature ("thermal"), or a concentration that is often mistaken for an amount
 * ("osmolarity"). Celsius and osmolarity stand alone.
 */
export type UnitSymbolKind = "linear" | "celsius" | "thermal" | "osmolarity";

/** One symbol that may be written in a unit. */
export interface UnitSymbol {
  readonly name: string;
  readonly kind: UnitSymbolKind;
  /** Dimension; of a thermal unit, per kelvin. */
  readonly dimension: Dimension;
  /** Size in SI; of a thermal unit, per kelvin. */
  readonly scale: UnitScale;
}

/** Powers of ten of the prefixes; µ is read as u. */
const PREFIXES: ReadonlyMap<string, number> = new Map([
  ["T", 12],
  ["G", 9],
  ["M", 6],
  ["k", 3],
  ["h", 2],
  ["d", -1],
  ["c", -2],
  ["m", -3],
  ["u", -6],
  ["n", -9],
  ["p", -12],
  ["f", -15],
  ["a", -18],
  ["z", -21],
]);

/** The size of a unit in SI, as decimal text. */
type Size = string | UnitScale;
type Row = readonly [names: string, si: string, size: Size, prefixes?: string, kind?: UnitSymbolKind];

const ratio = (above: string, below: string): UnitScale =>
  productOfScales(fromText(above), inverseOfScale(fromText(below)));

const ROWS: readonly Row[] = [
  ["m", "m", "1", "kdcmunpfa"],
  ["\u00c5 \u212b angstrom", "m", "1e-10"],
  ["g", "kg", "1e-3", "Mkmunpfa"],
  ["Da", "kg", "1.66053906660e-27", "kM"],
  ["s", "s", "1", "kmunpfa"],
  ["min", "s", "60"],
  ["h", "s", "3600"],
  ["d", "s", "86400"],
  ["yr", "s", "31557600", "kM"],
  ["Hz", "s^-1", "1", "TGMkmu"],
  ["A", "A", "1", "kmunpfa"],
  ["C", "C", "1", "kmunpfa"],
  ["V", "V", "1", "Mkmunp"],
  ["F", "F", "1", "munpfa"],
  ["S", "S", "1", "kmunpf"],
  ["ohm \u03a9 \u2126", "ohm", "1", "TGMkmu"],
  ["W", "W", "1", "TGMkmunpf"],
  ["K", "K", "1", "kmun"],
  ["degC °C ℃", "K", "1", "", "celsius"],
  ["mol", "mol", "1", "Mkmunpfaz"],
  ["osmol", "mol", "1", "mun"],
  ["M", "mol m^-3", "1e3", "munpfaz"],
  ["Osm", "mol m^-3", "1e3", "mu", "osmolarity"],
  ["L l", "m^3", "1e-3", "kdcmunpfaz"],
  ["N", "N", "1", "MkmunpfazG"],
  ["dyn", "N", "1e-5", "mu"],
  ["J", "J", "1", "TGMkmunpfaz"],
  ["cal", "J", "4.184", "k"],
  ["eV", "J", scaleOf(decimalOf(ELEMENTARY_CHARGE)), "TGMkmunp"],
  ["kT kBT", "J K^-1", scaleOf(decimalOf(BOLTZMANN)), "", "thermal"],
  ["RT", "J mol^-1 K^-1", scaleOf(decimalOf(GAS_CONSTANT)), "", "thermal"],
  ["Pa", "Pa", "1", "TGMkhmunpf"],
  ["bar", "Pa", "1e5", "kmu"],
  ["atm", "Pa", "101325"],
  ["Torr", "Pa", ratio("101325", "760"), "mu"],
  ["mmHg", "Pa", "133.322387415"],
  ["cmH2O", "Pa", "98.0665"],
  ["psi", "Pa", ratio("4.4482216152605", "6.4516e-4"), "k"],
  ["P", "Pa s", "0.1", "cmu"],
  ["St", "m^2 s^-1", "1e-4", "cm"],
  ["rad", "1", "1", "mun"],
  ["deg °", "1", { ...ratio("1", "180"), factor: Math.PI }],
  ["%", "1", "1e-2"],
  ["‰", "1", "1e-3"],
  ["ppm", "1", "1e-6"],
  ["ppb", "1", "1e-9"],
];

/** Every symbol that may be written, prefixed ones included, by its name with µ spelt u. */
export const UNIT_SYMBOLS: ReadonlyMap<string, UnitSymbol> = allSymbols();

/** The symbol of this name, with either of the two characters for micro. */
export function unitSymbol(name: string): UnitSymbol | undefined {
  return UNIT_SYMBOLS.get(name.replace(/^[\u00b5\u03bc]/, "u"));
}

function fromText(size: string): UnitScale {
  const decimal = parseDecimal(size);
  if (decimal === undefined) throw new Error(`The unit table has "${size}" for a number.`);
  return scaleOf(decimal);
}

function allSymbols(): ReadonlyMap<string, UnitSymbol> {
  const symbols = new Map<string, UnitSymbol>();
  const add = (symbol: UnitSymbol) => {
    if (symbols.has(symbol.name)) throw new Error(`The unit table has two meanings for "${symbol.name}".`);
    symbols.set(symbol.name, symbol);
  };
  for (const [names, si, size, prefixes = "", kind = "linear"] of ROWS) {
    const base = typeof size === "string" ? fromText(size) : size;
    const siDimension = dimension(si);
    for (const name of names.split(" ")) {
      for (const prefix of ["", ...prefixes]) {
        const scale = productOfScales(base, { ...UNITY, exponent: PREFIXES.get(prefix) ?? 0 });
        add({ name: prefix + name, kind, dimension: siDimension, scale });
      }
    }
  }
  return symbols;
}
