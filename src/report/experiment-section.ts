/**
 * The experiment of a text report: what Patlak's law reads, and what straight lines would have said.
 *
 * @module
 */

import type { ParameterEstimate } from "#inference/curve-fit.ts";
import type { RunResult } from "#run/run-result.ts";
import type { TextStyle } from "./ink.ts";
import { shortNumber } from "./number-text.ts";
import { textTable, wrapped } from "./text-table.ts";

/** Estimates by Patlak's law, and the bias of straight lines, of the experiment if there is one. */
export function experimentSection({ experiment }: RunResult, { width, ink }: TextStyle): readonly string[] {
  if (experiment === undefined) return [];
  const { membrane, solute, volumeFlux, left, right, reading } = experiment;
  const { arithmetic, logarithmic, reflection, permeability } = reading;
  const [head, ...rows] = textTable(
    [
      { heading: "read by" },
      { heading: "sigma" },
      { heading: "P (m/s)" },
      { heading: "off in sigma" },
      { heading: "off in P" },
    ],
    [
      ["Patlak's law", estimateText(reflection), estimateText(permeability), "", ""],
      ...(
        [
          ["a line, arithmetic mean", arithmetic],
          ["a line, log mean", logarithmic],
        ] as const
      ).map(([by, line]) => [
        by,
        shortNumber(line.reflection),
        shortNumber(line.permeability),
        shortNumber(line.reflectionBias, 3),
        `${shortNumber(100 * line.relativePermeabilityBias, 3)} %`,
      ]),
    ],
  );
  const intro = `${volumeFlux.length} volume fluxes from ${shortNumber(volumeFlux[0] as number, 3)} to ${shortNumber(volumeFlux.at(-1) as number, 3)} m/s are imposed on ${membrane} by pressure, between ${shortNumber(left, 4)} and ${shortNumber(right, 4)} mM of ${solute}, and the flux of ${solute} is read.`;
  const slope = `The line has the slope ${shortNumber(reading.slope)} mol/m^3 and meets J_v = 0 at ${shortNumber(reading.intercept)} mol/m^2/s; the largest |Pe| is ${shortNumber(reading.largestPeclet, 3)}.`;
  return [
    ...wrapped(intro, width - 2).map((line) => `  ${line}`),
    `  ${ink.faint(head ?? "")}`,
    ...rows.map((row) => `  ${row}`),
    ...wrapped(slope, width - 2).map((line) => `  ${line}`),
    ...(reading.warning === undefined
      ? []
      : wrapped(`Take care: ${reading.warning}.`, width - 2).map((line) => `  ${ink.doubtful(line)}`)),
  ];
}

function estimateText(estimate: ParameterEstimate): string {
  return estimate.kind === "determined"
    ? `${shortNumber(estimate.value)} ± ${shortNumber(estimate.standardError, 2)}`
    : "not determined";
}
