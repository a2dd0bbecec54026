import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DECLARED_NAMES } from "#model/declared.ts";
import { FUNCTIONS } from "#model/expression/functions.ts";
import { MEASURES } from "#model/measure.ts";
import { parseModel } from "#model/parse-model.ts";
import { modelFileSchema } from "#model/schema/model-file.ts";

const page = readFileSync(new URL("../../docs/model-file.md", import.meta.url), "utf8");
const fragments = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] as string);

/** The sections of a file by their keys, each with its text. */
function sections(text: string): Map<string, string> {
  const parts = text.split(/^(?=[a-z]+:)/m).filter((part) => part.trim() !== "");
  return new Map(parts.map((part) => [part.slice(0, part.indexOf(":")), part]));
}

describe("docs/model-file.md", () => {
  const [whole = "", ...rest] = fragments;

  test("its whole model runs as it stands", () => {
    expect(parseModel(whole).species[0]?.name).toBe("drug");
  });

  for (const fragment of rest)
    test(`its fragment of ${[...sections(fragment).keys()].join(", ")} runs in the place of the sections of the same name (${fragment.length} characters)`, () => {
      const isWhole = fragment.startsWith("perrin: 1\n");
      const text = isWhole ? fragment : [...new Map([...sections(whole), ...sections(fragment)]).values()].join("");
      // Throws ModelError with the messages if a fragment is wrong.
      const { species } = parseModel(text);
      if (!isWhole) expect(species).toHaveLength(1);
    });

  test("every key of the schema, every measure, function and declared value is named", () => {
    for (const key of Object.keys(modelFileSchema.shape)) expect(page).toContain(`\`${key}\``);
    for (const name of [...Object.keys(MEASURES), ...FUNCTIONS.keys(), ...DECLARED_NAMES])
      expect(page).toMatch(new RegExp(`\\b${name}\\b`));
  });
});
