import { describe, expect, test } from "vitest";
import { diffusive } from "#levels/continuum/diffusion.ts";
import type { Level } from "#levels/contract.ts";
import { master } from "#levels/master/master.ts";
import type { BoundaryCondition, Model } from "#model/model.ts";
import { answer, held, measure, stackModel, textOf } from "../support/closed-form.ts";
import { solved, valueAt } from "../support/models.ts";
import "../support/matchers.ts";

const absorbing: BoundaryCondition = { kind: "absorbing" };
const at = (x: number) => ({ kind: "point", at: [x], amount: 1 }) as const;

/** The levels on a network, and the cells a layer gets there. */
const networks: readonly (readonly [string, Level, number])[] = [
  ["continuum", diffusive, 200],
  ["master", master, 120],
];

function read(level: Level, model: Model, ...keys: readonly string[]): number[] {
  const task = {
    model,
    species: "drug",
    solves: [],
    measures: keys.map(measure),
    walkers: 0,
    seed: 1,
    refinement: 1,
  };
  const result = solved(level.solve(task));
  return keys.map((key) => valueAt(result, key, "timeless"));
}

function readAt(level: Level, model: Model, key: string): number[] {
  const solves = [{ kind: "steady" as const }];
  const task = { model, species: "drug", solves, measures: [measure(key)], walkers: 0, seed: 1, refinement: 1 };
  return solved(level.solve(task)).readings.map(({ value }) => value);
}

const TIME = "mean_exit_time(drug, right)";
const SPREAD = "exit_time_variance(drug, right)";

describe.each(networks)("%s", (_, level, cells) => {
  /** b (x^2 - 1)^2 in units of 1 m, 1 s and kT; x = -1 is the bottom, x = 0 the top. */
  const well = (b: number): Model =>
    stackModel({
      layers: [{ l: 1.5, D: 1 }],
      start: -1.5,
      right: absorbing,
      initial: at(-1),
      energy: `${b} * kB * 300 * (x^2 - 1)^2`,
      fields: { temperature: 300 },
    });

  test.each([5, 20, 30, 40])("the way out of a well of %d kT, to second order in the spacing", (b) => {
    const [time, variance] = read(level, well(b), TIME, SPREAD);
    // Straight lines over half cells are off by at most (h/2)^2 |U''| / 8, with U'' = 8b at the bottom and -4b at the top.
    const h = 1.5 / cells;
    expect(time).toBeNear(answer(well(b), TIME, "timeless"), { rel: (3 * b * h * h) / 8 });
    // The way out of a deep well is exponential, but for the times of 1 / 8b and 1 / 4b spent at the bottom and on the top
    // (with their logarithms); a few roundings a cell.
    if (b >= 20) expect(variance).toBeNear(time * time, { rel: 4 / (b * time) + 20 * cells * Number.EPSILON });
  });

  test.each([5, 36, 100])("against a drift of Pe %d all leaves through the one open end, in its time", (peclet) => {
    const time = "mean_exit_time(drug, left)";
    const model = stackModel({ layers: [{ l: 1, D: 1 }], left: absorbing, initial: at(0.5), drift: peclet });
    const [got, part] = read(level, model, time, "exit_probability(drug, left)");
    expect(part).toBeNear(1, { rel: 20 * cells * Number.EPSILON });
    // A cell is taken to hold its volume times the concentration at its centre: short by (Pe h)^2 / 24. A start on a face
    // is shared between two centres, h / 2 away: at most (Pe h)^2 / 8.
    expect(got).toBeNear(answer(model, time, "timeless"), { rel: (peclet / cells) ** 2 / 6 });
  });

  test("what is held at the top of a well of 40 kT stands at its bottom by Boltzmann's factor", () => {
    const model = { ...well(40), boundaries: [{ end: "right" as const, species: "drug", condition: held(1) }] };
    const species = { ...model.species[0], initial: { kind: "concentration" as const, concentration: textOf(0) } };
    const [bottom] = readAt(level, { ...model, species: [species] }, "c(drug, -1)");
    // between the nodes as above
    expect(bottom).toBeNear(Math.exp(40), { rel: 40 * (1.5 / cells) ** 2 * 4 });
  });
});
