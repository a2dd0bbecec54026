import { describe, expect, test } from "vitest";
import { rowOrder } from "#numerics/grid/row-order.ts";

const SHAPES = [
  [1, 1],
  [2, 1],
  [5, 1],
  [1, 6],
  [9, 5],
  [7, 2],
  [4, 3],
] as const;

describe.each(SHAPES)("three passes over %d x %d rows", (ny, nz) => {
  const order = [...rowOrder(ny, nz)].map((code) => ({ row: Math.floor(code / 3), pass: code % 3 }));

  test("come to each row once each", () => {
    const codes = order.map(({ row, pass }) => 3 * row + pass).sort((a, b) => a - b);
    expect(codes).toEqual(Array.from({ length: 3 * ny * nz }, (_, i) => i));
  });

  test("come to a row when the pass before has been at it and at all its neighbours", () => {
    const passed = new Array<number>(ny * nz).fill(0);
    for (const { row, pass } of order) {
      const [j, k] = [row % ny, Math.floor(row / ny)];
      for (const [dj, dk] of [
        [0, 0],
        [1, 0],
        [ny - 1, 0],
        [0, 1],
        [0, nz - 1],
      ] as const)
        expect(passed[((j + dj) % ny) + ny * ((k + dk) % nz)]).toBeGreaterThanOrEqual(pass);
      passed[row] = pass + 1;
    }
  });
});

test.each([
  [300, 1, 1],
  [20, 30, 20],
])("a row of %d x %d is taken up again two layers later, but for the layers at the seam", (ny, nz, rows) => {
  const places = new Map<number, number[]>();
  for (const [at, code] of rowOrder(ny, nz).entries()) {
    const row = Math.floor(code / 3);
    places.set(row, [...(places.get(row) ?? []), at]);
  }
  const layers = (ny * nz) / rows;
  for (const [row, [first, , last]] of places) {
    const layer = Math.floor(row / rows);
    if (layer > 1 && layer < layers - 2) expect(last! - first!).toBeLessThanOrEqual(3 * 3 * rows);
  }
});
