/**
 * Electric potentials of compartments in parcels: those at which no mean current charges them.
 *
 *     0 = sum of ± z_i (forward - backward)
 *
 * That neither does a single parcel is the work of `compartment-neutral.ts`.
 *
 * @module
 */

import type { CellLayout } from "#generator/compartments/layout.ts";
import { eliminated } from "#numerics/dense-solve.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import type { Passage } from "./compartment-passage.ts";

const MOST_NEWTON = 30;
/** Step of a potential for its slope [1]. */
const STEP = 1e-6;
/** Mean current that is left, relative to the charges that pass either way [1]. */
const SMALL = 1e-9;

/** What the potentials act on. */
export interface ChargeContext {
  readonly cells: readonly CellLayout[];
  readonly passages: readonly Passage[];
  /** Charge that each passage carries forward [parcels of charge 1]. */
  readonly charged: readonly number[];
  /** Numbers of the compartments on both sides of each membrane. */
  readonly ends: readonly (readonly [number, number])[];
  /** Numbers of the passages of each compartment. */
  readonly touching: readonly (readonly number[])[];
  /** Forward at 2 p, backward at 2 p + 1 [s^-1]. */
  readonly rates: Float64Array;
  /** Change the potential of a compartment [RT/F], and the rates that feel it. */
  setPotential(k: number, by: number, time: number): void;
}

/** Finds the potentials at a time; undefined where none follows from charges. */
export function makeChargeBalance(context: ChargeContext): ((time: number) => void) | undefined {
  const { cells, passages, ends, touching, rates, charged, setPotential } = context;
  const electric = cells.flatMap(({ potential }, k) => (potential >= 0 ? [k] : []));
  if (electric.length === 0) return undefined;
  const n = electric.length;
  const [current, other, matrix] = [new Float64Array(n), new Float64Array(n), new Float64Array(n * n)];
  const scale = new Float64Array(n);
  return balanceCharge;

  /** Potentials by Newton's method, with slopes from differences. */
  function balanceCharge(time: number): void {
    for (const [r, k] of electric.entries()) scale[r] = traffic(k);
    for (let turn = 0; ; turn++) {
      currents(current);
      if (isSettled()) return;
      if (turn === MOST_NEWTON) break;
      for (let s = 0; s < n; s++) {
        setPotential(electric[s] as number, STEP, time);
        currents(other);
        for (let r = 0; r < n; r++) matrix[r * n + s] = (other[r] - current[r]) / STEP;
        setPotential(electric[s] as number, -STEP, time);
      }
      const change = eliminated(matrix, current);
      // far steps along an exponential are taken in parts
      let largest = 0;
      for (let s = 0; s < n; s++) largest = Math.max(largest, Math.abs(change[s]));
      const part = largest > 2 ? 2 / largest : 1;
      for (let s = 0; s < n; s++) setPotential(electric[s] as number, -part * change[s], time);
    }
    throw new NumericalFailure(
      `parcels in compartments, t = ${time.toPrecision(4)} s`,
      "no potential is found at which the mean current vanishes",
      "use more parcels, or the level compartments",
    );
  }

  function isSettled(): boolean {
    for (let r = 0; r < n; r++) if (Math.abs(current[r]) > SMALL * scale[r]) return false;
    return true;
  }

  /** Mean currents into the compartments. */
  function currents(out: Float64Array): void {
    for (let r = 0; r < electric.length; r++) {
      const k = electric[r] as number;
      let sum = 0;
      for (const p of touching[k] as number[]) {
        const inward = (ends[(passages[p] as Passage).membrane] as readonly number[])[0] === k ? -1 : 1;
        sum += inward * (charged[p] as number) * (rates[2 * p] - rates[2 * p + 1]);
      }
      out[r] = sum;
    }
  }

  /** Charges that pass a compartment's membranes, either way [s^-1]. */
  function traffic(k: number): number {
    let sum = 0;
    for (const p of touching[k] as number[]) sum += Math.abs(charged[p] as number) * (rates[2 * p] + rates[2 * p + 1]);
    return sum;
  }
}
