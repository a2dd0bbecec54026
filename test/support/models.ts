/** Models made by hand, for tests of what runs them: a record of defaults with the given fields over it. */

import { BATCHES, type LevelResult, type Progress, type Task } from "#levels/contract.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { MEASURES, type Measure, type MeasureName } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";

/** A model with the given fields and nothing else. */
export function modelWith(fields: Partial<Model>): Model {
  return {
    parameters: [],
    species: [],
    boundaries: [],
    sources: [],
    solves: [],
    sampling: { walkers: BATCHES, seed: 1, method: "automatic" },
    agree: [],
    outputs: [],
    expectations: [],
    measurements: [],
    plots: [],
    sweeps: [],
    references: [],
    ...fields,
  };
}

/** One walker that starts at 0, with the given fields. */
export function walkerWith(fields: Partial<Species>): Species {
  return {
    name: "walker",
    measure: "probability",
    media: [],
    terms: [],
    initial: { kind: "point", at: [0], amount: 1 },
    ...fields,
  };
}

/** The measure `name(walker)`, or `name(walker, condition)`. */
export function measureOf(name: MeasureName, condition?: string): Measure {
  if (condition === undefined) return { key: `${name}(walker)`, name, species: "walker" };
  return { key: `${name}(walker, ${condition})`, name, species: "walker", condition: parseExpression(condition) };
}

/** Every measure of the walker that needs no place and no condition. */
export function allMeasures(): Measure[] {
  return (Object.keys(MEASURES) as MeasureName[]).map((name) => measureOf(name));
}

/** The task of solving a model of one walker for the measures. */
export function taskOf(model: Model, measures: readonly Measure[], fields: Partial<Task> = {}): Task {
  const { walkers, seed } = model.sampling;
  return { model, species: "walker", solves: model.solves, measures, walkers, seed, refinement: 1, ...fields };
}

/** Runs a level to its end. */
export function solved(run: Generator<Progress, LevelResult>): LevelResult {
  for (;;) {
    const next = run.next();
    if (next.done === true) return next.value;
  }
}

/** The value of a reading; throws if there is none. */
export function valueAt(result: LevelResult, key: string, when: number | "timeless" | "equilibrium"): number {
  const reading = result.readings.find((r) => r.measure === key && r.when === when);
  if (reading === undefined) throw new Error(`no reading of ${key} at ${when}`);
  return reading.value;
}
