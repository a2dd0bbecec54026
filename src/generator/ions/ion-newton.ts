/**
 * Steady ions in the field that they make, by Newton's method on all unknowns at once.
 *
 * A step is shortened where it would move the potential by more than a few RT/F, and a concentration that would fall
 * below zero is moved by the same derivative but never that far, c² / (c - δ): nothing is clipped, and close to the
 * solution the steps are Newton's. It has converged when the last step was small and every equation holds to rounding.
 * Where it does not converge, the potentials and fixed charges are raised from nothing in shares.
 *
 * @module
 */

import { solveBlockTridiagonal } from "#numerics/block-tridiagonal.ts";
import { type LastState, NumericalFailure } from "#numerics/numerical-failure.ts";
import { makeBinaryStep } from "./binary-step.ts";
import { makeIonEquations, type TimeTerm } from "./ion-equations.ts";
import { type IonEnd, type IonSystem, sizeOf } from "./ion-system.ts";
import { LEAST_SIZE } from "./least-size.ts";

/** What the iteration did. */
export interface NewtonLog {
  /** Steps in all. */
  iterations: number;
  /** Shares at which it stood: 1 if it went straight to the end. */
  shares: number;
  /** Largest residual over the sum of the sizes of its terms [1]. */
  residual: number;
  /** Largest change of the last step: of a potential [RT/F], or of a concentration over the largest of its ion [1]. */
  update: number;
}

/** Largest move of a potential in a step [RT/F]. */
const LONGEST = 4;
const MOST_STEPS = 60;
/** A step this small was the last but for rounding [1]. */
const SMALL_STEP = 1e-9;
/** What an equation may lack, relative to its terms [1]. */
const SMALL_RESIDUAL = 1e-11;
/** An equation that lacks less holds to the last bits of its terms [1]. */
const ROUNDING = 1e-14;
/** The most that rounding may go on moving the unknowns [1]. */
const SMALL_MOVE = 1e-7;
/** Least advance of the share before it is given up. */
const LEAST_ADVANCE = 1 / 256;

/** Concentrations and the potential at each node, the steady state from a guess: concentrations and potential straight between the ends. */
export function steadyIons(system: IonSystem): { readonly y: Float64Array; readonly log: NewtonLog } {
  const solve = makeNewton(system);
  const log: NewtonLog = { iterations: 0, shares: 0, residual: Number.NaN, update: Number.NaN };
  const y = straightGuess(system);
  const direct = Float64Array.from(y);
  if (solve(direct, 1, log)) return { y: direct, log: { ...log, shares: 1 } };
  // from no potentials and no fixed charge on, as far at a time as it goes
  let share = 0;
  let advance = 0.25;
  let kept: Float64Array = straightGuess(system, 0);
  if (!solve(kept, 0, log)) throw failure(system, kept, 0, log, solve.worst);
  log.shares = 1;
  while (share < 1) {
    const next = Math.min(1, share + advance);
    const trial = Float64Array.from(kept);
    if (solve(trial, next, log)) {
      share = next;
      kept = trial;
      log.shares++;
      advance *= 1.5;
    } else {
      advance /= 2;
      if (advance < LEAST_ADVANCE) throw failure(system, trial, share, log, solve.worst, kept);
    }
  }
  return { y: kept, log };
}

/** Newton's method on a system: improves y in place, and says whether it converged. `worst` is the row that held it up. */
export interface Newton {
  (y: Float64Array, share: number, log: NewtonLog, time?: TimeTerm): boolean;
  worst: number;
}

/** Newton's method for a system; its room is made once. */
export function makeNewton(system: IonSystem): Newton {
  const { nodes, block: m } = sizeOf(system);
  const ions = m - 1;
  const linear = makeBinaryStep(system) ?? makeGeneralStep(system);
  const step = new Float64Array(nodes * m);
  const newton: Newton = (y, share, log, time) => {
    let [small, before] = [0, 0];
    for (let round = 0; round < MOST_STEPS; round++) {
      linear.fill(step, y, share, time);
      log.residual = linear.residual;
      newton.worst = linear.worst;
      if (!Number.isFinite(log.residual)) return false;
      if (small > 0 && log.residual < SMALL_RESIDUAL && log.update < SMALL_STEP) return true;
      let longest = 0;
      for (let i = ions; i < step.length; i += m) longest = Math.max(longest, Math.abs(step[i]));
      if (!Number.isFinite(longest)) return false;
      const farthest = moved(y, step, longest > LONGEST ? LONGEST / longest : 1);
      log.update = Math.max(longest, farthest);
      log.iterations++;
      // in time, across places without ions, nothing says the potential
      if (time !== undefined && round > 0 && log.residual < ROUNDING && farthest < SMALL_STEP) return true;
      // where the equations hold to the last bit and the steps no longer fall, rounding moves what they hardly depend on
      const isRounding = log.residual < ROUNDING && log.update < SMALL_MOVE && log.update >= 0.25 * before;
      if (isRounding) return true;
      before = log.update;
      small = log.update < SMALL_STEP ? small + 1 : 0;
    }
    return false;
  };
  newton.worst = 0;
  return newton;

  /** Moves the unknowns; returns the largest step of a concentration over the largest of its ion. */
  function moved(y: Float64Array, step: Float64Array, damping: number): number {
    let update = 0;
    for (let k = 0; k < ions; k++) {
      let [most, farthest] = [Number.MIN_VALUE, 0];
      for (let at = k; at < y.length; at += m) {
        const c = y[at];
        const move = damping * step[at];
        most = Math.max(most, Math.abs(c));
        farthest = Math.max(farthest, Math.abs(step[at]));
        const isBeyond = move < 0 && c >= 0 && ((at >= m && at < y.length - m) || !isHeldAt(at, k));
        y[at] = isBeyond ? (c * c) / (c - move) : c + move;
      }
      update = Math.max(update, farthest / most);
    }
    for (let at = ions; at < y.length; at += m) y[at] += damping * step[at];
    return update;
  }

  /** Whether an end holds the concentration: what is held is set as it is. */
  function isHeldAt(at: number, k: number): boolean {
    return system.ends[at < m ? "left" : "right"].held[k] !== undefined;
  }
}

/** What a step of Newton's method asks of the equations. */
interface IonStep {
  /** Fills `step` with the move of every unknown, NaN where there is none. */
  fill(step: Float64Array, y: Float64Array, share: number, time?: TimeTerm): void;
  /** Largest residual over the sum of the sizes of its terms, before the step [1], and where it is. */
  residual: number;
  worst: number;
}

/** The step of any system, by block-tridiagonal elimination. */
export function makeGeneralStep(system: IonSystem): IonStep {
  const { equations, fill: assemble } = makeIonEquations(system);
  const general: IonStep = { fill, residual: Number.NaN, worst: 0 };
  const { block: m } = sizeOf(system);
  const { left, right } = system.ends;
  const floor = new Float64Array(m);
  return general;

  function fill(step: Float64Array, y: Float64Array, share: number, time?: TimeTerm): void {
    assemble(equations, y, { share }, time);
    const { residual, size, matrix } = equations;
    let worst = 0;
    floor.fill(0);
    if (time !== undefined)
      for (let i = m; i < size.length - m; i++) floor[i % m] = Math.max(floor[i % m], LEAST_SIZE * size[i]);
    const last = size.length - m;
    for (let i = 0; i < residual.length; i++) {
      const end = i < m ? left : i >= last ? right : undefined;
      const isSet = end !== undefined && (i % m === m - 1 || end.held[i % m] !== undefined);
      const scale = isSet ? size[i] : Math.max(size[i], floor[i % m]);
      const relative = scale > 0 ? Math.abs(residual[i]) / scale : 0;
      if (!(relative <= worst)) [worst, general.worst] = [relative, i];
      step[i] = -residual[i];
    }
    general.residual = worst;
    if (!Number.isFinite(worst)) return;
    try {
      solveBlockTridiagonal(matrix, step);
    } catch (error) {
      if (!(error instanceof NumericalFailure)) throw error;
      step.fill(Number.NaN);
    }
  }
}

/** Concentrations and potential straight from end to end, in the geometric resistance of the mesh. */
export function straightGuess(system: IonSystem, share = 1): Float64Array {
  const { nodes, block: m } = sizeOf(system);
  const { ends, mesh } = system;
  const y = new Float64Array(nodes * m);
  const at = (k: number, end: IonEnd, other: IonEnd): number => {
    if (k === m - 1) return share * ((end.potential ?? other.potential ?? 0) + end.step);
    return end.held[k] ?? other.held[k] ?? 1;
  };
  let passed = 0;
  let total = 0;
  for (let e = 0; e < mesh.cellCount; e++) total += mesh.leftHalf[e] + mesh.rightHalf[e];
  for (let i = 0; i < nodes; i++) {
    const part = passed / total;
    for (let k = 0; k < m; k++)
      y[i * m + k] = (1 - part) * at(k, ends.left, ends.right) + part * at(k, ends.right, ends.left);
    if (i < mesh.cellCount) passed += mesh.leftHalf[i] + mesh.rightHalf[i];
  }
  return y;
}

function failure(
  system: IonSystem,
  y: Float64Array,
  share: number,
  log: NewtonLog,
  worst: number,
  kept = y,
): NumericalFailure {
  const { block: m } = sizeOf(system);
  const [node, k] = [Math.floor(worst / m), worst % m];
  const equation =
    k === m - 1
      ? system.closure === "poisson"
        ? "Poisson's equation"
        : "neutrality"
      : `the flux of ${system.names[k]}`;
  return new NumericalFailure(
    `Newton's method for ions in their field, at ${Number((100 * share).toPrecision(3))} % of the potentials and fixed charges, at x = ${system.mesh.edge[node]} m`,
    `after ${log.iterations} steps ${equation} still lacks ${log.residual.toPrecision(3)} of its terms there, and the last step was ${log.update.toPrecision(3)}; the potential there is ${(y[node * m + m - 1] * system.thermal).toPrecision(4)} V`,
    "Use more cells, a smaller step of the fixed charge or of the electric potential, or concentrations above zero at the ends.",
    ionState(system, kept, `${Number((100 * share).toPrecision(3))} % of the potentials and fixed charges`),
  );
}

/** Concentrations and potential at the nodes as a state to keep where a solver fails. */
export function ionState({ mesh, names, thermal }: IonSystem, y: Float64Array, when: string): LastState {
  const m = names.length + 1;
  const column = (k: number, factor: number) =>
    Float64Array.from({ length: y.length / m }, (_, node) => factor * y[node * m + k]);
  return {
    when,
    columns: [
      { name: mesh.geometry === "slab" ? "x" : "r", unit: "m", values: Float64Array.from(mesh.edge as Float64Array) },
      ...names.map((name, k) => ({ name, unit: "mol m^-3", values: column(k, 1) })),
      { name: "electric_potential", unit: "V", values: column(m - 1, thermal) },
    ],
  };
}
