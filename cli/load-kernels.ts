/**
 * The compiled kernels from the disk, or their twins where the program was built without them: the same numbers, slower.
 *
 * @module
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CompiledLoops, compiledKernels } from "#numerics/compiled-kernels.ts";
import { type KernelSet, TWINS } from "#numerics/kernel-set.ts";
import { packageRoot } from "./package-root.ts";
import { Instance, Memory, Module, type Program } from "./web-assembly.ts";

const PAGE = 65536;
/** Memory of a set unless another size is asked for; pages that nobody touches cost nothing [bytes]. */
const ROOM = 16 * 1024 * 1024;

/** The compiled program in a file, or of this installation; undefined if it is not there. */
export function kernelProgram(file = join(packageRoot(), "dist/kernels/perrin-kernels.wasm")): Program | undefined {
  return existsSync(file) ? new Module(readFileSync(file)) : undefined;
}

/**
 * A kernel set with a memory of its own: one for each thread and run. The program may come from another thread.
 *
 * @param bytes memory for all arrays of the set
 */
export function loadKernels(program = kernelProgram(), bytes = ROOM): KernelSet {
  if (program === undefined) return TWINS;
  const memory = new Memory({ initial: Math.ceil(bytes / PAGE) });
  const { exports } = new Instance(program, { env: { memory } });
  return compiledKernels(exports as CompiledLoops, memory.buffer);
}
