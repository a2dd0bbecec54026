import { expect, test } from "vitest";
import { linearSolveSmall } from "#numerics/cholesky.ts";

test("4x + 2y + z = 11, 2x + 5y + 3z = 21, x + 3y + 6z = 25 is solved by 1, 2, 3", () => {
  const x = linearSolveSmall(Float64Array.of(4, 2, 1, 2, 5, 3, 1, 3, 6), Float64Array.of(11, 21, 25));
  // Condition number 8: a dozen ulp.
  for (let i = 0; i < 3; i++) expect(x[i]).toBeNear(i + 1, { rel: 4e-15 });
});

test("units do not matter: the Hilbert matrix of order 5 in units from 1e-12 to 1e12", () => {
  const k = 5;
  const unit = [1e-12, 1e-6, 1, 1e6, 1e12];
  const matrix = new Float64Array(k * k);
  const rhs = new Float64Array(k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) {
      matrix[i * k + j] = (unit[i] * unit[j]) / (i + j + 1);
      rhs[i] += unit[i] / (i + j + 1); // the solution is 1 / unit
    }
  const x = linearSolveSmall(matrix, rhs);
  for (let i = 0; i < k; i++) expect(x[i] * unit[i]).toBeNear(1, { rel: 5e5 * 2 ** -52 }); // condition number 4.8e5
});

test("a matrix that is singular, indefinite or of the wrong size is refused", () => {
  expect(() => linearSolveSmall(Float64Array.of(1, 1, 1, 1), Float64Array.of(1, 1))).toThrow(/not positive definite/);
  expect(() => linearSolveSmall(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1))).toThrow(/not positive definite/);
  expect(() => linearSolveSmall(Float64Array.of(0), Float64Array.of(1))).toThrow(/row 0/);
  expect(() => linearSolveSmall(Float64Array.of(1, 0, 0), Float64Array.of(1, 1))).toThrow(/has 4/);
});
