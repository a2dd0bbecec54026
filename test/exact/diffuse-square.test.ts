import { describe, expect, test } from "vitest";
import { diffuseSlab, slabScratch } from "#numerics/grid/diffuse-slab.ts";
import { DEEPEST, diffuseScratch, diffuseSquare } from "#numerics/grid/diffuse-square.ts";
import { plainNumbers } from "../support/face-grids.ts";

const total = (u: Float64Array) => u.reduce((sum, x) => sum + x, 0);

/** Steps in passes of that depth. */
function stepped(u: Float64Array, nx: number, ny: number, rate: number, steps: number, depth: number): Float64Array {
  const scratch = new Float64Array(diffuseScratch(nx, depth));
  const out = u.slice();
  for (let left = steps; left > 0; left -= depth) diffuseSquare(out, scratch, nx, ny, rate, Math.min(left, depth));
  return out;
}

describe("explicit steps on a periodic square", () => {
  test("one step gives each of four neighbours its part, across the edges too", () => {
    const [nx, ny] = [5, 4];
    const u = new Float64Array(nx * ny);
    u[0] = 1;
    const after = stepped(u, nx, ny, 0.125, 1, 1);
    const expected = new Float64Array(nx * ny);
    expected[0] = 0.5;
    for (const cell of [1, nx - 1, nx, nx * (ny - 1)]) expected[cell] = 0.125;
    expect([...after]).toEqual([...expected]);
  });

  test("a wave decays as (1 + k λ)^n, with λ of the five-point Laplacian", () => {
    const [nx, ny, k, steps] = [24, 18, 0.2, 300];
    const [p, q] = [2, 3];
    const wave = Float64Array.from(
      { length: nx * ny },
      (_, cell) =>
        Math.cos((2 * Math.PI * p * (cell % nx)) / nx) * Math.cos((2 * Math.PI * q * Math.floor(cell / nx)) / ny),
    );
    const lambda = 2 * Math.cos((2 * Math.PI * p) / nx) + 2 * Math.cos((2 * Math.PI * q) / ny) - 4;
    const decay = (1 + k * lambda) ** steps;
    const after = stepped(
      wave.map((x) => 1 + x),
      nx,
      ny,
      k,
      steps,
      DEEPEST,
    );
    // each step rounds by less than an ulp of 2
    for (let i = 0; i < wave.length; i++) expect(after[i]).toBeNear(1 + decay * wave[i]!, { abs: steps * 2 ** -52 });
  });

  test("many steps in a pass are one after another to the bit", () => {
    const [nx, ny] = [7, 11];
    const u = Float64Array.from({ length: nx * ny }, plainNumbers(1));
    const oneByOne = stepped(u, nx, ny, 0.17, 24, 1);
    for (let depth = 2; depth <= DEEPEST; depth++)
      expect([...stepped(u, nx, ny, 0.17, 24, depth)]).toEqual([...oneByOne]);
  });

  test("slabs that exchange rows have the bits of the whole, however it is divided", () => {
    const [nx, ny] = [7, 19];
    const u = Float64Array.from({ length: nx * ny }, plainNumbers(1));
    for (const steps of [1, 2, 5]) {
      const whole = stepped(u, nx, ny, 0.17, 2 * steps, steps);
      for (const cuts of [[0], [0, 6], [0, 5, 12]]) {
        let field = u.slice();
        for (let pass = 0; pass < 2; pass++) {
          const next = field.slice();
          for (const [s, first] of cuts.entries()) {
            const rows = (cuts[s + 1] ?? ny) - first;
            const slab = new Float64Array(nx * (rows + 2 * steps));
            for (let r = 0; r < rows + 2 * steps; r++) {
              const row = (first - steps + r + ny) % ny;
              slab.set(field.subarray(nx * row, nx * (row + 1)), nx * r);
            }
            diffuseSlab(slab, new Float64Array(slabScratch(nx, steps)), nx, rows, 0.17, steps);
            next.set(slab.subarray(nx * steps, nx * (rows + steps)), nx * first);
          }
          field = next;
        }
        expect([...field]).toEqual([...whole]);
      }
    }
  });

  test("a pass of more steps than rows is refused", () => {
    expect(() => diffuseSquare(new Float64Array(36), new Float64Array(500), 6, 6, 0.1, 7)).toThrow(/no more than rows/);
  });

  test("nothing is lost in ten thousand steps of any rate: k is rounded so that 1 - 4 k is exact", () => {
    for (const rate of [0.1, 0.2371, 0.01 / 3]) {
      const u = Float64Array.from({ length: 48 }, plainNumbers(2));
      const after = stepped(u, 6, 8, rate, 10_000, DEEPEST);
      // roundings of either sign: the square root of their number, times the last bit of a mean of 1/2
      expect(total(after)).toBeNear(total(u), { rel: 10 * Math.sqrt(10_000) * 2 ** -53 });
    }
  });
});
