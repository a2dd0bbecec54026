/**
 * Measured displacements over a lag as a histogram, beside the law of the declared D and of the D that fits best.
 *
 *     P(|r| < R) = erf(s)                       one axis,      s = R / sqrt(4 D t)
 *                  1 - e^{-s²}                  two axes
 *                  erf(s) - 2 s e^{-s²}/sqrt(pi) three axes
 *
 * @see J. Perrin, Mouvement brownien et realite moleculaire (1909) for the rings (not opened)
 * @module
 */

import { displacementsOver } from "#inference/displacements.ts";
import type { Measurement, Model } from "#model/model.ts";
import { exp } from "#numerics/elementary.ts";
import { erf } from "#numerics/error-function.ts";
import { axisLabel, axisUnit } from "./axis-unit.ts";
import type { Figure, Mark } from "./figure.ts";
import { shortNumber } from "./number-text.ts";

/** Width of a ring in units of the r.m.s. displacement. */
const RING_WIDTH = 0.25;
/** Points of a drawn law. */
const LAW_POINTS = 121;
const SQRT_PI = Math.sqrt(Math.PI);

/** The figure of one measurement of displacements; undefined for other measurements. */
export function displacementFigure({ name, content }: Measurement, model: Model): Figure | undefined {
  if (content.kind === "tracks") return trackFigure(name, content, model);
  if (content.kind === "rings") return ringFigure(name, content.ringWidth, content.counts);
  return undefined;
}

/** P(|r| < R) for s = R / sqrt(4 D t). */
export function radialProbability(s: number, dimensions: number): number {
  if (dimensions === 1) return erf(s);
  if (dimensions === 2) return 1 - exp(-s * s);
  return erf(s) - (2 * s * exp(-s * s)) / SQRT_PI;
}

function trackFigure(
  name: string,
  { species, lag, tracks }: Measurement["content"] & { kind: "tracks" },
  model: Model,
): Figure | undefined {
  const { chains, count, dimensions } = displacementsOver(tracks, lag);
  if (count === 0) return undefined;
  const distances = chains.flatMap((chain) =>
    (chain[0] ?? []).map((_, i) => Math.sqrt(chain.reduce((sum, axis) => sum + axis[i] * axis[i], 0))),
  );
  const meanSquare = distances.reduce((sum, r) => sum + r * r, 0) / count;
  const width = RING_WIDTH * Math.sqrt(meanSquare);
  const counts = countsIn(distances, width);
  const unit = axisUnit("m", width * counts.length);
  const places = Array.from(
    { length: LAW_POINTS },
    (_, i) => width / 2 + ((counts.length - 1) * width * i) / (LAW_POINTS - 1),
  );
  const fitted = meanSquare / (2 * dimensions * lag);
  const law = (D: number): readonly number[] => {
    const root = Math.sqrt(4 * D * lag);
    const within = (r: number): number => radialProbability(Math.max(0, r) / root, dimensions);
    return places.map((r) => count * (within(r + width / 2) - within(r - width / 2)));
  };
  const declared = model.species.find((one) => one.name === species)?.media[0]?.diffusivity;
  const marks: Mark[] = [
    {
      kind: "histogram",
      label: `measured (${count})`,
      tone: "measured",
      edges: [...counts.keys(), counts.length].map((i) => i * width * unit.factor),
      y: counts,
    },
  ];
  if (declared?.kind === "number")
    marks.push({
      kind: "line",
      label: "law of the declared D",
      tone: "closed-form",
      x: places.map((r) => r * unit.factor),
      y: law(declared.value),
    });
  marks.push({
    kind: "line",
    label: "law of the D that fits",
    tone: "continuum",
    x: places.map((r) => r * unit.factor),
    y: law(fitted),
  });
  return {
    name: `displacements-${name}`,
    title: `Displacements of ${species} over ${shortNumber(lag)} s`,
    caption: `Number of displacements in rings of a quarter of the measured r.m.s. displacement, and the number that each law expects there (${dimensions} ${dimensions === 1 ? "axis" : "axes"}).`,
    x: { label: axisLabel("|r|", unit.unit), scale: "linear" },
    y: { label: "displacements in a ring", scale: "linear" },
    marks,
  };
}

function countsIn(distances: readonly number[], width: number): readonly number[] {
  const last = distances.reduce((most, r) => Math.max(most, Math.floor(r / width)), 0);
  const counts = new Array<number>(last + 1).fill(0);
  for (const r of distances) counts[Math.floor(r / width)]++;
  return counts;
}

/** Rings in units of the r.m.s. displacement; the last one is open, and drawn as wide as the others. */
function ringFigure(name: string, width: number, counts: readonly number[]): Figure {
  const total = counts.reduce((sum, n) => sum + n, 0);
  const last = counts.length - 1;
  const outside = (i: number): number => exp(-(i * width) * (i * width));
  const expected = counts.map((_, i) => total * (outside(i) - (i === last ? 0 : outside(i + 1))));
  return {
    name: `displacements-${name}`,
    title: `Displacements in rings: ${name}`,
    caption: `Number of displacements in each ring, and the number that two-dimensional diffusion expects: n [e^{-a²} - e^{-b²}]. The last ring is open.`,
    x: { label: "|r| / r.m.s. displacement", scale: "linear" },
    y: { label: "displacements in a ring", scale: "linear" },
    marks: [
      {
        kind: "histogram",
        label: `measured (${total})`,
        tone: "measured",
        edges: [...counts.keys(), counts.length].map((i) => i * width),
        y: counts,
      },
      {
        kind: "line",
        label: "law of diffusion",
        tone: "closed-form",
        x: counts.map((_, i) => (i + 0.5) * width),
        y: expected,
      },
    ],
  };
}
