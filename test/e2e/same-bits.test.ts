/**
 * The same model, seed and version give the same bits: on the Node that runs the tests, on every other Node in the PATH,
 * and in Chromium, alone and with Web Workers.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, inBrowser } from "../support/browser.ts";
import { buildCommandLine } from "../support/command-line.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const WALKERS = 1280;
/** Examples that between them use every level and every kind of walker. */
const NUMBERS = [
  ...["101", "103", "110", "111", "113", "120", "121", "135", "141", "142", "150", "160", "162", "171", "177", "180"],
  ...["190", "207", "212", "222", "240", "262", "280", "284", "303", "307"],
];

const examples = readdirSync(join(ROOT, "examples"));
const models = Object.fromEntries(
  NUMBERS.map((number) => {
    const name = examples.find((file) => file.startsWith(number)) ?? "";
    return [name, readFileSync(join(ROOT, "examples", name), "utf8")];
  }),
);

/** Nodes other than the one that runs this. */
const otherNodes = (process.env.PATH ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "node"))
  .filter((path) => existsSync(path))
  .map((path) => realpathSync(path))
  .filter((path, i, all) => all.indexOf(path) === i && versionOf(path) !== process.version);

function versionOf(node: string): string {
  return execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
}

function hashesOn(node: string, compiled: boolean): Readonly<Record<string, string>> {
  const input = JSON.stringify({ models, walkers: WALKERS, compiled });
  const { stdout, stderr } = spawnSync(node, [join(ROOT, "test/support/run-hashes-node.mjs")], {
    input,
    encoding: "utf8",
  });
  if (stdout === "") throw new Error(stderr);
  return (JSON.parse(stdout) as { hashes: Record<string, string> }).hashes;
}

let here: Readonly<Record<string, string>> = {};
beforeAll(() => {
  buildCommandLine();
  here = hashesOn(process.execPath, true);
}, 240_000);

if (otherNodes.length === 0)
  console.warn("SKIPPED: no other Node in the PATH, so bits are not compared between versions");
if (CHROMIUM === undefined) console.warn("SKIPPED: no Chromium here, so bits are not compared with a browser");

describe("runs have the same bits", () => {
  test("with the TypeScript twins of the compiled kernels", () => {
    expect(hashesOn(process.execPath, false)).toEqual(here);
  });

  test.skipIf(otherNodes.length === 0).each(otherNodes)("on %s", (node) => {
    expect(hashesOn(node, true)).toEqual(here);
  });

  test.skipIf(CHROMIUM === undefined).each([
    [0, "compiled kernels"],
    [2, "their twins"],
  ])("in Chromium with %i Web Workers and %s", async (workers) => {
    const reported = await inBrowser(pageOf(workers), 240);
    expect(reported).not.toMatch(/^error/);
    const { hashes, delegated } = JSON.parse(reported) as { hashes: unknown; delegated: number };
    expect(hashes).toEqual(here);
    expect(delegated > 0).toBe(workers > 0);
  });
});

/** A page that computes the hashes: with compiled kernels alone, or with twins in a pool of Web Workers. */
function pageOf(workers: number): string {
  return `
import * as library from "/dist/src/index.js";
import { runHashes } from "/test/support/run-hashes.mjs";
const models = ${JSON.stringify(models).replaceAll("</", "<\\/")};
const hashOf = async (text) => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
function webWorker() {
  const worker = new Worker("/test/support/batch-web-worker.mjs", { type: "module" });
  return {
    post: (message) => worker.postMessage(message),
    listen(onAnswer, onFailure) {
      worker.addEventListener("message", ({ data }) => onAnswer(data));
      worker.addEventListener("error", onFailure);
    },
    close: () => worker.terminate(),
  };
}
if (${workers} === 0) {
  const program = await WebAssembly.compileStreaming(fetch("/dist/kernels/perrin-kernels.wasm"));
  const loaded = (pages) => {
    const memory = new WebAssembly.Memory({ initial: pages });
    return [new WebAssembly.Instance(program, { env: { memory } }).exports, memory.buffer];
  };
  library.useKernels(library.compiledKernels(...loaded(256)));
  library.useGridKernels((bytes) => library.compiledGridKernels(...loaded(Math.ceil(bytes / 65536))));
}
let delegated = 0;
const pool = library.makeBatchPool(Array.from({ length: ${workers} }, webWorker));
const counted = { part: (batch) => (delegated++, pool.part(batch)) };
const run = (model) => library.run(model, ${workers} > 0 ? { pool: counted } : {});
const hashes = await runHashes({ ...library, run }, models, hashOf, ${WALKERS});
report(JSON.stringify({ hashes, delegated }));
`;
}
