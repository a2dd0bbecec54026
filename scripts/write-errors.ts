/**
 * Writes docs/errors.md: every code of an issue, its meaning, a file that provokes it and what Perrin says to it. With
 * --check it only says whether the page is stale.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { errorsPage } from "./errors-page.ts";

const target = new URL("../docs/errors.md", import.meta.url);
const page = errorsPage();

if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== page) {
    console.error("docs/errors.md is stale: run npm run errors");
    process.exitCode = 1;
  }
} else writeFileSync(target, page);
