/**
 * Does a sample follow a law that is known completely? Pearson's chi-square on counts, Kolmogorov-Smirnov on values.
 *
 * Chi-square over many equally likely cells sees local faults (a coarse table of normals) to which the other is blind;
 * Kolmogorov-Smirnov sees shifts. Neither sees a cut tail: count exceedances as well.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";
import { sumOf } from "./compensated-sum.ts";
import { exp } from "./elementary.ts";
import { chiSquareTail } from "./gamma-function.ts";
import { logBinomialProbability } from "./log-probability.ts";

/** Cells are pooled with their neighbours until they expect this many: then the chi-square law holds. */
const LEAST_EXPECTED = 10;
/** How far observed and expected totals may differ, relatively. */
const SAME_TOTAL = 1e-6;
/** Up to this many values the one-sided law of Birnbaum and Tingey is summed; the series is accurate beyond. */
const EXACT_UP_TO = 10_000;

/**
 * Pearson's test Σ (O - E)²/E of counts against expected counts.
 *
 * Neighbouring cells are pooled until each expects at least 10; degrees of freedom are the pooled cells less one. When
 * all pool into one cell nothing is left to test: statistic 0, dof 0, p 1.
 *
 * @returns p, the probability of a statistic at least as large when the law is right
 * @throws DomainError if the lengths or totals differ, or an entry is negative or NaN. A law's tails belong in the cells.
 */
export function chiSquareTest(
  observed: ReadonlyFloat64Array,
  expected: ReadonlyFloat64Array,
): { readonly statistic: number; readonly dof: number; readonly p: number } {
  if (observed.length !== expected.length)
    throw new DomainError("number of observed cells", observed.length, `${expected.length} are expected`);
  for (let i = 0; i < expected.length; i++) {
    if (!(expected[i] >= 0)) throw new DomainError(`expected[${i}]`, expected[i], "a count cannot be negative");
    if (!(observed[i] >= 0)) throw new DomainError(`observed[${i}]`, observed[i], "a count cannot be negative");
  }
  const total = sumOf(expected);
  if (!(Math.abs(sumOf(observed) - total) <= SAME_TOTAL * total))
    throw new DomainError("observed total", sumOf(observed), `the expected counts sum to ${total}`);

  let statistic = 0;
  let cells = 0;
  let o = 0;
  let e = 0;
  let remaining = total;
  for (let i = 0; i < expected.length; i++) {
    o += observed[i];
    e += expected[i];
    remaining -= expected[i];
    // The last pool takes all that cannot fill one of its own.
    const last = i === expected.length - 1;
    if (last || (e >= LEAST_EXPECTED && remaining >= LEAST_EXPECTED)) {
      if (e > 0) statistic += ((o - e) * (o - e)) / e;
      cells++;
      o = 0;
      e = 0;
    }
  }
  if (cells < 2) return { statistic: 0, dof: 0, p: 1 };
  return { statistic, dof: cells - 1, p: chiSquareTail(statistic, cells - 1) };
}

/**
 * The Kolmogorov-Smirnov test: the largest distance D between the empirical and the given distribution function.
 *
 * p is accurate to 0.1 % where it is below a quarter and there are up to 10 000 values, to 1 % for more values down
 * to p = 1e-9.
 *
 * @param cdf continuous and fully known: not fitted to this sample
 * @throws DomainError for an empty sample or a value that is NaN.
 *
 * @see Z. W. Birnbaum and F. H. Tingey, Ann. Math. Stat. 22, 592 (1951), doi:10.1214/aoms/1177729550 (not opened)
 * @see J. Vrbik, Pioneer J. Theor. Appl. Stat. 15, 15 (2018) (not opened)
 */
export function kolmogorovSmirnov(
  sample: ReadonlyFloat64Array,
  cdf: (x: number) => number,
): { readonly statistic: number; readonly p: number } {
  const n = sample.length;
  if (n === 0) throw new DomainError("number of values", n, "a test needs at least one value");
  const sorted = Float64Array.from(sample).sort();
  let statistic = 0;
  for (let i = 0; i < n; i++) {
    const f = cdf(sorted[i]);
    if (!(f >= 0 && f <= 1)) throw new DomainError("distribution function", f, `not in [0, 1] at ${sorted[i]}`);
    statistic = Math.max(statistic, f - i / n, (i + 1) / n - f);
  }
  return { statistic, p: kolmogorovTail(statistic, n) };
}

/** P(D_n >= d). */
function kolmogorovTail(d: number, n: number): number {
  const z = Math.sqrt(n) * d;
  if (z < 1 || n > EXACT_UP_TO) {
    const corrected = z + 1 / (6 * Math.sqrt(n)) + (z - 1) / (4 * n);
    return Math.min(1, 2 * alternatingTail(corrected, 1));
  }
  // Twice the one-sided probability counts D+ and D- both beyond d twice; the rest of the series mends that.
  return Math.max(0, 2 * oneSidedTail(d, n) + 2 * alternatingTail(z, 2));
}

/** Σ_{k >= first} (-1)^{k-1} e^{-2k²z²}. */
function alternatingTail(z: number, first: number): number {
  if (z < 0.2) return first === 1 ? 0.5 : 0; // the limit, reached to 1e-12
  let sum = 0;
  for (let k = first; k <= 50; k++) sum += (k % 2 === 1 ? 1 : -1) * exp(-2 * k * k * z * z);
  return sum;
}

/** P(D+_n >= d) = d Σ_j C(n, j) (d + j/n)^{j-1} (1 - d - j/n)^{n-j}: each term a binomial probability over its p. */
function oneSidedTail(d: number, n: number): number {
  let sum = 0;
  for (let j = 0; j < n; j++) {
    const p = d + j / n;
    if (p >= 1) break;
    sum += exp(logBinomialProbability(j, n, p)) / p;
  }
  return d * sum;
}
