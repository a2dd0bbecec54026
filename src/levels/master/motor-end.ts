/**
 * What becomes of a motor that may fall off, by solves of its row of states.
 *
 *     (f_j + b_j + koff) h_j = f_j h_{j+1} + b_j h_{j-1},   h = 1 at the place        ever there before it falls off
 *     (f_j + b_j + koff) T_j = f_{j-1} T_{j-1} + b_{j+1} T_{j+1} + δ_{j0}             time spent in each state
 *     mean run = l Σ_j koff T_j n_j
 *
 * The row ends where nothing comes: behind, after so many unlikely backward steps; ahead, after forty mean runs. What
 * comes to an end of the row none the less is looked at, and where it matters nothing is stated.
 *
 * @module
 */

import type { Measure } from "#model/measure.ts";
import type { MotorLaw } from "#model/motion-law.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { tridiagonalSolution } from "#numerics/tridiagonal.ts";
import type { Length } from "#units/flavour.ts";

/** Steps behind the start that are looked at. */
const BEHIND = 2000;
/** Mean runs ahead that are looked at: e^-40 is left out. */
const RUNS = 40;
/** Probability of coming to an end of the row that is let pass. */
const LEFT_OUT = 1e-12;
/** Most states of a row. */
const MOST = 2_000_000;

/** The value of a measure [coherent SI]; undefined if the row does not state it. */
export function motorEndReading(measure: Measure, law: MotorLaw, origin: Length): number | undefined {
  const { detachment, step } = law;
  if (measure.name === "hitting_probability" && measure.place?.kind === "point") {
    const steps = Math.ceil(((measure.place.at[0] ?? 0) - origin) / step - 1e-9);
    return steps < 0 || !(detachment > 0) ? undefined : everReaches(law, steps);
  }
  if (measure.name === "mean_run_length" || measure.name === "mean_exit_time") {
    if (!(detachment > 0) || measure.place?.kind === "end") return undefined;
    const times = timesSpent(law);
    return times && (measure.name === "mean_exit_time" ? sumOf(times.spent) : step * detachment * times.stepsTimesTime);
  }
  return undefined;
}

/** Rates of leaving each state of a row of so many steps. */
function rowOf({ forward, backward, detachment }: MotorLaw, steps: number) {
  const N = forward.length;
  const size = steps * N;
  const ahead = Float64Array.from({ length: size }, (_, j) => forward[j % N]);
  const back = Float64Array.from({ length: size }, (_, j) => backward[j % N]);
  return { ahead, back, leaving: ahead.map((rate, j) => rate + back[j] + detachment) };
}

function everReaches(law: MotorLaw, steps: number): number | undefined {
  if (steps === 0) return 1;
  const behind = law.backward.some((rate) => rate > 0) ? BEHIND : 0;
  const N = law.forward.length;
  if ((behind + steps) * N > MOST) return undefined;
  const { ahead, back, leaving } = rowOf(law, behind + steps);
  const last = leaving.length - 1;
  const outBy = (end: number, rate: number): Float64Array => {
    const rhs = new Float64Array(leaving.length);
    rhs[end] = rate;
    return tridiagonalSolution(
      back.map((k) => -k),
      leaving,
      ahead.map((k) => -k),
      rhs,
    );
  };
  const start = behind * N;
  const h = outBy(last, ahead[last]);
  if (behind === 0) return h[start];
  // Left out is who goes back over the end of the row and comes again; from there it is twice as far as from half-way.
  const comesAgain = h[(behind / 2) * N] / h[start];
  return outBy(0, back[0])[start] * comesAgain > LEFT_OUT ? undefined : h[start];
}

function timesSpent(law: MotorLaw): { readonly spent: Float64Array; readonly stepsTimesTime: number } | undefined {
  const N = law.forward.length;
  const behind = law.backward.some((rate) => rate > 0) ? BEHIND : 0;
  const slowest = Math.min(...law.forward);
  const steps = Math.ceil((RUNS * slowest) / law.detachment) + 100;
  if ((behind + steps) * N > MOST) return undefined;
  const { ahead, back, leaving } = rowOf(law, behind + steps);
  const rhs = new Float64Array(leaving.length);
  rhs[behind * N] = 1;
  const spent = tridiagonalSolution(
    ahead.map((_, j) => (j > 0 ? -ahead[j - 1] : 0)),
    leaving,
    back.map((_, j) => (j < back.length - 1 ? -back[j + 1] : 0)),
    rhs,
  );
  const last = spent.length - 1;
  if (back[0] * spent[0] + ahead[last] * spent[last] > LEFT_OUT) return undefined;
  const moments = spent.map((time, j) => time * (Math.floor(j / N) - behind));
  return { spent, stepsTimesTime: sumOf(moments) };
}
