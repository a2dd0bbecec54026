/**
 * Numbers as a person reads them: six significant digits, and a standard error of two beside a sampled value.
 *
 * @module
 */

/** What stands where a level does not state a value. */
export const NOT_STATED = "—";

/** A number with the given significant digits; an exponent only where the plain number would be hard to read. */
export function numberText(value: number, digits = 6): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "not a number" : value > 0 ? "infinity" : "-infinity";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e6) {
    const plain = value.toPrecision(digits);
    if (!plain.includes("e")) return plain;
  }
  return shortPower(value.toExponential(digits - 1));
}

/** A number with at most the given significant digits and no trailing zeros. */
export function shortNumber(value: number, digits = 6): string {
  if (!Number.isFinite(value) || value === 0) return numberText(value, digits);
  const size = Math.abs(value);
  const rounded = Number(value.toPrecision(digits));
  if (size >= 1e-3 && size < 1e7) return String(rounded);
  return shortPower(rounded.toExponential());
}

/** 1e+5 as 1e5. */
function shortPower(text: string): string {
  return text.replace("e+", "e");
}

/** A fraction in per cent: 0.0123 is "1.23 %". */
export function percentText(fraction: number, digits = 3): string {
  return Number.isNaN(fraction) ? NOT_STATED : `${shortNumber(100 * fraction, digits)} %`;
}
