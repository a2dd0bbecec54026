/**
 * The compiled loops over grids as {@link GridKernels}: gives out a memory of their own, checks that arrays lie in it and are
 * long enough, and hands over addresses. As src/numerics/compiled-kernels.ts.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { slabScratch } from "./diffuse-slab.ts";
import { diffuseScratch, requirePass } from "./diffuse-square.ts";
import type { GridKernels } from "./grid-kernels.ts";
import type { GridStencil } from "./grid-stencil.ts";
import { EIGHT } from "./tridiagonal-eights.ts";

/** What kernels/index.ts exports of grids; addresses are bytes from the start of the memory. */
export interface CompiledGridLoops {
  fillGridResidual(
    out: number,
    faces: number,
    nx: number,
    ny: number,
    nz: number,
    hold: number,
    rhs: number,
    x: number,
  ): void;
  fillGridImage(
    out: number,
    x: number,
    faces: number,
    nx: number,
    ny: number,
    nz: number,
    hold: number,
    z: number,
    part: number,
    dots: number,
  ): void;
  descendGrid(
    x: number,
    below: number,
    faces: number,
    nx: number,
    ny: number,
    nz: number,
    inverse: number,
    rhs: number,
    parent: number,
  ): void;
  ascendGrid(
    x: number,
    faces: number,
    nx: number,
    ny: number,
    nz: number,
    inverse: number,
    rhs: number,
    parent: number,
    correction: number,
    other: number,
    dots: number,
  ): void;
  sweepGrid(
    x: number,
    faces: number,
    nx: number,
    ny: number,
    nz: number,
    inverse: number,
    rhs: number,
    colour: number,
  ): void;
  diffuseSquare(u: number, scratch: number, nx: number, ny: number, k: number, steps: number): void;
  diffuseSlab(u: number, scratch: number, nx: number, rows: number, k: number, steps: number): void;
  solveTridiagonalEights(
    x: number,
    lower: number,
    diagonal: number,
    upper: number,
    scratch: number,
    unknowns: number,
  ): void;
}

/** The first bytes stay empty: no array is at address 0. */
const START = 64;
/** Bytes that arrays are apart besides their own: rows of a power of two would else fall on the same lines of a cache. */
const APART = 192;

/**
 * Loops over grids on a memory that they have for themselves. The memory must not grow later.
 *
 * @param loops  exports of the compiled program, made with this memory
 * @param buffer the memory, all zeros
 */
export function compiledGridKernels(loops: CompiledGridLoops, buffer: ArrayBuffer): GridKernels {
  let used = START;
  const take = (bytes: number): number => {
    const at = used;
    if (!(bytes >= 0 && at + bytes <= buffer.byteLength))
      throw new DomainError("bytes", bytes, `the kernels have ${buffer.byteLength - at} bytes of memory left`);
    used = at + Math.ceil(bytes / 64) * 64 + APART;
    return at;
  };
  const numbers = (length: number) => new Float64Array(buffer, take(8 * length), length);
  const address = (name: string, array: Float64Array | Int32Array, length: number): number => {
    if (array.buffer !== buffer) throw new DomainError(name, array.length, "the array is not of this kernel set");
    if (array.length < length) throw new DomainError(name, array.length, `the array needs ${length} places`);
    return array.byteOffset;
  };
  const tables = new WeakMap<GridStencil, number>();
  /** Addresses of the conductances and of the order of rows, written once for each stencil. */
  const tableOf = (stencil: GridStencil): number => {
    const known = tables.get(stencil);
    if (known !== undefined) return known;
    const { nx, ny, nz } = stencil;
    const cells = nx * ny * nz;
    const along = (n: number) => (n > 1 ? cells : 0);
    const addresses = Uint32Array.of(
      address("forwardX", stencil.forwardX, along(nx)),
      address("backwardX", stencil.backwardX, along(nx)),
      address("forwardY", stencil.forwardY, along(ny)),
      address("backwardY", stencil.backwardY, along(ny)),
      address("forwardZ", stencil.forwardZ, along(nz)),
      address("backwardZ", stencil.backwardZ, along(nz)),
      address("order", stencil.order, 3 * ny * nz),
    );
    const at = take(addresses.byteLength);
    new Uint32Array(buffer, at, addresses.length).set(addresses);
    tables.set(stencil, at);
    return at;
  };
  return {
    kind: "compiled",
    numbers,
    placed(values) {
      const own = numbers(values.length);
      own.set(values);
      return own;
    },
    placedIndices(indices) {
      const own = new Int32Array(buffer, take(4 * indices.length), indices.length);
      own.set(indices);
      return own;
    },
    fillResidual(out, stencil, hold, rhs, x) {
      const { nx, ny, nz } = stencil;
      const cells = nx * ny * nz;
      const table = tableOf(stencil);
      const [atOut, atX] = [address("out", out, cells), address("x", x, cells)];
      const [atHold, atRhs] = [address("hold", hold, cells), address("rhs", rhs, cells)];
      loops.fillGridResidual(atOut, table, nx, ny, nz, atHold, atRhs, atX);
    },
    sweep(x, stencil, inverse, rhs, colour) {
      const { nx, ny, nz } = stencil;
      const cells = nx * ny * nz;
      const table = tableOf(stencil);
      const [atX, atInverse] = [address("x", x, cells), address("inverse", inverse, cells)];
      loops.sweepGrid(atX, table, nx, ny, nz, atInverse, address("rhs", rhs, cells), colour);
    },
    fillImage(out, x, stencil, hold, z, part, dots) {
      const { nx, ny, nz } = stencil;
      const cells = nx * ny * nz;
      const table = tableOf(stencil);
      const [atOut, atX, atZ] = [address("out", out, cells), address("x", x, cells), address("z", z, cells)];
      const [atHold, atDots] = [address("hold", hold, cells), address("dots", dots, 1)];
      loops.fillGridImage(atOut, atX, table, nx, ny, nz, atHold, atZ, part, atDots);
    },
    descend(x, below, stencil, inverse, rhs, parent) {
      const { nx, ny, nz } = stencil;
      const cells = nx * ny * nz;
      const table = tableOf(stencil);
      const [atX, atBelow] = [address("x", x, cells), address("below", below, 0)];
      const [atInverse, atRhs] = [address("inverse", inverse, cells), address("rhs", rhs, cells)];
      below.fill(0);
      loops.descendGrid(atX, atBelow, table, nx, ny, nz, atInverse, atRhs, address("parent", parent, cells));
    },
    ascend(x, stencil, inverse, rhs, parent, correction, other, dots) {
      const { nx, ny, nz } = stencil;
      const cells = nx * ny * nz;
      const table = tableOf(stencil);
      const [atX, atParent] = [address("x", x, cells), address("parent", parent, cells)];
      const [atInverse, atRhs] = [address("inverse", inverse, cells), address("rhs", rhs, cells)];
      const [atOther, atDots] = [address("other", other, cells), address("dots", dots, 2)];
      const atCorrection = address("correction", correction, 0);
      loops.ascendGrid(atX, table, nx, ny, nz, atInverse, atRhs, atParent, atCorrection, atOther, atDots);
    },
    diffuseSquare(u, scratch, nx, ny, k, steps) {
      requirePass(ny, steps);
      const atScratch = address("scratch", scratch, diffuseScratch(nx, steps));
      loops.diffuseSquare(address("u", u, nx * ny), atScratch, nx, ny, k, steps);
    },
    diffuseSlab(u, scratch, nx, rows, k, steps) {
      requirePass(rows, steps);
      const atScratch = address("scratch", scratch, slabScratch(nx, steps));
      loops.diffuseSlab(address("u", u, nx * (rows + 2 * steps)), atScratch, nx, rows, k, steps);
    },
    solveEights(x, lower, diagonal, upper, scratch, unknowns) {
      const places = EIGHT * unknowns;
      const [atX, atScratch] = [address("x", x, places), address("scratch", scratch, places)];
      const [atLower, atUpper] = [address("lower", lower, places), address("upper", upper, places)];
      const atDiagonal = address("diagonal", diagonal, places);
      loops.solveTridiagonalEights(atX, atLower, atDiagonal, atUpper, atScratch, unknowns);
    },
  };
}
