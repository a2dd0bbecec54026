/**
 * Maps: a field over the plane of a rectangle or finite cylinder, or over the middle plane of a box.
 *
 * @module
 */

import type { LevelName } from "#model/model.ts";
import type { FieldReport, RunResult } from "#run/run-result.ts";
import { axisLabel, axisUnit } from "./axis-unit.ts";
import { inOneRange } from "./colour-range.ts";
import type { Figure } from "./figure.ts";
import { shortNumber } from "./number-text.ts";
import { levelsOf } from "./result-tables.ts";

/** Which field is drawn. */
export interface MapPlot {
  readonly species: string;
  readonly quantity: string;
  /** Times [s]; empty: the last one, and the states without a time. */
  readonly at: readonly number[];
}

/** Most columns and rows of a map: finer fields are averaged. */
const MOST = 240;
/** Two times are the same within this [1]. */
const SAME_TIME = 1e-9;

/** One figure for each time, by the first level that has the field, all in one scale of colours. */
export function mapFigures(result: RunResult, { species, quantity, at }: MapPlot): readonly Figure[] {
  const drawable = levelsOf(result).map(([level, { fields = [] }]) => ({
    level,
    known: fields.filter((field) => field.species === species && field.quantity === quantity && field.axes.length >= 2),
  }));
  const { level, known } = drawable.find((one) => one.level === "continuum" && one.known.length > 0) ??
    drawable.find((one) => one.known.length > 0) ?? { level: "continuum" as const, known: [] };
  const times = known.flatMap(({ when }) => (typeof when === "number" ? [when] : []));
  const wanted = at.length > 0 ? at : times.slice(-1);
  const drawn = known.filter(({ when }) =>
    typeof when === "number"
      ? wanted.some((time) => Math.abs(when - time) <= SAME_TIME * Math.abs(time))
      : at.length === 0,
  );
  return inOneRange(drawn.map((field) => mapFigure(field, level)));
}

/** The map of every species of which there is a field, at the end. */
export function everyMap(result: RunResult): readonly Figure[] {
  const fields = levelsOf(result).flatMap(([, { fields: own = [] }]) => own);
  const keys = new Map(fields.map(({ species, quantity }) => [`${species}/${quantity}`, { species, quantity }]));
  return [...keys.values()].flatMap((field) => mapFigures(result, { ...field, at: [] }));
}

function mapFigure({ species, quantity, unit, when, axes, values }: FieldReport, level: LevelName): Figure {
  const [along, up, through] = axes as [
    FieldReport["axes"][number],
    FieldReport["axes"][number],
    FieldReport["axes"][number]?,
  ];
  const [columns, rows] = [along.values.length, up.values.length];
  const size = columns * rows;
  const first = through === undefined ? 0 : size * Math.floor(through.values.length / 2);
  const plane = values.subarray(first, first + size);
  const step = Math.max(1, Math.ceil(Math.max(columns, rows) / MOST));
  const [across, high] = [Math.ceil(columns / step), Math.ceil(rows / step)];
  const averaged = Array.from({ length: across * high }, (_, k) =>
    meanOver(plane, columns, step * (k % across), step * Math.floor(k / across), step),
  );
  const title = `${quantity[0].toUpperCase()}${quantity.slice(1)} of ${species}`;
  const time = typeof when === "number" ? `at ${shortNumber(when, 4)} s` : when === "steady" ? "steady" : `at ${when}`;
  const slice = through === undefined ? "" : ` in the middle plane of ${through.name}`;
  const length = axisUnit("m", Math.max(...[along, up].map((axis) => Math.abs(axis.values.at(-1) ?? 0))));
  return {
    name: `map-${species}-${quantity}`,
    title: `${title}, ${time}`,
    caption: `${title} [${unit}], ${time}${slice}, level ${level}.`,
    x: { label: axisLabel(along.name, length.unit), scale: "linear" },
    y: { label: axisLabel(up.name, length.unit), scale: "linear" },
    marks: [
      {
        kind: "raster",
        label: axisLabel(quantity, unit),
        tone: level,
        x: edgesOf(along.values, length.factor),
        y: edgesOf(up.values, length.factor),
        columns: across,
        values: averaged,
      },
    ],
  };
}

function edgesOf(centers: readonly number[], factor: number): readonly [number, number] {
  const [first = 0, second = first] = centers;
  const half = (second - first) / 2;
  return [(first - half) * factor, ((centers.at(-1) ?? first) + half) * factor];
}

/** Mean of what is a number in a block of cells. */
function meanOver(plane: Float64Array, columns: number, i0: number, j0: number, step: number): number {
  let [sum, count] = [0, 0];
  const rows = plane.length / columns;
  for (let j = j0; j < Math.min(rows, j0 + step); j++)
    for (let i = i0; i < Math.min(columns, i0 + step); i++) {
      const value = plane[i + columns * j];
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
  return count === 0 ? Number.NaN : sum / count;
}
