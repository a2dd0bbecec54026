/**
 * The unit that somebody probably meant by a symbol that is none.
 *
 * @module
 */

import { UNIT_SYMBOLS, unitSymbol } from "./unit-table.ts";

/** Words and spellings of other programs, by their lower-case form. */
const OTHER_SPELLINGS: ReadonlyMap<string, string> = new Map([
  ["sec", "s"],
  ["second", "s"],
  ["seconds", "s"],
  ["msec", "ms"],
  ["usec", "us"],
  ["minute", "min"],
  ["minutes", "min"],
  ["mins", "min"],
  ["hr", "h"],
  ["hrs", "h"],
  ["hour", "h"],
  ["hours", "h"],
  ["day", "d"],
  ["days", "d"],
  ["a", "yr"],
  ["y", "yr"],
  ["year", "yr"],
  ["years", "yr"],
  ["meter", "m"],
  ["metre", "m"],
  ["micron", "um"],
  ["microns", "um"],
  ["mcm", "um"],
  ["cc", "mL"],
  ["ccm", "mL"],
  ["liter", "L"],
  ["litre", "L"],
  ["gram", "g"],
  ["mcg", "ug"],
  ["dalton", "Da"],
  ["amu", "Da"],
  ["mole", "mol"],
  ["moles", "mol"],
  ["molar", "M"],
  ["osmole", "osmol"],
  ["osmoles", "osmol"],
  ["mosmole", "mosmol"],
  ["kelvin", "K"],
  ["celsius", "degC"],
  ["centigrade", "degC"],
  ["pascal", "Pa"],
  ["newton", "N"],
  ["joule", "J"],
  ["volt", "V"],
  ["volts", "V"],
  ["ampere", "A"],
  ["amp", "A"],
  ["coulomb", "C"],
  ["siemens", "S"],
  ["hertz", "Hz"],
  ["poise", "P"],
  ["stokes", "St"],
  ["degree", "deg"],
  ["degrees", "deg"],
  ["percent", "%"],
  ["k_bt", "kT"],
  ["kbt", "kT"],
  ["log", "log10"],
  ["lg", "log10"],
]);

/** The spelling nearest to an unknown symbol ("um2" -> "um^2", "Mmhg" -> "mmHg", "hours" -> "h"), if one is near. */
export function nearestUnit(symbol: string): string | undefined {
  const power = /^(\D+)(\d)$/.exec(symbol);
  if (power !== null && unitSymbol(power[1]) !== undefined) return `${power[1]}^${power[2]}`;
  const lower = symbol.replace(/^[\u00b5\u03bc]/, "u").toLowerCase();
  const word = OTHER_SPELLINGS.get(lower);
  if (word !== undefined) return word;
  const known = [...UNIT_SYMBOLS.keys()];
  // Of those that differ by case alone, a mistyped first letter ("pa": Pa) goes before a kept prefix ("mn": mN).
  const sameLetters = known.filter((name) => name.toLowerCase() === lower);
  const inOtherCase =
    sameLetters.find((name) => name.slice(1) === symbol.slice(1)) ??
    sameLetters.find((name) => name[0] === symbol[0]) ??
    sameLetters[0];
  if (inOtherCase !== undefined) return inOtherCase;
  return lower.length < 3 ? undefined : known.find((name) => isOneEditAway(lower, name.toLowerCase()));
}

/** Whether one letter added, dropped, changed, or swapped with its neighbour turns a into b. */
function isOneEditAway(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const same = (i: number, j: number) => a.slice(i) === b.slice(j);
  if (a.length === b.length)
    return (
      same(start + 1, start + 1) ||
      (a[start] === b[start + 1] && a[start + 1] === b[start] && same(start + 2, start + 2))
    );
  return (a.length + 1 === b.length && same(start, start + 1)) || (b.length + 1 === a.length && same(start + 1, start));
}
