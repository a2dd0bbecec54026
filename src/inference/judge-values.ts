/**
 * The verdict on measured values with standard errors, against what an output predicts.
 *
 *     χ² = Σ z_i²,    z_i = (measured - predicted) / SE
 *
 * with as many degrees of freedom as values: nothing is fitted.
 *
 * @module
 */

import { chiSquareTail } from "#numerics/gamma-function.ts";
import { type DataJudgement, inWords, rounded, verdictAt } from "./data-judgement.ts";

/** Measured values of an output. */
export interface MeasuredValues {
  readonly output: string;
  /** Times [s]; empty if the output does not depend on time. */
  readonly at: readonly number[];
  readonly values: readonly number[];
  readonly standardErrors?: readonly number[];
}

/** Measured values against `predicted`, which may leave a time unanswered. */
export function judgeValues(
  { output, at, values, standardErrors }: MeasuredValues,
  predicted: (at: number) => number | undefined,
): Omit<DataJudgement, "name" | "binding"> {
  const compared = values.flatMap((measured, i) => {
    const when = at[i];
    const prediction = predicted(when ?? Number.NaN);
    if (prediction === undefined || !Number.isFinite(prediction)) return [];
    const error = standardErrors?.[i];
    return [{ when, measured, prediction, error, z: error && error > 0 ? (measured - prediction) / error : undefined }];
  });
  const details = compared.map(({ when, measured, prediction, error, z }) => ({
    name: when === undefined ? output : `${output} at ${rounded(when)} s`,
    value: measured,
    ...(error === undefined ? {} : { standardError: error }),
    unit: "SI",
    note: `predicted ${rounded(prediction, 6)}${z === undefined ? "" : `, z = ${rounded(z)}`}`,
  }));
  const scores = compared.flatMap(({ z }) => (z === undefined ? [] : [z]));
  if (compared.length === 0)
    return untold("number of values compared", 0, "no level states what was measured", details);
  if (scores.length < compared.length) {
    const off = Math.max(...compared.map(({ measured, prediction }) => Math.abs(measured / prediction - 1)));
    const because = `the measured values are within ${rounded(100 * off, 2)} % of the prediction; without standard errors that is no verdict`;
    return untold("largest relative difference", off, because, details);
  }
  const statistic = scores.reduce((sum, z) => sum + z * z, 0);
  const p = chiSquareTail(statistic, scores.length);
  const worst = scores.reduce((largest, z) => (Math.abs(z) > Math.abs(largest) ? z : largest), 0);
  return {
    statistic: `chi-square of ${scores.length} measured values`,
    value: statistic,
    z: worst,
    p,
    verdict: verdictAt(p),
    because: `chi-square ${rounded(statistic)} on ${scores.length} degrees of freedom, p = ${rounded(p)}, largest z = ${rounded(worst)}: ${inWords(p)}`,
    details,
  };
}

function untold(
  statistic: string,
  value: number,
  because: string,
  details: DataJudgement["details"],
): Omit<DataJudgement, "name" | "binding"> {
  return { statistic, value, z: null, p: null, verdict: "cannot tell", because, details };
}
