/**
 * Electric potentials of compartments in parcels: those at which the mean current drives out what charge there is.
 *
 *     0 = sum of ± z_i (forward - backward) - ν q
 *
 * A potential at which the mean current vanishes would let the charge q [parcels] of a compartment wander without end,
 * since parcels pass one by one. With ν = 8 × (charges passing) / (charges there) its variance stays at a sixteenth of
 * the number of charges there, and the shift of all means remains of order 1 / parcels.
 *
 * @module
 */

import type { CellLayout } from "#generator/compartments/layout.ts";
import type { Species } from "#model/model.ts";
import { eliminated } from "#numerics/dense-solve.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import type { Passage } from "./compartment-passage.ts";

/** Charge is driven out this many times faster than the ions of a compartment are renewed. */
const HASTE = 8;
const MOST_NEWTON = 30;
/** Step of a potential for its slope [1]. */
const STEP = 1e-6;
/** Mean current that is left, relative to the charges that pass either way [1]. */
const SMALL = 1e-9;

/** What the potentials act on. */
export interface ChargeContext {
  readonly cells: readonly CellLayout[];
  readonly species: readonly Species[];
  readonly passages: readonly Passage[];
  /** Numbers of the compartments on both sides of each membrane. */
  readonly ends: readonly (readonly [number, number])[];
  /** Numbers of the passages of each compartment. */
  readonly touching: readonly (readonly number[])[];
  /** Amount of a parcel of each species [mol]. */
  readonly parcel: Float64Array;
  /** Forward at 2 p, backward at 2 p + 1 [s^-1]. */
  readonly rates: Float64Array;
  /** Amounts by component, and which of them are counted: those with a count that is not negative. */
  readonly y: Float64Array;
  readonly counts: Float64Array;
  /** Change the potential of a compartment [RT/F], and the rates that feel it. */
  setPotential(k: number, by: number, time: number): void;
}

/** Finds the potentials at a time; undefined where none follows from charges. */
export function makeChargeBalance(context: ChargeContext): ((time: number) => void) | undefined {
  const { cells, species, passages, ends, touching, parcel, rates, y, counts, setPotential } = context;
  const electric = cells.flatMap(({ potential }, k) => (potential >= 0 ? [k] : []));
  if (electric.length === 0) return undefined;
  const charged = passages.map(({ moves }) => moves.reduce((z, [i, n]) => z + n * (species[i]?.charge ?? 0), 0));
  const n = electric.length;
  const [current, other, matrix] = [new Float64Array(n), new Float64Array(n), new Float64Array(n * n)];
  const [drift, scale] = [new Float64Array(n), new Float64Array(n)];
  return balanceCharge;

  /** Potentials by Newton's method, with slopes from differences. */
  function balanceCharge(time: number): void {
    for (const [r, k] of electric.entries()) {
      drift[r] = driveOut(k);
      scale[r] = traffic(k);
    }
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

  /** Mean currents into the compartments, beyond those wanted. */
  function currents(out: Float64Array): void {
    for (let r = 0; r < electric.length; r++) {
      const k = electric[r] as number;
      let sum = -drift[r];
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

  /** The mean current that relaxes what charge there is: -ν q [s^-1], in parcels. */
  function driveOut(k: number): number {
    const { amount } = cells[k] as CellLayout;
    let [charge, size, unit] = [0, 0, 0];
    for (let i = 0; i < amount.length; i++) {
      const z = species[i]?.charge ?? 0;
      if (z === 0 || amount[i] < 0) continue;
      charge += z * y[amount[i]];
      if (!(counts[amount[i]] >= 0)) continue;
      size += Math.abs(z) * y[amount[i]];
      unit = Math.max(unit, parcel[i]);
    }
    return size > 0 ? (-HASTE * traffic(k) * charge) / Math.max(size, unit) : 0;
  }
}
