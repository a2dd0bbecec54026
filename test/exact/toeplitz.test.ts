import { describe, expect, test } from "vitest";
import { fractionalWeights } from "#numerics/fractional-differences.ts";
import { makeToeplitzProduct, solveToeplitz } from "#numerics/toeplitz.ts";

describe("symmetric Toeplitz matrices", () => {
  test("the second difference is solved by a parabola", () => {
    const n = 9;
    const row = new Float64Array(n);
    row.set([2, -1]);
    const x = solveToeplitz(row, new Float64Array(n).fill(1));
    for (let i = 0; i < n; i++) expect(x[i] as number).toBeNear(((i + 1) * (n - i)) / 2, { rel: 1e-13 });
  });

  test.each([
    1, 2, 3, 7, 64, 100,
  ])("a solution for %i unknowns multiplied by the matrix gives the right-hand side", (n) => {
    const row = fractionalWeights(1.3, n);
    const b = Float64Array.from({ length: n }, (_, i) => Math.sin(i + 1));
    const out = new Float64Array(n);
    makeToeplitzProduct(row)(out, solveToeplitz(row, b));
    for (let i = 0; i < n; i++) expect(out[i] as number).toBeNear(b[i] as number, { abs: 1e-12 });
  });

  test("a product is the sum over the row", () => {
    const row = Float64Array.of(3, -1, 0.5, 0.25, 2);
    const v = Float64Array.of(1, -2, 4, 0.5, 3);
    const out = new Float64Array(5);
    makeToeplitzProduct(row)(out, v);
    for (let i = 0; i < 5; i++) {
      const sum = v.reduce((total, value, j) => total + (row[Math.abs(i - j)] as number) * value, 0);
      expect(out[i] as number).toBeNear(sum, { abs: 1e-13 });
    }
  });

  test("what is not positive definite is refused", () => {
    expect(() => solveToeplitz(Float64Array.of(1, 2, 0), new Float64Array(3))).toThrow(/positive definite/);
    expect(() => solveToeplitz(Float64Array.of(1, 0), new Float64Array(3))).toThrow();
  });
});
