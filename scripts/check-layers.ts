/** Says where the layer law or purity is broken; fails too if it saw no files. */
import { LAYERS, layerViolations } from "./layers.ts";
import { sourceFiles } from "./source-files.ts";

const files = sourceFiles(["src", "cli", "test", "scripts", "bench"]);
const seen = new Set(files.map(({ path }) => path.split("/")[1]));
const unseen = LAYERS.filter((layer) => !seen.has(layer));
for (const { path, line, message } of layerViolations(files)) {
  console.error(`${path}:${line}  ${message}`);
  process.exitCode = 1;
}
if (unseen.length > 0) {
  console.error(`no files seen in src/{${unseen.join(",")}}: the check would be vacuous`);
  process.exitCode = 1;
}
console.log(`${files.length} files, ${LAYERS.length} layers`);
