/** The built command line as a user meets it: a process with arguments, files, streams and an exit code. */

import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
/** The built program. */
export const MAIN = join(ROOT, "dist/bin/main.js");
const LOCK = join(ROOT, "dist/.building");
/** A lock older than this was left by a build that was stopped [ms]. */
const STALE = 120_000;

/** Builds the program once, even if several test files ask at the same time. @throws with the compiler's words */
export function buildCommandLine(): void {
  mkdirSync(dirname(LOCK), { recursive: true });
  while (!locked()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  try {
    const compiler = join(ROOT, "node_modules/.bin/tsc");
    const built = spawnSync(compiler, ["-b", "tsconfig.build.json"], { cwd: ROOT, encoding: "utf8" });
    if (built.status !== 0) throw new Error(`the build failed:\n${built.stdout}${built.stderr}`);
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function locked(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    const made = statSync(LOCK, { throwIfNoEntry: false });
    if (made && Date.now() - made.mtimeMs > STALE) rmSync(LOCK, { recursive: true, force: true });
    return false;
  }
}

/** How a command ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** How a command is run. */
export interface Circumstances {
  readonly cwd: string;
  /** After this time the signal is sent [s]. */
  readonly limit?: number;
  /** SIGKILL ends with status null, SIGINT as Ctrl-C does. */
  readonly signal?: "SIGKILL" | "SIGINT";
}

/** Runs `perrin ARGS` in a folder. */
export function perrin(args: readonly string[], { cwd, limit = 60, signal = "SIGKILL" }: Circumstances): Ended {
  const start = performance.now();
  const { status, stdout, stderr }: SpawnSyncReturns<string> = spawnSync(process.execPath, [MAIN, ...args], {
    cwd,
    encoding: "utf8",
    timeout: 1000 * limit,
    killSignal: signal,
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: "", PERRIN_DEBUG: "" },
  });
  return { status, stdout, stderr, seconds: (performance.now() - start) / 1000 };
}

/** A new empty folder, and how to remove it. */
export function scratchFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "perrin-test-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Writes a file into a folder and gives back its name. */
export function put(folder: string, name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return name;
}
