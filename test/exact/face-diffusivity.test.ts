import { expect, test } from "vitest";
import { faceDiffusivity } from "#generator/face-diffusivity.ts";
import { meshOf } from "#mesh/mesh.ts";
import "../support/matchers.ts";

/** D = k c^m, with another k in each cell. */
const powers = (k: readonly number[], m: number) => ({
  isEverywhere: false,
  isVariable: true,
  fill(D: Float64Array, slope: Float64Array, _: "left" | "right", c: Float64Array) {
    for (let i = 0; i < c.length; i++) {
      const s = c[i] as number;
      D[i] = (k[i] as number) * s ** m;
      slope[i] = (k[i] as number) * m * s ** (m - 1);
    }
  },
});

// two cells of 1 and 3 m: halves of unequal length
const mesh = meshOf("slab", [
  { name: "a", from: 0, thickness: 1, cells: 1, grading: 0 },
  { name: "b", from: 1, thickness: 3, cells: 1, grading: 0 },
]);

const series = (c: number, k: readonly [number, number], m: number) =>
  (2 * k[0] * k[1] * c ** m) / (0.5 * k[1] + 1.5 * k[0]);

test.each([
  1, 2,
])("D between two media is that of ways in series, by Simpson's rule between their concentrations: c^%d", (m) => {
  const k = [2, 5] as const;
  const faces = faceDiffusivity(mesh, powers(k, m), {});
  const at = (c0: number, c1: number) => {
    faces.fill(Float64Array.of(c0, c1));
    return { D: faces.D[1] as number, before: faces.before[1] as number, after: faces.after[1] as number };
  };
  const [c0, c1] = [0.7, 1.9];
  const { D, before, after } = at(c0, c1);
  const simpson = (series(c0, k, m) + 4 * series((c0 + c1) / 2, k, m) + series(c1, k, m)) / 6;
  expect(D).toBeNear(simpson, { rel: 1e-14 });
  // central differences: (1e-5)² of the third derivative, and 1e-16 / 1e-5
  const h = 1e-5;
  expect(before).toBeNear((at(c0 + h, c1).D - at(c0 - h, c1).D) / (2 * h), { rel: 1e-9 });
  expect(after).toBeNear((at(c0, c1 + h).D - at(c0, c1 - h).D) / (2 * h), { rel: 1e-9 });
});

test("where nothing is there yet, the slope is that with which both ways open", () => {
  const k = [2, 5] as const;
  const faces = faceDiffusivity(mesh, powers(k, 1), {});
  faces.fill(Float64Array.of(0, 0));
  expect(faces.D[1]).toBe(0);
  const [before, after] = [faces.before[1], faces.after[1]];
  // half of Simpson's weights are of each concentration
  expect(before).toBeNear(series(1, k, 1) / 2, { rel: 1e-14 });
  expect(after).toBeNear(series(1, k, 1) / 2, { rel: 1e-14 });
});
