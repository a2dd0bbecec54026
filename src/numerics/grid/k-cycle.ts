/**
 * The K-cycle of multigrid: on each coarse level the correction is accelerated by two steps of conjugate gradients (of
 * minimal residuals, where the operator is not symmetric), so that piecewise constant aggregates, which alone lose speed on
 * each further level, converge at a rate that does not depend on the size. With aggregates of four the work is about twice
 * that of the finest level.
 *
 * @see Y. Notay and P. S. Vassilevski, Numer. Linear Algebra Appl. 15, 473 (2008), doi:10.1002/nla.542 (not opened)
 * @module
 */

import { type Coarsening, coarsened } from "./aggregation.ts";
import { coarseLevel, type DirectLevel, directLevel, type Level } from "./coarse-level.ts";
import { ALONE, type LinkGraph } from "./link-graph.ts";
import { dot } from "./vectors.ts";

/** Levels of at most as many nodes are solved outright. */
const DIRECT = 64;
/** A first step that leaves at most this part of the residual needs no second [1]. */
const ENOUGH = 0.25;

/** A preconditioner: all levels below the finest, and their memory. */
export interface Hierarchy {
  /** Nodes of each level, the finest first. */
  readonly sizes: readonly number[];
  setInverseStep(q: number): void;
  /** x = B rhs, near A^-1 rhs. Not quite linear in rhs. */
  cycle(x: Float64Array, rhs: Float64Array): void;
}

/** A level with what a cycle writes on it. */
interface Stage {
  readonly level: Level;
  /** The node of the next level that each node belongs to. */
  readonly parent: Int32Array;
  readonly residual: Float64Array;
  readonly rhs: Float64Array;
  readonly solution: Float64Array;
  readonly image: Float64Array;
  readonly second: Float64Array;
  readonly secondImage: Float64Array;
  readonly zeros: Float64Array;
}

/**
 * The hierarchy below a finest level.
 *
 * @param make makes arrays that the finest level can take
 */
export function makeHierarchy(finest: Level, graph: LinkGraph, make: (length: number) => Float64Array): Hierarchy {
  const { isSymmetric } = graph;
  const stages: Stage[] = [];
  const none = new Float64Array();
  let coarsest: DirectLevel | undefined;
  let coarsestRhs = none;
  let coarsestSolution = none;
  let at: LinkGraph = graph;
  let level: Level = finest;
  for (;;) {
    const { parent, coarse }: Coarsening = coarsened(at);
    const room = (): Float64Array => (stages.length === 0 ? none : new Float64Array(level.size));
    stages.push({
      level,
      parent,
      residual: stages.length === 0 ? make(level.size) : new Float64Array(level.size),
      rhs: room(),
      solution: room(),
      image: room(),
      second: room(),
      secondImage: room(),
      zeros: room(),
    });
    if (coarse.size <= DIRECT) {
      coarsest = directLevel(coarse);
      coarsestRhs = new Float64Array(coarse.size);
      coarsestSolution = new Float64Array(coarse.size);
      break;
    }
    level = coarseLevel(coarse);
    at = coarse;
  }
  const direct = coarsest;

  /** x = B_l rhs: smooth, correct by the next level, smooth. */
  function cycle(l: number, x: Float64Array, rhs: Float64Array): void {
    const { level, parent, residual } = stages[l];
    level.smoothFromZero(x, rhs, residual);
    const isLast = l + 1 === stages.length;
    const below = isLast ? coarsestRhs : stages[l + 1].rhs;
    below.fill(0);
    for (let i = 0; i < parent.length; i++) if (parent[i] !== ALONE) below[parent[i]] += residual[i];
    if (isLast) direct.solve(coarsestSolution, coarsestRhs);
    else accelerated(l + 1);
    const correction = isLast ? coarsestSolution : stages[l + 1].solution;
    for (let i = 0; i < parent.length; i++) if (parent[i] !== ALONE) x[i] += correction[parent[i]];
    level.smooth(x, rhs, true);
  }

  /** At most two steps towards A_l^-1 rhs, from the arrays of the stage into its `solution`. */
  function accelerated(l: number): void {
    const { level, rhs, solution: first, image, second, secondImage, zeros } = stages[l];
    const size = level.size;
    cycle(l, first, rhs);
    level.fillResidual(image, zeros, first); // -A first
    // v·A v of conjugate gradients, or A v·A v of minimal residuals
    const norm = isSymmetric ? -dot(first, image) : dot(image, image);
    if (!(norm > 0)) return;
    const part = (isSymmetric ? dot(first, rhs) : -dot(image, rhs)) / norm;
    const before = dot(rhs, rhs);
    for (let i = 0; i < size; i++) rhs[i] += part * image[i];
    if (dot(rhs, rhs) <= ENOUGH * ENOUGH * before) {
      for (let i = 0; i < size; i++) first[i] *= part;
      return;
    }
    cycle(l, second, rhs);
    level.fillResidual(secondImage, zeros, second);
    const mixed = isSymmetric ? -dot(second, image) : dot(secondImage, image);
    const own = (isSymmetric ? -dot(second, secondImage) : dot(secondImage, secondImage)) - (mixed * mixed) / norm;
    const next = own > 0 ? (isSymmetric ? dot(second, rhs) : -dot(secondImage, rhs)) / own : 0;
    const rest = part - (mixed * next) / norm;
    for (let i = 0; i < size; i++) first[i] = rest * first[i] + next * second[i];
  }

  return {
    sizes: [...stages.map((stage) => stage.level.size), direct.size],
    setInverseStep(q) {
      for (const stage of stages) stage.level.setInverseStep(q);
      direct.setInverseStep(q);
    },
    cycle: (x, rhs) => cycle(0, x, rhs),
  };
}
