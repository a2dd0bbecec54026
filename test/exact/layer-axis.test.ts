import { expect, test } from "vitest";
import { equalLayerPlace, layerIndexes, layerIntervals } from "#report/layer-axis.ts";

const intervals = layerIntervals({
  kind: "layers",
  geometry: "slab",
  start: 10,
  layers: [
    { name: "water", medium: "water", thickness: 100 },
    { name: "wall", medium: "", thickness: 0, membrane: {} },
    { name: "lipid", medium: "lipid", thickness: 1 },
  ],
});

test("a membrane without thickness takes no place on the axis", () => {
  expect(intervals).toEqual([
    { from: 10, to: 110, name: "water" },
    { from: 110, to: 111, name: "lipid" },
  ]);
});

test("an interface given twice belongs first to the left layer and then to the right one", () => {
  expect(layerIndexes([10, 60, 110, 110, 110.5, 111], intervals)).toEqual([0, 0, 0, 1, 1, 1]);
});

test("layers of any thickness are equally wide", () => {
  expect(equalLayerPlace(60, 0, intervals)).toBe(0.5);
  expect(equalLayerPlace(110.5, 1, intervals)).toBe(1.5);
});
