import { describe, expect, test } from "vitest";
import { bernoulli } from "#numerics/bernoulli.ts";
import { eliminated } from "#numerics/dense-solve.ts";
import { type FaceOperator, uniformDiffusion } from "#numerics/grid/face-operator.ts";
import { makeGridSolver } from "#numerics/grid/grid-solver.ts";
import { makeGridSystem } from "#numerics/grid/grid-system.ts";
import { applied, gridOf, plainNumbers } from "../support/face-grids.ts";

const largest = (values: ArrayLike<number>) => Array.from(values).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
const norm = (values: Float64Array) => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));
const total = (values: ArrayLike<number>) => Array.from(values).reduce((sum, x) => sum + x, 0);

/** The matrix of an operator, column by column from its definition. */
function denseSolution(operator: FaceOperator, rhs: Float64Array, step: number): Float64Array {
  const { size } = operator;
  const matrix = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const unit = new Float64Array(size);
    unit[j] = 1;
    const column = applied(operator, unit, step);
    for (let i = 0; i < size; i++) matrix[i * size + j] = column[i]!;
  }
  return eliminated(matrix, rhs);
}

const anyField = (size: number, seed: number) => Float64Array.from({ length: size }, plainNumbers(seed));

/** Leaks to a reservoir beyond the low end of x. */
function opened(operator: FaceOperator): FaceOperator {
  const [nx] = operator.shape.cells;
  for (let i = 0; i < operator.size; i += nx) operator.leak[i] = 2;
  return operator;
}

describe("an implicit solve is what elimination of the whole matrix gives", () => {
  const wavy = (cell: number) => 2 * Math.sin(cell);
  const jumps = (cell: number) => 10 ** ((cell * 7) % 5);
  test.each([
    ["a square", { cells: [9, 9, 1] }],
    [
      "a box, periodic along y, with cells of other lengths along each axis",
      { cells: [5, 4, 6], periodic: [false, true, false], spacing: [1, 0.5, 3] },
    ],
    ["jumps of D by up to 10^4", { cells: [9, 7, 1], diffusivity: jumps }],
    ["a potential", { cells: [8, 9, 1], potential: wavy }],
    ["a potential whose equilibrium is not told", { cells: [8, 9, 1], potential: wavy, knowsWeight: false }],
    ["a potential beyond the range of doubles", { cells: [12, 3, 1], potential: (cell: number) => 100 * (cell % 12) }],
    ["a periodic row of odd length", { cells: [61, 1, 1], periodic: [true, false, false] }],
    ["two cells along a periodic axis", { cells: [2, 31, 1], periodic: [true, true, false] }],
    ["obstacles", { cells: [9, 8, 1], diffusivity: (cell: number) => (cell % 5 === 3 ? 0 : 1) }],
  ] as const)("%s", (_, grid) => {
    const operator = gridOf(grid);
    operator.leak[3] = 0.4;
    const rhs = anyField(operator.size, 2).map((x) => x - 0.3);
    const solver = makeGridSolver(operator, { tolerance: 1e-13 });
    for (const step of [0.01, 3, 1e4]) {
      solver.prepare(step);
      const c = new Float64Array(operator.size);
      const { residual } = solver.solve(c, rhs);
      const exact = denseSolution(operator, rhs, step);
      // columns of V/Δt + A add up to V/Δt or more, so ‖δc‖_1 <= Δt/V ‖r‖_1 <= Δt/V √N ‖r‖
      const bound = (step / operator.volume[0]!) * Math.sqrt(operator.size) * residual * norm(rhs);
      expect(residual).toBeLessThan(1e-11);
      const rounding = 1e-12 * largest(exact);
      for (let i = 0; i < operator.size; i++) expect(c[i]).toBeNear(exact[i]!, { abs: bound + rounding });
    }
  });
});

test("flows that go in circles have no weight, and are solved as they are", () => {
  const operator = gridOf({ cells: [9, 8, 1], periodic: [true, true, false], potential: () => 0, knowsWeight: false });
  for (const axis of [0, 1] as const)
    for (let i = 0; i < operator.size; i++) {
      // a constant drift round the torus along x, a shear along y
      const drift = axis === 0 ? 3 : 2 * Math.sin(i % 9);
      operator.forward[axis][i] = bernoulli(-drift);
      operator.backward[axis][i] = bernoulli(drift);
    }
  operator.leak[7] = 0.1;
  const solver = makeGridSolver(operator, { tolerance: 1e-13 });
  const rhs = anyField(operator.size, 2);
  for (const step of [0.1, 10, 1e3]) {
    solver.prepare(step);
    const c = new Float64Array(operator.size);
    const { residual } = solver.solve(c, rhs);
    const exact = denseSolution(operator, rhs, step);
    const bound = step * Math.sqrt(operator.size) * residual * norm(rhs) + 1e-12 * largest(exact);
    for (let i = 0; i < operator.size; i++) expect(c[i]).toBeNear(exact[i]!, { abs: bound });
  }
});

describe("no amount is lost", () => {
  test("by a loose solve", () => {
    const operator = gridOf({ cells: [20, 21, 1], potential: (cell) => Math.sin(cell) });
    const solver = makeGridSolver(operator, { tolerance: 1e-3 });
    solver.prepare(7);
    const rhs = anyField(operator.size, 4);
    const c = new Float64Array(operator.size);
    solver.solve(c, rhs);
    expect(total(c) / 7).toBeNear(total(rhs), { rel: 1e-14 });
  });

  test("by each region, where a wall divides the grid", () => {
    const operator = gridOf({ cells: [12, 9, 1], diffusivity: (_, [i]) => (i === 5 ? 0 : 1) });
    const solver = makeGridSolver(operator, { tolerance: 1e-4 });
    solver.prepare(50);
    const rhs = anyField(operator.size, 5);
    const c = rhs.slice();
    solver.solve(c, rhs);
    for (const part of [(i: number) => i < 5, (i: number) => i === 5, (i: number) => i > 5]) {
      const inside = (values: Float64Array) => total(values.filter((_, cell) => part(cell % 12)));
      expect(inside(c) / 50).toBeNear(inside(rhs), { rel: 1e-14 });
    }
    // what is walled in stays cell by cell
    for (let j = 0; j < 9; j++) expect(c[5 + 12 * j]).toBeNear(50 * rhs[5 + 12 * j]!, { rel: 4e-16 });
  });
});

describe("steady states", () => {
  test("a closed grid keeps its amount and ends at equilibrium", () => {
    const u = (cell: number) => 3 * Math.cos(cell);
    for (const knowsWeight of [true, false]) {
      const operator = gridOf({ cells: [9, 8, 1], potential: u, knowsWeight });
      const solver = makeGridSolver(operator, { tolerance: 1e-13 });
      solver.prepare(Number.POSITIVE_INFINITY);
      const c = anyField(operator.size, 6);
      const amount = total(c);
      solver.solve(c, new Float64Array(operator.size));
      const unit = amount / total(c.map((_, i) => Math.exp(-u(i))));
      for (let i = 0; i < operator.size; i++) expect(c[i]).toBeNear(unit * Math.exp(-u(i)), { rel: 1e-10 });
      expect(total(c)).toBeNear(amount, { rel: 1e-14 });
    }
  });

  test("between two reservoirs the profile is a straight line", () => {
    const [nx, ny] = [17, 12];
    const operator = gridOf({ cells: [nx, ny, 1] });
    for (let j = 0; j < ny; j++) {
      operator.leak[nx * j] = 2; // half a cell from the reservoir
      operator.supply[nx * j] = 2 * 5; // at concentration 5
      operator.leak[nx * j + nx - 1] = 2;
    }
    const solver = makeGridSolver(operator);
    solver.prepare(Number.POSITIVE_INFINITY);
    const c = new Float64Array(operator.size);
    solver.solve(c, operator.supply);
    for (let cell = 0; cell < operator.size; cell++)
      expect(c[cell]).toBeNear(5 * (1 - ((cell % nx) + 0.5) / nx), { abs: 1e-8 });
  });

  test("a periodic grid keeps the mean of each closed region, and what is supplied must be taken away", () => {
    const operator = uniformDiffusion({
      shape: { cells: [15, 10, 1], periodic: [true, true, false] },
      spacing: [1, 1, 1],
      diffusivity: 1,
    });
    const solver = makeGridSolver(operator, { tolerance: 1e-12 });
    solver.prepare(Number.POSITIVE_INFINITY);
    const rhs = new Float64Array(operator.size);
    [rhs[0], rhs[77]] = [1, -1];
    const c = new Float64Array(operator.size).fill(4);
    solver.solve(c, rhs);
    expect(total(c)).toBeNear(4 * operator.size, { rel: 1e-14 });
    const back = applied(operator, c, Number.POSITIVE_INFINITY);
    for (let i = 0; i < operator.size; i++) expect(back[i]).toBeNear(rhs[i]!, { abs: 1e-11 });
    // what rounding leaves of a balance is taken off: without that no residual below it could be reached
    rhs[77] = -1 + 5e-10;
    expect(solver.solve(c, rhs).residual).toBeLessThan(1e-11);
    rhs[5] = 0.5;
    expect(() => solver.solve(c, rhs)).toThrow(/region of cell \(0, 0, 0\).*nothing leaves/);
  });
});

test("a solve for nothing is nothing, and concentrations are not negative where no rhs is", () => {
  const operator = gridOf({ cells: [40, 40, 1] });
  const solver = makeGridSolver(operator, { tolerance: 1e-6 });
  solver.prepare(0.05);
  const c = anyField(operator.size, 1);
  solver.solve(c, new Float64Array(operator.size));
  expect(largest(c)).toBe(0);
  const rhs = new Float64Array(operator.size);
  rhs[820] = 1;
  solver.solve(c, rhs);
  expect(Math.min(...c)).toBeGreaterThanOrEqual(0);
  expect(total(c)).toBeNear(0.05, { rel: 1e-14 });
});

test("ports count what leaves, and with the cells keep the total to rounding", () => {
  const [nx, ny] = [14, 9];
  const operator = opened(gridOf({ cells: [nx, ny, 1] }));
  const cells = Int32Array.from({ length: ny }, (_, j) => nx * j);
  for (const cell of cells) operator.supply[cell] = 0.7;
  const port = { cells, conductance: new Float64Array(ny).fill(2), supply: 0.7 * ny };
  const system = makeGridSystem(operator, { tolerance: 1e-4 }, [port]);
  const x = new Float64Array(operator.size + 1);
  x.set(anyField(operator.size, 8));
  const before = total(x);
  system.prepare(20);
  system.solve(x);
  expect(total(x)).toBeNear(before, { rel: 1e-13 });
  const rate = new Float64Array(x.length);
  system.fillRate(rate, x);
  expect(total(rate)).toBeNear(0, { abs: 1e-12 });
});

test("says in which cell of which grid a solve came to nothing", () => {
  const operator = gridOf({ cells: [6, 5, 1] });
  const solver = makeGridSolver(operator);
  solver.prepare(2);
  const rhs = new Float64Array(30).fill(1);
  rhs[17] = Number.NaN;
  expect(() => solver.solve(new Float64Array(30), rhs)).toThrow(
    /multigrid, cell \(\d, \d, 0\) of 6 x 5 x 1, step 2 s: the residual stays at NaN/,
  );
});

describe("what is no operator is refused", () => {
  const good = () => gridOf({ cells: [3, 3, 1], potential: (cell) => cell / 7 });
  test("by name and cell", () => {
    const open = good();
    open.forward[0][2] = 1;
    expect(() => makeGridSolver(open)).toThrow(/last cell of closed axis 0 must be 0/);
    const negative = good();
    negative.backward[1][4] = -1;
    expect(() => makeGridSolver(negative)).toThrow(/conductance.*not negative, in cell 4/);
    const unbalanced = good();
    unbalanced.weight![4]! *= 1.01;
    expect(() => makeGridSolver(unbalanced)).toThrow(/no detailed balance/);
    const hollow = good();
    hollow.volume[7] = 0;
    expect(() => makeGridSolver(hollow)).toThrow(/volume.*positive, in cell 7/);
    expect(() => makeGridSolver({ ...good(), leak: new Float64Array(2) })).toThrow(/leak.*one value for each of 9/);
    expect(() => makeGridSolver(good()).prepare(0)).toThrow(/step/);
  });
});
