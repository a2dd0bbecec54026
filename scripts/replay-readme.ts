/**
 * Replays the README as a stranger would: in a clean clone, its `sh` blocks; with the packed program installed in an
 * empty folder, its `console` blocks, whose output must be what the page shows. With --write it pastes the output instead,
 * from the built program of this folder, and runs no `sh` blocks.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type CommandOutput, replay } from "./readme-blocks.ts";
import { ROOT } from "./source-files.ts";

const readme = join(ROOT, "README.md");
const text = readFileSync(readme, "utf8");
const work = mkdtempSync(join(tmpdir(), "perrin-readme-"));
const own = join(work, "own");
const bin = join(work, "bin");
mkdirSync(own);
mkdirSync(bin);

try {
  if (process.argv.includes("--write")) {
    writeFileSync(join(bin, "perrin"), `#!/bin/sh\nexec node "${join(ROOT, "dist/bin/main.js")}" "$@"\n`, {
      mode: 0o755,
    });
    writeFileSync(readme, replay(text, inOwnFolder).text);
  } else {
    replayInClone();
    installPacked();
    const { faults } = replay(text, inOwnFolder);
    for (const fault of faults) console.error(fault);
    console.log(faults.length === 0 ? "the README is true" : `${faults.length} faults`);
    process.exitCode = faults.length === 0 ? 0 : 1;
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** The commands of `sh` blocks, one after the other, in a clone of the last commit. */
function replayInClone(): void {
  const clone = join(work, "clone");
  mustWork(`git clone --quiet --no-hardlinks "${ROOT}" "${clone}"`, work);
  for (const [, body = ""] of text.matchAll(/```sh\n([\s\S]*?)```/g)) {
    console.log(`$ ${body.trim()}`);
    mustWork(body, clone);
  }
}

function installPacked(): void {
  mustWork(`npm pack --silent --pack-destination "${work}"`, join(work, "clone"));
  mustWork("npm init --yes && npm install --omit=dev --no-audit --no-fund ../*.tgz", own);
  symlinkSync(join(own, "node_modules/.bin/perrin"), join(bin, "perrin"));
}

function mustWork(command: string, folder: string): void {
  const { output, exit } = shell(command, folder);
  if (exit !== 0) throw new Error(`${command} ended with ${exit}:\n${output}`);
}

function inOwnFolder(command: string): CommandOutput {
  console.log(`$ ${command}`);
  return shell(command, own);
}

function shell(command: string, cwd: string): CommandOutput {
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, NO_COLOR: "1" };
  const { stdout, stderr, status } = spawnSync("bash", ["-c", command], { cwd, env, encoding: "utf8" });
  return { output: status === 0 ? stdout : stdout + stderr, exit: status ?? 1 };
}
