/**
 * Curves over space: concentration, activity or probability of a species at some times, by level.
 *
 * @module
 */

import type { LevelName, Model } from "#model/model.ts";
import type { ProfileReport, RunResult } from "#run/run-result.ts";
import { axisLabel, axisUnit, largestOf } from "./axis-unit.ts";
import type { Axis, Figure, Mark } from "./figure.ts";
import { equalLayerPlace, layerIntervals } from "./layer-axis.ts";
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

/** The figure of the profiles of a species; undefined if no level gives any. */
export function profileFigure(result: RunResult, model: Model, plot: ProfilePlot): Figure | undefined {
  const { species, quantity, at, scale } = plot;
  const known = levelsOf(result).flatMap(([level, { profiles, sampled }]) =>
    profiles
      .filter((profile) => profile.species === species && profile.quantity === quantity)
      .map((profile) => ({ level, sampled, profile })),
  );
  const drawn = chosenTimes(
    known.map(({ profile }) => profile),
    at,
  );
  const shown = known.filter(({ profile }) => drawn.includes(profile.when));
  if (shown.length === 0) return undefined;
  const layers = model.domain?.kind === "layers" && scale === "by-layer" ? layerIntervals(model.domain) : undefined;
  const coordinate = model.domain?.kind === "layers" && model.domain.geometry !== "slab" ? "r" : "x";
  const unit = axisUnit("m", Math.max(...shown.map(({ profile }) => largestOf(profile.axes.x.values))));
  const place = (x: number): number => (layers ? equalLayerPlace(x, layers) : x * unit.factor);
  const title = `${quantity[0].toUpperCase()}${quantity.slice(1)} of ${species}`;
  return {
    name: `profile-${species}-${quantity}`,
    title,
    caption: `${title} ${drawn.length > 1 ? "at several times" : `(${whenText(drawn[0])})`}, by level${layers ? "; every layer is drawn equally wide" : ""}.`,
    x: layers ? equalLayersAxis(layers) : { label: axisLabel(coordinate, unit.unit), scale: "linear" },
    y: { label: axisLabel(quantity, shown[0].profile.unit), scale: scale === "log" ? "log" : "linear" },
    marks: shown.map(({ level, sampled, profile }) => markOf(profile, level, sampled, place, drawn.length > 1)),
  };
}

function equalLayersAxis(layers: NonNullable<Axis["named"]>): Axis {
  return { label: "layer", scale: "linear", named: layers.map(({ name }, i) => ({ from: i, to: i + 1, name })) };
}

function markOf(
  { when, axes, values }: ProfileReport,
  level: LevelName,
  sampled: boolean,
  place: (x: number) => number,
  several: boolean,
): Mark {
  const label = several ? `${level}, ${whenText(when)}` : level;
  const kind = sampled && values.length <= MOST_POINTS ? "points" : "line";
  return { kind, label, tone: level, x: axes.x.values.map(place), y: values };
}

/** The states to draw: those named, or the steady ones and a few times up to the last, each half of the next. */
function chosenTimes(profiles: readonly ProfileReport[], at: readonly number[]): readonly ProfileReport["when"][] {
  const whens = [...new Set(profiles.map(({ when }) => when))];
  const times = whens.filter((when) => typeof when === "number").sort((a, b) => a - b);
  const states = whens.filter((when) => typeof when !== "number");
  if (at.length > 0) return [...nearest(times, at), ...states];
  const last = times.at(-1);
  if (last === undefined) return states;
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
