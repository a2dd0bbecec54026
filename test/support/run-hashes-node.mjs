/** Prints the hashes of runs of the models given as JSON on standard input. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { loadGridKernels } from "../../dist/cli/load-grid-kernels.js";
import { kernelProgram, loadKernels } from "../../dist/cli/load-kernels.js";
import * as library from "../../dist/src/index.js";
import { runHashes } from "./run-hashes.mjs";

const { models, walkers, compiled } = JSON.parse(readFileSync(0, "utf8"));
if (compiled) {
  const program = kernelProgram();
  library.useKernels(loadKernels(program));
  library.useGridKernels((bytes) => loadGridKernels(bytes, program));
}
const hashOf = (text) => createHash("sha256").update(text).digest("hex");
console.log(JSON.stringify({ version: process.version, hashes: await runHashes(library, models, hashOf, walkers) }));
