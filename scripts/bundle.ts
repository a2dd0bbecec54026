/**
 * The command line in a few files: a program of six hundred modules spends more time in reading them than in a small run.
 *
 * dist/cli and dist/src stay as the compiler wrote them, for the library; dist/bin is what `perrin` runs. What users install
 * from elsewhere is not taken in.
 */

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const dist = join(dirname(fileURLToPath(import.meta.url)), "../dist");

/** Modules that are started by their name: the program and its threads. */
const ENTRIES = ["main", "run-worker", "batch-worker", "slab-worker"] as const;

const bundle = await rolldown({
  input: Object.fromEntries(ENTRIES.map((name) => [name, join(dist, `cli/${name}.js`)])),
  platform: "node",
  external: (id) => !id.startsWith(".") && !id.startsWith("/") && !id.startsWith("#"),
  logLevel: "warn",
});
await bundle.write({ dir: join(dist, "bin"), format: "esm", chunkFileNames: "[name].js" });
await bundle.close();
