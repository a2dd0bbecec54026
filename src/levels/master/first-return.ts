/**
 * First returns on a lattice: how likely a walker has come back, and how many sites it has seen.
 *
 * The probability that arrives at the start is taken out and counted. For a walker that leaves at its first step, F_k
 * is the probability to be back within k steps; with h the probability that a step stays at the start,
 *
 *     R_k = h R_{k-1} + (1 - h) F_k       has left and come back within k steps
 *     S_n = Σ_{k=0}^{n} (1 - R'_k),       R'_0 = 0,  R'_k = h + (1 - h) F_k
 *
 * The second line is the mean number of distinct sites in free space: read backwards in time, the site of step k is new
 * if a walk of k steps has not been at its start again. A box is not the same everywhere: there S_n is the sum over all
 * sites of the probability to have reached them.
 *
 * @see E. W. Montroll and G. H. Weiss, J. Math. Phys. 6, 167 (1965), doi:10.1063/1.1704269 (not opened)
 * @module
 */

import {
  emptyField,
  fillStep,
  type LatticeFrame,
  pointField,
  type StepProbabilities,
  startIndex,
} from "./lattice-field.ts";

/** Histories of a walk by its number of steps, 0 .. n. */
export interface ReturnHistory {
  /** Probability to have left the start and come back [1]. */
  readonly returned: Float64Array;
  /** Mean number of distinct sites seen, the start included [1]; absent in a box, see {@link distinctSitesInBox}. */
  readonly distinct?: Float64Array;
}

/** The histories until n steps. Yields the number of sites handled since the last time. */
export function* returnHistory(
  frame: LatticeFrame,
  step: StepProbabilities,
  steps: number,
): Generator<number, ReturnHistory> {
  const start = startIndex(frame);
  const back = new Float64Array(steps + 1);
  let field = pointField(frame);
  let next = emptyField(frame);
  let home = 0;
  for (let k = 1; k <= steps; k++) {
    yield* fillStep(next, field, frame, step);
    [field, next] = [next, field];
    if (k === 1) {
      home = field.values[start];
      field.values[start] = 0;
      if (home > 0) for (let i = 0; i < field.values.length; i++) field.values[i] /= 1 - home;
      continue;
    }
    back[k] = back[k - 1] + field.values[start];
    field.values[start] = 0;
  }
  const returned = new Float64Array(steps + 1);
  const distinct = new Float64Array(steps + 1).fill(1);
  for (let k = 1; k <= steps; k++) {
    returned[k] = home * returned[k - 1] + (1 - home) * back[k];
    distinct[k] = distinct[k - 1] + (1 - home) * (1 - back[k]);
  }
  return frame.walls ? { returned } : { returned, distinct };
}

/** The mean number of distinct sites in a box until n steps, by its number of steps: one chain for each site. */
export function* distinctSitesInBox(
  frame: LatticeFrame,
  step: StepProbabilities,
  steps: number,
): Generator<number, Float64Array> {
  const start = startIndex(frame);
  const distinct = new Float64Array(steps + 1).fill(1);
  for (let site = 1; site <= frame.size[0] - 2; site++) {
    if (site === start) continue;
    let field = pointField(frame);
    let next = emptyField(frame);
    let reached = 0;
    for (let k = 1; k <= steps; k++) {
      yield* fillStep(next, field, frame, step);
      [field, next] = [next, field];
      reached += field.values[site];
      field.values[site] = 0;
      distinct[k] += reached;
    }
  }
  return distinct;
}
