/**
 * What the probabilities of a flight on a lattice say about the law that they stand for, of which a site is a cell.
 *
 * The distribution function is known at the edges between cells; within one it is the cubic through four edges, so that
 * quantiles and probabilities are of order h² wherever they cut a cell. So do densities go through four sites. Two numbers of an endless
 * lattice need no window at all:
 *
 *     <|x|> = h/π ∫ (1 - e^(-λ(k) t)) / (2 sin²(k/2)) dk,    <cos qx> = e^(-λ(qh) t),    λ(k) = K |2 sin(k/2) / h|^a
 *
 * with k from 0 to π: |j| has the Fourier series of -1 / 2 sin²(k/2).
 *
 * @module
 */

import { type LineLaw, lineReading } from "#levels/line-law.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { Measure } from "#model/measure.ts";
import type { Model } from "#model/model.ts";
import type { FlightLaw } from "#model/motion-law.ts";
import { cos, exp, expm1, pow, sin } from "#numerics/elementary.ts";
import { integrate } from "#numerics/quadrature.ts";
import { positionScope } from "#potential/position-scope.ts";
import type { FlightProblem } from "#step-law/flight-problem.ts";
import type { Length, Time } from "#units/flavour.ts";
import type { FlightLattice } from "./flight-lattice.ts";

/** Probabilities at a time. */
export interface FlightState {
  readonly time: Time;
  readonly p: Float64Array;
  /** Σ P over all sites before i, for i from 0 to their number: the distribution function at the edges of cells. */
  readonly sums: Float64Array;
}

/** A state with what it belongs to. */
export interface FlightView {
  readonly model: Model;
  readonly problem: FlightProblem;
  readonly lattice: FlightLattice;
  readonly state: FlightState;
}

/** The distribution function at the edges of cells. */
export function cumulated(p: Float64Array): Float64Array {
  const sums = new Float64Array(p.length + 1);
  for (let i = 0; i < p.length; i++) sums[i + 1] = sums[i] + p[i];
  return sums;
}

/** The value of a measure of state [coherent SI]; undefined if this lattice does not state it. */
export function flightReading(measure: Measure, view: FlightView): number | undefined {
  const { problem, lattice, state } = view;
  const bounded = problem.ends !== undefined;
  switch (measure.name) {
    case "c":
    case "activity":
      return measure.place?.kind === "point" && state.time > 0
        ? problem.amount * density(lattice, state, measure.place.at[0] as Length)
        : undefined;
    case "quantile":
      return measure.argument === undefined || !(state.time > 0)
        ? undefined
        : quantile(lattice, state, measure.argument);
    case "probability":
      return measure.condition && state.time > 0 ? probability(measure.condition, view) : undefined;
    case "mean":
      if (!bounded) return problem.law.index > 1 ? problem.start : undefined;
      return lineReading(measure, lineOf(view), view.model);
    case "intermediate_scattering":
      return measure.argument === undefined ? undefined : scattering(view, measure.argument);
    case "survival":
      return bounded ? lineReading(measure, lineOf(view), view.model) : 1;
    case "amount":
      return measure.place === undefined || measure.place.kind === "all"
        ? problem.amount * (state.sums.at(-1) as number)
        : undefined;
    case "variance":
    case "skewness":
    case "excess_kurtosis":
    case "msd":
    case "moment":
    case "mean_distance":
      return bounded || problem.law.index === 2 ? lineReading(measure, lineOf(view), view.model) : undefined;
    default:
      return undefined;
  }
}

function lineOf({ problem, lattice, state }: FlightView): LineLaw {
  return { x: lattice.x, p: state.p, start: problem.start, amount: problem.amount };
}

/** <|x - x0|> on an endless lattice [m]. */
export function ringDistance(law: FlightLaw, h: Length, t: Time): Length {
  if (t === 0) return 0;
  const rate = law.K * t * pow(h, -law.index);
  // k = π u^power crowds the points where the integrand rises as k^(a - 2), so that it falls to 0 as u.
  const power = 2 / (law.index - 1);
  const integrand = (u: number): number => {
    const wave = 2 * sin((Math.PI / 2) * pow(u, power));
    if (!(wave > 1e-150)) return 0;
    return ((-2 * expm1(-rate * pow(wave, law.index))) / (wave * wave)) * Math.PI * power * pow(u, power - 1);
  };
  return (h / Math.PI) * integrate(integrand, 0, 1, { relative: 1e-10 });
}

/** <cos q(x - x0)> on an endless lattice [1]. */
export function ringScattering({ index, K }: FlightLaw, h: Length, t: Time, q: number): number {
  return exp(-K * t * pow(Math.abs(2 * sin((q * h) / 2)) / h, index));
}

function scattering({ problem, lattice, state }: FlightView, q: number): number {
  let sum = 0;
  for (let i = 0; i < state.p.length; i++) sum += state.p[i] * cos(q * (lattice.x[i] - problem.start));
  return sum / (state.sums.at(-1) as number);
}

/** The cubic through four values -1, 0, 1 and 2 apart from a place, at the share s between the middle two. */
function cubic(before: number, left: number, right: number, after: number, s: number): number {
  return (
    (-s * (s - 1) * (s - 2) * before) / 6 +
    ((s + 1) * (s - 1) * (s - 2) * left) / 2 -
    ((s + 1) * s * (s - 2) * right) / 2 +
    ((s + 1) * s * (s - 1) * after) / 6
  );
}

/** The density at a point [m^-1]. */
function density({ x, spacing }: FlightLattice, { p }: FlightState, at: Length): number {
  const place = (at - x[0]) / spacing;
  const site = Math.floor(place);
  const value = (i: number) => (i >= 0 && i < p.length ? p[i] : 0);
  return cubic(value(site - 1), value(site), value(site + 1), value(site + 2), place - site) / spacing;
}

/** The distribution function within a cell, not divided by its total. */
function within({ sums }: FlightState, cell: number, share: number): number {
  const last = sums.length - 1;
  return cubic(sums[Math.max(0, cell - 1)], sums[cell], sums[cell + 1], sums[Math.min(last, cell + 2)], share);
}

/** The distribution function at a point, not divided by its total. */
function distribution({ x, spacing }: FlightLattice, state: FlightState, at: Length): number {
  const place = (at - x[0]) / spacing + 0.5;
  const cells = state.p.length;
  if (!(place > 0)) return 0;
  if (place >= cells) return state.sums[cells];
  const cell = Math.floor(place);
  return within(state, cell, place - cell);
}

/** The point below which a flight that is still going on is with probability q. */
function quantile({ x, spacing }: FlightLattice, state: FlightState, q: number): Length | undefined {
  const { p, sums } = state;
  const wanted = q * sums[p.length];
  let [low, high] = [0, p.length];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (sums[middle] <= wanted) low = middle;
    else high = middle;
  }
  if (!(p[low] > 0)) return undefined;
  let [left, right] = [0, 1];
  for (let round = 0; round < 50; round++) {
    const middle = (left + right) / 2;
    if (within(state, low, middle) <= wanted) left = middle;
    else right = middle;
  }
  return x[0] + (low - 0.5 + left) * spacing;
}

/** Probability of the intervals on which a condition holds. */
function probability(condition: Expression, { model, lattice, state }: FlightView): number {
  const { x, spacing } = lattice;
  const n = x.length;
  const holdsAt = (at: Float64Array) => fieldOf(condition, at.length, positionScope(model, at));
  const holds = holdsAt(x);
  const one = new Float64Array(1);
  const holdsHere = (at: Length): boolean => {
    one[0] = at;
    return holdsAt(one)[0] !== 0;
  };
  let sum = 0;
  let before = 0;
  for (let i = 0; i < n; i++) {
    const end =
      i + 1 < n && holds[i + 1] === holds[i]
        ? undefined
        : i + 1 < n
          ? change(holdsHere, x[i], x[i + 1])
          : x[n - 1] + spacing;
    if (end === undefined) continue;
    const until = distribution(lattice, state, end);
    if (holds[i] !== 0) sum += until - before;
    before = until;
  }
  return sum;
}

/** Where a condition changes between two sites. */
function change(holds: (x: Length) => boolean, from: Length, to: Length): Length {
  const first = holds(from);
  let [low, high] = [from, to];
  for (let round = 0; round < 60; round++) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (holds(middle) === first) low = middle;
    else high = middle;
  }
  return high;
}
