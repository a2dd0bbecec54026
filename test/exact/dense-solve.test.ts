import { describe, expect, test } from "vitest";
import { eliminated, matrixExponential } from "#numerics/dense-solve.ts";

describe("a small dense system", () => {
  test("is solved though a pivot is zero", () => {
    const [x, y, z] = eliminated(Float64Array.of(0, 2, 1, 1, 0, 3, 2, 1, 0), Float64Array.of(7, 10, 4));
    expect([x, y, z].map((value) => Math.round((value as number) * 1e12) / 1e12)).toEqual([1, 2, 3]);
  });

  test("has no finite solution if it is singular", () => {
    expect(eliminated(Float64Array.of(1, 2, 2, 4), Float64Array.of(1, 1)).every(Number.isFinite)).toBe(false);
  });
});

describe("the exponential of a matrix", () => {
  test("of a rotation is cosine and sine, over many turns", () => {
    for (const angle of [0.1, 3, 40]) {
      const turned = matrixExponential(Float64Array.of(0, -angle, angle, 0), 2);
      expect(turned[0]).toBeNear(Math.cos(angle), { abs: 1e-13 });
      expect(turned[2]).toBeNear(Math.sin(angle), { abs: 1e-13 });
    }
  });

  test("of a nilpotent matrix is its finite series", () => {
    const [a, b, c, d] = matrixExponential(Float64Array.of(0, 5, 0, 0), 2);
    expect([a, b, c, d]).toEqual([1, 5, 0, 1]);
  });

  test("of a generator keeps the sum of each column at 1, and settles", () => {
    const settled = matrixExponential(
      Float64Array.of(-150, 300, 150, -300).map((rate) => 100 * rate),
      2,
    );
    expect(settled[0]).toBeNear(2 / 3, { rel: 1e-10 });
    expect((settled[0] as number) + (settled[2] as number)).toBeNear(1, { rel: 1e-10 });
  });

  test("of a diagonal is the exponential of each entry, small ones to relative accuracy", () => {
    const powers = matrixExponential(Float64Array.of(-20, 0, 0, 1e-9), 2);
    expect(powers[0]).toBeNear(Math.exp(-20), { rel: 1e-6 });
    expect((powers[3] as number) - 1).toBeNear(1e-9, { rel: 1e-6 });
  });
});
