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
  const { membrane, solute, volumeFlux, left, right, reading, declared, warnings } = experiment;
  const { arithmetic, logarithmic, reflection, permeability } = reading;
  const truth = declared ?? { reflection: toldBy(reflection), permeability: toldBy(permeability) };
  /** How far a reading is from what the file declares, or from Patlak's law where it declares no one value. */
  const offOf = (sigma: number, P: number): readonly [string, string] => {
    const [off, part] = [sigma - truth.reflection, P / truth.permeability - 1].map((x) =>
      Math.abs(x) < ROUNDING ? 0 : x,
    ) as [number, number];
    return [
      Number.isFinite(off) ? shortNumber(off, 3) : "",
      Number.isFinite(part) ? `${shortNumber(100 * part, 3)} %` : "",
    ];
  };
  const [head, ...rows] = textTable(
    [
      { heading: "read by" },
      { heading: "sigma" },
      { heading: "P (m/s)" },
      { heading: "off in sigma" },
      { heading: "off in P" },
    ],
    [
      ...(declared === undefined
        ? []
        : [["the file", shortNumber(declared.reflection), shortNumber(declared.permeability), "", ""]]),
      [
        "Patlak's law",
        estimateText(reflection),
        estimateText(permeability),
        ...(declared === undefined ? ["", ""] : offOf(toldBy(reflection), toldBy(permeability))),
      ],
      ...(
        [
          ["a line, arithmetic mean", arithmetic],
          ["a line, log mean", logarithmic],
        ] as const
      ).map(([by, line]) => [
        by,
        shortNumber(line.reflection),
        shortNumber(line.permeability),
        ...offOf(line.reflection, line.permeability),
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
    ...[...(reading.warning === undefined ? [] : [reading.warning]), ...warnings].flatMap((warning) =>
      wrapped(`Take care: ${warning}.`, width - 2).map((line) => `  ${ink.doubtful(line)}`),
    ),
  ];
}

/** What is below it is rounding, of σ and of P over P [1]. */
const ROUNDING = 1e-9;

/** NaN where the experiment does not tell it. */
function toldBy(estimate: ParameterEstimate): number {
  return estimate.kind === "determined" ? estimate.value : Number.NaN;
}

function estimateText(estimate: ParameterEstimate): string {
  switch (estimate.kind) {
    case "determined":
      return `${shortNumber(estimate.value)} ± ${shortNumber(estimate.standardError, 2)}`;
    case "at-least":
      return `at least ${shortNumber(estimate.low)}`;
    case "at-most":
      return `at most ${shortNumber(estimate.high)}`;
    case "undetermined":
      return "not determined";
  }
}
