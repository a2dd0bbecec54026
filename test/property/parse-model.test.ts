import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";

const read = (name: string) => readFileSync(new URL(`../../examples/${name}`, import.meta.url), "utf8");
const MODELS = [
  "301-layered-usl.yaml",
  "109-biased-walk.yaml",
  "120-optical-trap.yaml",
  "401-perrin-1908/model.yaml",
  "307-release-from-spheres.yaml",
].map(read);
const readFile = () => "track,t_s,x_um,y_um\nA,0,1,2\nA,30,1.5,2.5\n";

/** Pieces that people, and worse, put into files. */
const PIECES = [
  "",
  ":",
  "{",
  "}",
  "[",
  "]",
  "\n",
  "\t",
  "- ",
  "&a ",
  "*a",
  "!x ",
  "---\n",
  "#",
  '"',
  "'",
  "null",
  "1e999",
  "-1",
  "0",
  ".nan",
  "5 kT",
  "m",
  "__proto__",
  "drug",
  "x",
  "?",
  "|",
  "%",
  ",",
  "\u0000",
  "é",
  "(",
  "^2",
  "<<: ",
];

/** Parses, and answers whether it was a model. */
function isModel(text: string): boolean {
  try {
    parseModel(text, { readFile });
    return true;
  } catch (error) {
    if (!(error instanceof ModelError)) throw new Error(`not a ModelError for:\n${text}`, { cause: error });
    expect(error.issues.length).toBeGreaterThan(0);
    for (const { range, found, expected, code } of error.issues) {
      expect(range.offset + range.length).toBeLessThanOrEqual(text.length);
      expect(range.line).toBeLessThanOrEqual(text.split("\n").length);
      for (const said of [found, expected]) {
        expect(said).not.toMatch(/Invalid input|expected (string|number|object), received|undefined|\[object/);
        expect(said, code).not.toBe("");
      }
    }
    return false;
  }
}

describe("parseModel", () => {
  test("a changed model file is a model or a ModelError with places, never anything else", () => {
    const change = fc.record({
      model: fc.nat(MODELS.length - 1),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.nat(12),
      piece: fc.constantFrom(...PIECES),
    });
    fc.assert(
      fc.property(change, ({ model, at, cut, piece }) => {
        const text = MODELS[model] as string;
        const start = Math.floor(at * text.length);
        isModel(text.slice(0, start) + piece + text.slice(start + cut));
      }),
      { numRuns: 200, seed: 20261120 },
    );
  });

  test("a word in the place of another is a model or a ModelError with places", () => {
    const words = MODELS.map((text) =>
      [...text.matchAll(/[A-Za-z0-9_.^/%-]+/g)].map((m) => ({ offset: m.index, word: m[0] })),
    );
    const swap = fc.record({ model: fc.nat(MODELS.length - 1), a: fc.nat(), b: fc.nat() });
    fc.assert(
      fc.property(swap, ({ model, a, b }) => {
        const list = words[model] as { offset: number; word: string }[];
        const [one, other] = [list[a % list.length]!, list[b % list.length]!];
        const text = MODELS[model] as string;
        isModel(text.slice(0, one.offset) + other.word + text.slice(one.offset + one.word.length));
      }),
      { numRuns: 100, seed: 20261120 },
    );
  });

  test("an override of anything with anything is a model or a ModelError", () => {
    const path = fc.constantFrom(
      "kappa",
      "donor_usl.thickness",
      "species",
      "species.drug.D",
      "domain.geometry",
      "domain.layers",
      "solve",
      "outputs.J",
      "expect.0",
      "perrin",
      "sampling.seed",
      "__proto__",
      "a.b.c",
      "",
      ".",
      "title",
    );
    const value = fc.oneof(
      fc.constantFrom("1 um", "[", "{a: 1}", "[1, 2]", "null", "", "5", "line", "&a", "true"),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.nat(MODELS.length - 1), path, value, (model, field, text) => {
        try {
          parseModel(MODELS[model] as string, { readFile, set: { [field]: text } });
        } catch (error) {
          expect(error).toBeInstanceOf(ModelError);
        }
      }),
      { numRuns: 100, seed: 20261120 },
    );
  });
});
