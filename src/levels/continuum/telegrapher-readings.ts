/**
 * What the state of the telegrapher equation says: densities of the continuous part, moments and probabilities of all.
 *
 * @module
 */

import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { Measure } from "#model/measure.ts";
import type { Model } from "#model/model.ts";
import { weightedSum } from "#numerics/compensated-sum.ts";
import { positionScope } from "#potential/position-scope.ts";
import { rounded15 } from "#step-law/lattice-coordinate.ts";
import type { Amount, Length, ReadonlyFloat64Array } from "#units/flavour.ts";
import type { TelegraphState } from "./telegrapher-scheme.ts";

/** Where the state starts and what it is worth. */
export interface TelegraphFrame {
  readonly model: Model;
  readonly start: Length;
  readonly amount: Amount;
}

/** Points at which a condition is looked at in each cell. */
const POINTS = 64;

/** The value of a measure [coherent SI]; undefined where this level does not state it. */
export function telegraphReading(measure: Measure, state: TelegraphState, frame: TelegraphFrame): number | undefined {
  const { start, amount } = frame;
  switch (measure.name) {
    case "c":
    case "activity":
      return measure.place?.kind === "point" && state.time > 0
        ? amount * densityAt(state, measure.place.at[0] - start)
        : undefined;
    case "flux":
      return measure.place?.kind === "point" && state.time > 0
        ? amount * between(state, state.flux, measure.place.at[0] - start)
        : undefined;
    case "mean":
      return start + moment(state, 1);
    case "variance":
      return moment(state, 2) - moment(state, 1) * moment(state, 1);
    case "msd":
      return moment(state, 2);
    case "excess_kurtosis": {
      const second = moment(state, 2);
      return second > 0 ? moment(state, 4) / (second * second) - 3 : undefined;
    }
    case "moment":
      return measure.argument && moment(state, measure.argument);
    case "mean_distance":
      return weightedSum(state.whole, state.site.map(Math.abs));
    case "probability":
      return measure.condition && state.time > 0 ? probability(measure.condition, state, frame) : undefined;
    case "survival":
      return 1;
    case "amount":
      return measure.place?.kind === "all" ? amount : undefined;
    default:
      return undefined;
  }
}

/** <(x - x(0))^n> of the whole law. */
function moment({ site, whole }: TelegraphState, n: number): number {
  return weightedSum(
    whole,
    site.map((x) => {
      let value = x;
      for (let k = 1; k < n; k++) value *= x;
      return value;
    }),
  );
}

/** Density of the continuous part at a displacement [m^-1]. */
export function densityAt(state: TelegraphState, x: Length): number {
  const { edge, mass } = state;
  return between(
    state,
    mass.map((m, k) => m / (edge[k + 1] - edge[k])),
    x,
  );
}

/** A value given at the middle of each cell, along straight lines between them and on to the front; 0 beyond it. */
function between({ edge, front }: TelegraphState, values: ReadonlyFloat64Array, x: Length): number {
  if (!(Math.abs(x) <= front)) return 0;
  const cells = values.length;
  const middle = (k: number) => 0.5 * (edge[k] + edge[k + 1]);
  let [low, high] = [0, cells - 1];
  while (high - low > 1) {
    const half = (low + high) >>> 1;
    if (middle(half) <= x) low = half;
    else high = half;
  }
  const share = (x - middle(low)) / (middle(high) - middle(low));
  return values[low] + share * (values[high] - values[low]);
}

/** Probability of a condition: the share of each cell in which it holds, and each front if it holds there. */
function probability(condition: Expression, state: TelegraphState, { model, start }: TelegraphFrame): number {
  const { edge, mass, front, frontMass } = state;
  const points = Float64Array.from({ length: mass.length * POINTS }, (_, i) => {
    const k = Math.floor(i / POINTS);
    return start + edge[k] + (((i % POINTS) + 0.5) / POINTS) * (edge[k + 1] - edge[k]);
  });
  const fronts = Float64Array.of(rounded15(start - front), rounded15(start + front));
  const holds = (at: Float64Array) => {
    const scope = positionScope(model, at);
    const radius = at.map(Math.abs);
    return fieldOf(condition, at.length, { name: (name) => (name === "r" ? radius : scope.name(name)) });
  };
  const inside = holds(points);
  let sum = 0;
  for (let i = 0; i < points.length; i++) if (inside[i] !== 0) sum += mass[Math.floor(i / POINTS)] / POINTS;
  for (const there of holds(fronts)) if (there !== 0) sum += frontMass;
  return sum;
}
