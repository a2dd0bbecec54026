import { describe, expect, test } from "vitest";
import type { Axes } from "#numerics/grid/face-operator.ts";
import { GRID_TWINS } from "#numerics/grid/grid-kernels.ts";
import { gridLevel, stencilOf } from "#numerics/grid/grid-level.ts";
import { fillGridImage, fillGridResidual } from "#numerics/grid/grid-stencil.ts";
import { sweepGrid, sweepGridFromZero } from "#numerics/grid/grid-sweep.ts";
import { dot } from "#numerics/grid/vectors.ts";
import { gridOf, plainNumbers } from "../support/face-grids.ts";

const SHAPES: readonly Axes<number>[] = [
  [1, 1, 1],
  [2, 1, 1],
  [7, 1, 1],
  [1, 6, 1],
  [1, 1, 5],
  [5, 2, 1],
  [4, 3, 1],
  [6, 7, 1],
  [3, 2, 2],
  [5, 4, 3],
  [4, 3, 6],
];

/** A grid of unlike conductances with an exchange at each cell, closed along odd axes and periodic along even ones. */
function anyGrid(cells: Axes<number>) {
  const draw = plainNumbers(4);
  const periodic = cells.map((n) => n % 2 === 0 && n > 2) as unknown as Axes<boolean>;
  const operator = gridOf({ cells, periodic, diffusivity: () => 0.1 + draw() });
  for (let i = 0; i < operator.size; i++) operator.leak[i] = 0.05 + draw();
  const level = gridLevel(operator, GRID_TWINS);
  level.setInverseStep(0.3);
  const rhs = Float64Array.from({ length: operator.size }, () => draw() - 0.4);
  return { operator, level, rhs, stencil: stencilOf(operator, GRID_TWINS) };
}

describe.each(SHAPES.map((cells) => ({ cells })))("on a grid of $cells cells", ({ cells }) => {
  const { operator, level, rhs, stencil } = anyGrid(cells);
  const { size } = operator;
  const inverse = level.diagonal.map((d) => 1 / d);

  test("a sweep from zero is a sweep of a field of zeros, and what it leaves is the residual", () => {
    const [expected, residual] = [new Float64Array(size), new Float64Array(size)];
    sweepGrid(expected, stencil, inverse, rhs, 0);
    fillGridResidual(residual, stencil, level.hold, rhs, expected);
    const [x, left] = [new Float64Array(size).fill(7), new Float64Array(size).fill(7)];
    sweepGridFromZero(x, left, stencil, inverse, rhs);
    expect(x).toEqual(expected);
    // each residual is a sum of at most 15 terms
    const scale = Math.max(...level.diagonal) * Math.max(...expected.map(Math.abs));
    for (let i = 0; i < size; i++) expect(left[i]).toBeNear(residual[i]!, { abs: 15 * Number.EPSILON * scale });
  });

  test("an image is the residual of nothing, and its sums are inner products", () => {
    const [out, residual, dots] = [new Float64Array(size), new Float64Array(size), new Float64Array(2)];
    const x = rhs.map((value, i) => value + (i % 3));
    fillGridResidual(residual, stencil, level.hold, new Float64Array(size), x);
    fillGridImage(out, stencil, level.hold, x, rhs, dots);
    expect(out).toEqual(residual);
    const bound = (a: Float64Array, b: Float64Array) => size * Number.EPSILON * dot(a.map(Math.abs), b.map(Math.abs));
    expect(dots[0]).toBeNear(dot(x, out), { abs: bound(x, out) });
    expect(dots[1]).toBeNear(dot(x, rhs), { abs: bound(x, rhs) });
  });
});
