/**
 * Curves over space: concentration, activity or probability of a species at some times, by level.
 *
 * @module
 */

import { constantOf } from "#model/expression/constant-of.ts";
import type { LevelName, Model } from "#model/model.ts";
import type { ProfileReport, RunResult } from "#run/run-result.ts";
import { axisLabel, axisUnit, largestOf } from "./axis-unit.ts";
import { type CurveMark, tagged, wordsOf } from "./curve-tags.ts";
import type { Axis, Figure } from "./figure.ts";
import { equalLayerPlace, layerIndexes, layerIntervals } from "./layer-axis.ts";
import { levelsOf } from "./result-tables.ts";

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
const FAINTEST = 0.6;
/** Values below this part of the largest are not content [1]. */
const NOTHING = 1e-12;
/** Room beside the content, as a part of it [1]. */
const ROOM = 0.03;
/** Two times are the same within this [1]. */
const SAME_TIME = 1e-9;

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
  const drawn = known.filter(({ profile }) => times.includes(profile.when));
  const shown = model.domain?.kind === "layers" ? drawn : withContent(drawn);
  const [first] = shown;
  if (first === undefined) return undefined;
  const layers = layersOf(model);
  const equal = layers !== undefined && scale === "by-layer";
  const unit = axisUnit("m", Math.max(...shown.map(({ profile }) => largestOf(profile.axes.x.values))));
  const place = equal
    ? (x: number, layer: number): number => equalLayerPlace(x, layer, layers)
    : (x: number): number => x * unit.factor;
  const coordinate = model.domain?.kind === "layers" && model.domain.geometry !== "slab" ? "r" : "x";
  const words = quantity.replaceAll("_", " ");
  const title = `${words[0].toUpperCase()}${words.slice(1)}${species === "" ? "" : ` of ${species}`}`;
  return {
    name: `profile-${species === "" ? "" : `${species}-`}${quantity}`,
    title,
    caption: `${title}, by level${timesInWords(times)}${equal ? "; every layer is drawn equally wide" : ""}.`,
    x: equal ? equalLayersAxis(layers) : { label: axisLabel(coordinate, unit.unit), scale: "linear" },
    y: { label: axisLabel(words, first.profile.unit), scale: scale === "log" ? "log" : "linear" },
    marks: tagged(
      shown.map((curve) => ({
        when: curve.profile.when,
        mark: markOf(curve, layers, place, shadeOf(times.indexOf(curve.profile.when), times.length), scale === "log"),
      })),
      times,
      scale === "log",
    ),
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
      return own && constantOf(own.partition);
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
  logarithmic: boolean,
): CurveMark {
  const xs = profile.axes.x.values;
  const indexes = layers ? layerIndexes(xs, layers) : [];
  const x: number[] = [];
  const y: number[] = [];
  const floor = logarithmic ? NOTHING * largestOf(profile.values) : Number.NEGATIVE_INFINITY;
  for (const [i, at] of xs.entries()) {
    const layer = indexes[i] ?? 0;
    if (i > 0 && layer !== (indexes[i - 1] ?? 0)) {
      x.push(place(at, layer));
      y.push(Number.NaN);
    }
    x.push(place(at, layer));
    y.push(profile.values[i] >= floor ? profile.values[i] : Number.NaN);
  }
  const kind = sampled && xs.length <= MOST_POINTS ? "points" : "line";
  return { kind, label: level, tone: level, x, y, shade };
}

/** Curves cut to where some of them have content. */
function withContent(curves: readonly Curve[]): readonly Curve[] {
  const floor = NOTHING * Math.max(0, ...curves.map(({ profile }) => largestOf(profile.values)));
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { profile } of curves)
    for (const [i, x] of profile.axes.x.values.entries())
      if (Math.abs(profile.values[i]) > floor) [from, to] = [Math.min(from, x), Math.max(to, x)];
  const room = ROOM * (to - from);
  if (!(room > 0)) return curves;
  return curves.map((curve) => {
    const { profile } = curve;
    const kept = (_: number, i: number): boolean =>
      profile.axes.x.values[i] >= from - room && profile.axes.x.values[i] <= to + room;
    const x = { ...profile.axes.x, values: profile.axes.x.values.filter(kept) };
    return { ...curve, profile: { ...profile, axes: { x }, values: profile.values.filter(kept) } };
  });
}

function shadeOf(index: number, count: number): number {
  return count < 2 ? 1 : FAINTEST + ((1 - FAINTEST) * index) / (count - 1);
}

function timesInWords(times: readonly When[]): string {
  return times.length === 1 ? ` (${wordsOf(times).join("")})` : `, from faint to full: ${wordsOf(times).join(", ")}`;
}

/**
 * What to draw: the times that are asked and that some level keeps, else, if none is, those nearest to them. Where none
 * is asked, the steady states and a few times up to the last, each half of the next.
 */
function chosenTimes(whens: readonly When[], at: readonly number[]): readonly When[] {
  const times = whens.filter((when) => typeof when === "number").sort((a, b) => a - b);
  const states = [...new Set(whens.filter((when) => typeof when !== "number"))];
  if (at.length > 0) {
    const kept = times.filter((time) => at.some((asked) => Math.abs(time - asked) <= SAME_TIME * asked));
    return kept.length > 0 ? [...new Set(kept)] : nearest(times, at);
  }
  const last = times.at(-1) ?? 0;
  const wanted = Array.from({ length: MOST_TIMES }, (_, i) => last / (1 << i));
  return [...nearest(times, wanted), ...states];
}

function nearest(times: readonly number[], wanted: readonly number[]): readonly number[] {
  if (times.length === 0) return [];
  const found = wanted.map((time) =>
    times.reduce((best, other) => (Math.abs(other - time) < Math.abs(best - time) ? other : best)),
  );
  return [...new Set(found)].sort((a, b) => a - b);
}
