import { describe, expect, test } from "vitest";
import type { PhaseField } from "#numerics/phase-field/phase-field.ts";
import { cellCount } from "#numerics/phase-field/phase-grid.ts";
import { spatialOperators } from "#numerics/phase-field/spatial-operators.ts";
import { stageSystem } from "#numerics/phase-field/stage-system.ts";
import { axisOf, constant, DOUBLE_WELL, degenerate, noise, regularSolution } from "../support/phase-fields.ts";

const hole = new Uint8Array(80).fill(1);
for (const p of [0, 23, 24, 33, 34, 35, 79]) hole[p] = 0;
const alloy = { energy: regularSolution(2.6), gradientCoefficient: 0.7, mobility: degenerate(1.3) };
const polymer = { energy: DOUBLE_WELL, gradientCoefficient: 0.7, mobility: constant(1.3) };

const CASES: readonly (readonly [string, PhaseField])[] = [
  ["a ring, constant M", { grid: { axes: [axisOf(11, 0.9)] }, ...polymer }],
  ["a ring of order 4", { grid: { axes: [axisOf(30, 0.9)] }, ...polymer, order: 4 }],
  ["a line, M(c)", { grid: { axes: [axisOf(12, 0.9, "no-flux")] }, ...alloy }],
  ["a line of order 4", { grid: { axes: [axisOf(12, 0.9, "no-flux")] }, ...polymer, order: 4 }],
  ["a ring, M(c)", { grid: { axes: [axisOf(12, 0.9)] }, ...alloy }],
  ["a line with closed cells", { grid: { axes: [axisOf(80, 0.9)], open: hole }, ...alloy }],
  ["a torus, constant M", { grid: { axes: [axisOf(8, 0.9), axisOf(10, 0.8)] }, ...polymer }],
  ["a torus of order 4", { grid: { axes: [axisOf(8, 0.9), axisOf(10, 0.8)] }, ...polymer, order: 4 }],
  ["a box, M(c)", { grid: { axes: [axisOf(8, 0.9, "no-flux"), axisOf(10, 0.8)] }, ...alloy }],
  ["three dimensions, M(c)", { grid: { axes: [axisOf(4, 0.9), axisOf(5, 0.8, "no-flux"), axisOf(4, 1)] }, ...alloy }],
  ["closed cells", { grid: { axes: [axisOf(8, 0.9, "no-flux"), axisOf(10, 0.8)], open: hole }, ...alloy }],
];

describe.each(CASES)("on %s", (_, problem) => {
  const size = cellCount(problem.grid);
  const { open } = problem.grid;
  const operators = spatialOperators(problem, size);
  const c = noise(size, 0.4, 0.2, 21);
  const direction = noise(size, 0, 1, 22).map((x, i) => (!open || open[i] ? x : 0));

  test.each([0.01, 1, 50])("(1 - s J) δ = r is solved for s = %f, J being what the rate changes by", (s) => {
    // J δ by central differences of the rate: their error is about 1e-10, a third derivative times 1e-10
    const [up, down] = [new Float64Array(size), new Float64Array(size)];
    const shift = 1e-5;
    operators.fillRate(
      up,
      c.map((x, i) => x + shift * direction[i]!),
    );
    operators.fillRate(
      down,
      c.map((x, i) => x - shift * direction[i]!),
    );
    const right = direction.map((x, i) => x - (s * (up[i]! - down[i]!)) / (2 * shift));
    const system = stageSystem(operators, size);
    system.prepare(s, c);
    system.approximate(right);
    const found = new Float64Array(size);
    system.improve(found, right, 1e-11);
    for (let i = 0; i < size; i++) if (!open || open[i]) expect(found[i]).toBeNear(direction[i]!, { abs: 1e-6 });
  });
});

describe("at a uniform composition", () => {
  const box = [axisOf(8, 0.9, "no-flux"), axisOf(10, 0.8)];
  const polymers = { ...polymer, mobility: constant(1.3) };
  const steps = [0.01, 1, 100];

  /** The approximate solution of (1 - s J) δ = r for a known δ, δ itself, and the products that make it exact. */
  const approximated = (problem: PhaseField, c: number, s: number) => {
    const size = cellCount(problem.grid);
    const { open } = problem.grid;
    const operators = spatialOperators(problem, size);
    const delta = noise(size, 0, 1, 24).map((x, i) => (!open || open[i] ? x : 0));
    // J is linear there: M L (f'' - κ L), with M and f'' of that composition
    const [inner, right] = [new Float64Array(size), new Float64Array(size)];
    operators.fillLaplacian(inner, delta);
    const curvature = problem.energy.curvature(c);
    operators.fillLaplacian(
      right,
      inner.map((x, i) => curvature * delta[i]! - problem.gradientCoefficient * x),
    );
    const M = problem.mobility.kind === "constant" ? problem.mobility.value : problem.mobility.value(c);
    const system = stageSystem(operators, size);
    system.prepare(s, new Float64Array(size).fill(c));
    const first = right.map((x, i) => delta[i]! - s * M * x);
    system.approximate(first);
    const products = system.improve(new Float64Array(size), first, 1e-8);
    const off = Math.sqrt(first.reduce((sum, x, i) => sum + (x - delta[i]!) ** 2, 0) / size);
    return { off, products };
  };

  // s M κ q^4 is up to 4e3 for s = 100: rounding of 1e-16 times that, and a margin of ten
  test.each(steps)("the transform alone solves, where f'' > 0 and in the spinodal, for s = %f", (s) => {
    for (const [c, order] of [
      [0.8, 2],
      [0.8, 4],
    ] as const)
      expect(approximated({ grid: { axes: box }, ...polymers, order }, c, s).off).toBeLessThan(1e-11);
    expect(approximated({ grid: { axes: box }, ...alloy }, 0.15, s).off).toBeLessThan(1e-11);
    if (s < 1) expect(approximated({ grid: { axes: box }, ...polymers }, 0.1, s).off).toBeLessThan(1e-11);
  });

  // Two cycles that each leave a fifth, so about two fifths a product: 1e-8 takes ln 1e-8 / ln 0.4 = 20 at most.
  test.each(steps)("with closed cells two cycles of the multigrid nearly do, for s = %f", (s) => {
    expect(approximated({ grid: { axes: box, open: hole }, ...polymers }, 0.8, s).products).toBeLessThan(20);
  });
});

test("energy is lost at the rate ∫ M |∇μ|², by the operators of every grid", () => {
  for (const [name, problem] of CASES) {
    const size = cellCount(problem.grid);
    const operators = spatialOperators(problem, size);
    const { open } = problem.grid;
    const c = noise(size, 0.4, 0.2, 23).map((x, i) => (!open || open[i] ? x : 0.4));
    const [rate, mu] = [new Float64Array(size), new Float64Array(size)];
    operators.fillRate(rate, c);
    operators.fillPotential(mu, c);
    const volume = problem.grid.axes.reduce((product, { spacing }) => product * spacing, 1);
    const power = rate.reduce((sum, x, i) => sum + x * mu[i]! * volume, 0);
    expect(power, name).toBeLessThan(0);
    const shift = 1e-7;
    const { change } = operators.energyChange(
      c,
      c.map((x, i) => x + shift * rate[i]!),
    );
    // the change is linear in the shift but for a relative 1e-7 times rates of up to 1e2
    expect(change / shift, name).toBeNear(power, { rel: 1e-4 });
    // and it is what the energies differ by, which lose digits: their rounding is 1e-15 of some 100
    const far = c.map((x, i) => x + 1e-4 * rate[i]!);
    const loss = operators.energyOf(far) - operators.energyOf(c);
    expect(operators.energyChange(c, far).change, name).toBeNear(loss, { rel: 1e-6, abs: 1e-12 });
  }
});
