/**
 * One step in time of a dissolving solid: TR-BDF2, whose stages are solved for the liquid and the surface in turn.
 *
 *     u_γ     = u + γh/2 (f(u) + f(u_γ)),                γ = 2 - √2
 *     u'      = u_γ / γ(2-γ) - u (1-γ)² / γ(2-γ) + h (1-γ)/(2-γ) f(u')
 *
 * For a known surface the liquid is a tridiagonal system; the flux out of the surface moves it, by a share c_s/ρ of what
 * the liquid takes, so the two settle in a few turns. Amounts enter linearly: solid and liquid together are exact.
 *
 * @see R. E. Bank et al., IEEE Trans. Electron Devices 32, 1992 (1985), doi:10.1109/T-ED.1985.22232 (not opened)
 * @module
 */

import { OF_ERROR, OF_MIDDLE, OF_RATE, OF_START, STAGE, secondDifference } from "#numerics/tr-bdf2.ts";
import { fillFlux, makeRates, type Rates, type RecedingSolid, setGeometry } from "./receding-solid.ts";

/** Turns between liquid and surface, at most. */
const MOST_TURNS = 60;
/** The surface has settled when it moves by less than this part of the liquid [1]. */
const SETTLED = 1e-15;

/** Amounts of the liquid in each cell, then S of the surface; their rates of change beside them. */
export interface DissolutionState {
  readonly values: Float64Array;
  readonly rates: Float64Array;
}

/** Room for steps of a solid. */
export interface DissolutionStepper {
  readonly solid: RecedingSolid;
  readonly room: Rates;
  readonly start: DissolutionState;
  readonly middle: DissolutionState;
  readonly next: DissolutionState;
  readonly known: Float64Array;
  readonly pivots: Float64Array;
}

/** A stepper whose start is to be filled, and its rates set by {@link setRates}. */
export function makeDissolutionStepper(solid: RecedingSolid): DissolutionStepper {
  const size = solid.shares.length;
  const state = (): DissolutionState => ({ values: new Float64Array(size), rates: new Float64Array(size) });
  return {
    solid,
    room: makeRates(solid),
    start: state(),
    middle: state(),
    next: state(),
    known: new Float64Array(size),
    pivots: new Float64Array(size),
  };
}

/** Fills the rates of a state from its values: the speed of the surface first, which the flux depends on. */
export function setRates({ solid, room }: DissolutionStepper, { values, rates }: DissolutionState): void {
  const last = values.length - 1;
  let speed = 0;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    setGeometry(solid, values[last], speed, room);
    fillFlux(solid, values, room);
    const found = -room.flux[0] / solid.density;
    if (Math.abs(found - speed) <= 4 * Number.EPSILON * Math.abs(found)) break;
    speed = found;
  }
  takeRates(solid, room, rates);
}

function takeRates({ density }: RecedingSolid, { flux }: Rates, rates: Float64Array): void {
  const last = rates.length - 1;
  for (let i = 0; i < last; i++) rates[i] = flux[i] - flux[i + 1];
  rates[last] = -flux[0] / density;
}

/**
 * Tries a step [s] from `start` to `next`. Returns the largest error, in units of a cell at the solubility or of the liquid
 * [1]; Infinity if the surface does not settle or would pass the middle of the solid.
 */
export function tryDissolutionStep(stepper: DissolutionStepper, step: number): number {
  const { solid, start, middle, next, known } = stepper;
  const size = known.length;
  for (let i = 0; i < size; i++) known[i] = start.values[i] + STAGE * step * start.rates[i];
  if (!solveStage(stepper, STAGE * step, start, middle)) return Number.POSITIVE_INFINITY;
  for (let i = 0; i < size; i++) known[i] = OF_MIDDLE * middle.values[i] - OF_START * start.values[i];
  if (!solveStage(stepper, OF_RATE * step, middle, next)) return Number.POSITIVE_INFINITY;
  let worst = 0;
  const last = size - 1;
  const liquid = solid.outer - next.values[last];
  for (let i = 0; i < size; i++) {
    const error = OF_ERROR * step * secondDifference(start.rates[i], middle.rates[i], next.rates[i]);
    const scale =
      i === last ? surfaceScale(solid, start.values[last], liquid) : solid.solubility * stepper.room.volume[i];
    worst = Math.max(worst, Math.abs(error) / scale);
  }
  return worst;
}

/** Against what an error of the surface counts: the solid that is left, or without a middle the first cell. */
function surfaceScale({ dimensions, shares }: RecedingSolid, S: number, liquid: number): number {
  return dimensions === 1 ? shares[1] * liquid : S;
}

/** Solves u = known + weight f(u), from the guess of another state. */
function solveStage(
  { solid, room, known, pivots }: DissolutionStepper,
  weight: number,
  guess: DissolutionState,
  out: DissolutionState,
): boolean {
  const last = known.length - 1;
  let S = guess.values[last];
  let speed = guess.rates[last];
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    if (!(solid.dimensions === 1 || S > 0)) return false;
    setGeometry(solid, S, speed, room);
    solveLiquid(solid, room, weight, known, out.values, pivots);
    fillFlux(solid, out.values, room);
    speed = -room.flux[0] / solid.density;
    const found = known[last] + weight * speed;
    const moved = Math.abs(found - S);
    S = found;
    if (moved > SETTLED * (Math.abs(solid.outer) + Math.abs(S))) continue;
    out.values[last] = S;
    takeRates(solid, room, out.rates);
    return solid.dimensions === 1 || S > 0;
  }
  return false;
}

/** (1 - weight L) amounts = known, by elimination along the row. */
function solveLiquid(
  { solubility, held = 0 }: RecedingSolid,
  { ahead, behind, volume }: Rates,
  weight: number,
  known: Float64Array,
  amounts: Float64Array,
  pivots: Float64Array,
): void {
  const cells = volume.length;
  for (let i = 0; i < cells; i++) {
    let right = known[i];
    if (i === 0) right += weight * ahead[0] * solubility;
    if (i === cells - 1) right += weight * behind[cells] * held;
    let pivot = 1 + (weight * (behind[i] + ahead[i + 1])) / volume[i];
    if (i > 0) {
      const below = (-weight * ahead[i]) / volume[i - 1];
      const above = (-weight * behind[i]) / volume[i];
      const factor = below / pivots[i - 1];
      pivot -= factor * above;
      right -= factor * amounts[i - 1];
    }
    pivots[i] = pivot;
    amounts[i] = right;
  }
  for (let i = cells - 1; i >= 0; i--) {
    const above = i + 1 < cells ? (weight * behind[i + 1] * amounts[i + 1]) / volume[i + 1] : 0;
    amounts[i] = (amounts[i] + above) / pivots[i];
  }
}
