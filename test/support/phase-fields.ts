/** Problems of phase separation for tests. */
import { log } from "#numerics/elementary.ts";
import {
  type PhaseOutcome,
  type PhaseState,
  type PhaseTolerance,
  phaseEvolution,
} from "#numerics/phase-field/phase-evolution.ts";
import type { HomogeneousEnergy, PhaseField, PhaseMobility } from "#numerics/phase-field/phase-field.ts";
import type { PhaseAxis, PhaseGrid } from "#numerics/phase-field/phase-grid.ts";
import { acceptPhaseStep, makePhaseStepper, tryPhaseStep } from "#numerics/phase-field/phase-step.ts";
import { spatialOperators } from "#numerics/phase-field/spatial-operators.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";

/** f = (c² - 1)² / 4. */
export const DOUBLE_WELL: HomogeneousEnergy = {
  density: (c) => (c * c - 1) ** 2 / 4,
  potential: (c) => c * (c * c - 1),
  curvature: (c) => 3 * c * c - 1,
};

/** f = c ln c + (1-c) ln(1-c) + A c (1-c) on (0, 1). */
export const regularSolution = (A: number): HomogeneousEnergy => ({
  density: (c) => c * log(c) + (1 - c) * log(1 - c) + A * c * (1 - c),
  potential: (c) => log(c / (1 - c)) + A * (1 - 2 * c),
  curvature: (c) => 1 / (c * (1 - c)) - 2 * A,
  low: 0,
  high: 1,
});

/** M = D c (1 - c). */
export const degenerate = (D: number): PhaseMobility => ({
  kind: "by-composition",
  value: (c) => D * c * (1 - c),
  slope: (c) => D * (1 - 2 * c),
});

export const constant = (value: number): PhaseMobility => ({ kind: "constant", value });

export const axisOf = (cells: number, spacing: number, ends: PhaseAxis["ends"] = "periodic"): PhaseAxis => ({
  cells,
  spacing,
  ends,
});

/** c of each cell from its centre. */
export function fieldOf(grid: PhaseGrid, at: (x: number, y: number, z: number) => number): Float64Array {
  const [x, y, z] = grid.axes;
  const [nx, ny, nz] = [x?.cells ?? 1, y?.cells ?? 1, z?.cells ?? 1];
  const centre = (axis: PhaseAxis | undefined, i: number) => (i + 0.5) * (axis?.spacing ?? 0);
  return Float64Array.from({ length: nx * ny * nz }, (_, p) =>
    at(centre(x, p % nx), centre(y, Math.floor(p / nx) % ny), centre(z, Math.floor(p / (nx * ny)))),
  );
}

/** mean + amplitude U(-1, 1) in each cell, from a seed. */
export function noise(count: number, mean: number, amplitude: number, seed: number): Float64Array {
  const draw = makeRandomStream(seed, PURPOSE.demonstration, 5);
  return Float64Array.from({ length: count }, () => mean + amplitude * (2 * draw.uniform() - 1));
}

/** The field and its energy after equal steps whose stages are solved to 1e-12. */
export function afterEqualSteps(
  problem: PhaseField,
  start: Float64Array,
  step: number,
  count: number,
): { readonly c: Float64Array; readonly energy: number } {
  const operators = spatialOperators(problem, start.length);
  const work = makePhaseStepper(operators, start);
  for (let k = 0; k < count; k++) {
    const tried = tryPhaseStep(work, step, 1e-12);
    if (tried.kind === "unsolved") throw new Error(`step ${k} was left with ${tried.remaining}`);
    acceptPhaseStep(work, step);
  }
  return { c: work.c, energy: operators.energyOf(work.c) };
}

/** A state with a field of its own. */
export interface KeptState extends PhaseState {
  readonly c: Float64Array;
}

/** All states of a course, or those at the times asked for alone, and what it came to. */
export function course(
  problem: PhaseField,
  start: Float64Array,
  times: readonly number[],
  tolerance?: PhaseTolerance,
): { readonly states: KeptState[]; readonly outcome: PhaseOutcome } {
  const states: KeptState[] = [];
  const run = phaseEvolution(problem, start, times, tolerance);
  for (;;) {
    const { done, value } = run.next();
    if (done) return { states, outcome: value };
    states.push({ ...value, c: value.c.slice() });
  }
}
