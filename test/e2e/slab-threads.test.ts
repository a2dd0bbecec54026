import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diffuseScratch, diffuseSquare } from "#numerics/grid/diffuse-square.ts";
import { makeSlabThreads, type SlabThreads } from "../../cli/slab-threads.ts";
import { compiledProgram } from "../support/compiled.ts";
import { plainNumbers } from "../support/face-grids.ts";

let threads: readonly SlabThreads[] = [];
beforeAll(() => {
  const program = compiledProgram();
  threads = [makeSlabThreads(1, program), makeSlabThreads(2, program), makeSlabThreads(3, undefined)];
}, 60_000);
afterAll(async () => {
  for (const one of threads) await one.close();
});

describe("explicit steps by threads", () => {
  test("have the same bits for any number of threads, compiled or not, as one after another here", async () => {
    for (const [nx, ny, steps] of [
      [33, 40, 21],
      [8, 25, 8],
      [5, 9, 3],
      [12, 3, 5],
    ] as const) {
      const u = Float64Array.from({ length: nx * ny }, plainNumbers(4));
      const expected = u.slice();
      const scratch = new Float64Array(diffuseScratch(nx, 1));
      for (let step = 0; step < steps; step++) diffuseSquare(expected, scratch, nx, ny, 0.2, 1);
      for (const one of threads) {
        const field = u.slice();
        const cpu = await one.diffuse(field, nx, 0.2, steps);
        expect(cpu.every((time) => time >= 0)).toBe(true);
        expect([...field]).toEqual([...expected]);
      }
    }
  });
});
