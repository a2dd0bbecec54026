/**
 * The compiled loops over grids, with a memory made for one grid; or their twins where the program was built without them.
 *
 * @module
 */

import { type CompiledGridLoops, compiledGridKernels } from "#numerics/grid/compiled-grid-kernels.ts";
import { GRID_TWINS, type GridKernels } from "#numerics/grid/grid-kernels.ts";
import { Instance, Memory, type Program } from "./web-assembly.ts";

const PAGE = 65536;
/** Addresses have 32 bits [bytes]. */
const LARGEST = 2 ** 32;

/**
 * Loops with a memory of their own.
 *
 * @param bytes   memory for all arrays of the set
 * @param program the compiled program (load-kernels.ts); twins where there is none
 */
export function loadGridKernels(bytes: number, program: Program | undefined): GridKernels {
  if (program === undefined || bytes >= LARGEST) return GRID_TWINS;
  const memory = new Memory({ initial: Math.ceil(bytes / PAGE) });
  const { exports } = new Instance(program, { env: { memory } });
  return compiledGridKernels(exports as CompiledGridLoops, memory.buffer);
}
