/**
 * What the probabilities of points on a line say: moments, distances, quantiles, conditions, entropy.
 *
 * Moments and entropy are those of what is still there. Sums are compensated, and central moments are taken about the mean.
 *
 * @module
 */

import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Measure } from "#model/measure.ts";
import type { Model } from "#model/model.ts";
import { sumOf, weightedSum } from "#numerics/compensated-sum.ts";
import { log } from "#numerics/elementary.ts";
import { positionScope } from "#potential/position-scope.ts";
import type { Amount, Length } from "#units/flavour.ts";
import { siteQuantile } from "./site-quantile.ts";

/** Probabilities of points on a line. */
export interface LineLaw {
  /** Where, increasing [m]. */
  readonly x: Float64Array;
  /** How likely [1]; together what has not left. */
  readonly p: Float64Array;
  /** Where the walk started [m]; undefined for a law at rest, which has no displacement. */
  readonly start: Length | undefined;
  readonly amount: Amount;
  /** What has left through each end [1]. */
  readonly gone?: { readonly left: number; readonly right: number };
}

/** The value of a measure of state or history [coherent SI]; undefined if the law does not state it. */
export function lineReading(measure: Measure, law: LineLaw, model: Model): number | undefined {
  const { x, p, start, amount, gone } = law;
  const total = sumOf(p);
  const mean = () => weightedSum(x, p) / total;
  const about = (centre: number, power: number) => weightedSum(powers(x, centre, power), p) / total;
  switch (measure.name) {
    case "survival":
      return total;
    case "amount":
      return measure.place === undefined || measure.place.kind === "all" ? amount * total : undefined;
    case "amount_permeated":
      return gone && measure.place?.kind === "end" ? amount * gone[measure.place.end] : undefined;
    case "mean":
      return defined(mean());
    case "variance":
      return defined(about(mean(), 2));
    case "skewness": {
      const m = mean();
      const variance = about(m, 2);
      return defined(about(m, 3) / (variance * Math.sqrt(variance)));
    }
    case "excess_kurtosis": {
      const m = mean();
      const variance = about(m, 2);
      return defined(about(m, 4) / (variance * variance) - 3);
    }
    case "msd":
      return start === undefined ? undefined : defined(about(start, 2));
    case "moment":
      return start === undefined || measure.argument === undefined
        ? undefined
        : defined(about(start, measure.argument));
    case "mean_distance":
      return start === undefined
        ? undefined
        : defined(
            weightedSum(
              x.map((at) => Math.abs(at - start)),
              p,
            ) / total,
          );
    case "quantile":
      return measure.argument === undefined || !(total > 0) ? undefined : x[siteQuantile(p, measure.argument)];
    case "entropy":
      return defined(log(total) - sumOf(p.map((chance) => (chance > 0 ? chance * log(chance) : 0))) / total);
    case "probability": {
      if (measure.condition === undefined) return undefined;
      const holds = fieldOf(measure.condition, x.length, positionScope(model, x));
      return weightedSum(holds, p);
    }
    default:
      return undefined;
  }
}

function defined(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function powers(x: Float64Array, centre: number, power: number): Float64Array {
  return x.map((at) => {
    let product = 1;
    for (let k = 0; k < power; k++) product *= at - centre;
    return product;
  });
}
