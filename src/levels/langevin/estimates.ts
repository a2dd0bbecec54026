/**
 * From sums over walkers to the measures of the vocabulary.
 *
 * mean, variance, skewness and excess kurtosis are those of the walkers that are still inside (variance with the divisor
 * n - 1); msd and mean_distance likewise. probability is the fraction of all walkers, those that have left included, that
 * are inside and fulfil the condition. c is a count in a narrow bin: a fiftieth of the layer, or a tenth of the spread of
 * the walkers on an unbounded line; at a face, a straight line through the two bins next to it.
 *
 * @module
 */

import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Measure, Place } from "#model/measure.ts";
import type { Model } from "#model/model.ts";
import { positionScope } from "#potential/position-scope.ts";
import type { Amount, Length } from "#units/flavour.ts";
import {
  type Bin,
  binSum,
  countInside,
  countLeftOut,
  countRightOut,
  displacementSum,
  powerSum,
  type Reference,
  type Row,
  type Sum,
  squaredDisplacementSum,
} from "./tally.ts";
import { INSIDE, type Walkers } from "./walkers.ts";

/** A layer as it is measured. */
export interface Extent {
  readonly name: string;
  readonly from: Length;
  readonly to: Length;
}

/** What estimates refer to. */
export interface EstimateFrame {
  readonly model: Model;
  readonly dimensions: number;
  /** Layers, or one unnamed extent that may be infinite. */
  readonly extents: readonly Extent[];
  /** Amount at the start [mol, or 1]. */
  readonly amount: Amount;
}

/** A measure as sums and a formula. `walkers` is the number that started in the row. */
export interface Estimate {
  readonly key: string;
  readonly sums: readonly Sum[];
  readonly value: (sums: readonly number[], walkers: number) => number;
}

/** The estimate of a measure of state or history; undefined if this level does not state it. */
export function estimateOf(measure: Measure, frame: EstimateFrame): Estimate | undefined {
  const { key, name, place } = measure;
  const perWalker = (count: number, walkers: number): number => (count / walkers) * frame.amount;
  switch (name) {
    case "mean":
    case "variance":
    case "skewness":
    case "excess_kurtosis":
      return momentEstimate(key, name);
    case "msd":
      return { key, sums: [countInside, squaredDisplacementSum], value: ([n, sum]) => sum / n };
    case "mean_distance":
      return { key, sums: [countInside, displacementSum], value: ([n, sum]) => sum / n };
    case "survival":
      return { key, sums: [countInside], value: ([n], walkers) => n / walkers };
    case "probability": {
      const { condition } = measure;
      if (condition === undefined) return undefined;
      return {
        key,
        sums: [(walkers) => countFulfilling(walkers, condition, frame)],
        value: ([n], walkers) => n / walkers,
      };
    }
    case "amount": {
      if (place === undefined || place.kind === "all")
        return { key, sums: [countInside], value: ([n], walkers) => perWalker(n, walkers) };
      if (place.kind !== "layer") return undefined;
      const layer = frame.extents.find((extent) => extent.name === place.layer);
      return (
        layer && {
          key,
          sums: [binSum(() => [{ ...layer, weight: 1 }])],
          value: ([n], walkers) => perWalker(n, walkers),
        }
      );
    }
    case "amount_permeated":
      if (place?.kind !== "end") return undefined;
      return {
        key,
        sums: [place.end === "left" ? countLeftOut : countRightOut],
        value: ([n], walkers) => perWalker(n, walkers),
      };
    case "c": {
      const bins = frame.dimensions === 1 ? binsAt(place, frame.extents) : undefined;
      return bins && { key, sums: [binSum(bins)], value: ([n], walkers) => perWalker(n, walkers) };
    }
    default:
      return undefined;
  }
}

/** The value of an estimate from a row of its columns. */
export function estimateValue({ sums, value }: Estimate, firstColumn: number, row: Row, walkers: number): number {
  return value(
    sums.map((_, i) => row(firstColumn + i)),
    walkers,
  );
}

type Moment = "mean" | "variance" | "skewness" | "excess_kurtosis";

/** Central moments from power sums about a reference; the mean itself needs the reference back. */
function momentEstimate(key: string, name: Moment): Estimate {
  if (name === "mean") {
    const absolute: Sum = (walkers, reference) =>
      powerSum(1)(walkers, reference) + reference.mean * countInside(walkers, reference);
    return { key, sums: [countInside, absolute], value: ([n, sum]) => sum / n };
  }
  const sums = name === "variance" ? [powerSum(1), powerSum(2)] : [powerSum(1), powerSum(2), powerSum(3), powerSum(4)];
  return {
    key,
    sums: [countInside, ...sums],
    value: ([n, s1, s2, s3 = 0, s4 = 0]) => {
      const d = s1 / n;
      const second = s2 / n - d * d;
      if (name === "variance") return (second * n) / (n - 1);
      const third = s3 / n - 3 * d * (s2 / n) + 2 * d * d * d;
      if (name === "skewness") return third / (second * Math.sqrt(second));
      const fourth = s4 / n - 4 * d * (s3 / n) + 6 * d * d * (s2 / n) - 3 * d * d * d * d;
      return fourth / (second * second) - 3;
    },
  };
}

function countFulfilling(
  walkers: Walkers,
  condition: NonNullable<Measure["condition"]>,
  { model }: EstimateFrame,
): number {
  const { axes, fate, count } = walkers;
  const [x, y, z] = axes;
  const scope = positionScope(model, x);
  const holds = fieldOf(condition, count, {
    name(name) {
      if (name === "y") return y ?? 0;
      if (name === "z") return z ?? 0;
      if (name === "r") return distances(axes, count);
      return scope.name(name);
    },
  });
  let number = 0;
  for (let i = 0; i < count; i++) if (holds[i] !== 0 && fate[i] === INSIDE) number++;
  return number;
}

function distances(axes: readonly Float64Array[], count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) =>
    Math.sqrt(axes.reduce((sum, axis) => sum + axis[i] * axis[i], 0)),
  );
}

/** The bins whose weighted counts give a density at a place. */
function binsAt(
  place: Place | undefined,
  extents: readonly Extent[],
): ((reference: Reference) => readonly Bin[]) | undefined {
  if (place === undefined) return undefined;
  if (place.kind === "point") {
    const at = place.at[0];
    const extent = extents.find(({ from, to }) => at >= from && at < to) ?? extents.find(({ to }) => at === to);
    return extent && ((reference) => binsNear(at, extent, reference));
  }
  if (place.kind !== "end" && place.kind !== "layer-face") return undefined;
  const side = place.kind === "end" ? place.end : place.side;
  const extent =
    place.kind === "end"
      ? extents[side === "left" ? 0 : extents.length - 1]
      : extents.find(({ name }) => name === place.layer);
  const at = side === "left" ? extent?.from : extent?.to;
  if (extent === undefined || at === undefined || !Number.isFinite(at)) return undefined;
  return (reference) => binsNear(at, extent, reference);
}

/** One bin around the point; beside a face two bins, whose straight line is read at the point. */
function binsNear(at: Length, { from, to }: Extent, { spread }: Reference): readonly Bin[] {
  const length = to - from;
  const width = length < Number.POSITIVE_INFINITY ? length / 50 : 0.1 * spread;
  if (!(width > 0)) return [];
  if (at - width / 2 >= from && at + width / 2 <= to)
    return [{ from: at - width / 2, to: at + width / 2, weight: 1 / width }];
  const leftward = at - width / 2 < from;
  const [near, far] = leftward
    ? [
        { from, to: from + width },
        { from: from + width, to: from + 2 * width },
      ]
    : [
        { from: to - width, to },
        { from: to - 2 * width, to: to - width },
      ];
  const share = Math.abs(at - 0.5 * (near.from + near.to)) / width;
  const out = leftward ? at < near.from + width / 2 : at > near.to - width / 2;
  const slope = out ? share : -share;
  return [
    { ...near, weight: (1 + slope) / width },
    { ...far, weight: -slope / width },
  ];
}
