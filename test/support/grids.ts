/**
 * Grids from model text, for tests.
 */
import { cellProblem } from "#generator/cell-problem.ts";
import { type GridNetwork, gridNetwork } from "#generator/grid-network.ts";
import type { Level, LevelResult } from "#levels/contract.ts";
import type { Axis } from "#mesh/grid-mesh.ts";
import type { Model } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { measuresOf } from "#run/measures-of-model.ts";

/** The network of the first species of a model file. */
export function gridNetworkOf(text: string, refinement = 1): GridNetwork {
  const model = parseModel(text);
  const [species] = model.species;
  if (model.domain?.kind !== "grid" || !species) throw new Error("no grid");
  return gridNetwork(model, species, model.domain, { cells: 16, refinement });
}

/** D_effective of the first species of a model file along an axis [m^2 s^-1]. */
export function effectiveDiffusivityOf(text: string, axis: Axis = 0, refinement = 1): number {
  return cellProblem(gridNetworkOf(text, refinement), axis).diffusivity;
}

/** Run a level on the first species of a model. */
export function solvedBy(level: Level, model: Model, refinement = 1): LevelResult {
  const [species] = model.species;
  const { walkers, seed } = model.sampling;
  const work = level.solve({
    model,
    species: species.name,
    solves: model.solves,
    measures: measuresOf(model),
    walkers,
    seed,
    refinement,
  });
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}

/** The readings of a result by measure, at a time or state. */
export function readingOf({ readings }: LevelResult, measure: string, when: number | string): number {
  const found = readings.find((one) => one.measure === measure && one.when === when);
  if (!found)
    throw new Error(`${measure} is not read at ${when}: ${readings.map((r) => `${r.measure} ${r.when}`).join("; ")}`);
  return found.value;
}
