import { describe, expect, test } from "vitest";
import { areaAt, type Geometry, meshOf, type Stretch } from "#mesh/mesh.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";

const rounding = { rel: 8 * Number.EPSILON };

const stretch = (fields: Partial<Stretch>): Stretch => ({
  name: "a",
  from: 0,
  thickness: 1,
  cells: 4,
  grading: 0,
  ...fields,
});

/** Area, volume from 1 to 3 and ∫ dr / A from 1 to 3, by hand. */
const shapes: readonly (readonly [Geometry, (r: number) => number, number, number])[] = [
  ["slab", () => 1, 2, 2],
  ["cylinder", (r) => 2 * Math.PI * r, Math.PI * 8, Math.log(3) / (2 * Math.PI)],
  ["sphere", (r) => 4 * Math.PI * r * r, (4 / 3) * Math.PI * 26, (1 - 1 / 3) / (4 * Math.PI)],
];

describe.each(shapes)("meshOf a %s", (geometry, areaOf, volume, resistance) => {
  const mesh = meshOf(geometry, [stretch({ from: 1, thickness: 2, cells: 7 })]);

  test("has equal widths, areas at its faces, and the coordinate of the node half way", () => {
    for (const [f, x] of Array.from(mesh.edge).entries()) expect(x).toBeNear(1 + (2 * f) / 7, rounding);
    for (const [f, area] of Array.from(mesh.area).entries()) expect(area).toBeNear(areaOf(1 + (2 * f) / 7), rounding);
    for (const [i, x] of Array.from(mesh.center).entries()) expect(x).toBeNear(1 + (2 * i + 1) / 7, rounding);
  });

  test("has the volume and the resistance of the whole shell as sums over its cells", () => {
    const sum = (values: ReadonlyFloat64Array) => Array.from(values).reduce((a, b) => a + b);
    expect(sum(mesh.volume)).toBeNear(volume, { rel: 20 * Number.EPSILON });
    expect(sum(mesh.leftHalf) + sum(mesh.rightHalf)).toBeNear(resistance, { rel: 20 * Number.EPSILON });
  });

  test("puts each half of the resistance on its side of the node", () => {
    const one = meshOf(geometry, [stretch({ from: 1, thickness: 2, cells: 1 })]);
    const halfWay = geometry === "slab" ? 1 : geometry === "cylinder" ? Math.log(2) : 1 - 1 / 2;
    const scale = geometry === "slab" ? 1 : geometry === "cylinder" ? 2 * Math.PI : 4 * Math.PI;
    expect(one.leftHalf[0]).toBeNear(halfWay / scale, rounding);
    expect(one.rightHalf[0]).toBeNear(resistance - halfWay / scale, rounding);
  });

  test("has the area that the function beside it states", () => {
    expect(areaAt(geometry, 3)).toBeNear(areaOf(3), rounding);
  });
});

describe("meshOf", () => {
  test("of a full ball has no way into its centre", () => {
    const mesh = meshOf("sphere", [stretch({ cells: 2 })]);
    expect(mesh.area[0]).toBe(0);
    expect(mesh.leftHalf[0]).toBe(Number.POSITIVE_INFINITY);
    expect(mesh.rightHalf[0]).toBeNear((1 / 0.25 - 1 / 0.5) / (4 * Math.PI), rounding);
    expect(mesh.volume[0]).toBeNear(((4 / 3) * Math.PI) / 8, rounding);
  });

  test("keeps layers apart and in order, each with its own cells", () => {
    const mesh = meshOf("slab", [stretch({ cells: 2 }), stretch({ name: "b", from: 1, thickness: 9, cells: 3 })]);
    expect([...mesh.layer]).toEqual([0, 0, 1, 1, 1]);
    expect(mesh.layerNames).toEqual(["a", "b"]);
    expect(Array.from(mesh.edge)).toEqual([0, 0.5, 1, 4, 7, 10]);
  });

  test("keeps the declared width of a thin layer far from the origin, where its coordinates have no digits for it", () => {
    const mesh = meshOf("slab", [stretch({ from: 1e6, thickness: 1e-9, cells: 2 })]);
    for (const volume of Array.from(mesh.volume)) expect(volume).toBeNear(5e-10, rounding);
  });

  test("grades towards both ends: the first cell is 1 - grading of an equal one in the limit, and mirrors the last", () => {
    const grading = 0.8;
    const cells = 1000;
    const { volume } = meshOf("slab", [stretch({ cells, grading })]);
    // bent'(0) = 1 - grading; the first cell misses it by 3 grading / cells
    expect(volume[0] * cells).toBeNear(1 - grading, { abs: (3 * grading) / cells });
    expect(volume[cells / 2] * cells).toBeNear(1 + grading / 2, { abs: (3 * grading) / cells });
    for (let i = 0; i < cells; i++) expect(volume[cells - 1 - i]).toBeNear(volume[i], { rel: 1e-10 });
    expect(Array.from(volume).reduce((a, b) => a + b)).toBeNear(1, { rel: cells * Number.EPSILON });
  });

  test("names every membrane of a face, from left to right, at the ends too", () => {
    const face = (name: string) => stretch({ name, thickness: 0, cells: 0 });
    const stretches = [
      face("p"),
      stretch({ cells: 2 }),
      face("q"),
      face("r"),
      stretch({ from: 1, cells: 1 }),
      face("s"),
    ];
    expect([...meshOf("slab", stretches).membranes]).toEqual([
      [0, ["p"]],
      [2, ["q", "r"]],
      [3, ["s"]],
    ]);
    // in a ring the last face is the first one
    expect([...meshOf("slab", stretches, true).membranes]).toEqual([
      [0, ["s", "p"]],
      [2, ["q", "r"]],
    ]);
  });
});
