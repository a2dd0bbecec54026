import { beforeAll, describe, expect, test } from "vitest";
import { slabScratch } from "#numerics/grid/diffuse-slab.ts";
import { DEEPEST, diffuseScratch } from "#numerics/grid/diffuse-square.ts";
import { faceArrays, uniformDiffusion } from "#numerics/grid/face-operator.ts";
import { GRID_TWINS, type GridKernels } from "#numerics/grid/grid-kernels.ts";
import { gridLevel, stencilOf } from "#numerics/grid/grid-level.ts";
import { makeGridSystem } from "#numerics/grid/grid-system.ts";
import { ALONE } from "#numerics/grid/link-graph.ts";
import { EIGHT } from "#numerics/grid/tridiagonal-eights.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { loadGridKernels } from "../../cli/load-grid-kernels.ts";
import type { Program } from "../../cli/web-assembly.ts";
import { compiledProgram } from "../support/compiled.ts";

let program: Program;
beforeAll(() => {
  program = compiledProgram();
}, 60_000);

const compiledSet = (): GridKernels => loadGridKernels(1 << 24, program);

/** Rows of every length around the edges of vectors, with and without each axis. */
const SHAPES = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 17].map((nx) => [nx, 5, 1] as const),
  ...[1, 2, 3, 5, 8, 11].map((nx) => [nx, 3, 4] as const),
  [9, 1, 1],
  [1, 7, 1],
  [1, 1, 6],
  [6, 1, 5],
  [4, 2, 2],
] as const;

/** Numbers that are not special, in an array of the set. */
function anyNumbers(kernels: GridKernels, length: number, seed: number): Float64Array {
  const draw = makeRandomStream(seed, PURPOSE.demonstration, 7);
  const x = kernels.numbers(length);
  for (let i = 0; i < length; i++) x[i] = draw.normal();
  return x;
}

type Four = [Float64Array, Float64Array, Float64Array, Float64Array];

const bitsOf = (values: Float64Array): string => Buffer.from(values.slice().buffer).toString("hex");

/** The same work by both sets must leave the same bits. */
function sameBits(what: string, work: (kernels: GridKernels) => Float64Array): void {
  expect(bitsOf(work(compiledSet())), what).toEqual(bitsOf(work(GRID_TWINS)));
}

/** Conductances that are all different. */
function anyStencil(kernels: GridKernels, [nx, ny, nz]: readonly [number, number, number]) {
  const shape = { cells: [nx, ny, nz] as const, periodic: [true, true, true] as const };
  const filled = (seed: number) =>
    faceArrays(shape).map((faces, axis) => anyNumbers(GRID_TWINS, faces.length, seed + axis)) as unknown as ReturnType<
      typeof faceArrays
    >;
  return stencilOf(
    { ...uniformDiffusion({ shape, spacing: [1, 1, 1], diffusivity: 1 }), forward: filled(1), backward: filled(4) },
    kernels,
  );
}

describe("compiled loops over grids give the bits of their twins", () => {
  test("residuals, on grids of any shape", () => {
    for (const cells of SHAPES)
      sameBits(cells.join(" x "), (kernels) => {
        const size = cells[0] * cells[1] * cells[2];
        const [x, hold, rhs] = [10, 11, 12].map((seed) => anyNumbers(kernels, size, seed)) as [
          Float64Array,
          Float64Array,
          Float64Array,
        ];
        const out = kernels.numbers(size);
        kernels.fillResidual(out, anyStencil(kernels, cells), hold, rhs, x);
        return out;
      });
  });

  test("red-black sweeps, on grids of any shape, odd and closed on themselves too", () => {
    for (const cells of SHAPES)
      for (const colour of [0, 1])
        sameBits(cells.join(" x "), (kernels) => {
          const size = cells[0] * cells[1] * cells[2];
          const [x, inverse, rhs] = [10, 11, 12].map((seed) => anyNumbers(kernels, size, seed)) as [
            Float64Array,
            Float64Array,
            Float64Array,
          ];
          const stencil = anyStencil(kernels, cells);
          kernels.sweep(x, stencil, inverse, rhs, colour);
          return x;
        });
  });

  test("directions with their images and inner products, on grids of any shape", () => {
    for (const cells of SHAPES)
      sameBits(cells.join(" x "), (kernels) => {
        const size = cells[0] * cells[1] * cells[2];
        const [x, z, hold, out] = [9, 10, 11, 12].map((seed) => anyNumbers(kernels, size, seed)) as Four;
        const dots = kernels.numbers(1);
        kernels.fillImage(out, x, anyStencil(kernels, cells), hold, z, 0.7, dots);
        return Float64Array.of(...x, ...out, ...dots);
      });
  });

  test("the ways down to aggregates and up again, on grids of any shape", () => {
    for (const cells of SHAPES)
      sameBits(cells.join(" x "), (kernels) => {
        const size = cells[0] * cells[1] * cells[2];
        const [x, other, inverse, rhs] = [10, 11, 12, 13].map((seed) => anyNumbers(kernels, size, seed)) as Four;
        const parent = kernels.placedIndices(Int32Array.from({ length: size }, (_, i) => (i === 2 ? ALONE : i >> 2)));
        const [below, dots] = [anyNumbers(kernels, size, 14), kernels.numbers(2)];
        const stencil = anyStencil(kernels, cells);
        kernels.descend(x, below, stencil, inverse, rhs, parent);
        kernels.ascend(x, stencil, inverse, rhs, parent, below, other, dots);
        return Float64Array.of(...x, ...below, ...dots);
      });
  });

  test("explicit steps, one and several in a pass", () => {
    for (let steps = 1; steps <= DEEPEST; steps++)
      for (const nx of [1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 16, 17, 21])
        for (const ny of [steps, steps + 1, 13])
          sameBits(`${nx} x ${ny}, ${steps} steps`, (kernels) => {
            const u = anyNumbers(kernels, nx * ny, 3);
            kernels.diffuseSquare(u, kernels.numbers(diffuseScratch(nx, steps)), nx, ny, 0.17, steps);
            return u;
          });
  });

  test("explicit steps of a slab", () => {
    for (let steps = 1; steps <= DEEPEST; steps++)
      for (const nx of [1, 2, 9, 12])
        for (const rows of [steps, steps + 5])
          sameBits(`${nx} x ${rows}, ${steps} steps`, (kernels) => {
            const u = anyNumbers(kernels, nx * (rows + 2 * steps), 3);
            kernels.diffuseSlab(u, kernels.numbers(slabScratch(nx, steps)), nx, rows, 0.17, steps);
            return u.slice(nx * steps, nx * (rows + steps));
          });
  });

  test("eight tridiagonal systems", () => {
    for (const unknowns of [0, 1, 2, 3, 10])
      sameBits(`${unknowns} unknowns`, (kernels) => {
        const [x, lower, diagonal, upper, scratch] = [1, 2, 3, 4, 5].map((seed) =>
          anyNumbers(kernels, EIGHT * unknowns, seed),
        ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
        kernels.solveEights(x, lower, diagonal, upper, scratch, unknowns);
        return x;
      });
  });

  test("a whole implicit solve", () => {
    const shape = { cells: [19, 14, 5] as const, periodic: [false, true, false] as const };
    const operator = uniformDiffusion({ shape, spacing: [1, 0.5, 2], diffusivity: 0.7 });
    operator.leak.fill(0.3, 0, 40);
    sameBits("c", (kernels) => {
      const system = makeGridSystem(operator, { kernels });
      const c = anyNumbers(GRID_TWINS, operator.size, 5);
      system.prepare(3);
      system.solve(c);
      return c;
    });
  });
});

describe("compiled loops over grids check what they are given", () => {
  test("arrays of another set, arrays that are too short, passes that are too deep", () => {
    const [kernels, other] = [compiledSet(), compiledSet()];
    const u = kernels.numbers(64);
    const scratch = kernels.numbers(diffuseScratch(8, 8));
    expect(() => kernels.diffuseSquare(other.numbers(64), scratch, 8, 8, 0.1, 1)).toThrow(/not of this kernel set/);
    expect(() => kernels.diffuseSquare(u, scratch, 9, 8, 0.1, 1)).toThrow(/needs 72 places/);
    expect(() => kernels.diffuseSquare(u, scratch, 8, 8, 0.1, 9)).toThrow(/1 to 8 steps/);
    expect(() => kernels.numbers(1 << 22)).toThrow(/memory left/);
    const operator = uniformDiffusion({
      shape: { cells: [8, 8, 1], periodic: [true, true, true] },
      spacing: [1, 1, 1],
      diffusivity: 1,
    });
    expect(() => gridLevel(operator, kernels, new Int32Array(64)).smooth(u.subarray(1), u)).toThrow(/needs 64 places/);
  });
});
