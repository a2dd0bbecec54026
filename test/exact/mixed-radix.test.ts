import { describe, expect, test } from "vitest";
import { makeGridTransform, transformField, undoTransform } from "#numerics/phase-field/axis-transform.ts";
import { differenceOperators } from "#numerics/phase-field/difference-operators.ts";
import { makeMixedRadixPlan, mixedRadixTransform, turnOf } from "#numerics/phase-field/mixed-radix.ts";
import { cellCount, type PhaseGrid } from "#numerics/phase-field/phase-grid.ts";
import { axisOf, noise } from "../support/phase-fields.ts";

const LENGTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 20, 22, 25, 30, 49, 60, 77, 101, 125, 128];

// Sums of n values below 1: the direct sum errs by about √n ulp, and 1e-13 is ten times that for n = 128.
test.each(LENGTHS)("a transform of length %i is the sum that defines it", (n) => {
  const [re, im] = [noise(n, 0, 1, 1), noise(n, 0, 1, 2)];
  const [a, b] = [re.slice(), im.slice()];
  mixedRadixTransform(makeMixedRadixPlan(n), a, b);
  for (let k = 0; k < n; k++) {
    let [x, y] = [0, 0];
    for (let j = 0; j < n; j++) {
      const angle = (-2 * Math.PI * ((j * k) % n)) / n;
      x += re[j]! * Math.cos(angle) - im[j]! * Math.sin(angle);
      y += re[j]! * Math.sin(angle) + im[j]! * Math.cos(angle);
    }
    expect(a[k]).toBeNear(x, { abs: 1e-13 * Math.max(1, n / 10) });
    expect(b[k]).toBeNear(y, { abs: 1e-13 * Math.max(1, n / 10) });
  }
});

test("parts of a turn are cosines and sines, and symmetric to the bit", () => {
  for (const n of [1, 2, 3, 5, 8, 12, 97])
    for (let k = -n; k <= 2 * n; k++) {
      const [c, s] = turnOf(k, n);
      expect(c).toBeNear(Math.cos((2 * Math.PI * k) / n), { abs: 2e-15 });
      expect(s).toBeNear(Math.sin((2 * Math.PI * k) / n), { abs: 2e-15 });
      const [mirroredC, mirroredS] = turnOf(-k, n);
      expect([mirroredC, mirroredS + 0]).toEqual([c, -s + 0]);
    }
});

const GRIDS: readonly PhaseGrid[] = [
  { axes: [axisOf(7, 0.5)] },
  { axes: [axisOf(8, 0.5, "no-flux")] },
  { axes: [axisOf(9, 0.5), axisOf(6, 0.7)] },
  { axes: [axisOf(7, 0.5, "no-flux"), axisOf(9, 0.7, "no-flux")] },
  { axes: [axisOf(6, 1.1), axisOf(5, 0.9, "no-flux")] },
  { axes: [axisOf(5, 1.1), axisOf(4, 0.9, "no-flux"), axisOf(7, 0.8)] },
];

describe.each(
  GRIDS.map((grid) => [grid.axes.map(({ cells, ends }) => `${cells} ${ends}`).join(" x "), grid] as const),
)("on %s", (_, grid) => {
  const size = cellCount(grid);
  const field = noise(size, 0.3, 1, 3);

  test("what is transformed and transformed back is the same, times the number of cells", () => {
    const transform = makeGridTransform(grid, 2);
    const back = field.slice();
    transformField(transform, back);
    undoTransform(transform, back);
    for (let p = 0; p < size; p++) expect(back[p]! / size).toBeNear(field[p]!, { abs: 1e-14 });
  });

  // Values below 10 times weights below 8: 1e-12 is a hundred times the rounding of a thousand terms.
  test.each([2, 4] as const)("the transform makes the Laplacian of order %i diagonal", (order) => {
    const transform = makeGridTransform(grid, order);
    const [laplacian, own] = [new Float64Array(size), field.slice()];
    differenceOperators(grid, order).fillLaplacian(laplacian, field);
    transformField(transform, laplacian);
    transformField(transform, own);
    for (let k = 0; k < size; k++)
      expect(laplacian[k]).toBeNear(-transform.eigenvalues[k]! * own[k]!, { abs: 1e-12 * size });
  });
});

test("between walls a wave of half a period is an eigenvector of -L, of eigenvalue (2 sin(π/2n) / h)²", () => {
  const grid = { axes: [axisOf(10, 0.3, "no-flux")] };
  const wave = Float64Array.from({ length: 10 }, (_, j) => Math.cos((Math.PI * (j + 0.5)) / 10));
  const out = new Float64Array(10);
  differenceOperators(grid).fillLaplacian(out, wave);
  const lambda = ((2 * Math.sin(Math.PI / 20)) / 0.3) ** 2;
  for (let j = 0; j < 10; j++) expect(out[j]).toBeNear(-lambda * wave[j]!, { abs: 1e-14 });
});
