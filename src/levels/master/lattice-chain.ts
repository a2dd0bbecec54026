/**
 * The chain of a lattice walk: from one record time to the next.
 *
 *     fixed clock     P(n+1) = Q P(n), one pass over the sites for each step
 *     Poisson clock   P(t + Δ) = Σ_k w_k(Δ/τ) Q^k P(t), the fixed-clock chain seen through a Poisson clock
 *
 * With a Poisson clock less than 1e-20 of the probability is left out in each interval between record times, known
 * before the run starts.
 *
 * @module
 */

import type { Model, WalkLaw } from "#model/model.ts";
import { poissonWeights } from "#numerics/poisson-weights.ts";
import type { DiscreteWeights } from "#numerics/unimodal-weights.ts";
import { axisStep, stepsUntil } from "#step-law/lattice-law.ts";
import { type LatticeProblem, latticeProblem, type Refusal } from "#step-law/lattice-problem.ts";
import type { Time } from "#units/flavour.ts";
import {
  addTo,
  clear,
  emptyField,
  fillStep,
  type LatticeField,
  type LatticeFrame,
  type StepProbabilities,
  valuesIn,
} from "./lattice-field.ts";
import { isTooLarge, LARGEST_FRAME, latticeFrame } from "./lattice-frame.ts";

/** Probability that uniformisation leaves out in each interval between record times. */
export const LEFT_OUT = 1e-20;

/** What happens between two record times: so many steps, or a Poisson number of them. */
export type Interval =
  | { readonly kind: "steps"; readonly steps: number }
  | { readonly kind: "weights"; readonly weights: DiscreteWeights };

/** A problem with the frame that holds its answer and the intervals that lead through it. */
export interface LatticeChain {
  readonly problem: LatticeProblem;
  readonly frame: LatticeFrame;
  readonly step: StepProbabilities;
  /** The way to each record time from the one before. */
  readonly intervals: readonly Interval[];
  /** Time at which the clock last ticked before each record time; the time itself for a Poisson clock [s]. */
  readonly clockTimes: readonly Time[];
  /** Passes over the sites, all in all. */
  readonly passes: number;
}

/**
 * The most steps of a lattice of our own choosing (where the model gives D): about a second of work. Two and three
 * dimensions get fewer, and the output says how many.
 */
function mostSteps(dimensions: number): number {
  return dimensions === 1 ? 20_000 : dimensions === 2 ? 1000 : 100;
}

/** The chain that a model poses for one of its species, or why it poses none. */
export function latticeChain(model: Model, species: string, refinement: number): LatticeChain | Refusal {
  const problem = latticeProblem(model, species, { steps: 1000, mostSteps, refinement });
  if ("because" in problem) return problem;
  const { law, times, box } = problem;
  const { intervals, clockTimes } = intervalsOf(law, times);
  let passes = 0;
  let widest = 0;
  for (const [j, interval] of intervals.entries()) {
    const before = j === 0 ? 0 : (clockTimes[j - 1] as number) / law.clock.interval;
    passes += passesOf(interval);
    widest = Math.max(widest, before + passesOf(interval));
  }
  const frame = latticeFrame(law, { most: passes, mean: widest }, box);
  if (isTooLarge(frame))
    return {
      because: `the master equation would need ${valuesIn(frame).toExponential(1)} sites, more than ${LARGEST_FRAME.toExponential(0)}`,
      change: "ask for fewer steps of the walk, or leave this to the level walk",
    };
  const step = { ...axisStep(law), stay: law.stay };
  return { problem, frame, step, intervals, clockTimes, passes };
}

/** The number of passes over the sites that an interval takes. */
export function passesOf(interval: Interval): number {
  return interval.kind === "steps" ? interval.steps : interval.weights.first + interval.weights.weights.length - 1;
}

function intervalsOf(
  law: WalkLaw,
  times: readonly Time[],
): { readonly intervals: Interval[]; readonly clockTimes: Time[] } {
  const intervals: Interval[] = [];
  const clockTimes: Time[] = [];
  let before = 0;
  for (const time of times) {
    if (law.clock.kind === "fixed") {
      const steps = stepsUntil(law, time);
      intervals.push({ kind: "steps", steps: steps - before });
      clockTimes.push(steps * law.clock.interval);
      before = steps;
    } else {
      intervals.push({ kind: "weights", weights: poissonWeights((time - before) / law.clock.interval, LEFT_OUT) });
      clockTimes.push(time);
      before = time;
    }
  }
  return { intervals, clockTimes };
}

/** The work done so far, in passes over the sites. */
export interface Work {
  passes: number;
}

/**
 * The field after an interval; the one that was given is used up. Counts its passes in `work`, and yields the number
 * of sites handled since the last time.
 */
export function* fieldAfter(
  interval: Interval,
  given: LatticeField,
  { frame, step }: LatticeChain,
  work: Work,
): Generator<number, LatticeField> {
  const passes = passesOf(interval);
  if (passes === 0) return given;
  const out = interval.kind === "weights" ? emptyField(frame) : undefined;
  let field = given;
  let next = emptyField(frame);
  for (let k = 0; k <= passes; k++) {
    if (out !== undefined && interval.kind === "weights") {
      const weight = interval.weights.weights[k - interval.weights.first];
      if (weight !== undefined) addTo(out, field, weight, frame);
    }
    if (k === passes) break;
    yield* fillStep(next, field, frame, step);
    [field, next] = [next, field];
    work.passes++;
  }
  return out ?? field;
}

/** The law to which a walk in a box settles: p_i / p_{i-1} = f / b; of an unbiased walk the same at every site. */
export function equilibriumField({ frame, step }: LatticeChain): LatticeField {
  const field = emptyField(frame);
  clear(field, frame.size);
  const sites = frame.size[0] - 2;
  const { forward, backward } = step;
  const ratio = forward <= backward ? forward / backward : backward / forward;
  let total = 0;
  let weight = 1;
  for (let i = 0; i < sites; i++) {
    const site = forward <= backward ? 1 + i : sites - i;
    field.values[site] = weight;
    total += weight;
    weight *= ratio;
  }
  for (let site = 1; site <= sites; site++) field.values[site] /= total;
  field.low[0] = 1;
  field.high[0] = sites;
  return field;
}
