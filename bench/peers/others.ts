/** The same walks in C and in numpy, where a compiler and numpy are there; where they are not, the bench says so. */
import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Size } from "./workloads.ts";

/** What another program printed: times [s] and sums. */
export interface OtherRun {
  readonly cpu: number;
  readonly wall: number;
  /** CPU time of the thread that took most; of C only. */
  readonly slowest: number;
  readonly sums: readonly number[];
}

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const WORK = mkdtempSync(join(tmpdir(), "perrin-peers-"));
/** Scalar code without fused operations, as portable as ours; popcnt is an instruction of every machine since 2008. */
export const FLAGS = "-O3 -fno-tree-vectorize -ffp-contract=off";

/** First line of a command's output; undefined if it is not there. */
export function version(command: string, ...words: string[]): string | undefined {
  const { status, stdout } = spawnSync(command, words, { encoding: "utf8" });
  return status === 0 ? stdout.split("\n")[0] : undefined;
}

/** Compiles a program of this folder. @throws with the compiler's words */
export function compiled(name: string, ...flags: string[]): string {
  const target = join(WORK, [name, ...flags].join(""));
  const popcount = process.arch === "x64" ? ["-mpopcnt"] : [];
  const words = [
    ...FLAGS.split(" "),
    ...popcount,
    ...flags,
    join(FOLDER, `${name}.c`),
    "-o",
    target,
    "-lm",
    "-pthread",
  ];
  const { status, stderr } = spawnSync("gcc", words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${name}.c does not compile:\n${stderr}`);
  return target;
}

export const runCompiled = (program: string, { walkers, steps }: Size, threads: number): OtherRun =>
  printed(program, String(walkers), String(steps), String(threads));

export const runNumpy = (name: string, { walkers, steps }: Size): OtherRun =>
  printed("python3", join(FOLDER, "numpy-walks.py"), name, String(walkers), String(steps));

function printed(command: string, ...words: string[]): OtherRun {
  const { status, stdout, stderr } = spawnSync(command, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${words.join(" ")} failed:\n${stderr}`);
  return JSON.parse(stdout) as OtherRun;
}
