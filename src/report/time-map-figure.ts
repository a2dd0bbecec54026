/**
 * Maps over position and time: the profiles of all records of a level, one row for each. All levels have one scale of
 * colours, so that they can be compared.
 *
 * @module
 */

import type { LevelName, Model } from "#model/model.ts";
import type { ProfileReport, RunResult } from "#run/run-result.ts";
import { axisLabel, axisUnit, largestOf } from "./axis-unit.ts";
import { inOneRange } from "./colour-range.ts";
import type { Figure } from "./figure.ts";
import { levelsOf } from "./result-tables.ts";

/** What is drawn. */
export interface TimeMapPlot {
  readonly species: string;
  readonly quantity: string;
}

/** The most cells along the position, and along the time. */
const MOST = { columns: 800, rows: 800 };

/** A level over position and time, at equal steps of both. */
interface Plane {
  readonly level: LevelName;
  readonly unit: string;
  readonly x: readonly [from: number, to: number];
  readonly t: readonly [from: number, to: number];
  readonly columns: number;
  readonly values: readonly number[];
}

/**
 * One figure for each level that keeps profiles at two times or more, and at no less than half as many as any; position
 * across, time up.
 */
export function timeMapFigures(result: RunResult, model: Model, { species, quantity }: TimeMapPlot): readonly Figure[] {
  const kept = levelsOf(result).map(([level, { profiles }]) => ({
    level,
    records: recordsOf(profiles, species, quantity),
  }));
  const most = Math.max(0, ...kept.map(({ records }) => records.length));
  const planes = kept.flatMap(({ level, records }) =>
    2 * records.length < most ? [] : planeOf(level, records, model),
  );
  const words = quantity.replaceAll("_", " ");
  const title = `${words[0].toUpperCase()}${words.slice(1)}${species === "" ? "" : ` of ${species}`}`;
  const radial = model.domain?.kind === "layers" && model.domain.geometry !== "slab";
  const figures = planes.map(({ level, unit, x, t, columns, values }): Figure => {
    const [space, time] = [axisUnit("m", largestOf(x)), axisUnit("s", largestOf(t))];
    return {
      name: `map-${species === "" ? "" : `${species}-`}${quantity}-${level}`,
      title: `${title} over position and time (${level})`,
      caption: `${title} over position and time, as ${level} gives it. All levels have one scale of colours.`,
      x: { label: axisLabel(radial ? "r" : "x", space.unit), scale: "linear" },
      y: { label: axisLabel("t", time.unit), scale: "linear" },
      marks: [
        {
          kind: "raster",
          label: axisLabel(words, unit),
          tone: level,
          x: [x[0] * space.factor, x[1] * space.factor],
          y: [t[0] * time.factor, t[1] * time.factor],
          columns,
          values,
          stretched: true,
        },
      ],
    };
  });
  return inOneRange(figures);
}

/** The profiles of a quantity at times, in their order. */
function recordsOf(profiles: readonly ProfileReport[], species: string, quantity: string): readonly ProfileReport[] {
  return profiles
    .filter((one) => one.species === species && one.quantity === quantity && typeof one.when === "number")
    .sort((a, b) => (a.when as number) - (b.when as number));
}

/** The profiles of a level at equal steps of position and time, each record and place reaching halfway to its neighbours. */
function planeOf(level: LevelName, records: readonly ProfileReport[], model: Model): readonly Plane[] {
  const times = records.map(({ when }) => when as number);
  const [first] = records;
  if (first === undefined || records.length < 2) return [];
  const extent = extentOf(model);
  const edges = records.map((record) => edgesAround(record.axes.x.values, extent));
  const x: readonly [number, number] = [
    Math.min(...edges.map((own) => own[0])),
    Math.max(...edges.map((own) => own[own.length - 1])),
  ];
  const t: readonly [number, number] = [times[0], times[times.length - 1]];
  const around = edgesAround(times, { from: t[0], to: t[1] });
  const columns = cellsFor(x, edges, MOST.columns);
  const rows = cellsFor(t, [around], MOST.rows);
  const rowOf = indexesIn(around, rows, t);
  const lines = records.map(({ values }, k) =>
    indexesIn(edges[k], columns, x).map((i) => (i < 0 ? Number.NaN : values[i])),
  );
  return [{ level, unit: first.unit, x, t, columns, values: rowOf.flatMap((k) => lines[k]) }];
}

/** Cells of equal width that resolve the narrowest interval between edges, up to a number. */
function cellsFor([from, to]: readonly [number, number], edges: readonly (readonly number[])[], most: number): number {
  let least = to - from;
  for (const own of edges)
    for (let i = 1; i < own.length; i++) if (own[i] > own[i - 1]) least = Math.min(least, own[i] - own[i - 1]);
  return Math.min(most, Math.max(1, Math.round((to - from) / least)));
}

/** For the middle of each of some equal cells the interval between edges in which it lies; -1 outside of all. */
function indexesIn(edges: readonly number[], cells: number, [from, to]: readonly [number, number]): readonly number[] {
  let k = 0;
  return Array.from({ length: cells }, (_, i) => {
    const at = from + ((to - from) * (i + 0.5)) / cells;
    while (k < edges.length - 2 && at > edges[k + 1]) k++;
    return at < edges[0] || at > edges[edges.length - 1] ? -1 : k;
  });
}

/** Where layers begin and end, beyond which no cell reaches. */
function extentOf({ domain }: Model): { readonly from: number; readonly to: number } {
  if (domain?.kind !== "layers") return { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  return {
    from: domain.start,
    to: domain.layers.reduce((at, { thickness }) => at + thickness, domain.start as number),
  };
}

/** Edges halfway between centres; at the ends as far beyond as on the other side, within an extent. */
export function edgesAround(
  centres: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly number[] {
  const last = centres.length - 1;
  if (last === 0) return [Math.max(from, centres[0] - 0.5), Math.min(to, centres[0] + 0.5)];
  const inner = Array.from({ length: last }, (_, i) => (centres[i] + centres[i + 1]) / 2);
  const first = centres[0] - (inner[0] - centres[0]);
  const end = centres[last] + (centres[last] - inner[last - 1]);
  return [Math.max(from, first), ...inner, Math.min(to, end)];
}
