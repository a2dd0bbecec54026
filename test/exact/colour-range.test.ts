import { expect, test } from "vitest";
import { inOneRange } from "#report/colour-range.ts";
import type { Figure } from "#report/figure.ts";

const map = (values: readonly number[]): Figure => ({
  name: "map",
  title: "Map",
  caption: "A map.",
  x: { label: "x", scale: "linear" },
  y: { label: "y", scale: "linear" },
  marks: [{ kind: "raster", label: "c", tone: "continuum", x: [0, 1], y: [0, 1], columns: 2, values }],
});

test("maps share the smallest and the largest value of any; where nothing is, nothing counts", () => {
  const figures = inOneRange([map([2, 3]), map([Number.NaN, 7]), map([-1, Number.NaN])]);
  expect(figures.map(({ marks: [mark] }) => mark?.kind === "raster" && mark.range)).toEqual([
    [-1, 7],
    [-1, 7],
    [-1, 7],
  ]);
});

test("maps without a value are no figures", () => {
  expect(inOneRange([map([Number.NaN, Number.NaN])])).toEqual([]);
});
