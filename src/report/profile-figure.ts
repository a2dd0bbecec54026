/**
 * Curves over space: concentration, activity or probability of a species at some times, by level.
 *
 * @module
 */

import { constantValue } from "#model/explain.ts";
import type { LevelName, Model } from "#model/model.ts";
import type { ProfileReport, RunResult } from "#run/run-result.ts";
import { axisLabel, axisUnit, largestOf } from "./axis-unit.ts";
import type { Axis, Figure, Mark } from "./figure.ts";
import { equalLayerPlace, layerIndexes, layerIntervals } from "./layer-axis.ts";
import { levelsOf } from "./result-tables.ts";
import { whenText } from "./when-text.ts";

/** How profiles are drawn. */
export interface ProfilePlot {
  readonly species: string;
  readonly quantity: string;
  /** Times [s]; empty: chosen from those that there are. */
  readonly at: readonly number[];
  readonly scale?: string;
}

/** The most times that are drawn if none are named. */
const MOST_TIMES = 4;
/** A sampled profile has points up to this number, and a line of its own beyond. */
const MOST_POINTS = 400;
/** Faintness of the earliest of several curves. */
const FAINTEST = 0.35;

type When = ProfileReport["when"];

/** A curve and who drew it. */
interface Curve {
  readonly level: LevelName;
  readonly sampled: boolean;
  readonly profile: ProfileReport;
}

/** The figure of the profiles of a species; undefined if no level gives any. */
export function profileFigure(result: RunResult, model: Model, plot: ProfilePlot): Figure | undefined {
  const { species, quantity, at, scale } = plot;
  const known = curvesOf(result, model, species, quantity);
  const times = chosenTimes(
    known.map(({ profile }) => profile.when),
    at,
  );
  const shown = known.filter(({ profile }) => times.includes(profile.when));
  const [first] = shown;
  if (first === undefined) return undefined;
  const layers = layersOf(model);
  const equal = layers !== undefined && scale === "by-layer";
  const unit = axisUnit("m", Math.max(...shown.map(({ profile }) => largestOf(profile.axes.x.values))));
  const place = equal
    ? (x: number, layer: number): number => equalLayerPlace(x, layer, layers)
    : (x: number): number => x * unit.factor;
  const coordinate = model.domain?.kind === "layers" && model.domain.geometry !== "slab" ? "r" : "x";
  const title = `${quantity[0].toUpperCase()}${quantity.slice(1)} of ${species}`;
  return {
    name: `profile-${species}-${quantity}`,
    title,
    caption: `${title}, by level${timesInWords(times)}${equal ? "; every layer is drawn equally wide" : ""}.`,
    x: equal ? equalLayersAxis(layers) : { label: axisLabel(coordinate, unit.unit), scale: "linear" },
    y: { label: axisLabel(quantity, first.profile.unit), scale: scale === "log" ? "log" : "linear" },
    marks: shown.map((curve) => markOf(curve, layers, place, shadeOf(times.indexOf(curve.profile.when), times.length))),
  };
}

function layersOf({ domain }: Model): Axis["named"] {
  return domain?.kind === "layers" ? layerIntervals(domain) : undefined;
}

/** Profiles of a quantity; the activity a = c / K follows from c where no level gives it and nothing but K matters. */
function curvesOf(result: RunResult, model: Model, species: string, quantity: string): readonly Curve[] {
  const curves = levelsOf(result).flatMap(([level, { profiles, sampled }]) =>
    profiles.filter((profile) => profile.species === species).map((profile) => ({ level, sampled, profile })),
  );
  const given = curves.filter(({ profile }) => profile.quantity === quantity);
  const partition = quantity === "activity" && given.length === 0 ? partitionByLayer(model, species) : undefined;
  const layers = layersOf(model);
  if (partition === undefined || layers === undefined) return given;
  return curves
    .filter(({ profile }) => profile.quantity === "concentration")
    .map((curve) => {
      const { profile } = curve;
      const indexes = layerIndexes(profile.axes.x.values, layers);
      const values = profile.values.map((c, i) => c / partition[indexes[i]]);
      return { ...curve, profile: { ...profile, quantity, values } };
    });
}

/** K in each layer with a thickness; undefined if it varies or a potential acts. */
function partitionByLayer(model: Model, name: string): readonly number[] | undefined {
  const species = model.species.find((one) => one.name === name);
  if (!species || species.terms.length > 0 || model.domain?.kind !== "layers") return undefined;
  const values = model.domain.layers
    .filter(({ thickness }) => thickness > 0)
    .map(({ medium }) => {
      const own = species.media.find((one) => one.medium === medium);
      return own && constantValue(own.partition);
    });
  return values.every((value) => value !== undefined) ? values : undefined;
}

function equalLayersAxis(layers: NonNullable<Axis["named"]>): Axis {
  return { label: "layer", scale: "linear", named: layers.map(({ name }, i) => ({ from: i, to: i + 1, name })) };
}

/** A curve; where layers meet it is interrupted, so that a jump is not drawn as a slope. */
function markOf(
  { level, sampled, profile }: Curve,
  layers: Axis["named"],
  place: (x: number, layer: number) => number,
  shade: number,
): Mark {
  const xs = profile.axes.x.values;
  const indexes = layers ? layerIndexes(xs, layers) : [];
  const x: number[] = [];
  const y: number[] = [];
  for (const [i, at] of xs.entries()) {
    const layer = indexes[i] ?? 0;
    if (i > 0 && layer !== (indexes[i - 1] ?? 0)) {
      x.push(place(at, layer));
      y.push(Number.NaN);
    }
    x.push(place(at, layer));
    y.push(profile.values[i]);
  }
  const kind = sampled && xs.length <= MOST_POINTS ? "points" : "line";
  return { kind, label: level, tone: level, x, y, shade };
}

function shadeOf(index: number, count: number): number {
  return count < 2 ? 1 : FAINTEST + ((1 - FAINTEST) * index) / (count - 1);
}

function timesInWords(times: readonly When[]): string {
  if (times.length === 1) return ` (${whenText(times[0])})`;
  return `, from faint to full: ${times.map(whenText).join(", ")}`;
}

/** The states to draw: those named, or the steady ones and a few times up to the last, each half of the next. */
function chosenTimes(whens: readonly When[], at: readonly number[]): readonly When[] {
  const times = whens.filter((when) => typeof when === "number").sort((a, b) => a - b);
  const states = [...new Set(whens.filter((when) => typeof when !== "number"))];
  const last = times.at(-1) ?? 0;
  const wanted = at.length > 0 ? at : Array.from({ length: MOST_TIMES }, (_, i) => last / (1 << i));
  return [...nearest(times, wanted), ...states];
}

function nearest(times: readonly number[], wanted: readonly number[]): readonly number[] {
  if (times.length === 0) return [];
  const found = wanted.map((time) =>
    times.reduce((best, other) => (Math.abs(other - time) < Math.abs(best - time) ? other : best)),
  );
  return [...new Set(found)].sort((a, b) => a - b);
}
