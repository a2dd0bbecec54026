import { describe, expect, test } from "vitest";
import { activityOf } from "#numerics/grid/activity-operator.ts";
import { regionsOf } from "#numerics/grid/connected-regions.ts";
import { logEquilibrium } from "#numerics/grid/equilibrium-weight.ts";
import { type FaceOperator, requireFaceOperator, uniformDiffusion } from "#numerics/grid/face-operator.ts";
import { GRID_TWINS } from "#numerics/grid/grid-kernels.ts";
import { stencilOf } from "#numerics/grid/grid-level.ts";
import { fillGridDiagonal, fillGridResidual } from "#numerics/grid/grid-stencil.ts";
import { sweepGridCells } from "#numerics/grid/grid-sweep.ts";
import { fastestRateOf } from "#numerics/grid/grid-system.ts";
import { applied, gridOf, plainNumbers } from "../support/face-grids.ts";

/** Conductances that are all different, along three axes, one of them periodic. */
function anyOperator(): FaceOperator {
  const draw = plainNumbers(11);
  const operator = gridOf({ cells: [4, 3, 5], periodic: [false, true, false], potential: () => 0, knowsWeight: false });
  for (const faces of [...operator.forward, ...operator.backward])
    for (let i = 0; i < faces.length; i++) if (faces[i]! > 0) faces[i] = draw();
  operator.leak.forEach((_, i) => {
    operator.leak[i] = draw();
  });
  return operator;
}

const unit = (size: number, cell: number) => Float64Array.from({ length: size }, (_, i) => (i === cell ? 1 : 0));

describe("the loops", () => {
  const operator = anyOperator();
  const stencil = stencilOf(operator, GRID_TWINS);
  const { size, leak } = operator;
  const diagonal = new Float64Array(size);
  fillGridDiagonal(diagonal, stencil);

  test("know the diagonal of the operator", () => {
    for (let cell = 0; cell < size; cell++) {
      const column = applied(operator, unit(size, cell), Number.POSITIVE_INFINITY);
      expect(diagonal[cell]! + leak[cell]!).toBeNear(column[cell]!, { rel: 1e-15 });
    }
  });

  test("take from a right side what the operator gives, and lose nothing on the way", () => {
    const x = Float64Array.from({ length: size }, plainNumbers(2));
    const rhs = Float64Array.from({ length: size }, plainNumbers(3));
    const out = new Float64Array(size);
    fillGridResidual(out, stencil, leak, rhs, x);
    const expected = applied(operator, x, Number.POSITIVE_INFINITY);
    for (let i = 0; i < size; i++) expect(out[i]).toBeNear(rhs[i]! - expected[i]!, { abs: 1e-14 });
    const none = new Float64Array(size);
    fillGridResidual(out, stencil, none, none, x);
    expect(out.reduce((sum, value) => sum + value, 0)).toBeNear(0, { abs: 1e-14 });
  });

  test("solve each cell in turn, forwards and backwards: the row swept last has no residual", () => {
    const inverse = diagonal.map((d, i) => 1 / (d + leak[i]!));
    const rhs = Float64Array.from({ length: size }, plainNumbers(3));
    for (const isBackward of [false, true]) {
      const x = Float64Array.from({ length: size }, plainNumbers(2));
      const before = x.slice();
      sweepGridCells(x, stencil, inverse, rhs, isBackward);
      const order = Array.from({ length: size }, (_, i) => (isBackward ? size - 1 - i : i));
      for (const cell of order) {
        const rest = applied(operator, before, Number.POSITIVE_INFINITY)[cell]! - before[cell]! / inverse[cell]!;
        before[cell] = (rhs[cell]! - rest) * inverse[cell]!;
        expect(x[cell]).toBeNear(before[cell]!, { abs: 1e-13 });
      }
    }
  });

  test("are no faster than the fastest cell", () => {
    let fastest = 0;
    for (let i = 0; i < size; i++) fastest = Math.max(fastest, (diagonal[i]! + leak[i]!) / operator.volume[i]!);
    expect(fastestRateOf(operator)).toBeNear(fastest, { rel: 1e-14 });
  });
});

describe("the equilibrium of an operator", () => {
  const u = plainNumbers(7);
  const potential = Float64Array.from({ length: 60 }, () => 8 * u());
  const cells = [4, 5, 3] as const;
  test("is found from its conductances alone, walls and seams or not", () => {
    for (const periodic of [false, true]) {
      const operator = gridOf({
        cells,
        periodic: [periodic, periodic, periodic],
        potential: (cell) => potential[cell]!,
        diffusivity: (cell) => (cell === 31 ? 0 : 1 + cell),
      });
      const found = logEquilibrium(operator);
      const least = Math.min(...potential.filter((_, cell) => cell !== 31));
      for (let cell = 0; cell < 60; cell++)
        expect(found![cell]).toBeNear(cell === 31 ? 0 : least - potential[cell]!, { abs: 1e-12 });
    }
  });

  test("is none where something goes round", () => {
    const ring = gridOf({ cells: [6, 1, 1], periodic: [true, false, false], potential: () => 0, knowsWeight: false });
    ring.forward[0].fill(2);
    expect(logEquilibrium(ring)).toBeUndefined();
    const oneWay = gridOf({ cells: [6, 1, 1], potential: () => 0, knowsWeight: false });
    oneWay.backward[0][2] = 0;
    expect(logEquilibrium(oneWay)).toBeUndefined();
    expect(activityOf(ring).isSymmetric).toBe(false);
  });

  test("makes both conductances of a face one", () => {
    for (const knowsWeight of [true, false]) {
      const operator = gridOf({ cells, potential: (cell) => potential[cell]!, knowsWeight });
      const { operator: own, isSymmetric, weight } = activityOf(operator);
      expect(isSymmetric).toBe(true);
      const a = Float64Array.from({ length: 60 }, plainNumbers(1));
      const c = a.map((x, i) => x * weight![i]!);
      const [one, other] = [applied(own, a, 3), applied(operator, c, 3)];
      for (let i = 0; i < 60; i++) expect(one[i]).toBeNear(other[i]!, { abs: 1e-13 });
    }
  });
});

test("regions are what faces join, numbered by their first cells; a leak opens one", () => {
  const operator = gridOf({ cells: [7, 3, 1], diffusivity: (_, [i]) => (i === 3 ? 0 : 1) });
  operator.leak[5] = 1;
  const { count, of, isClosed } = regionsOf(operator);
  expect(count).toBe(5); // left, three walled-in cells, right
  expect([...of.slice(0, 7)]).toEqual([0, 0, 0, 1, 2, 2, 2]);
  expect([...of.slice(7, 14)]).toEqual([0, 0, 0, 3, 2, 2, 2]);
  expect([...isClosed]).toEqual([1, 1, 0, 1, 1]);
  const ring = gridOf({ cells: [7, 3, 1], periodic: [true, false, false], diffusivity: (_, [i]) => (i === 3 ? 0 : 1) });
  expect(regionsOf(ring).count).toBe(4);
});

test("plain diffusion has conductance D A / h on each face, and is what it must be", () => {
  const operator = uniformDiffusion({
    shape: { cells: [3, 2, 2], periodic: [true, false, false] },
    spacing: [2, 3, 5],
    diffusivity: 7,
  });
  expect([...operator.forward[0]]).toEqual(new Array(12).fill((7 * 15) / 2));
  expect([...operator.forward[1]]).toEqual([70, 70, 70, 0, 0, 0, 70, 70, 70, 0, 0, 0].map((area) => area / 3));
  expect([...operator.forward[2]]).toEqual([...new Array(6).fill((7 * 6) / 5), ...new Array(6).fill(0)]);
  requireFaceOperator(operator);
});
