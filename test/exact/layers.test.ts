import { describe, expect, test } from "vitest";
import { documentationViolations } from "../../scripts/documentation.ts";
import { codeOf, layerViolations } from "../../scripts/layers.ts";

const messages = (path: string, text: string): string[] =>
  layerViolations([{ path, text }]).map(({ line, message }) => `${line}: ${message}`);

describe("layerViolations", () => {
  test.each([
    [
      "src/physics/fick.ts",
      'import { x } from "#model/model.ts";',
      "1: physics imports model, which is built on physics",
    ],
    ["src/physics/fick.ts", '\nexport {\n  a,\n  b,\n} from "#run/run-model.ts";', "5: physics imports run"],
    ["src/levels/walk/a.ts", 'import type { B } from "#levels/master/b.ts";', "1: level walk imports level master"],
    ["src/mesh/mesh.ts", 'import { x } from "../units/flavour.ts";', '1: "../" is banned'],
    ["src/mesh/mesh.ts", 'import { readFileSync } from "node:fs";', "1: src/mesh may not import the package node:fs"],
    ["src/report/table.ts", 'const plot = import("@observablehq/plot");', "1: src/report may not import the package"],
    ["src/mesh/mesh.ts", 'import { x } from "#nowhere/x.ts";', "1: #nowhere/x.ts is in no known folder"],
    ["cli/main.ts", 'import { x } from "../test/support/models.ts";', "1: cli imports ../test"],
    ["src/mesh/mesh.ts", "const a = 1;\nconst b = Math.exp(a);", "2: Math.exp has other bits"],
    ["src/mesh/mesh.ts", "const { exp } = Math;", "1: Math has other bits"],
    ["src/mesh/mesh.ts", "const a = `\u0024{Math.cos(1)}`;", "1: Math.cos has other bits"],
    ["src/mesh/mesh.ts", "const a = 2 ** 3;", "1: ** has other bits"],
    ["src/mesh/mesh.ts", "const a = Math.random();", "1: Math.random is a hidden input"],
    ["src/mesh/mesh.ts", "const a = Date.now();", "1: Date is not there in every shell"],
    ["src/mesh/mesh.ts", "const a = new Date();", "1: Date is not there in every shell"],
    ["src/mesh/mesh.ts", "const a = process.env;", "1: process is not there in every shell"],
    ["src/mesh/utils.ts", "", "1: the name says nothing"],
    ["src/mesh/mesh.ts", "\n".repeat(401), "401: 401 lines"],
    ["test/exact/a.test.ts", "expect(1).toBeCloseTo(1);", "1: toBeCloseTo counts decimals"],
  ])("reports in %s: %j", (path, text, message) => {
    const found = messages(path, text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });

  test.each([
    [
      "src/model/model.ts",
      'import { x } from "#physics/fick.ts";\nimport * as z from "zod";\nimport "./structure.ts";',
    ],
    [
      "src/levels/walk/a.ts",
      'import type { Level } from "#levels/contract.ts";\nimport { b } from "#levels/walk/b.ts";',
    ],
    ["src/index.ts", 'export { run } from "#run/run-model.ts";'],
    [
      "src/mesh/mesh.ts",
      "// Math.exp, ** and Date.now() in a remark\nconst a = 'Math.exp()';\nconst b = Math.sqrt(Math.PI);",
    ],
    [
      "src/mesh/mesh.ts",
      "const document = parse();\ndocument.root();\nfunction f(window: Window) {\n  return window.from;\n}",
    ],
    ["test/exact/a.test.ts", "const a = Math.exp(1) ** 2;"],
  ])("lets pass in %s: %j", (path, text) => {
    expect(messages(path, text)).toEqual([]);
  });

  test("comments and strings are blanked without moving a line", () => {
    const text = 'a; // "b"\n/* c\n d */ e; "f // g"; `h`';
    expect(codeOf(text)).toBe("a;       \n    \n      e;         ; `h`");
  });
});

describe("documentationViolations", () => {
  const head = "/**\n * What it is.\n *\n * @see A. Einstein (1905)\n * @module\n */\n\n";
  const found = (path: string, text: string): string[] =>
    documentationViolations([{ path, text }]).map(({ line, message }) => `${line}: ${message}`);

  test.each([
    ["src/physics/fick.ts", `${head}export const x = "a";`, "8: x has no doc comment"],
    ["src/physics/fick.ts", `${head}/** Speed. */\nexport const SPEED = 3e8;`, "9: SPEED is a number without a unit"],
    ["src/physics/fick.ts", `${head}/** Flux. */\nexport function flux(a: number): number {`, "9: flux is a number"],
    ["src/physics/fick.ts", head.replace(/ \* @see.*\n/, ""), "1: the law has no source"],
    ["src/mesh/mesh.ts", "/** A mesh. */\nexport interface Mesh {}", "1: the file does not say what it is"],
  ])("reports in %s: %j", (path, text, message) => {
    const all = found(path, text);
    expect(all).toHaveLength(1);
    expect(all[0]).toContain(message);
  });

  test.each([
    ["src/physics/fick.ts", `${head}/** Speed [m s^-1]. */\nexport const SPEED = 3e8;`],
    ["src/physics/fick.ts", `${head}/** Flux J [mol m^-2 s^-1]. */\nexport function flux(a: number): number {`],
    ["src/mesh/mesh.ts", `${head}export interface Mesh {}`],
    ["src/report/table.ts", "export const x = 1;"],
  ])("lets pass in %s: %j", (path, text) => {
    expect(found(path, text)).toEqual([]);
  });
});
