/**
 * What the probabilities on a lattice say about a walker: moments, distances, probabilities, entropy.
 *
 * Sums are compensated, and central moments are taken about the mean of the law itself, so that they are good to
 * rounding however far the walk has drifted. Moments are those of the law divided by its total.
 *
 * @module
 */

import { normalDistance } from "#levels/normal-distance.ts";
import { siteQuantile } from "#levels/site-quantile.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Expression } from "#model/expression/expression.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Measure } from "#model/measure.ts";
import { sumOf, weightedSum } from "#numerics/compensated-sum.ts";
import { log } from "#numerics/elementary.ts";
import { latticeCoordinate, rounded15 } from "#step-law/lattice-coordinate.ts";
import type { LatticeProblem } from "#step-law/lattice-problem.ts";
import type { Length, ReadonlyFloat64Array } from "#units/flavour.ts";
import { type LatticeField, type LatticeFrame, type LatticeRow, rowsOf } from "./lattice-field.ts";

/** A field with its moments along each axis, calculated once. */
export interface LatticeState {
  readonly frame: LatticeFrame;
  readonly field: LatticeField;
  readonly moments: readonly AxisMoments[];
}

/** The state of a field. */
export function latticeState(frame: LatticeFrame, field: LatticeField): LatticeState {
  const axes = ([0, 1, 2] as const).slice(0, frame.dimensions);
  return { frame, field, moments: axes.map((axis) => axisMoments(frame, field, axis)) };
}

/** The value of a measure of the state [coherent SI]; undefined if a lattice does not state it, or it has no meaning yet. */
export function latticeReading(measure: Measure, problem: LatticeProblem, state: LatticeState): number | undefined {
  const l = problem.law.spacing;
  const { frame, field, moments } = state;
  const along = moments[0] as AxisMoments;
  switch (measure.name) {
    case "mean":
      return (problem.start[0] as number) + l * along.mean;
    case "variance":
      return l * l * along.variance;
    case "skewness":
      return defined(along.skewness);
    case "excess_kurtosis":
      return defined(along.excessKurtosis);
    case "moment":
      return measure.argument && momentOf(measure.argument, l, frame, field);
    case "quantile":
      return measure.argument && quantileOf(measure.argument, problem, frame, field);
    case "msd":
      return l * l * meanSquaredDisplacement(state);
    case "mean_distance":
      return (l * sumOverRows(frame, field, distancesOf)) / sumOverRows(frame, field);
    case "probability":
      return measure.condition && probabilityOf(measure.condition, problem, frame, field);
    case "normal_distance":
      return frame.dimensions === 1 ? normalDistance(marginal(frame, field, 0)) : undefined;
    case "entropy":
      return entropyOf(frame, field);
    case "amount":
      return measure.place === undefined || measure.place.kind === "all"
        ? problem.amount * sumOverRows(frame, field)
        : undefined;
    case "survival":
      return sumOverRows(frame, field);
    default:
      return undefined;
  }
}

function defined(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/** The moments of the displacement along one axis, in spacings. */
export interface AxisMoments {
  readonly mean: number;
  readonly variance: number;
  readonly skewness: number;
  readonly excessKurtosis: number;
}

/** The moments of the displacement along one axis [spacings]; skewness and kurtosis are NaN while all is at one site. */
function axisMoments(frame: LatticeFrame, field: LatticeField, axis: 0 | 1 | 2): AxisMoments {
  const p = marginal(frame, field, axis);
  const first = field.low[axis] - frame.origin[axis];
  const total = sumOf(p);
  const moment = (power: number, centre: number) =>
    weightedSum(
      p.map((_, i) => {
        const y = first + i - centre;
        return power === 1 ? y : power === 2 ? y * y : power === 3 ? y * y * y : y * y * (y * y);
      }),
      p,
    ) / total;
  const mean = moment(1, 0);
  const variance = moment(2, mean);
  return {
    mean,
    variance,
    skewness: moment(3, mean) / (variance * Math.sqrt(variance)),
    excessKurtosis: moment(4, mean) / (variance * variance) - 3,
  };
}

/** The probabilities of the displacement along one axis, over the window. */
function marginal(frame: LatticeFrame, field: LatticeField, axis: 0 | 1 | 2): Float64Array {
  const sums = new Float64Array(field.high[axis] - field.low[axis] + 1);
  const lost = new Float64Array(sums.length);
  for (const { values, y, z } of rowsOf(frame, field)) {
    if (axis !== 0) {
      const at = (axis === 1 ? y : z) + frame.origin[axis] - field.low[axis];
      addCompensated(sums, lost, at, sumOf(values));
    } else for (let i = 0; i < values.length; i++) addCompensated(sums, lost, i, values[i]);
  }
  for (let i = 0; i < sums.length; i++) sums[i] += lost[i];
  return sums;
}

/** Adds x >= 0 to sums[i] >= 0 and what the sum rounds off to lost[i]. */
function addCompensated(sums: Float64Array, lost: Float64Array, i: number, x: number): void {
  const sum = sums[i];
  const next = sum + x;
  lost[i] += sum >= x ? sum - next + x : x - next + sum;
  sums[i] = next;
}

/** Mean displacement along x [spacings], and variance of the position, averaged over the axes [spacings²]. */
export function spreadOf({ moments }: LatticeState): { readonly mean: number; readonly variance: number } {
  let sum = 0;
  for (const { variance } of moments) sum += variance;
  return { mean: (moments[0] as AxisMoments).mean, variance: sum / moments.length };
}

/** <|r - r(0)|²> [spacings²]. */
function meanSquaredDisplacement({ moments }: LatticeState): number {
  let sum = 0;
  for (const { mean, variance } of moments) sum += variance + mean * mean;
  return sum;
}

/** Σ P g over all sites, g = 1 if not given. */
function sumOverRows(
  frame: LatticeFrame,
  field: LatticeField,
  weightsOf?: (row: LatticeRow) => ReadonlyFloat64Array,
): number {
  const rows: number[] = [];
  for (const row of rowsOf(frame, field))
    rows.push(weightsOf === undefined ? sumOf(row.values) : weightedSum(weightsOf(row), row.values));
  return sumOf(Float64Array.from(rows));
}

function distancesOf({ x, y, z, values }: LatticeRow): Float64Array {
  return values.map((_, i) => Math.sqrt((x + i) * (x + i) + (y * y + z * z)));
}

/** Entropy -Σ P ln P [1]. */
function entropyOf(frame: LatticeFrame, field: LatticeField): number {
  return sumOverRows(frame, field, ({ values }) => values.map((p) => (p > 0 ? -log(p) : 0)));
}

/** <(x - x(0))^order> [m^order]. */
function momentOf(order: number, spacing: Length, frame: LatticeFrame, field: LatticeField): number {
  const p = marginal(frame, field, 0);
  const first = field.low[0] - frame.origin[0];
  const powers = p.map((_, i) => {
    const x = spacing * (first + i);
    let value = x;
    for (let k = 1; k < order; k++) value *= x;
    return value;
  });
  return weightedSum(powers, p) / sumOf(p);
}

/** The first site along x up to which the walker is with at least this probability [m]. */
function quantileOf(below: number, problem: LatticeProblem, frame: LatticeFrame, field: LatticeField): Length {
  const site = field.low[0] - frame.origin[0] + siteQuantile(marginal(frame, field, 0), below);
  return latticeCoordinate(problem.start[0] as number, problem.law.spacing, site);
}

/** Probability of the sites whose coordinates fulfil a condition [1]. */
function probabilityOf(
  condition: Expression,
  { law, start, constants }: LatticeProblem,
  frame: LatticeFrame,
  field: LatticeField,
): number {
  const coordinate = (axis: number, sites: number) =>
    axis < frame.dimensions ? latticeCoordinate(start[axis] as number, law.spacing, sites) : 0;
  const length = field.high[0] - field.low[0] + 1;
  const x = Float64Array.from({ length }, (_, i) => coordinate(0, field.low[0] - frame.origin[0] + i));
  const usesRadius = namesIn(condition).has("r");
  return sumOverRows(frame, field, (row) => {
    const y = coordinate(1, row.y);
    const z = coordinate(2, row.z);
    const r = usesRadius ? x.map((at) => rounded15(Math.sqrt(at * at + (y * y + z * z)))) : 0;
    const scope = new Map<string, number | Float64Array>([...constants, ["x", x], ["y", y], ["z", z], ["r", r]]);
    return fieldOf(condition, length, { name: (name) => scope.get(name) });
  });
}
