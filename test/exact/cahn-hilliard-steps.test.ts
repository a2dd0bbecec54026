import { expect, test } from "vitest";
import { CAHN_HILLIARD_LAW, cahnHilliardSteps, fillCahnHilliardLaw } from "#numerics/kernels/cahn-hilliard-steps.ts";
import { spatialOperators } from "#numerics/phase-field/spatial-operators.ts";

const LAW = {
  potential: [-1, 0.3, 1.5],
  gradientCoefficient: 0.8,
  mobility: 1.7,
  spacing: [1, 1.25],
  step: 0.004,
} as const;

const start = (nx: number, ny: number) =>
  Float64Array.from({ length: nx * ny }, (_, p) => 0.4 * Math.sin(2.1 * p) + 0.2 * Math.cos(0.7 * p * p));

function moved(nx: number, ny: number, steps: number): Float64Array {
  const law = new Float64Array(CAHN_HILLIARD_LAW);
  fillCahnHilliardLaw(law, LAW);
  const c = start(nx, ny);
  cahnHilliardSteps(c, nx, ny, law, new Float64Array(5 * nx), steps);
  return c;
}

// A value is a sum of some 50 products below 30: 1e-13 is a hundred times its rounding.
test("an explicit step is Δt times the rate that the implicit steps use", () => {
  for (const [nx, ny] of [
    [3, 3],
    [5, 4],
    [8, 11],
  ] as const) {
    const { fillRate } = spatialOperators(
      {
        grid: {
          axes: [
            { cells: nx, spacing: 1, ends: "periodic" },
            { cells: ny, spacing: 1.25, ends: "periodic" },
          ],
        },
        energy: {
          density: () => 0,
          potential: (c) => -c + 0.3 * c ** 2 + 1.5 * c ** 3,
          curvature: () => 0,
        },
        gradientCoefficient: 0.8,
        mobility: { kind: "constant", value: 1.7 },
      },
      nx * ny,
    );
    const expected = start(nx, ny);
    const rate = new Float64Array(nx * ny);
    for (let step = 0; step < 3; step++) {
      fillRate(rate, expected);
      for (let p = 0; p < rate.length; p++) expected[p]! += 0.004 * rate[p]!;
    }
    const found = moved(nx, ny, 3);
    for (let p = 0; p < rate.length; p++) expect(found[p]).toBeNear(expected[p]!, { abs: 1e-13 });
  }
});

// Each of 100 steps rounds each of 210 cells by half an ulp of 1 at most: 100 * 210 * 1.1e-16 = 2e-12, far from typical.
test("explicit steps keep the amount", () => {
  const sum = (c: Float64Array) => c.reduce((total, x) => total + x, 0);
  expect(sum(moved(14, 15, 100))).toBeNear(sum(start(14, 15)), { abs: 3e-12 });
});
