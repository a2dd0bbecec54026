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

/** Points at which a condition is looked at in each cell, and in those in which it changes. */
const COARSE = 16;
const FINE = 4096;

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
  const holds = (at: Float64Array) => {
    const scope = positionScope(model, at);
    const radius = at.map(Math.abs);
    return fieldOf(condition, at.length, { name: (name) => (name === "r" ? radius : scope.name(name)) });
  };
  const pointsIn = (cells: readonly number[], points: number) =>
    Float64Array.from({ length: cells.length * points }, (_, i) => {
      const k = cells[Math.floor(i / points)];
      return start + edge[k] + (((i % points) + 0.5) / points) * (edge[k + 1] - edge[k]);
    });
  let sum = 0;
  const add = (cells: readonly number[], points: number) => {
    const inside = holds(pointsIn(cells, points));
    for (let i = 0; i < inside.length; i++) if (inside[i] !== 0) sum += mass[cells[Math.floor(i / points)]] / points;
  };
  // A coarse look finds the cells in which, or at whose edges, the condition changes; those are looked at closely.
  const cells = Array.from(mass.keys());
  const coarse = holds(pointsIn(cells, COARSE));
  const changes = (k: number) => {
    const first = Math.max(0, k * COARSE - 1);
    const last = Math.min(coarse.length - 1, (k + 1) * COARSE);
    for (let i = first; i < last; i++) if (coarse[i] !== coarse[i + 1]) return true;
    return false;
  };
  const cut = cells.filter(changes);
  const isCut = new Set(cut);
  add(cut, FINE);
  for (const k of cells) if (!isCut.has(k) && coarse[k * COARSE] !== 0) sum += mass[k];
  const fronts = holds(Float64Array.of(rounded15(start - front), rounded15(start + front)));
  for (const there of fronts) if (there !== 0) sum += frontMass;
  return sum;
}
