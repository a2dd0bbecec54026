/**
 * Writes schema/perrin.schema.json from the schema of model files; with --check it only says whether the file is stale.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { modelJsonSchema } from "#model/schema/json-schema.ts";

const target = new URL("../schema/perrin.schema.json", import.meta.url);
const text = `${JSON.stringify(modelJsonSchema(), null, 2)}\n`;

if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== text) {
    console.error("schema/perrin.schema.json is stale: run npm run schema");
    process.exitCode = 1;
  }
} else writeFileSync(target, text);
