/**
 * The bits of a double: powers of two by table, exponents by a typed-array view.
 *
 * @module
 */

/** The largest k for which {@link POWER_OF_TWO} has an entry 2^-k. */
export const POWER_BIAS = 1074;

/** 2^k at index k + {@link POWER_BIAS}, for k from -1074 to 1023. */
export const POWER_OF_TWO: Float64Array = (() => {
  const table = new Float64Array(POWER_BIAS + 1024);
  table[0] = Number.MIN_VALUE;
  for (let i = 1; i < table.length; i++) table[i] = 2 * table[i - 1];
  return table;
})();

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
double[0] = -1;
const HIGH = words[1] < 0 ? 1 : 0; // which word holds sign and exponent: 1 on little-endian machines

/** The sign, exponent and first 20 bits of the fraction of x, as a signed 32-bit integer. */
export function highWord(x: number): number {
  double[0] = x;
  return words[HIGH];
}

/** The k for which 2^k <= |x| < 2^(k+1), x finite and not 0. */
export function exponentOf(x: number): number {
  const biased = (highWord(x) >> 20) & 0x7ff;
  return biased === 0 ? ((highWord(x * 18014398509481984) >> 20) & 0x7ff) - 1077 : biased - 1023;
}

/** x 2^k, rounded once; k may be any integer from -2148 to 2046. */
export function scaleByPowerOfTwo(x: number, k: number): number {
  if (k >= -1022 && k <= 1023) return x * POWER_OF_TWO[k + POWER_BIAS];
  // The first factor leaves a mantissa of ordinary size untouched; only the second can round.
  if (k > 1023) return x * POWER_OF_TWO[1023 + POWER_BIAS] * POWER_OF_TWO[Math.min(k - 1023, 1023) + POWER_BIAS];
  const rest = Math.max(k + 900, -1074);
  return x * POWER_OF_TWO[-900 + POWER_BIAS] * POWER_OF_TWO[rest + POWER_BIAS];
}
