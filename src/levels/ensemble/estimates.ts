/**
 * From sums over walkers to the measures of the vocabulary.
 *
 * mean, variance, skewness and excess kurtosis are those of the walkers that are still inside (variance with the divisor
 * n - 1); msd, moment and mean_distance likewise. probability is the fraction of all that started which is still there and
 * fulfils the condition. c is a count in a narrow bin: a fiftieth of the layer, or a tenth of the spread of
 * the walkers on an unbounded line; at a face, a straight line through the two bins next to it. Walkers on sites have none.
 *
 * @module
 */

import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Measure, Place } from "#model/measure.ts";
import type { Model } from "#model/model.ts";
import { positionScope } from "#potential/position-scope.ts";
import type { Amount, Length } from "#units/flavour.ts";
import { quantileFrom, quantileSums } from "./quantiles.ts";
import {
  type Bin,
  binCount,
  cosines,
  displacementPowers,
  distances,
  fates,
  firstMoments,
  fourMoments,
  positions,
  type Reference,
  type SumGroup,
} from "./tally.ts";
import { velocitySums, velocityValue } from "./velocity-sums.ts";
import { INSIDE, LEFT_OUT, RIGHT_OUT } from "./walkers.ts";

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
  /** Spacing of the sites on which the law lives; absent where it has a density [m]. */
  readonly spacing?: Length;
}

/** Whether a concentration can be read: the law has a density, along one axis. */
export function hasDensity({ dimensions, spacing }: EstimateFrame): boolean {
  return dimensions === 1 && spacing === undefined;
}

/** A measure as a group of sums and a formula of them. `walkers` is the number that started. */
export interface Estimate {
  readonly key: string;
  readonly sums: SumGroup;
  readonly value: (sums: readonly number[], walkers: number) => number;
}

/** The estimate of a measure of state or history; undefined if this level does not state it. */
export function estimateOf(measure: Measure, frame: EstimateFrame): Estimate | undefined {
  const { key, name, place } = measure;
  const worth = (count: number, walkers: number): number => (count / walkers) * frame.amount;
  switch (name) {
    case "mean":
      return { key, sums: positions, value: ([n, sum]) => sum / n };
    case "variance":
      return { key, sums: firstMoments, value: ([n, s1, s2]) => (s2 - (s1 * s1) / n) / (n - 1) };
    case "skewness":
      return { key, sums: fourMoments, value: (sums) => centralMoments(sums).skewness };
    case "excess_kurtosis":
      return { key, sums: fourMoments, value: (sums) => centralMoments(sums).excessKurtosis };
    case "mean_distance":
      return { key, sums: distances, value: ([n, sum]) => sum / n };
    case "msd":
      return { key, sums: distances, value: ([n, , squares]) => squares / n };
    case "moment": {
      const { argument } = measure;
      return argument === undefined
        ? undefined
        : { key, sums: displacementPowers(argument), value: ([n, sum]) => sum / n };
    }
    case "quantile": {
      const p = measure.argument;
      if (p === undefined || frame.dimensions > 1) return undefined;
      return { key, sums: quantileSums(p, frame.spacing), value: (sums) => quantileFrom(sums, p) };
    }
    case "intermediate_scattering": {
      const { argument } = measure;
      return argument === undefined ? undefined : { key, sums: cosines(argument), value: ([n, sum]) => sum / n };
    }
    case "survival":
      return { key, sums: fates, value: ([n], walkers) => n / walkers };
    case "probability": {
      const { condition } = measure;
      return condition && { key, sums: countFulfilling(condition, frame), value: ([n], walkers) => n / walkers };
    }
    case "amount": {
      if (place === undefined || place.kind === "all")
        return { key, sums: fates, value: ([n], walkers) => worth(n, walkers) };
      if (place.kind !== "layer") return undefined;
      const layer = frame.extents.find((extent) => extent.name === place.layer);
      const sums = layer && binCount(() => [{ ...layer, weight: 1 }]);
      return sums && { key, sums, value: ([n], walkers) => worth(n, walkers) };
    }
    case "amount_permeated": {
      if (place?.kind !== "end") return undefined;
      const through = place.end === "left" ? LEFT_OUT : RIGHT_OUT;
      return { key, sums: fates, value: (sums, walkers) => worth(sums[through], walkers) };
    }
    case "c": {
      const bins = hasDensity(frame) ? binsAt(place, frame.extents) : undefined;
      return bins && { key, sums: binCount(bins), value: ([n], walkers) => worth(n, walkers) };
    }
    default: {
      const value = velocityValue(measure, frame);
      return value && { key, sums: velocitySums, value };
    }
  }
}

function centralMoments([n, s1, s2, s3, s4]: readonly number[]): { skewness: number; excessKurtosis: number } {
  const d = s1 / n;
  const second = s2 / n - d * d;
  const third = s3 / n - 3 * d * (s2 / n) + 2 * d * d * d;
  const fourth = s4 / n - 4 * d * (s3 / n) + 6 * d * d * (s2 / n) - 3 * d * d * d * d;
  return { skewness: third / (second * Math.sqrt(second)), excessKurtosis: fourth / (second * second) - 3 };
}

/** Walkers inside that fulfil a condition on x, y, z and the distance r from the origin. */
function countFulfilling(condition: NonNullable<Measure["condition"]>, { model }: EstimateFrame): SumGroup {
  return {
    width: 1,
    fill(out, { axes, fate, count }) {
      const [x, y, z] = axes;
      const scope = positionScope(model, x);
      const holds = fieldOf(condition, count, {
        name(name) {
          if (name === "y") return y ?? 0;
          if (name === "z") return z ?? 0;
          if (name === "r") return radii(axes, count);
          return scope.name(name);
        },
      });
      out[0] = 0;
      for (let i = 0; i < count; i++) if (holds[i] !== 0 && fate[i] === INSIDE) out[0]++;
    },
  };
}

function radii(axes: readonly Float64Array[], count: number): Float64Array {
  const r = new Float64Array(count);
  for (const axis of axes) for (let i = 0; i < count; i++) r[i] += axis[i] * axis[i];
  return r.map(Math.sqrt);
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
