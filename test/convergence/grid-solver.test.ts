import { describe, expect, test } from "vitest";
import type { Axes, FaceOperator } from "#numerics/grid/face-operator.ts";
import { makeGridSolver } from "#numerics/grid/grid-solver.ts";
import { fastestRateOf, makeGridSystem } from "#numerics/grid/grid-system.ts";
import { type GridMethod, integrateGrid } from "#numerics/grid/grid-transient.ts";
import { makeChebyshevRoom, stagesFor, stepChebyshev } from "#numerics/runge-kutta-chebyshev.ts";
import { observedOrder } from "#numerics/statistics.ts";
import { makeTrBdf2, stepTrBdf2 } from "#numerics/tr-bdf2.ts";
import { gridOf, plainNumbers } from "../support/face-grids.ts";

const anyField = (size: number, seed: number) => Float64Array.from({ length: size }, plainNumbers(seed));

/** Leaks to a reservoir beyond the low end of x. */
function opened(operator: FaceOperator): FaceOperator {
  const [nx] = operator.shape.cells;
  for (let i = 0; i < operator.size; i += nx) operator.leak[i] = 2;
  return operator;
}

describe("multigrid", () => {
  /** Iterations of a solve from nothing to 1e-10. */
  function iterations(operator: FaceOperator, step: number): number {
    const solver = makeGridSolver(operator);
    solver.prepare(step);
    return solver.solve(new Float64Array(operator.size), anyField(operator.size, 9)).iterations;
  }
  const sizes2: readonly Axes<number>[] = [
    [16, 16, 1],
    [37, 41, 1],
    [64, 64, 1],
    [131, 150, 1],
  ];
  const sizes3: readonly Axes<number>[] = [
    [8, 8, 8],
    [15, 17, 13],
    [28, 29, 26],
  ];

  test.each([
    10,
    1e3,
    1e6,
    Number.POSITIVE_INFINITY,
  ])("takes as many iterations on large grids as on small ones, Δt = %d", (step) => {
    for (const sizes of [sizes2, sizes3]) {
      const counts = sizes.map((cells) => iterations(opened(gridOf({ cells })), step));
      // two levels of a condition number of 10 at most (aggregation.ts): √10 / 2 ln(2 / 1e-10) iterations
      expect(Math.max(...counts)).toBeLessThanOrEqual(37);
      // of the sizes that have levels enough to tell, the largest is not worse than the one before
      const [before, last] = counts.slice(-2) as [number, number];
      expect(last).toBeLessThanOrEqual(1.1 * before + 1);
    }
  });

  test("is not slowed down by jumps of 10^6, thin films, obstacles or flat cells by more than a factor", () => {
    for (const n of [48, 96]) {
      const cells = [n, n, 1] as const;
      const draw = plainNumbers(3);
      const random = Float64Array.from({ length: n * n }, () => 10 ** (6 * draw()));
      const solid = Float64Array.from({ length: n * n }, () => (draw() < 0.3 ? 0 : 1));
      const cases = [
        gridOf({ cells, diffusivity: (cell) => random[cell]! }),
        gridOf({ cells, diffusivity: (_, [i, j]) => (i % 13 === 5 || j % 11 === 3 ? 1e-6 : 1) }),
        gridOf({ cells, diffusivity: (_, [i, j]) => (((i % 16) - 7) ** 2 + ((j % 16) - 7) ** 2 < 36 ? 0 : 1) }),
        gridOf({ cells, diffusivity: (cell) => solid[cell]! }),
        gridOf({ cells, spacing: [1, 100, 1] }),
        gridOf({ cells, potential: (_, [i, j]) => 10 * Math.sin((6 * i) / n) * Math.cos((6 * j) / n) }),
      ];
      for (const operator of cases)
        for (const step of [1, 1e3, 1e6]) expect(iterations(opened(operator), step)).toBeLessThanOrEqual(50);
    }
  });

  test.each([
    120, 400,
  ])("comes to an end where conductances differ as much as a potential of %d kT makes them", (height) => {
    const n = 64;
    const cases = [
      gridOf({ cells: [n, n, 1], potential: (_, [i]) => (height * i) / n }),
      gridOf({ cells: [n, n, 1], potential: (_, [i, j]) => height * Math.cos((6 * i) / n) * Math.cos((6 * j) / n) }),
    ];
    for (const operator of cases)
      for (const step of [1, 1e6, 1e12]) expect(iterations(operator, step)).toBeLessThan(100);
  });

  test("has levels that shrink by three and more", () => {
    const { levels } = makeGridSolver(gridOf({ cells: [101, 77, 1] }));
    for (let l = 1; l < levels.length; l++) expect(levels[l]!).toBeLessThan(levels[l - 1]! / 3);
  });
});

/** A unit square or cube of n cells along each axis. */
const unitCells = (n: number, dimensions: 2 | 3): Axes<number> => [n, n, dimensions === 3 ? n : 1];

/** Π cos(q π x) over the axes that are there, at the middle of each cell. */
function mode(cells: Axes<number>, q: Axes<number>): Float64Array {
  const [nx, ny, nz] = cells;
  return Float64Array.from({ length: nx * ny * nz }, (_, cell) => {
    const place = [cell % nx, Math.floor(cell / nx) % ny, Math.floor(cell / (nx * ny))];
    return place.reduce((product, i, axis) => product * Math.cos((q[axis]! * Math.PI * (i + 0.5)) / cells[axis]!), 1);
  });
}

const rms = (values: Float64Array) => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);

/** D = 1, closed. Background 1, so that nothing is negative. */
function decaying(n: number, dimensions: 2 | 3) {
  const cells = unitCells(n, dimensions);
  const h = 1 / n;
  const operator = gridOf({ cells, spacing: [h, h, dimensions === 3 ? h : 1] });
  const q: Axes<number> = dimensions === 3 ? [1, 2, 1] : [1, 2, 0];
  const shape = mode(cells, q);
  // decay of the mode of the grid itself, and of the continuum
  const grid = q.reduce((sum, k) => sum + (4 / (h * h)) * Math.sin((k * Math.PI * h) / 2) ** 2, 0);
  const continuum = q.reduce((sum, k) => sum + (k * Math.PI) ** 2, 0);
  return { operator, shape, grid, continuum, start: shape.map((x) => 1 + 0.5 * x) };
}

function finished<T>(run: Generator<number | "working", T>): T {
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}

describe("decaying products of cosines", () => {
  const end = 0.02;
  test.each([
    [2, "tr-bdf2", [8, 12, 18, 27]],
    [3, "tr-bdf2", [6, 9, 13]],
    [2, "runge-kutta-chebyshev", [8, 12, 18, 27]],
    [3, "runge-kutta-chebyshev", [6, 9, 13]],
  ] as const)("in %i dimensions by %s: second order in space", (dimensions, method, sizes) => {
    const study = sizes.map((n) => {
      const { operator, shape, continuum, start } = decaying(n, dimensions);
      const system = makeGridSystem(operator, { tolerance: 1e-9 });
      const log = finished(integrateGrid(system, start, [end], { method: method as GridMethod, tolerance: 1e-7 }));
      // a smooth decay gives no reason to reject, unless a step is not stable
      expect(log.rejected).toBeLessThanOrEqual(2 + log.accepted / 20);
      const error = start.map((c, i) => c - 1 - 0.5 * shape[i]! * Math.exp(-continuum * end));
      return { h: 1 / n, error: rms(error) };
    });
    expect(observedOrder(study)).toBeGreaterThan(1.9);
    expect(observedOrder(study)).toBeLessThan(2.3);
  });

  test("TR-BDF2 with multigrid has second order in time", () => {
    for (const dimensions of [2, 3] as const) {
      const { operator, shape, grid, start } = decaying(8, dimensions);
      const system = makeGridSystem(operator, { tolerance: 1e-12 });
      const work = makeTrBdf2(operator.size);
      const none = new Uint8Array(operator.size);
      const study = [4, 8, 16, 32].map((steps) => {
        const c = start.slice();
        for (let k = 0; k < steps; k++) {
          stepTrBdf2(work, system, c, 0.1 / steps, none);
          c.set(work.next);
        }
        return { h: 1 / steps, error: rms(c.map((x, i) => x - 1 - 0.5 * shape[i]! * Math.exp(-grid * 0.1))) };
      });
      expect(observedOrder(study)).toBeGreaterThan(1.9);
      expect(observedOrder(study)).toBeLessThan(2.2);
    }
  });

  test("Runge-Kutta-Chebyshev has second order in time, with as many stages as the step needs", () => {
    const { operator, shape, grid, start } = decaying(24, 2);
    const system = makeGridSystem(operator);
    const largestRate = 2 * fastestRateOf(operator);
    const room = makeChebyshevRoom(operator.size);
    const stages: number[] = [];
    const study = [4, 8, 16, 32].map((steps) => {
      const c = start.slice();
      stages.push(stagesFor(0.1 / steps, largestRate));
      for (let k = 0; k < steps; k++) {
        system.fillRate(room.start, c);
        stepChebyshev(room, system, c, 0.1 / steps, stages.at(-1)!);
        c.set(room.next);
      }
      return { h: 1 / steps, error: rms(c.map((x, i) => x - 1 - 0.5 * shape[i]! * Math.exp(-grid * 0.1))) };
    });
    expect(stages[0]).toBeGreaterThan(10); // forward Euler would need over 100 steps for each of these
    expect(observedOrder(study)).toBeGreaterThan(1.9);
    expect(observedOrder(study)).toBeLessThan(2.4);
  });
});

test("Runge-Kutta-Chebyshev takes as many stages as the grid needs: long steps near the end are not rejected", () => {
  const operator = gridOf({ cells: [12, 12, 1], spacing: [0.1, 0.1, 1] });
  const system = makeGridSystem(operator);
  const c = Float64Array.from({ length: 144 }, (_, i) => 1 + 0.01 * (i % 2));
  const log = finished(integrateGrid(system, c, [20], { method: "runge-kutta-chebyshev", tolerance: 1e-3 }));
  expect(log.rejected).toBeLessThanOrEqual(1);
  expect(log.accepted).toBeLessThan(100); // forward Euler would take 4000
});

test("a manufactured steady state with D that varies is met to second order", () => {
  // D = 1 + x y / 2, c = cos πx cos πy, source -∇·(D ∇c)
  const study = [8, 16, 32, 64].map((n) => {
    const h = 1 / n;
    const at = (i: number) => (i + 0.5) * h;
    const operator = gridOf({
      cells: [n, n, 1],
      spacing: [h, h, 1],
      diffusivity: (_, [i, j]) => 1 + (at(i) * at(j)) / 2,
    });
    const exact = mode([n, n, 1], [1, 1, 0]);
    const rhs = exact.map((c, cell) => {
      const [x, y] = [at(cell % n), at(Math.floor(cell / n))];
      const slope =
        Math.PI *
        (y * Math.sin(Math.PI * x) * Math.cos(Math.PI * y) + x * Math.cos(Math.PI * x) * Math.sin(Math.PI * y));
      return h * h * ((1 + (x * y) / 2) * 2 * Math.PI ** 2 * c + 0.5 * slope);
    });
    // the middle of cells stands for their mean to second order: what is left over is taken off
    const left = rhs.reduce((sum, x) => sum + x, 0) / rhs.length;
    const solver = makeGridSolver(operator);
    solver.prepare(Number.POSITIVE_INFINITY);
    const c = new Float64Array(operator.size);
    solver.solve(
      c,
      rhs.map((x) => x - left),
    );
    return { h, error: rms(c.map((x, i) => x - exact[i]!)) };
  });
  expect(observedOrder(study)).toBeGreaterThan(1.9);
  expect(observedOrder(study)).toBeLessThan(2.2);
});

describe("long runs from a spot in an empty grid", () => {
  test.each(["tr-bdf2", "runge-kutta-chebyshev"] as const)("by %s: nothing is lost, nothing is negative", (method) => {
    const cells = [21, 18, 1] as const;
    const operator = gridOf({
      cells,
      diffusivity: (_, [i, j]) => (i === 10 && j % 5 !== 0 ? 0 : 1),
      potential: (_, [i]) => i / 5,
    });
    const system = makeGridSystem(operator);
    const c = new Float64Array(operator.size);
    c[23] = 1;
    let least = 0;
    const times = [0.1, 1, 10, 100];
    finished(
      integrateGrid(system, c, times, {
        method,
        tolerance: 1e-4,
        onStep: (_, state) => {
          least = Math.min(least, ...state);
        },
      }),
    );
    expect(least).toBe(0);
    expect(c.reduce((sum, x) => sum + x, 0)).toBeNear(1, { rel: 1e-12 });
    expect(c[10 + 21]).toBe(0); // inside an obstacle
  });
});
