/** Says which exports of the engine lack a doc comment, a unit or a source; fails too if it saw no files. */
import { DOCUMENTED, documentationViolations } from "./documentation.ts";
import { sourceFiles } from "./source-files.ts";

const files = sourceFiles(DOCUMENTED.map((folder) => `src/${folder}`));
for (const { path, line, message } of documentationViolations(files)) {
  console.error(`${path}:${line}  ${message}`);
  process.exitCode = 1;
}
if (files.length === 0) {
  console.error("no files seen: the check would be vacuous");
  process.exitCode = 1;
}
console.log(`${files.length} files`);
