/**
 * Displacements in a plane counted in rings of equal width, against the law of free diffusion.
 *
 *     P(r < s) = 1 - e^{-s²/E²},    E² = <r²>
 *
 * The last ring is open outward.
 *
 * @see J. Perrin, Les Atomes (1913), table of 9 rings of width E/4 (transcription in fr.wikisource, not opened)
 * @module
 */

import { exp } from "#numerics/elementary.ts";
import { chiSquareTail } from "#numerics/gamma-function.ts";
import { DomainError } from "#units/domain-error.ts";

/** A ring that expects fewer displacements joins its inner neighbour: below, chi-square is no longer its law. */
const LEAST_EXPECTED = 5;

/** Counts in rings beside their law. */
export interface RingComparison {
  /** Total number of displacements. */
  readonly count: number;
  /** Expected count of each ring. */
  readonly expected: readonly number[];
  /** Pearson's Σ (O - E)² / E. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** Probability of a statistic at least as large. */
  readonly p: number;
}

/**
 * Compares counts with the law; `width` is that of a ring over E.
 *
 * @throws DomainError if the width is not positive or nothing was counted.
 */
export function compareRings(width: number, counts: readonly number[]): RingComparison {
  if (!(width > 0)) throw new DomainError("ring width / E", width, "a ring has a positive width");
  const count = counts.reduce((sum, n) => sum + n, 0);
  if (!(count > 0)) throw new DomainError("number of displacements", count, "nothing was counted");
  const beyond = (ring: number) => exp(-(ring * width) * (ring * width));
  const expected = counts.map((_, i) => count * (beyond(i) - (i === counts.length - 1 ? 0 : beyond(i + 1))));
  const { statistic, cells } = pearson(counts, expected);
  return {
    count,
    expected,
    statistic,
    degreesOfFreedom: cells - 1,
    p: cells > 1 ? chiSquareTail(statistic, cells - 1) : 1,
  };
}

/** From the outermost ring inward, thin rings are pooled until each pool expects enough. */
function pearson(counts: readonly number[], expected: readonly number[]): { statistic: number; cells: number } {
  const pools: { found: number; expected: number }[] = [];
  let pool = { found: 0, expected: 0 };
  for (let i = counts.length - 1; i >= 0; i--) {
    pool.found += counts[i] as number;
    pool.expected += expected[i] as number;
    if (pool.expected < LEAST_EXPECTED) continue;
    pools.push(pool);
    pool = { found: 0, expected: 0 };
  }
  const innermost = pools[pools.length - 1];
  if (innermost) {
    innermost.found += pool.found;
    innermost.expected += pool.expected;
  } else pools.push(pool);
  const statistic = pools.reduce((sum, { found, expected: e }) => sum + ((found - e) * (found - e)) / e, 0);
  return { statistic, cells: pools.length };
}
