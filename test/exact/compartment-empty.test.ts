/** Pumps that take what is not there, at the level of the walk as at that of the balances. */
import { describe, expect, test } from "vitest";
import { compartments } from "#levels/compartments/compartments.ts";
import type { Level, LevelResult } from "#levels/contract.ts";
import { walk } from "#levels/walk/walk.ts";
import { parseModel } from "#model/parse-model.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { solved } from "../support/models.ts";

const CELL = (urea: string, P: string, rate: string, method = "walkers") => `perrin: 1
species: {urea: {}}
compartments:
  cell: {volume: 1 mL, wall: rigid, contains: {urea: ${urea}}}
  bath: {volume: infinite, contains: {urea: 100 mM}}
membranes:
  m: {between: [bath, cell], area: 1 cm^2, solutes: {urea: {P: ${P}}}, pumps: [{name: p, rate: "${rate}", moves: {urea: -1}}]}
solve: {transient: {until: 1000 s, every: 200 s}}
sampling: {parcels: 200, method: ${method}}
outputs: {u: "c(urea, cell)"}`;

function of(level: Level, text: string): LevelResult {
  const model = parseModel(text, { file: "cell.yaml" });
  const measures = measuresOf(model);
  return solved(
    level.solve({
      model,
      species: model.species[0]?.name ?? "",
      solves: model.solves,
      measures,
      walkers: 200,
      seed: 1,
      refinement: 1,
    }),
  );
}

function failureOf(level: Level, text: string): NumericalFailure {
  try {
    of(level, text);
  } catch (error) {
    if (error instanceof NumericalFailure) return error;
    throw error;
  }
  throw new Error(`the level ${level.name} goes on`);
}

describe("a pump that takes whatever is there", () => {
  const TAKES = /urea in cell runs empty: pump p of m takes it whatever is there/;

  test.each([
    ["from the start", "0 mM", "walkers"],
    // 50 mM are 50 umol, and 0.1 - 0.01 umol leave in a second: 560 s
    ["in time", "50 mM", "walkers"],
    ["in time, in leaps", "50 mM", "counts"],
  ])("out of a cell that runs empty %s fails at both levels", (_, urea, method) => {
    const text = CELL(urea, "1e-6 m/s", "1e-3 mol/m^2/s", method);
    for (const level of [compartments, walk]) expect(failureOf(level, text).message).toMatch(TAKES);
  });

  test("goes on where as much comes in, though parcels may be few: 20 mM in the mean", () => {
    // P (100 - c) = 8e-5 mol/m^2/s
    const { readings } = of(walk, CELL("20 mM", "1e-6 m/s", "8e-5 mol/m^2/s"));
    // linear but for an empty cell: 40 parcels of 0.5 umol, with their 6 in 64 runs
    for (const { value } of readings) expect(value).toBeNear(20, { abs: (5 * Math.sqrt(40) * 0.5) / 8 });
  });

  test("goes on where its rate falls with what is there", () => {
    const text = CELL("1 mM", "1e-9 m/s", "1e-3 mol/m^2/s * cell.urea / (10 mM + cell.urea)");
    expect(of(walk, text).readings.length).toBe(of(compartments, text).readings.length);
  });
});

test("a linear conductance into where no parcel is left fails in words", () => {
  const text = `perrin: 1
temperature: 300 K
field: electroneutral
species: {Na: {charge: +1}, K: {charge: +1}, Cl: {charge: -1}}
compartments:
  cell: {volume: 1 mL, wall: rigid, contains: {Na: 100 mM, K: 0.1 mM, Cl: balance}}
  bath: {volume: infinite, contains: {Na: 100 mM, K: 0.1 mM, Cl: balance}}
membranes: {m: {between: [cell, bath], area: 1 cm^2, solutes: {Na: {P: 1e-6 m/s}, K: {g: 1 S/m^2}, Cl: {P: 1e-6 m/s}}}}
solve: {transient: {until: 1 h}}
outputs: {u: "c(K, cell)"}`;
  // a parcel is 0.5 mM, so that four runs of five have none
  expect(failureOf(walk, text).message).toMatch(/no parcel of K is left on one side of m.*give more parcels/);
});
