/**
 * A batch that is solved elsewhere, from the task alone and after a copy of all that goes with it, is the same to the last
 * bit as one that is solved in its turn.
 */
import { describe, expect, test } from "vitest";
import { BATCHES, type Level, type LevelResult, type Task } from "#levels/contract.ts";
import { langevin } from "#levels/langevin/langevin.ts";
import { walk } from "#levels/walk/walk.ts";
import type { LevelName } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { levelNamed } from "#run/level-registry.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { HERE, written } from "../support/asked-in-frame.ts";
import { CASES } from "../support/asked-motions.ts";
import { solved } from "../support/models.ts";

function taskOf(text: string, walkers = 128): Task {
  const model = parseModel(text);
  const species = model.species[0]?.name ?? "";
  return { model, species, solves: model.solves, measures: measuresOf(model), walkers, seed: 5, refinement: 1 };
}

/** Runs a level; every batch but the first of each stage is solved by a solver of its own. */
function solvedElsewhere(level: Level, task: Task): { readonly result: LevelResult; readonly batches: number } {
  const run = level.solve(task);
  let batches = 0;
  let next = run.next();
  while (!next.done) {
    const { batch: request } = next.value;
    if (request === undefined) {
      next = run.next();
      continue;
    }
    const asked = structuredClone(request);
    expect([asked.level, asked.batches]).toEqual([level.name, BATCHES]);
    const work = levelNamed(asked.level)?.batchSolver?.(asked.task, asked.stage).solve(asked.batch, asked.pilot);
    let step = work?.next();
    while (step && !step.done) step = work?.next();
    batches++;
    next = run.next(structuredClone(step?.value));
  }
  return { result: next.value, batches };
}

const GRID = `perrin: 1
species: {dye: {D: 1 um^2/s, drift: [0.5 um/s, -0.3 um/s]}}
domain: {geometry: rectangle, size: [1.5 um, 0.8 um], cells: [3, 2]}
initial: {dye: {at: [0.75 um, 0.6 um]}}
boundary: {left: {dye: absorbing}, top: {dye: absorbing}}
solve: {transient: {until: 0.6 s, times: [0.2 s]}}
outputs: {there: survival(dye), mx: "mean(dye, x)", life: mean_exit_time(dye), by: "exit_probability(dye, left)"}
`;
const PERIODIC = `perrin: 1
species: {dye: {in: {water: {D: 1 m^2/s}, gel: {D: 0.5 m^2/s, K: 2}}}}
domain:
  geometry: rectangle
  size: [2 m, 1 m]
  cells: [6, 3]
  media: [{medium: water}, {medium: gel, where: "x > 1 m"}]
initial: {dye: 1 mol/m^3}
boundary: periodic
outputs: {D: "D_effective(dye, x)", E: "D_effective(dye, y)"}
`;
const LAYERS = `perrin: 1
species: {dye: {D: 1 um^2/s}}
domain: {geometry: slab, thickness: 2 um, cells: 5}
initial: {dye: 1 mM}
boundary: {left: {dye: {concentration: 2 mM}}, right: {dye: absorbing}}
solve: [steady, {transient: {until: 0.5 s, every: 0.25 s}}]
sampling: {method: walkers}
outputs: {held: amount(dye), J: "flux(dye, right)", gone: "amount_permeated(dye, right)"}
`;
const OWN = [
  "a lattice walk with a bias",
  "waits of a gamma law",
  "a motor that falls off",
  "a cloud beside a wall that absorbs",
].flatMap((name) => {
  const { text, asked, levels } = CASES[name] as (typeof CASES)[string];
  const outputs = Object.keys(asked).map((one, i) => `  o${i}: {of: "${written(one, HERE)}"}\n`);
  return levels
    .filter((by) => levelNamed(by)?.sampled)
    .map((by) => [name, by, `perrin: 1\n${written(text, HERE)}outputs:\n${outputs.join("")}`] as const);
});

describe.each<readonly [name: string, by: LevelName, text: string]>([
  ["walkers in cells", "walk", GRID],
  ["walkers in a rectangle", "langevin", GRID],
  ["walkers that spread in a periodic cell", "walk", PERIODIC],
  ["walkers between a reservoir and a sink", "walk", LAYERS],
  ...OWN,
])("%s, by %s", (_, by, text) => {
  test("batches solved elsewhere are those solved here", () => {
    const level = levelNamed(by) as Level;
    const task = taskOf(text);
    const { result, batches } = solvedElsewhere(level, task);
    expect(batches % (BATCHES - 1)).toBe(0);
    expect(batches).toBeGreaterThan(0);
    expect(result).toEqual(solved(level.solve(task)));
    expect(result.readings.some(({ batches }) => batches !== undefined && new Set(batches).size > 1)).toBe(true);
  });
});

test("who has no batches says so", () => {
  const task = taskOf(LAYERS);
  expect(() => walk.batchSolver?.({ ...task, solves: [{ kind: "steady" }] }, "0")).toThrow(/no batches/);
  expect(langevin.batchSolver).toBeDefined();
});
