/**
 * Dissolution at the continuum level: diffusion from a solid whose surface recedes as it dissolves.
 *
 * @module
 */

import type { LevelResult, Profile, Progress, Reading, Task, When } from "#levels/contract.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { recordsWithProfile } from "#levels/profile-times.ts";
import { speciesNamed } from "#levels/species-named.ts";
import type { Measure } from "#model/measure.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { cbrt } from "#numerics/elementary.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { type DissolutionStepper, makeDissolutionStepper, setRates, tryDissolutionStep } from "./dissolution-step.ts";
import { type Dissolving, dissolvingIn, whyNotDissolving } from "./dissolving-model.ts";
import { radiusOf } from "./receding-solid.ts";

/** Largest error of a step [1]. */
const TOLERANCE = 1e-6;
/** The solid is gone when its radius is this part of what it was [1]; the rest follows from how R² falls. */
const GONE = 1e-3;
/** A step shorter than this part of the first one is none [1]. */
const SHORTEST = 1e-9;
/** A surface that would move by less than this part in the time that has passed stands still [1]. */
const STANDSTILL = 1e-9;
const BREATH = 64;

/** The carrier of species that dissolve from a solid. */
export const dissolution: MotionCarrier = {
  accepts(model, name) {
    const why = whyNotDissolving(model, speciesNamed(model, name));
    return why === undefined ? { accepts: true } : { accepts: false, ...why };
  },
  solve: solveDissolution,
};

/** Where a run stands. */
interface Run {
  readonly task: Task;
  readonly dissolving: Dissolving;
  readonly stepper: DissolutionStepper;
  time: number;
  step: number;
  accepted: number;
  rejected: number;
  /** When the last of it dissolved [s]; undefined as long as there is some. */
  gone: number | undefined;
}

function* solveDissolution(task: Task): Generator<Progress, LevelResult> {
  const dissolving = dissolvingIn(task.model, speciesNamed(task.model, task.species), task.refinement);
  const { solid, start, firstWidth, surface } = dissolving;
  const stepper = makeDissolutionStepper(solid);
  stepper.start.values.set(start);
  setRates(stepper, stepper.start);
  const step = (1e-4 * firstWidth * firstWidth) / solid.diffusivity;
  const run: Run = { task, dissolving, stepper, time: 0, step, accepted: 0, rejected: 0, gone: undefined };
  const times = task.solves.flatMap((solve) => (solve.kind === "transient" ? solve.times : []));
  const asksTime = task.measures.some(({ name }) => name === "dissolution_time");
  const keepsProfile = recordsWithProfile(task.model, times);
  const readings: Reading[] = [];
  const profiles: Profile[] = [];
  for (const [record, time] of times.entries()) {
    yield* advance(run, time, step, time / (times.at(-1) || 1));
    readings.push(...task.measures.flatMap((measure) => readingOf(run, measure, time) ?? []));
    if (keepsProfile.has(record) && run.gone === undefined) profiles.push(profileOf(run, time));
  }
  if (asksTime && solid.dimensions > 1) yield* advance(run, Number.POSITIVE_INFINITY, step, 1);
  const gone = run.gone;
  if (gone !== undefined)
    for (const { name, key } of task.measures)
      if (name === "dissolution_time") readings.push({ measure: key, when: "timeless", value: gone });
  return {
    level: "continuum",
    law: { kind: "discrete", spacing: firstWidth },
    method: `moving surface, finite volumes on ${solid.shares.length - 1} cells of the liquid, second order in space; TR-BDF2, second order in time, ${run.accepted} steps and ${run.rejected} rejected at tolerance ${TOLERANCE}`,
    warnings: warningsOf(run),
    invariants: { massDrift: massDrift(run, surface) },
    readings,
    profiles,
    sources: ["Bank et al. 1985, doi:10.1109/T-ED.1985.22232 (not opened)"],
  };
}

/** Steps to a time, or until the solid is gone. */
function* advance(run: Run, until: number, first: number, fraction: number): Generator<Progress, void> {
  const { stepper, dissolving } = run;
  const { solid, radius } = dissolving;
  const last = solid.shares.length - 1;
  for (let sinceYield = 0; run.time < until && run.gone === undefined; ) {
    const left = until - run.time;
    const step = run.step >= left ? left : run.step > left / 2 ? left / 2 : run.step;
    const error = tryDissolutionStep(stepper, step) / TOLERANCE;
    const factor = error > 0 ? Math.min(4, Math.max(0.2, 0.9 / cbrt(Math.min(error, 1e9)))) : 4;
    if (!(error <= 1)) {
      run.rejected++;
      run.step = step * Math.min(0.5, factor);
      if (run.step < SHORTEST * first)
        throw new NumericalFailure(
          `t = ${run.time} s`,
          `the step shrank to ${run.step} s as the solid dissolved`,
          "make the solubility smaller than the density of the solid by more than a tenth",
        );
      continue;
    }
    stepper.start.values.set(stepper.next.values);
    stepper.start.rates.set(stepper.next.rates);
    run.time = step === left ? until : run.time + step;
    run.step = step < run.step ? Math.max(run.step, step * factor) : step * factor;
    run.accepted++;
    const R = radiusOf(stepper.start.values[last], solid.dimensions);
    if (solid.dimensions > 1 && R <= GONE * radius) {
      // R² falls in proportion to time at the end: dR²/dt = 2 R^(2-n) dS/dt
      const fall = 2 * (solid.dimensions === 3 ? 1 / R : 1) * stepper.start.rates[last];
      run.gone = run.time - (R * R) / fall;
    }
    // a saturated liquid takes no more
    if (until === Number.POSITIVE_INFINITY && -stepper.start.rates[last] * run.time < STANDSTILL * dissolving.surface)
      return;
    if (++sinceYield >= BREATH) {
      sinceYield = 0;
      yield { fraction: Math.min(1, fraction), doing: "dissolution" };
    }
  }
}

function readingOf(run: Run, { name, key, place }: Measure, time: When): Reading | undefined {
  const { solid, content } = run.dissolving;
  const { values, rates } = run.stepper.start;
  const last = values.length - 1;
  const S = values[last];
  const R = run.gone === undefined ? radiusOf(S, solid.dimensions) : 0;
  const reading = (value: number): Reading => ({ measure: key, when: time, value });
  if (name === "surface") return reading(R);
  if (name === "amount" && place?.kind === "all" && run.gone === undefined)
    return reading(content * sumOf(values.subarray(0, last)));
  if (run.gone !== undefined) return undefined;
  // the flux out of the solid in the frame at rest: what the liquid takes less what the surface sweeps over
  if (name === "flux" && place?.kind === "end" && place.end === "left")
    return reading((-(solid.density - solid.solubility) * rates[last]) / areaAt(R, solid.dimensions));
  if (name === "c" && place?.kind === "point") {
    const value = concentrationAt(run, place.at[0] as number);
    return value === undefined ? undefined : reading(value);
  }
  return undefined;
}

function areaAt(r: number, dimensions: 1 | 2 | 3): number {
  return dimensions === 1 ? 1 : dimensions === 2 ? r : r * r;
}

/** Middles of the cells and their concentrations, with the surface first [m, mol m^-3]. */
function curveOf({ dissolving: { solid }, stepper }: Run): { readonly r: Float64Array; readonly c: Float64Array } {
  const { shares, dimensions, outer, solubility } = solid;
  const { values } = stepper.start;
  const cells = shares.length - 1;
  const S = values[cells];
  const r = new Float64Array(cells + 1);
  const c = new Float64Array(cells + 1);
  r[0] = radiusOf(S, dimensions);
  c[0] = solubility;
  for (let i = 0; i < cells; i++) {
    r[i + 1] = radiusOf(S + 0.5 * (shares[i] + shares[i + 1]) * (outer - S), dimensions);
    c[i + 1] = values[i] / ((shares[i + 1] - shares[i]) * (outer - S));
  }
  return { r, c };
}

function concentrationAt(run: Run, x: number): number | undefined {
  const { r, c } = curveOf(run);
  if (x < r[0] || x > r[r.length - 1]) return undefined;
  let i = 1;
  while (i < r.length - 1 && r[i] < x) i++;
  return c[i - 1] + ((c[i] - c[i - 1]) * (x - r[i - 1])) / (r[i] - r[i - 1]);
}

function profileOf(run: Run, when: When): Profile {
  const { r, c } = curveOf(run);
  return { species: run.task.species, when, quantity: "concentration", coordinate: r, values: c };
}

/** What solid and liquid have lost together beyond what passed the outer wall, which nothing should: relative to the solid gone. */
function massDrift({ stepper, dissolving }: Run, surface: number): number {
  const { solid, start } = dissolving;
  if (solid.held !== undefined) return Number.NaN;
  const { values } = stepper.start;
  const last = values.length - 1;
  const dissolved = solid.density * (surface - values[last]);
  const taken = sumOf(values.subarray(0, last)) - sumOf(start.subarray(0, last));
  return dissolved === 0 ? 0 : Math.abs(taken - dissolved) / Math.abs(dissolved);
}

/** Where the window on unbounded liquid is reached. */
function warningsOf(run: Run): readonly string[] {
  const { c } = curveOf(run);
  const { window, solid } = run.dissolving;
  if (!window || c[c.length - 1] < 1e-6 * solid.solubility) return [];
  return [
    `the liquid is solute-laden up to the edge of the window at which the grid looks: give a larger outer radius`,
  ];
}
