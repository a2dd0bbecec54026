/**
 * Implicit and steady solves on a structured grid: Krylov iteration preconditioned by aggregation multigrid.
 *
 *     (V / Δt + A) c = rhs,     (A c)_i = leak_i c_i + Σ_faces J     [mol s^-1]
 *
 * A solve ends at the residual that was asked for, or at that of rounding, or throws. The residual adds up to zero over each
 * connected region, so no amount is lost however loose the tolerance. Where no rhs is negative, no c is: the matrix has no
 * negative inverse, and a sweep of Gauss-Seidel over a guess without negative values returns none.
 *
 * @module
 */

import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { DomainError } from "#units/domain-error.ts";
import { activityOf } from "./activity-operator.ts";
import { coarsened } from "./aggregation.ts";
import { regionsOf } from "./connected-regions.ts";
import { type FaceOperator, placeOfCell, requireFaceOperator } from "./face-operator.ts";
import type { GridKernels } from "./grid-kernels.ts";
import { gridKernelsFor } from "./grid-kernels-in-use.ts";
import { gridGraph, gridLevel } from "./grid-level.ts";
import { makeHierarchy } from "./k-cycle.ts";
import { iterate, krylovFields, makeKrylovRoom } from "./krylov.ts";
import { fillRegionSums, makeRegionSums } from "./region-sums.ts";
import { dot } from "./vectors.ts";

/** What a solve took. */
export interface GridSolve {
  readonly iterations: number;
  /** ‖rhs - (V/Δt + A) c‖ / ‖rhs‖, or over that of the first guess where rhs is 0 [1]. */
  readonly residual: number;
}

export interface GridSolverOptions {
  /** Largest residual of a solve, as in {@link GridSolve} [1]; 1e-10 unless given. */
  readonly tolerance?: number;
  /** Loops to use; those in use (grid-kernels-in-use.ts) unless given. */
  readonly kernels?: GridKernels;
}

/** A solver and the memory it works in. */
export interface GridSolver {
  readonly operator: FaceOperator;
  /** Nodes of each level of multigrid, the finest first. */
  readonly levels: readonly number[];
  /** Make ready for solves with Δt [s]; Infinity for the steady state. */
  prepare(step: number): void;
  /**
   * Replace a first guess in `c` by the solution; in time, the solution of the last call may be a better one, and is taken. In the steady state a region without leak keeps the amount that the
   * guess has in it.
   *
   * @throws NumericalFailure if the residual stagnates, or there is no steady state
   */
  solve(c: Float64Array, rhs: Float64Array): GridSolve;
}

/** Fields of a solver besides those of the iteration: hold and inverse, a residual, the solution and its right side, the last one. */
const FIELDS = 6;
/** A guess with a residual below this part of the right side is not compared with others [1]. */
const CLOSE = 0.01;
/** Where the residual of a guess was too large for one iteration, others may start from its result. */
const STARTS = 4;
/** ‖residual‖ over ‖diagonal c‖ that rounding leaves [1]. */
const ROUNDING = 8 * Number.EPSILON;
/** Supply into a region without leak over what is supplied at all, that still counts as rounding [1]. */
const BALANCED = 1e-9;

/** @throws DomainError if the operator is not one (face-operator.ts) */
export function makeGridSolver(operator: FaceOperator, options: GridSolverOptions = {}): GridSolver {
  const { tolerance = 1e-10 } = options;
  requireFaceOperator(operator);
  const { size, shape } = operator;
  const { operator: own, isSymmetric, weight } = activityOf(operator);
  const coarsening = coarsened(gridGraph(own));
  // besides fields: the aggregate of each cell, and two numbers for each aggregate
  const apart = 4 * size + 16 * coarsening.coarse.size;
  const kernels = options.kernels ?? gridKernelsFor(own, FIELDS + krylovFields(isSymmetric), apart);
  const make = () => kernels.numbers(size);
  const level = gridLevel(own, kernels, coarsening.parent);
  const hierarchy = makeHierarchy(level, coarsening, isSymmetric, (length) => kernels.numbers(length));
  const room = makeKrylovRoom(isSymmetric, make);
  const [a, b] = [make(), make()];
  const regions = regionsOf(own);
  const sums = makeRegionSums(regions);
  let q = Number.NaN;
  let isSteady = false;
  let equilibrium: Float64Array | undefined;
  /** The last solution that was not small, and the size of its right side. */
  const last = make();
  let lastAsked = 0;

  /** The norm of the residual of what is in a. */
  function residualNow(): number {
    level.fillResidual(room.residual, b, a);
    return Math.sqrt(dot(room.residual, room.residual));
  }

  /** Begins with the guess, the last solution or nothing, whichever has the smallest residual. */
  function beginBest(asked: number): void {
    const ofGuess = residualNow();
    if (ofGuess <= CLOSE * asked) return;
    room.preconditioned.set(a);
    a.set(last);
    const ofLast = residualNow();
    if (ofLast <= Math.min(ofGuess, asked)) return;
    if (ofGuess <= asked) a.set(room.preconditioned);
    else a.fill(0);
  }

  /** Iterates on a and b to the target, or to rounding. */
  function converge(target: number): number {
    let iterations = 0;
    for (let start = 0; ; start++) {
      const run = iterate(room, level, hierarchy.cycle, a, b, target);
      iterations += run.iterations;
      if (run.residual <= target || run.residual <= ROUNDING * heldNorm()) return iterations;
      if (!(run.residual < Number.POSITIVE_INFINITY) || start === STARTS || run.iterations === 0)
        throw stagnation(run.residual, target, iterations);
    }
  }

  function heldNorm(): number {
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const held = level.diagonal[i] * a[i];
      sum += held * held;
    }
    return Math.sqrt(sum);
  }

  function stagnation(residual: number, target: number, iterations: number): NumericalFailure {
    let worst = 0;
    for (let i = 1; i < size; i++) if (Math.abs(room.residual[i]) > Math.abs(room.residual[worst])) worst = i;
    return new NumericalFailure(
      `multigrid, cell ${placeOfCell(shape, worst)} of ${shape.cells.join(" x ")}${isSteady ? "" : `, step ${1 / q} s`}`,
      `the residual stays at ${residual} after ${iterations} iterations; ${target} was asked for`,
      "make the ratios of conductances smaller, or take shorter steps",
    );
  }

  /** Solutions are not negative: what the tolerance left below 0 is lifted, and a sweep makes it a solution again. */
  function lift(target: number): number {
    let iterations = 0;
    let closer = target;
    for (let start = 0; a.some((value) => value < 0); start++) {
      if (start > 0) iterations += converge(closer);
      closer *= 0.1;
      for (let i = 0; i < size; i++) if (a[i] < 0) a[i] = 0;
      level.smooth(a, b);
      level.fillResidual(room.residual, b, a);
      if (start === STARTS) break;
    }
    return iterations;
  }

  /** Makes the residual of each region add up to 0, by a factor next to 1 on all its cells. */
  function balance(): void {
    const { hold } = level;
    const missing = fillRegionSums(sums.first, regions, (i) => b[i] - hold[i] * a[i]);
    const held = fillRegionSums(sums.second, regions, (i) => Math.abs(hold[i] * a[i]));
    for (let i = 0; i < size; i++) {
      const r = regions.of[i];
      if (Math.abs(missing[r]) < 0.5 * held[r]) a[i] += Math.abs(a[i]) * (missing[r] / held[r]);
    }
  }

  /** Steady: what is supplied to a region without leak must cancel; rounding is taken off evenly. */
  function requireSteady(): void {
    const supplied = fillRegionSums(sums.first, regions, (i) => b[i]);
    const moved = fillRegionSums(sums.second, regions, (i) => Math.abs(b[i]));
    for (let r = 0; r < regions.count; r++)
      if (regions.isClosed[r] && Math.abs(supplied[r]) > BALANCED * moved[r]) {
        const cell = regions.of.indexOf(r);
        throw new NumericalFailure(
          `steady state, region of cell ${placeOfCell(shape, cell)}`,
          `${supplied[r]} mol/s are supplied and nothing leaves`,
          "give the region a way out, or ask for a time instead of the steady state",
        );
      }
    const room = fillRegionSums(sums.second, regions, (i) => own.volume[i]);
    for (let i = 0; i < size; i++) {
      const r = regions.of[i];
      if (regions.isClosed[r]) b[i] -= (supplied[r] / room[r]) * own.volume[i];
    }
  }

  /** Steady: regions without leak get back the amounts they had, in the shape of their equilibrium. */
  function restore(amounts: Float64Array): void {
    const shapeOf = equilibrium;
    const now = fillRegionSums(sums.first, regions, (i) => own.volume[i] * a[i]);
    const unit = fillRegionSums(sums.second, regions, (i) => own.volume[i] * (shapeOf ? shapeOf[i] : 1));
    for (let i = 0; i < size; i++) {
      const r = regions.of[i];
      if (regions.isClosed[r]) a[i] += ((amounts[r] - now[r]) / unit[r]) * (shapeOf ? shapeOf[i] : 1);
    }
  }

  /** Without symmetry the equilibrium of a region is not known: it is what is left of 1 by a steady solve for nothing. */
  function findEquilibrium(): Float64Array {
    const [keptA, keptB] = [a.slice(), b.slice()];
    a.fill(1);
    b.fill(0);
    level.fillResidual(room.residual, b, a);
    const target = tolerance * Math.sqrt(dot(room.residual, room.residual));
    if (target > 0) converge(target);
    const found = a.slice();
    a.set(keptA);
    b.set(keptB);
    return found;
  }

  return {
    operator,
    levels: hierarchy.sizes,
    prepare(step) {
      if (!(step > 0)) throw new DomainError("step", step, "a step in time must be positive [s]");
      if (1 / step === q) return;
      q = 1 / step;
      isSteady = q === 0;
      level.setInverseStep(q);
      hierarchy.setInverseStep(q);
    },
    solve(c, rhs) {
      b.set(rhs);
      for (let i = 0; i < size; i++) a[i] = weight ? c[i] / weight[i] : c[i];
      const isClosed = isSteady && regions.isClosed.includes(1);
      let amounts = sums.first;
      if (isClosed) {
        requireSteady();
        amounts = fillRegionSums(new Float64Array(regions.count), regions, (i) => own.volume[i] * a[i]);
        if (!isSymmetric) equilibrium ??= findEquilibrium();
      } else alone(level.hold, level.diagonal, a, b);
      let asked = Math.sqrt(dot(b, b));
      if (asked === 0) {
        if (!isClosed) {
          c.fill(0);
          return { iterations: 0, residual: 0 };
        }
        asked = residualNow();
      }
      const target = tolerance * asked;
      if (!isSteady) beginBest(asked);
      let iterations = converge(target);
      if (isClosed) restore(amounts);
      if (!isClosed && b.every((value) => value >= 0)) iterations += lift(target);
      if (!isSteady || !regions.isClosed.every((closed) => closed === 1)) balance();
      const residual = asked > 0 ? residualNow() / asked : 0;
      if (!isSteady && asked >= 0.1 * lastAsked) {
        last.set(a);
        lastAsked = asked;
      }
      for (let i = 0; i < size; i++) c[i] = weight ? a[i] * weight[i] : a[i];
      return { iterations, residual };
    },
  };
}

/** Cells that exchange with no other are solved at once. */
function alone(hold: Float64Array, diagonal: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < a.length; i++) if (diagonal[i] === hold[i] && hold[i] > 0) a[i] = b[i] / hold[i];
}
