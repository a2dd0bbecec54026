import { expect, test } from "vitest";
import { EIGHT, solveTridiagonalEights } from "#numerics/grid/tridiagonal-eights.ts";
import { tridiagonalSolution } from "#numerics/tridiagonal.ts";
import { plainNumbers } from "../support/face-grids.ts";

test("eight systems side by side have the solutions that each has alone", () => {
  const unknowns = 17;
  const draw = plainNumbers(3);
  const field = (low: number) => Float64Array.from({ length: EIGHT * unknowns }, () => low + draw());
  const [lower, upper, diagonal, rhs] = [field(-1), field(-1), field(2), field(-0.5)] as const;
  const x = rhs.slice();
  solveTridiagonalEights(x, lower, diagonal, upper, new Float64Array(x.length), unknowns);
  for (let s = 0; s < EIGHT; s++) {
    const alone = (values: Float64Array) => values.filter((_, i) => i % EIGHT === s);
    const expected = tridiagonalSolution(alone(lower), alone(diagonal), alone(upper), alone(rhs));
    // rows are dominated by their diagonals, so an elimination of 17 rows rounds by a few ulp of each
    for (const [i, value] of alone(x).entries()) expect(value).toBeNear(expected[i]!, { abs: 1e-14 });
  }
});
