import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Axes, FaceOperator } from "#numerics/grid/face-operator.ts";
import { makeGridSolver } from "#numerics/grid/grid-solver.ts";
import { makeGridSystem } from "#numerics/grid/grid-system.ts";
import { applied, gridOf, plainNumbers } from "../support/face-grids.ts";

const total = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0);
const norm = (values: Float64Array) => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));

/** Grids of any shape: D over six decades, some of it 0, with or without a potential, a leak, seams. */
const anyGrid = fc
  .record({
    cells: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 })),
    periodic: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    spacing: fc.tuple(
      ...([0, 0, 0].map(() => fc.double({ min: 0.1, max: 10, noNaN: true })) as [
        fc.Arbitrary<number>,
        fc.Arbitrary<number>,
        fc.Arbitrary<number>,
      ]),
    ),
    solid: fc.constantFrom(0, 0.2, 0.5),
    decades: fc.constantFrom(0, 2, 6),
    height: fc.constantFrom(0, 1, 10),
    knowsWeight: fc.boolean(),
    leaks: fc.boolean(),
    seed: fc.integer({ min: 1, max: 1 << 30 }),
  })
  .map(({ solid, decades, height, leaks, seed, ...grid }): { operator: FaceOperator; draw: () => number } => {
    const draw = plainNumbers(seed);
    const operator = gridOf({
      ...grid,
      cells: grid.cells as Axes<number>,
      diffusivity: () => (draw() < solid ? 0 : 10 ** (decades * (draw() - 0.5))),
      ...(height > 0 && { potential: () => height * draw() }),
    });
    if (leaks) operator.leak[operator.size >> 1] = 0.3;
    return { operator, draw };
  });

const anyStep = fc.constantFrom(1e-3, 0.1, 10, 1e4);

describe("an implicit solve", () => {
  test("leaves the residual that it says, as the definition of the operator finds it", () => {
    fc.assert(
      fc.property(anyGrid, anyStep, ({ operator, draw }, step) => {
        const rhs = Float64Array.from({ length: operator.size }, () => draw() - 0.3);
        const solver = makeGridSolver(operator);
        solver.prepare(step);
        const c = new Float64Array(operator.size);
        const { residual } = solver.solve(c, rhs);
        const back = applied(operator, c, step);

        // rounding: an ulp of each of about ten terms of a row, at the size that they have
        const rounding = norm(operator.leak.map((_, i) => 1e-15 * rowSize(operator, c, i, step)));
        expect(norm(back.map((x, i) => x - rhs[i]!))).toBeLessThanOrEqual(
          residual * norm(rhs) * (1 + 1e-6) + 20 * rounding,
        );
        expect(residual).toBeLessThan(1e-9 + (40 * rounding) / norm(rhs));
      }),
      { numRuns: 60 },
    );
  });

  test("of what is not negative is not negative, and its total is that of the right side", () => {
    fc.assert(
      fc.property(anyGrid, anyStep, ({ operator, draw }, step) => {
        const state = Float64Array.from({ length: operator.size }, () => (draw() < 0.7 ? 0 : draw()));
        const before = total(state.map((x, i) => x * operator.volume[i]!));
        const system = makeGridSystem(operator, { tolerance: 1e-6 });
        system.prepare(step);
        const c = state.slice();
        system.solve(c);
        expect(Math.min(0, ...c)).toBe(0);
        const kept = total(c.map((x, i) => x * (operator.volume[i]! + step * operator.leak[i]!)));
        expect(kept).toBeNear(before, { rel: 1e-13 });
      }),
      { numRuns: 60 },
    );
  });
});

/** Sum of the sizes of the terms of a row. */
function rowSize(operator: FaceOperator, c: Float64Array, cell: number, step: number): number {
  const [nx, ny, nz] = operator.shape.cells;
  const strides = [1, nx, nx * ny];
  let sum = (operator.volume[cell]! / step + operator.leak[cell]!) * Math.abs(c[cell]!);
  for (const axis of [0, 1, 2] as const) {
    const n = [nx, ny, nz][axis]!;
    if (n === 1) continue;
    const stride = strides[axis]!;
    const place = Math.floor(cell / stride) % n;
    const next = place === n - 1 ? cell - stride * (n - 1) : cell + stride;
    const before = place === 0 ? cell + stride * (n - 1) : cell - stride;
    const [there, back] = [operator.forward[axis], operator.backward[axis]];
    sum += (there[cell]! + back[before]!) * Math.abs(c[cell]!);
    sum += back[cell]! * Math.abs(c[next]!) + there[before]! * Math.abs(c[before]!);
  }
  return sum;
}
