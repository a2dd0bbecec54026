import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fillTridiagonalFactors,
  makeTridiagonalFactors,
  solveTridiagonal,
  tridiagonalSolution,
} from "#numerics/tridiagonal.ts";
import { evenly } from "../support/networks.ts";

/** Diagonals of a matrix whose diagonal exceeds the rest of its row by at least 1, corners included, and a solution. */
const anySystem = fc.integer({ min: 3, max: 12 }).chain((size) => {
  const entries = fc.array(evenly(-3, 3), { minLength: size, maxLength: size }).map((v) => Float64Array.from(v));
  return fc
    .record({
      lower: entries,
      upper: entries,
      x: entries,
      excess: entries,
      corner: fc.tuple(evenly(-3, 3), evenly(-3, 3)),
    })
    .map(({ lower, upper, x, excess, corner: [topRight, bottomLeft] }) => {
      const diagonal = Float64Array.from({ length: size }, (_, i) => {
        const corner = i === 0 ? topRight : i === size - 1 ? bottomLeft : 0;
        return 1 + Math.abs(excess[i]) + Math.abs(lower[i]) + Math.abs(upper[i]) + Math.abs(corner);
      });
      return { size, lower, diagonal, upper, x, corners: { topRight, bottomLeft } };
    });
});

interface System {
  readonly size: number;
  readonly lower: Float64Array;
  readonly diagonal: Float64Array;
  readonly upper: Float64Array;
  readonly x: Float64Array;
}

/** The product of the matrix with x. */
function product(
  { size, lower, diagonal, upper, x }: System,
  { topRight, bottomLeft } = { topRight: 0, bottomLeft: 0 },
): Float64Array {
  const out = Float64Array.from({ length: size }, (_, i) => {
    const before = i > 0 ? lower[i] * x[i - 1] : 0;
    const after = i < size - 1 ? upper[i] * x[i + 1] : 0;
    return before + diagonal[i] * x[i] + after;
  });
  out[0] += topRight * x[size - 1];
  out[size - 1] += bottomLeft * x[0];
  return out;
}

// diagonally dominant by 1 of at most 14: a condition below 14 · 12, and a few roundings a row
const allowed = { abs: 14 * 12 * 20 * 3 * Number.EPSILON };

describe("a tridiagonal system", () => {
  test("is solved by factors that serve many right sides", () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const factors = makeTridiagonalFactors(system.size);
        fillTridiagonalFactors(factors, system.lower, system.diagonal, system.upper);
        const rhs = product(system);
        for (const scale of [1, -2]) {
          const x = rhs.map((b) => scale * b);
          solveTridiagonal(factors, x);
          for (let i = 0; i < system.size; i++) expect(x[i]).toBeNear(scale * system.x[i], { abs: 2 * allowed.abs });
        }
      }),
    );
  });

  test("with corners that join its ends, different ones, is solved too, and its right side is left alone", () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const rhs = product(system, system.corners);
        const before = rhs.slice();
        const x = tridiagonalSolution(system.lower, system.diagonal, system.upper, rhs, system.corners);
        for (let i = 0; i < system.size; i++) expect(x[i]).toBeNear(system.x[i], allowed);
        expect(rhs).toEqual(before);
        const open = tridiagonalSolution(system.lower, system.diagonal, system.upper, product(system));
        for (let i = 0; i < system.size; i++) expect(open[i]).toBeNear(system.x[i], allowed);
      }),
    );
  });
});
