import { expect, test } from "vitest";
import { addToBanded, factorBanded, makeBandedMatrix, solveBanded } from "#numerics/phase-field/banded-elimination.ts";
import { noise } from "../support/phase-fields.ts";

test.each([
  [1, 0],
  [5, 1],
  [12, 2],
  [40, 4],
  [30, 12],
])("a random band of %i rows and half-width %i, with a diagonal of zeros, is solved", (size, width) => {
  const matrix = makeBandedMatrix(size, width);
  const entries = noise(size * size, 0, 1, 11);
  const truth = noise(size, 0, 1, 12);
  const x = new Float64Array(size);
  for (let i = 0; i < size; i++)
    for (let j = Math.max(0, i - width); j <= Math.min(size - 1, i + width); j++) {
      const value = i === j && width > 0 && i < size - 1 ? 0 : entries[i * size + j]!;
      addToBanded(matrix, i, j, value);
      x[i]! += value * truth[j]!;
    }
  expect(factorBanded(matrix)).toBe(true);
  solveBanded(matrix, x);
  // random bands of this size have condition numbers below 1e5 or so; 1e-9 leaves four digits for the worst
  for (let i = 0; i < size; i++) expect(x[i]).toBeNear(truth[i]!, { abs: 1e-9 });
});

test("a singular matrix is told", () => {
  const matrix = makeBandedMatrix(3, 1);
  for (const [i, j] of [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const)
    addToBanded(matrix, i, j, 1);
  addToBanded(matrix, 2, 2, 1);
  expect(factorBanded(matrix)).toBe(false);
});
