/**
 * The K-cycle of multigrid: on each coarse level the correction is accelerated by two steps of conjugate gradients (of
 * minimal residuals, where the operator is not symmetric), so that piecewise constant aggregates, which alone lose speed on
 * each further level, converge at a rate that does not depend on the size. With aggregates of eight the work below the finest level
 * is about a third of what it would be there.
 *
 * @see Y. Notay and P. S. Vassilevski, Numer. Linear Algebra Appl. 15, 473 (2008), doi:10.1002/nla.542 (not opened)
 * @module
 */

import { type Coarsening, coarsened } from "./aggregation.ts";
import { type CoarseLevel, coarseLevel, directLevel } from "./coarse-level.ts";
import type { Dots, GridLevel } from "./grid-level.ts";

/** Levels of at most as many nodes are solved outright. */
const DIRECT = 64;
/** A first step that leaves at most this part of the residual needs no second [1]. */
const ENOUGH = 0.25;

/** A preconditioner: all levels below the finest, and their memory. */
export interface Hierarchy {
  /** Nodes of each level, the finest first. */
  readonly sizes: readonly number[];
  setInverseStep(q: number): void;
  /** x = B rhs, near A^-1 rhs; returns x·rhs and x·other. Not quite linear in rhs. */
  cycle(x: Float64Array, rhs: Float64Array, other: Float64Array): Dots;
}

/** A level below the finest, with what a cycle writes on it. */
interface Stage {
  readonly level: CoarseLevel;
  /** The node of the next level that each node belongs to. */
  readonly parent: Int32Array;
  readonly rhs: Float64Array;
  readonly solution: Float64Array;
  readonly second: Float64Array;
  /** -A solution. */
  readonly image: Float64Array;
  /** What the second step leaves. */
  readonly left: Float64Array;
}

/**
 * The hierarchy below a finest level.
 *
 * @param finest      the level of the grid
 * @param coarsening  its aggregates
 * @param isSymmetric whether its operator is
 * @param make        makes the two arrays of aggregates that the level works on
 */
export function makeHierarchy(
  finest: GridLevel,
  coarsening: Coarsening,
  isSymmetric: boolean,
  make: (length: number) => Float64Array,
): Hierarchy {
  const stages: Stage[] = [];
  let { coarse } = coarsening;
  const [firstRhs, firstSolution] = [make(coarse.size), make(coarse.size)];
  while (coarse.size > DIRECT) {
    const level = coarseLevel(coarse);
    const room = () => new Float64Array(level.size);
    const [rhs, solution] = stages.length === 0 ? [firstRhs, firstSolution] : [room(), room()];
    const next = coarsened(coarse);
    stages.push({ level, parent: next.parent, rhs, solution, second: room(), image: room(), left: room() });
    coarse = next.coarse;
  }
  const direct = directLevel(coarse);
  const directRhs = stages.length === 0 ? firstRhs : new Float64Array(direct.size);
  const directSolution = stages.length === 0 ? firstSolution : new Float64Array(direct.size);

  /** What the levels from l on make of the right side `rhsOf(l)`. */
  function corrected(l: number): Float64Array {
    if (l === stages.length) direct.solve(directSolution, directRhs);
    else accelerated(stages[l], l);
    return l === stages.length ? directSolution : stages[l].solution;
  }
  const rhsOf = (l: number) => (l === stages.length ? directRhs : stages[l].rhs);

  /** At most two steps towards A_l^-1 rhs, from the arrays of the stage into its `solution`. */
  function accelerated({ level, parent, rhs, solution: first, image, second, left }: Stage, l: number): void {
    const { size } = level;
    level.descend(first, rhs, parent, rhsOf(l + 1));
    level.ascend(first, rhs, parent, corrected(l + 1), image);
    // v·A v and v·rhs of conjugate gradients, or A v·A v and A v·rhs of minimal residuals
    let [norm, along, before] = [0, 0, 0];
    for (let i = 0; i < size; i++) {
      const loss = image[i] - rhs[i]; // -A first
      image[i] = loss;
      const direction = isSymmetric ? first[i] : -loss;
      norm -= direction * loss;
      along += direction * rhs[i];
      before += rhs[i] * rhs[i];
    }
    if (!(norm > 0)) return;
    const part = along / norm;
    let after = 0;
    for (let i = 0; i < size; i++) {
      const rest = rhs[i] + part * image[i];
      rhs[i] = rest;
      after += rest * rest;
    }
    if (after <= ENOUGH * ENOUGH * before) {
      for (let i = 0; i < size; i++) first[i] *= part;
      return;
    }
    level.descend(second, rhs, parent, rhsOf(l + 1));
    level.ascend(second, rhs, parent, corrected(l + 1), left);
    let [mixed, own, next] = [0, 0, 0];
    for (let i = 0; i < size; i++) {
      const loss = left[i] - rhs[i]; // -A second
      const direction = isSymmetric ? second[i] : -loss;
      mixed -= direction * image[i];
      own -= direction * loss;
      next += direction * rhs[i];
    }
    own -= (mixed * mixed) / norm;
    next = own > 0 ? next / own : 0;
    const rest = part - (mixed * next) / norm;
    for (let i = 0; i < size; i++) first[i] = rest * first[i] + next * second[i];
  }

  return {
    sizes: [coarsening.parent.length, ...stages.map(({ level }) => level.size), direct.size],
    setInverseStep(q) {
      finest.setInverseStep(q);
      for (const { level } of stages) level.setInverseStep(q);
      direct.setInverseStep(q);
    },
    cycle(x, rhs, other) {
      finest.descend(x, rhs, rhsOf(0));
      return finest.ascend(x, rhs, corrected(0), other);
    },
  };
}
