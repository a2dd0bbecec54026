import { describe, expect, test } from "vitest";
import type { Model } from "#model/model.ts";
import type { Mark } from "#report/figure.ts";
import { edgesAround, timeMapFigures } from "#report/time-map-figure.ts";
import type { ProfileReport } from "#run/run-result.ts";
import { reportWith, resultWith } from "../support/results.ts";

const profile = (when: ProfileReport["when"], x: readonly number[], values: readonly number[]): ProfileReport => ({
  species: "dye",
  quantity: "concentration",
  unit: "mol m^-3",
  when,
  axes: { x: { unit: "m", values: x } },
  values,
});
const free = { species: [], domain: { kind: "free", geometry: "line", dimensions: 1 } } as unknown as Model;
const slab = {
  species: [],
  domain: { kind: "layers", geometry: "slab", start: 0, layers: [{ thickness: 4 }] },
} as unknown as Model;
const figures = (levels: Readonly<Record<string, readonly ProfileReport[]>>, model = free) =>
  timeMapFigures(
    resultWith(
      {},
      {
        levels: Object.fromEntries(
          Object.entries(levels).map(([level, profiles]) => [level, reportWith({ profiles })]),
        ),
      },
    ),
    model,
    { species: "dye", quantity: "concentration" },
  );
const rasterOf = (mark: Mark | undefined) => {
  if (mark?.kind !== "raster") throw new Error("no raster");
  return mark;
};

describe("a map over position and time", () => {
  test("has one row for each record, the earliest lowest, and one column for each place", () => {
    const [figure] = figures({
      continuum: [profile(2, [1, 2, 3], [7, 8, 9]), profile(1, [1, 2, 3], [4, 5, 6]), profile(0, [1, 2, 3], [1, 2, 3])],
    });
    const raster = rasterOf(figure?.marks[0]);
    expect(raster).toMatchObject({ x: [0.5, 3.5], y: [0, 2], columns: 3, range: [1, 9] });
    // each record reaches halfway to its neighbours: half a second, one, and half of one, in rows of half a second
    expect(raster.values).toEqual([1, 2, 3, 4, 5, 6, 4, 5, 6, 7, 8, 9]);
    expect(figure?.x.label).toBe("x [m]");
    expect(figure?.y.label).toBe("t [s]");
    expect(raster.label).toBe("concentration [mol m^-3]");
  });

  test("of records at unequal times gives each the time about it", () => {
    const [figure] = figures({
      continuum: [0, 1, 2, 6].map((t) => profile(t, [0, 1], [t, t])),
    });
    const raster = rasterOf(figure?.marks[0]);
    // twelve rows of half a second: up to 0.5 s that of 0, up to 1.5 s that of 1, up to 4 s that of 2
    const rows = Array.from({ length: 12 }, (_, i) => raster.values[2 * i]);
    expect(rows).toEqual([0, 1, 1, 2, 2, 2, 2, 2, 6, 6, 6, 6]);
  });

  test("ends where the layers do", () => {
    const nodes = [0, 1, 2, 3, 4];
    const [figure] = figures({ continuum: [profile(0, nodes, nodes), profile(1, nodes, nodes)] }, slab);
    const raster = rasterOf(figure?.marks[0]);
    // nodes at both ends have half a cell each
    expect(raster).toMatchObject({ x: [0, 4], columns: 8 });
    expect(raster.values.slice(0, 8)).toEqual([0, 1, 1, 2, 2, 3, 3, 4]);
  });

  test("of profiles on different places shows nothing where a record has none", () => {
    const [figure] = figures({
      langevin: [
        profile(0, [1, 2], [5, 5]),
        profile(1, [1, 2, 3, 4], [1, 2, 3, 4]),
        profile(2, [1, 2, 3, 4], [1, 2, 3, 4]),
      ],
    });
    const raster = rasterOf(figure?.marks[0]);
    expect(raster.columns).toBe(4);
    expect(raster.values.slice(0, 4)).toEqual([5, 5, Number.NaN, Number.NaN]);
  });

  test("shows all levels in one scale of colours, and leaves out one that ends before half of the records", () => {
    const of = (count: number, most: number) =>
      Array.from({ length: count }, (_, t) => profile(t, [0, 1], [0, most * (t + 1)]));
    const drawn = figures({ "closed-form": of(2, 100), master: of(5, 2), continuum: of(5, 1) });
    expect(drawn.map(({ name }) => name)).toEqual(["map-dye-concentration-master", "map-dye-concentration-continuum"]);
    for (const { marks } of drawn) expect(rasterOf(marks[0]).range).toEqual([0, 10]);
  });

  test("needs two times: a steady state has none", () => {
    expect(figures({ continuum: [profile("steady", [0, 1], [1, 1]), profile(3, [0, 1], [1, 1])] })).toEqual([]);
  });
});

test("edges lie halfway between centres, at the ends as far beyond, within the extent", () => {
  const everywhere = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  expect(edgesAround([1, 2, 4], everywhere)).toEqual([0.5, 1.5, 3, 5]);
  expect(edgesAround([1, 2, 4], { from: 0.75, to: 4 })).toEqual([0.75, 1.5, 3, 4]);
});
