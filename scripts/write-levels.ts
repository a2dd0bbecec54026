/** Writes docs/levels.md, the matrix of what each level carries; with --check it only says whether the page is stale. */
import { readFileSync, writeFileSync } from "node:fs";
import { levelsPage } from "./level-matrix.ts";

const target = new URL("../docs/levels.md", import.meta.url);
const page = levelsPage();

if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== page) {
    console.error("docs/levels.md is stale: run npm run levels");
    process.exitCode = 1;
  }
} else writeFileSync(target, page);
