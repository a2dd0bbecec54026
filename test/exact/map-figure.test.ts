import { describe, expect, test } from "vitest";
import { mapFigures } from "#report/map-figure.ts";
import { documentOf } from "#run/field-report.ts";
import type { FieldReport, RunResult } from "#run/run-result.ts";

const field = (when: FieldReport["when"], values: readonly number[], axes = [3, 2]): FieldReport => ({
  species: "dye",
  quantity: "concentration",
  unit: "mol m^-3",
  when,
  axes: axes.map((n, i) => ({
    name: "xyz"[i] as string,
    unit: "m",
    values: Array.from({ length: n }, (_, k) => (k + 0.5) * 1e-6),
  })),
  values: Float64Array.from(values),
});

const result = (fields: readonly FieldReport[]): RunResult => ({
  perrin: "0",
  model: "m",
  hash: "h",
  seed: 1,
  walkers: 1,
  refused: [],
  notes: [],
  sweeps: [],
  agreement: [],
  expect: [],
  data: [],
  levels: {
    continuum: {
      law: "discrete",
      sampled: false,
      method: "",
      warnings: [],
      invariants: {},
      outputs: {},
      profiles: [],
      fields,
      sources: [],
    },
  },
});

describe("fields", () => {
  const plane = [1, 2, 3, 4, Number.NaN, 6];

  test("a document holds what they span, and no values", () => {
    const [summary] = documentOf(result([field(2, plane)])).levels.continuum?.fields ?? [];
    expect(summary).toEqual({
      species: "dye",
      quantity: "concentration",
      unit: "mol m^-3",
      when: 2,
      axes: [
        { name: "x", unit: "m", from: expect.closeTo(0, 15), to: expect.closeTo(3e-6, 15), cells: 3 },
        { name: "y", unit: "m", from: expect.closeTo(0, 15), to: expect.closeTo(2e-6, 15), cells: 2 },
      ],
      smallest: 1,
      largest: 6,
    });
  });

  test("a map has one value for each cell, row by row, in the prefixed unit of its lengths", () => {
    const [figure] = mapFigures(result([field(2, plane)]), { species: "dye", quantity: "concentration", at: [2] });
    expect(figure?.marks).toMatchObject([
      {
        kind: "raster",
        label: "concentration [mol m^-3]",
        tone: "continuum",
        x: [expect.closeTo(0, 10), expect.closeTo(3, 10)],
        y: [expect.closeTo(0, 10), expect.closeTo(2, 10)],
        columns: 3,
        values: plane,
      },
    ]);
  });

  test("of a box the middle plane is drawn; without times the last one and the states", () => {
    const box = field("steady", [...plane, 7, 8, 9, 10, 11, 12], [3, 2, 2]);
    const [figure] = mapFigures(result([box]), { species: "dye", quantity: "concentration", at: [] });
    expect(figure?.marks[0]).toMatchObject({ values: [7, 8, 9, 10, 11, 12] });
    const timed = result([field(1, plane), field(2, plane), field("steady", plane)]);
    const names = (at: readonly number[]) =>
      mapFigures(timed, { species: "dye", quantity: "concentration", at }).map(({ title }) => title.split(", ")[1]);
    expect(names([])).toEqual(["at 2 s", "steady"]);
    expect(names([1])).toEqual(["at 1 s"]);
  });

  test("a fine field is averaged over what is a number", () => {
    const n = 480;
    const values = Array.from({ length: n * n }, (_, i) => (i % 2 === 0 ? Number.NaN : Math.floor(i / n)));
    const [figure] = mapFigures(result([field(1, values, [n, n])]), {
      species: "dye",
      quantity: "concentration",
      at: [],
    });
    const [mark] = figure?.marks ?? [];
    if (mark?.kind !== "raster") throw new Error("no raster");
    expect([mark.columns, mark.values.length]).toEqual([240, 240 * 240]);
    expect(mark.values[240]).toBe(2.5);
  });
});
