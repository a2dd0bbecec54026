/** The compiled kernels, built from their sources for the test that asks, so that an old build can never pass for a new one. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { kernelProgram } from "../../cli/load-kernels.ts";
import type { Program } from "../../cli/web-assembly.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** The program. @throws with the compiler's words */
export function compiledProgram(): Program {
  const folder = mkdtempSync(join(tmpdir(), "perrin-kernels-"));
  const file = join(folder, "kernels.wasm");
  try {
    const compiler = join(ROOT, "node_modules/assemblyscript/bin/asc.js");
    const words = [compiler, "--config", "kernels/asconfig.json", "--outFile", file];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: "utf8" });
    const program = status === 0 ? kernelProgram(file) : undefined;
    if (program === undefined) throw new Error(`the kernels do not compile:\n${stdout}${stderr}`);
    return program;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
