/**
 * The verdict on counts in rings.
 *
 * @module
 */

import { type DataJudgement, inWords, rounded, verdictAt } from "./data-judgement.ts";
import { compareRings } from "./rings.ts";

/** Counts in rings of a width over E, against the law of free diffusion. @throws DomainError if nothing was counted. */
export function judgeRings(width: number, counts: readonly number[]): Omit<DataJudgement, "name" | "binding"> {
  const { count, expected, statistic, degreesOfFreedom, p } = compareRings(width, counts);
  return {
    statistic: `chi-square of ${counts.length} rings on ${degreesOfFreedom} degrees of freedom`,
    value: statistic,
    z: null,
    p,
    verdict: verdictAt(p),
    because: `${count} displacements in ${counts.length} rings give chi-square ${rounded(statistic)} on ${degreesOfFreedom} degrees of freedom, p = ${rounded(p)}: ${inWords(p)}`,
    details: [
      { name: "displacements", value: count, unit: "1" },
      ...expected.map((value, i) => ({
        name: `expected in ring ${i + 1}`,
        value,
        unit: "1",
        note: `counted ${counts[i]}`,
      })),
    ],
  };
}
