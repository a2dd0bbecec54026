import { describe, expect, test } from "vitest";
import type { Axes } from "#numerics/grid/face-operator.ts";
import { GRID_TWINS } from "#numerics/grid/grid-kernels.ts";
import { gridLevel, stencilOf } from "#numerics/grid/grid-level.ts";
import { fillGridImage, fillGridResidual } from "#numerics/grid/grid-stencil.ts";
import { ascendGrid, descendGrid, sweepGrid } from "#numerics/grid/grid-sweep.ts";
import { ALONE } from "#numerics/grid/link-graph.ts";
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
  const level = gridLevel(operator, GRID_TWINS, new Int32Array(operator.size));
  level.setInverseStep(0.3);
  const rhs = Float64Array.from({ length: operator.size }, () => draw() - 0.4);
  return { operator, level, rhs, stencil: stencilOf(operator, GRID_TWINS) };
}

describe.each(SHAPES.map((cells) => ({ cells })))("on a grid of $cells cells", ({ cells }) => {
  const { operator, level, rhs, stencil } = anyGrid(cells);
  const { size } = operator;
  const inverse = level.diagonal.map((d) => 1 / d);

  // aggregates of three cells in a row, and one cell in none
  const parent = Int32Array.from({ length: size }, (_, i) => (i === 4 ? ALONE : Math.floor(i / 3)));
  const aggregates = Math.ceil(size / 3);

  test("the way down is a sweep of a field of zeros, and its residual added up over aggregates", () => {
    const [expected, residual] = [new Float64Array(size), new Float64Array(size)];
    sweepGrid(expected, stencil, inverse, rhs, 0);
    fillGridResidual(residual, stencil, level.hold, rhs, expected);
    const sums = new Float64Array(aggregates);
    for (let i = 0; i < size; i++) if (parent[i] !== ALONE) sums[parent[i]!]! += residual[i]!;
    const [x, below] = [new Float64Array(size).fill(7), new Float64Array(aggregates).fill(7)];
    descendGrid(x, below, stencil, inverse, rhs, parent);
    expect(x).toEqual(expected);
    // each sum has at most three residuals of at most 15 terms
    const scale = Math.max(...level.diagonal) * Math.max(...expected.map(Math.abs));
    for (let a = 0; a < aggregates; a++) expect(below[a]).toBeNear(sums[a]!, { abs: 45 * Number.EPSILON * scale });
  });

  test("the way up adds corrections, sweeps, and takes two inner products", () => {
    const correction = Float64Array.from({ length: aggregates }, (_, a) => 0.3 - 0.1 * a);
    const x = rhs.map((value, i) => value - (i % 5));
    const expected = x.map((value, i) => value + (parent[i] === ALONE ? 0 : correction[parent[i]!]!));
    sweepGrid(expected, stencil, inverse, rhs, 1);
    const dots = new Float64Array(2);
    ascendGrid(x, stencil, inverse, rhs, parent, correction, level.hold, dots);
    expect(x).toEqual(expected);
    const bound = (other: Float64Array) => size * Number.EPSILON * dot(x.map(Math.abs), other.map(Math.abs));
    expect(dots[0]).toBeNear(dot(expected, rhs), { abs: bound(rhs) });
    expect(dots[1]).toBeNear(dot(expected, level.hold), { abs: bound(level.hold) });
  });

  test("a direction is added up, its image is the residual of nothing, and the sum is their inner product", () => {
    const [out, residual, dots] = [new Float64Array(size), new Float64Array(size), new Float64Array(2)];
    const [x, z] = [rhs.map((value, i) => value + (i % 3)), rhs.map((value, i) => 2 * value - (i % 4))];
    const next = z.map((value, i) => value + 0.7 * x[i]!);
    fillGridResidual(residual, stencil, level.hold, new Float64Array(size), next);
    fillGridImage(out, x, stencil, level.hold, z, 0.7, dots);
    expect(x).toEqual(next);
    expect(out).toEqual(residual);
    const bound = (a: Float64Array, b: Float64Array) => size * Number.EPSILON * dot(a.map(Math.abs), b.map(Math.abs));
    expect(dots[0]).toBeNear(dot(x, out), { abs: bound(x, out) });
  });
});
