import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { modelJsonSchema } from "#model/schema/json-schema.ts";

describe("modelJsonSchema", () => {
  test("schema/perrin.schema.json is what the code says", () => {
    const file = readFileSync(new URL("../../schema/perrin.schema.json", import.meta.url), "utf8");
    expect(file).toBe(`${JSON.stringify(modelJsonSchema(), null, 2)}\n`);
  });

  test("unknown keys are refused, and the version is required", () => {
    const schema = modelJsonSchema();
    expect(schema.additionalProperties).toBe(false);
    expect(schema.required).toEqual(["perrin"]);
  });
});
