/**
 * Algebraic unknowns that satisfy their equations: Newton's method on these alone, the differential ones held.
 *
 * @module
 */

import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { bandShape, makeRealFactors } from "./sparse-lu.ts";
import type { StiffSystem } from "./stiff-system.ts";

const MOST_NEWTON = 50;
/** Last change, in units of the size of its component [1]. */
const SMALL = 1e-13;

/**
 * Move the algebraic components of y, in place, to where 0 = f_i(t, y).
 *
 * @param sizes size of each component, against which its change counts
 * @throws NumericalFailure if Newton's method does not settle.
 */
export function makeConsistent(
  system: StiffSystem,
  time: number,
  y: Float64Array,
  sizes: Float64Array,
  words: { readonly where: string; readonly advice: string },
): void {
  const { size, mass, pattern } = system;
  if (mass.every((m) => m !== 0)) return;
  const factors = makeRealFactors(bandShape(system));
  const jacobian = new Float64Array(pattern.rows.length);
  const change = new Float64Array(size);
  let before = Number.POSITIVE_INFINITY;
  let now = before;
  for (let turn = 0; turn < MOST_NEWTON; turn++) {
    system.fillRate(change, time, y);
    system.fillJacobian(jacobian, time, y);
    for (let e = 0; e < jacobian.length; e++) if (mass[pattern.rows[e]] !== 0) jacobian[e] = 0;
    for (let i = 0; i < size; i++) if (mass[i] !== 0) change[i] = 0;
    if (!factors.factor(1, mass, jacobian, sizes)) break;
    factors.solve(change);
    now = 0;
    for (let i = 0; i < size; i++) {
      const ratio = Math.abs(change[i]) / sizes[i];
      if (!(ratio <= now)) now = ratio;
    }
    if (!Number.isFinite(now)) break;
    for (let i = 0; i < size; i++) y[i] += change[i];
    // settled, or at the size of rounding and no better any more
    if (now <= SMALL || (now < 1e-9 && now >= 0.5 * before)) return;
    before = now;
  }
  throw new NumericalFailure(
    `${words.where}, t = ${time.toPrecision(4)} s`,
    `the algebraic equations have no solution that Newton's method finds: its last change is ${now.toPrecision(3)} of the size of a component`,
    words.advice,
  );
}
