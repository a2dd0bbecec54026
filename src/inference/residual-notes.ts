/**
 * Whether residuals look like noise: their signs in the order of the data, and their law.
 *
 *     runs       R = number of stretches of one sign; mean 1 + 2 n₊ n₋ / n, variance (mean - 1)(mean - 2) / (n - 1)
 *     normality  A² = -n - (1/n) Σ (2i - 1) [ln Φ(z_i) + ln(1 - Φ(z_{n+1-i}))],  A*² = A² (1 + 0.75/n + 2.25/n²)
 *
 * Residuals of a fit are not independent, so that with few data both are rough.
 *
 * @see A. Wald and J. Wolfowitz, Ann. Math. Statist. 11, 147 (1940), doi:10.1214/aoms/1177731909 (not opened)
 * @see R. B. D'Agostino and M. A. Stephens, Goodness-of-Fit Techniques, table 4.9 (not opened)
 * @module
 */

import { exp, log } from "#numerics/elementary.ts";
import { normalTail } from "#numerics/error-function.ts";

/** What the residuals look like. */
export interface ResidualNotes {
  readonly runs: number;
  /** Probability of as few runs or fewer of noise; undefined with too few of a sign. */
  readonly runsP: number | undefined;
  /** Probability of as large an A² of normal noise; undefined with fewer than eight values. */
  readonly normalP: number | undefined;
  /** In words. */
  readonly note: string;
}

const FEWEST_OF_A_SIGN = 4;
const FEWEST_FOR_NORMALITY = 8;
const DOUBTED_BELOW = 0.05;

/** The notes on residuals in the order of the data; over their errors where these are known. */
export function residualNotes(residuals: readonly number[]): ResidualNotes {
  const signs = residuals.filter((r) => r !== 0).map((r) => r > 0);
  const runs = signs.reduce((count, sign, i) => count + (i === 0 || sign !== signs[i - 1] ? 1 : 0), 0);
  const runsP = fewRuns(signs, runs);
  const normalP = normality(residuals);
  const words = [
    runsP === undefined
      ? `${runs} runs of one sign: too few values to judge them`
      : runsP < DOUBTED_BELOW
        ? `residuals follow each other: ${runs} runs of one sign among ${signs.length}, p = ${figures(runsP)}; the law misses a trend, and the errors are too small`
        : `no trend in the residuals: ${runs} runs of one sign among ${signs.length}, p = ${figures(runsP)}`,
    normalP === undefined
      ? undefined
      : normalP < DOUBTED_BELOW
        ? `they are not normal, p = ${figures(normalP)}`
        : `they may be normal, p = ${figures(normalP)}`,
  ];
  return { runs, runsP, normalP, note: words.filter((text) => text !== undefined).join("; ") };
}

function figures(p: number): string {
  return String(Number(p.toPrecision(2)));
}

/** P(R <= runs), by the normal law with a correction for whole numbers. */
function fewRuns(signs: readonly boolean[], runs: number): number | undefined {
  const n = signs.length;
  const plus = signs.filter((sign) => sign).length;
  const minus = n - plus;
  if (plus < FEWEST_OF_A_SIGN || minus < FEWEST_OF_A_SIGN) return undefined;
  const mean = 1 + (2 * plus * minus) / n;
  const variance = ((mean - 1) * (mean - 2)) / (n - 1);
  return normalTail((mean - runs - 0.5) / Math.sqrt(variance));
}

/** P of Anderson and Darling's A² with mean and variance from the sample. */
function normality(values: readonly number[]): number | undefined {
  const n = values.length;
  if (n < FEWEST_FOR_NORMALITY) return undefined;
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  const variance = values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0) / (n - 1);
  if (!(variance > 0)) return undefined;
  const z = values.map((v) => (v - mean) / Math.sqrt(variance)).sort((a, b) => a - b);
  const sum = z.reduce((s, at, i) => s + (2 * i + 1) * (log(normalTail(-at)) + log(normalTail(z[n - 1 - i]))), 0);
  const a = (-n - sum / n) * (1 + 0.75 / n + 2.25 / (n * n));
  if (a >= 0.6) return exp(1.2937 - 5.709 * a + 0.0186 * a * a);
  if (a > 0.34) return exp(0.9177 - 4.279 * a - 1.38 * a * a);
  if (a > 0.2) return 1 - exp(-8.318 + 42.796 * a - 59.938 * a * a);
  return 1 - exp(-13.436 + 101.14 * a - 223.73 * a * a);
}
