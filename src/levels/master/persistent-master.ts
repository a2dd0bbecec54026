/**
 * The master equation of a persistent walk: probabilities by site and direction of the last step, taken step by step.
 *
 * Exact for the lattice but for rounding. The walk and the closed form have the probability p of repeating from the
 * model and nothing else in common with it. The telegrapher equation of the level continuum takes its steps by the same
 * recursion (`step-law/two-way-steps.ts`), so that the two levels do not vouch for each other.
 *
 * @module
 */

import type { Acceptance, LevelResult, Profile, Progress, Reading, Task } from "#levels/contract.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { speciesNamed } from "#levels/species-named.ts";
import type { Model, WalkLaw } from "#model/model.ts";
import type { PersistentWalk } from "#model/motion-law.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { lateSlope } from "#step-law/late-slope.ts";
import { latticeCoordinate } from "#step-law/lattice-coordinate.ts";
import { stepsUntil } from "#step-law/lattice-law.ts";
import { type LatticeProblem, latticeProblem } from "#step-law/lattice-problem.ts";
import { advanceTwoWay, FLOOR, makeTwoWay, type TwoWay } from "#step-law/two-way-steps.ts";
import type { LatticeField, LatticeFrame } from "./lattice-field.ts";
import { latticeReading, latticeState, spreadOf } from "./lattice-readings.ts";

/** The most steps: a hundred thousand take seconds, and their sites some megabytes. */
const MOST_STEPS = 200_000;
const SITES_BETWEEN_YIELDS = 4_000_000;
/** The most profile values that are kept; beyond it only the last profile is. */
const LARGEST_PROFILES = 2_000_000;

/** The persistent walk at the master level. */
export const persistentMaster: MotionCarrier = { accepts, solve };

interface Posed {
  readonly law: PersistentWalk;
  readonly problem: LatticeProblem;
  /** Steps until each record time. */
  readonly steps: readonly number[];
}

interface Refused {
  readonly because: string;
  readonly change: string;
}

function accepts(model: Model, name: string): Acceptance {
  const posed = pose(model, name);
  return "because" in posed ? { accepts: false, ...posed } : { accepts: true };
}

/** The walk as a problem on a lattice: that of an unbiased walk with the same spacing and clock, but for its memory. */
function pose(model: Model, name: string): Posed | Refused {
  const { motion, ...species } = speciesNamed(model, name);
  if (motion?.kind !== "persistent") throw new Error(`Bug: ${name} is no persistent walk.`);
  if (model.domain?.kind !== "free")
    return {
      because: "a persistent walk has no rule for what a wall does to its memory",
      change: "use geometry: line",
    };
  const { spacing, interval } = motion;
  const walk: WalkLaw = { spacing, dimensions: 1, right: 0.5, stay: 0, clock: { kind: "fixed", interval } };
  const others = model.species.map((other) => (other.name === name ? { ...species, walk } : other));
  const problem = latticeProblem({ ...model, species: others }, name, {
    steps: 1,
    mostSteps: () => MOST_STEPS,
    refinement: 1,
  });
  if ("because" in problem) return problem;
  const steps = problem.times.map((time) => stepsUntil(walk, time));
  const most = steps.at(-1) ?? 0;
  if (most > MOST_STEPS)
    return {
      because: `${most} steps are too many to be taken one by one`,
      change: `end by ${(MOST_STEPS * interval).toPrecision(3)} s, or use the levels closed-form and walk`,
    };
  return { law: motion, problem, steps };
}

function* solve(task: Task): Generator<Progress, LevelResult> {
  const posed = pose(task.model, task.species);
  if ("because" in posed) throw new NumericalFailure("persistent walk", posed.because, posed.change);
  const { law, problem, steps } = posed;
  const most = steps.at(-1) ?? 0;
  const both = makeTwoWay(most);
  const frame: LatticeFrame = {
    dimensions: 1,
    size: [both.right.length, 1, 1],
    origin: [both.origin, 0, 0],
    walls: false,
    floor: FLOOR,
  };
  const keepsProfiles = frame.size[0] * steps.length <= LARGEST_PROFILES;
  const readings: Reading[] = [];
  const profiles: Profile[] = [];
  const late = { mean: new Float64Array(steps.length), variance: new Float64Array(steps.length) };
  let [taken, massDrift] = [0, 0];
  for (const [record, until] of steps.entries()) {
    while (taken < until) {
      const chunk = Math.min(until - taken, Math.max(1, Math.floor(SITES_BETWEEN_YIELDS / (both.high - both.low + 2))));
      advanceTwoWay(both, chunk, law.persistence);
      taken += chunk;
      yield { fraction: taken / Math.max(1, most), doing: "solving the master equation" };
    }
    const field = fieldOf(both);
    const state = latticeState(frame, field);
    const time = problem.times[record];
    for (const measure of task.measures) {
      const value = latticeReading(measure, problem, state);
      if (value !== undefined) readings.push({ measure: measure.key, when: time, value });
    }
    const spread = spreadOf(state);
    late.mean[record] = spread.mean;
    late.variance[record] = spread.variance;
    massDrift = Math.max(massDrift, Math.abs(total(field) - 1));
    if (keepsProfiles || record === steps.length - 1) profiles.push(profileOf(task.species, time, problem, both));
  }
  readings.push(...slopes(task, problem, steps, late));
  return {
    level: "master",
    law: { kind: "discrete", spacing: law.spacing, step: law.interval },
    method: `master equation of site and direction by ${most} exact steps; v and D are slopes over the later half of the record times`,
    warnings: [],
    invariants: { massDrift },
    readings,
    profiles,
    sharesRatesWith: ["continuum"], // the recursion of a step
    sources: [],
  };
}

/** Probability of each site, whatever the direction. */
function fieldOf({ right, left, low, high }: TwoWay): LatticeField {
  const values = new Float64Array(right.length);
  for (let i = low; i <= high; i += 2) values[i] = right[i] + left[i];
  return { values, low: Int32Array.of(low, 0, 0), high: Int32Array.of(high, 0, 0) };
}

function total({ values, low, high }: LatticeField): number {
  let sum = 0;
  for (let i = low[0]; i <= high[0]; i++) sum += values[i];
  return sum;
}

function profileOf(species: string, when: number, { start, law }: LatticeProblem, both: TwoWay): Profile {
  const { right, left, low, high, origin } = both;
  const count = (high - low) / 2 + 1;
  return {
    species,
    when,
    quantity: "probability",
    coordinate: Float64Array.from({ length: count }, (_, i) =>
      latticeCoordinate(start[0] as number, law.spacing, low + 2 * i - origin),
    ),
    values: Float64Array.from({ length: count }, (_, i) => right[low + 2 * i] + left[low + 2 * i]),
  };
}

/** Drift velocity and diffusion coefficient as the later record times show them. */
function slopes(
  { measures }: Task,
  { law: { spacing, clock } }: LatticeProblem,
  steps: readonly number[],
  late: { readonly mean: Float64Array; readonly variance: Float64Array },
): Reading[] {
  const times = Float64Array.from(steps, (n) => n * clock.interval);
  return measures.flatMap(({ key, name }) => {
    const value =
      name === "drift_velocity"
        ? spacing * lateSlope(times, late.mean)
        : name === "diffusivity"
          ? (spacing * spacing * lateSlope(times, late.variance)) / 2
          : Number.NaN;
    return Number.isFinite(value) ? [{ measure: key, when: "timeless" as const, value }] : [];
  });
}
