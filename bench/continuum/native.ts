/** The C programs of this folder, compiled for this very machine. */
import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const WORK = mkdtempSync(join(tmpdir(), "perrin-continuum-"));
export const FLAGS = "-O3 -march=native";

/** What a C program printed: CPU time [s] and the error that it found. */
export interface NativeRun {
  readonly cpu: number;
  readonly error: number;
  /** Wall time, and CPU time of the thread that took most [s]; of diffusion only. */
  readonly wall?: number;
  readonly slowest?: number;
}

/** First line of what the compiler says of itself; undefined if there is none. */
export function compilerVersion(): string | undefined {
  const { status, stdout } = spawnSync("gcc", ["--version"], { encoding: "utf8" });
  return status === 0 ? stdout.split("\n")[0] : undefined;
}

/** Compiles a program of this folder. @throws with the compiler's words */
export function compiled(name: string): string {
  const target = join(WORK, name);
  const words = [...FLAGS.split(" "), join(FOLDER, `${name}.c`), "-o", target, "-lm", "-pthread"];
  const { status, stderr } = spawnSync("gcc", words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${name}.c does not compile:\n${stderr}`);
  return target;
}

export function runNative(program: string, ...words: number[]): NativeRun {
  const { status, stdout, stderr } = spawnSync(program, words.map(String), { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} failed:\n${stderr}`);
  return JSON.parse(stdout) as NativeRun;
}
