/**
 * The fluxes of an experiment over the volume flux, with Patlak's curve and the straight line through them.
 *
 * @module
 */

import type { RunResult } from "#run/run-result.ts";
import type { Figure } from "./figure.ts";

/** Points of a curve. */
const POINTS = 101;

/** The figure of the experiment, if there is one. */
export function experimentFigure({ experiment }: RunResult): Figure | undefined {
  if (experiment === undefined) return undefined;
  const { solute, membrane, volumeFlux, soluteFlux, reading } = experiment;
  const [first, last] = [Math.min(...volumeFlux), Math.max(...volumeFlux)];
  const along = Array.from({ length: POINTS }, (_, i) => first + ((last - first) * i) / (POINTS - 1));
  return {
    name: `experiment-${membrane}-${solute}`,
    title: `Flux of ${solute} over the volume flux`,
    caption: `What is read of ${solute} across ${membrane}, Patlak's law as fitted, and the straight line.`,
    x: { label: "J_v (m/s)", scale: "linear" },
    y: { label: "J_s (mol/m^2/s)", scale: "linear" },
    marks: [
      { kind: "points", label: "read", tone: "measured", x: volumeFlux, y: soluteFlux },
      { kind: "line", label: "Patlak's law", tone: "closed-form", x: volumeFlux, y: reading.fit.predicted },
      {
        kind: "line",
        label: "straight line",
        tone: "limit",
        dash: "long",
        x: along,
        y: along.map((J) => reading.intercept + reading.slope * J),
      },
    ],
  };
}
