/**
 * The course of a Cahn-Hilliard problem in time, by steps that are as long as their error allows.
 *
 * A step is taken back and shortened where its stages cannot be solved, where its error is too large, and where the energy
 * has risen: along the accepted steps F never increases, and the amount stays to the last bits.
 *
 * @module
 */

import { cbrt } from "#numerics/elementary.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { DomainError } from "#units/domain-error.ts";
import { rootMeanSquare } from "./implicit-stage.ts";
import { type PhaseField, requirePhaseField } from "./phase-field.ts";
import { cellVolume, openCount } from "./phase-grid.ts";
import { acceptPhaseStep, makePhaseStepper, type PhaseStepper, tryPhaseStep } from "./phase-step.ts";
import { spatialOperators } from "./spatial-operators.ts";

/** How exact a course is to be. */
export interface PhaseTolerance {
  /** Error of one step relative to the standard deviation of c over the cells, root mean square [1]; absent: 1e-5. */
  readonly relative?: number;
  /** Error of one step below which none matters [c]; absent: 1e-12 times the largest |c|. */
  readonly absolute?: number;
  /** The first step to be tried [T]; absent: one hundredth of the time that the start takes to change by itself. */
  readonly firstStep?: number;
  /** The longest step [T]; absent: none. */
  readonly longestStep?: number;
}

/** Why and how often steps were taken back. */
export interface StepRejections {
  readonly error: number;
  readonly energy: number;
  readonly unsolved: number;
}

/** The field after an accepted step, or at the start. */
export interface PhaseState {
  /** [T] */
  readonly time: number;
  /** Length of the step that led here, 0 at the start [T]. */
  readonly step: number;
  /** The field: borrowed, it changes with the next step. What stands in closed cells means nothing. */
  readonly c: Float64Array;
  /** F [f L^d]. */
  readonly energy: number;
  /** F less that of the state before, summed from the differences: never positive but for rounding [f L^d]. */
  readonly energyChange: number;
  /** Whether this is one of the times asked for. */
  readonly isRecord: boolean;
  /** Estimated error of the step [c]. */
  readonly error: number;
  readonly counts: PhaseCounts;
}

/** What a course has cost so far. */
export interface PhaseCounts {
  readonly steps: number;
  readonly rejections: StepRejections;
  /** Newton corrections. */
  readonly corrections: number;
  /** Products with a matrix in GMRES; 0 on a line. */
  readonly products: number;
}

/** What a course came to. */
export interface PhaseOutcome {
  /** Amount at the end less that at the start, relative to the sum of |c| V [1]. */
  readonly amountDrift: number;
  /** Largest change of energy in a step: not above 0 but for rounding [f L^d]. */
  readonly largestEnergyChange: number;
  /** Largest less smallest μ over the open cells at the end [f/c]: 0 at equilibrium. */
  readonly potentialSpread: number;
  readonly counts: PhaseCounts;
}

const RELATIVE = 1e-5;
/** A stage is solved to this share of the error that a step may have. */
const STAGE_SHARE = 0.01;
/** Stages are never solved better than this times the largest |c|, where rounding begins. */
const SOLVED = 1e-13;
/** A field that moves by less than this times the largest |c| in a step, and not downhill, stays. */
const AT_REST = 1e-12;

/**
 * The states of a problem from its start on: the start, then the state after each step; steps end at the times asked for.
 *
 * @param start c of each cell; what stands in closed cells is ignored
 * @param times rising, positive [T]
 * @throws DomainError if the problem, its start or the times have no meaning
 * @throws NumericalFailure if steps have become too short to go on; the state yielded last stays as it was
 */
export function* phaseEvolution(
  problem: PhaseField,
  start: Float64Array,
  times: readonly number[],
  tolerance: PhaseTolerance = {},
): Generator<PhaseState, PhaseOutcome> {
  requirePhaseField(problem, start);
  requireTimes(times);
  const operators = spatialOperators(problem, start.length);
  const work = makePhaseStepper(operators, filled(problem, start));
  const origin = work.c.slice();
  const { relative = RELATIVE, longestStep = Number.POSITIVE_INFINITY } = tolerance;
  const scale = work.c.reduce((most, c) => Math.max(most, Math.abs(c)), 0);
  const absolute = tolerance.absolute ?? 1e-12 * scale;
  const end = times[times.length - 1];
  let counts: PhaseCounts = {
    steps: 0,
    rejections: { error: 0, energy: 0, unsolved: 0 },
    corrections: 0,
    products: 0,
  };
  let lastTry = "";
  let largestEnergyChange = Number.NEGATIVE_INFINITY;
  let time = 0;
  let wanted = tolerance.firstStep ?? firstStep(work, end);
  yield {
    time,
    step: 0,
    c: work.c,
    energy: operators.energyOf(work.c),
    energyChange: 0,
    isRecord: false,
    error: 0,
    counts,
  };

  for (const record of times)
    while (time < record) {
      const left = record - time;
      const proposed = Math.min(wanted, longestStep);
      // two equal steps rather than a long one and a splinter
      const step = proposed >= left ? left : proposed > left / 2 ? left / 2 : proposed;
      if (!(step > 1e-14 * (time + end * 1e-6)))
        throw new NumericalFailure(
          `phase separation at time ${time}`,
          `steps have become as short as ${step}: ${reasons(counts.rejections)}; ${lastTry}`,
          "Allow a larger error, or make the cells smaller than an interface is wide",
        );
      const allowed = relative * deviation(work) + absolute;
      const tried = tryPhaseStep(work, step, stageGoal(work, step, allowed, scale));
      counts = {
        ...counts,
        corrections: counts.corrections + work.corrections,
        products: counts.products + work.products,
      };
      if (tried.kind === "unsolved") {
        counts = rejected(counts, "unsolved");
        lastTry = `the last was left with a correction of ${tried.remaining} to be made`;
        wanted = step / 4;
        continue;
      }
      const ratio = tried.error / allowed;
      const factor = Math.min(3, Math.max(0.2, 0.85 / cbrt(Math.max(ratio, 1e-6))));
      if (!(ratio <= 1)) {
        counts = rejected(counts, "error");
        lastTry = `the last had an error of ${tried.error}, allowed ${allowed}`;
        wanted = step * (Number.isFinite(ratio) ? Math.min(0.9, factor) : 0.2);
        continue;
      }
      const energy = operators.energyChange(work.c, work.next);
      let { change } = energy;
      if (!(change <= energy.rounding)) {
        if (moveOf(work) > AT_REST * scale) {
          counts = rejected(counts, "energy");
          lastTry = `the last would have raised the energy by ${change}`;
          wanted = step / 2;
          continue;
        }
        // at rest: what the step moved is what its stages leave unsolved
        work.next.set(work.c);
        change = 0;
      }
      acceptPhaseStep(work, step);
      largestEnergyChange = Math.max(largestEnergyChange, change);
      counts = { ...counts, steps: counts.steps + 1 };
      time = step === left ? record : time + step;
      // a step that was cut short to meet a time says nothing against the length that was wanted
      wanted = Math.max(step * factor, step < proposed ? Math.min(proposed, 3 * step) : 0);
      yield {
        time,
        step,
        c: work.c,
        energy: operators.energyOf(work.c),
        energyChange: change,
        isRecord: time === record,
        error: tried.error,
        counts,
      };
    }

  const moved = work.next;
  let amount = 0;
  for (let i = 0; i < origin.length; i++) {
    moved[i] = work.c[i] - origin[i];
    if (!problem.grid.open || problem.grid.open[i]) amount += Math.abs(origin[i]);
  }
  const drift = Math.abs(operators.meanOf(moved)) * openCount(problem.grid);
  return {
    amountDrift: amount > 0 ? drift / amount : drift * cellVolume(problem.grid),
    largestEnergyChange,
    potentialSpread: potentialSpread(work),
    counts,
  };
}

function rejected(counts: PhaseCounts, reason: keyof StepRejections): PhaseCounts {
  return { ...counts, rejections: { ...counts.rejections, [reason]: counts.rejections[reason] + 1 } };
}

function reasons({ error, energy, unsolved }: StepRejections): string {
  return `${error} were taken back for their error, ${energy} for a rise of energy, ${unsolved} were not solved`;
}

function requireTimes(times: readonly number[]): void {
  if (times.length === 0) throw new DomainError("times", 0, "at least one time must be asked for");
  for (let i = 0; i < times.length; i++)
    if (!(times[i] > (i === 0 ? 0 : times[i - 1]) && Number.isFinite(times[i])))
      throw new DomainError("time", times[i], "times rise from above 0");
}

/** A start whose closed cells hold the mean of the open ones, where f has a value. */
function filled({ grid: { open } }: PhaseField, start: Float64Array): Float64Array {
  if (!open) return start;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < start.length; i++)
    if (open[i]) {
      sum += start[i];
      count++;
    }
  return start.map((c, i) => (open[i] ? c : sum / count));
}

/** Standard deviation of c over the cells. */
function deviation({ operators, c, right }: PhaseStepper): number {
  const mean = operators.meanOf(c);
  for (let i = 0; i < c.length; i++) right[i] = c[i] - mean;
  return rootMeanSquare(right);
}

/** How exactly the stages must be solved: more so where little changes, for the sign of the change of energy. */
function stageGoal({ lastStep, c, before, right }: PhaseStepper, step: number, allowed: number, scale: number): number {
  const floor = SOLVED * scale;
  if (lastStep === 0) return Math.max(floor, STAGE_SHARE * allowed);
  for (let i = 0; i < c.length; i++) right[i] = c[i] - before[i];
  const change = (rootMeanSquare(right) * step) / lastStep;
  return Math.max(floor, Math.min(STAGE_SHARE * allowed, STAGE_SHARE * change));
}

/** How far the step tried last has moved the field, root mean square [c]. */
function moveOf({ c, next, right }: PhaseStepper): number {
  for (let i = 0; i < c.length; i++) right[i] = next[i] - c[i];
  return rootMeanSquare(right);
}

function firstStep({ operators, c, rate, right }: PhaseStepper, end: number): number {
  operators.fillRate(rate, c);
  const mean = operators.meanOf(c);
  for (let i = 0; i < c.length; i++) right[i] = c[i] - mean;
  const [speed, size] = [rootMeanSquare(rate), rootMeanSquare(right)];
  return speed > 0 && size > 0 ? Math.min(end, (0.01 * size) / speed) : end;
}

function potentialSpread({ operators, c, rate }: PhaseStepper): number {
  const { open } = operators.problem.grid;
  operators.fillPotential(rate, c);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < c.length; i++) {
    if (open && !open[i]) continue;
    low = Math.min(low, rate[i]);
    high = Math.max(high, rate[i]);
  }
  return high - low;
}
