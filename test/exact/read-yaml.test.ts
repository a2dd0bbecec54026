import { describe, expect, test } from "vitest";
import type { Complaint } from "#model/draft.ts";
import { DEEPEST_FILE, readYaml } from "#model/read-yaml.ts";
import { formatPath, nodeAt, plainValue, rangeAt, withNodeAt, type YamlNode } from "#model/yaml-node.ts";

function read(text: string): { readonly root: YamlNode | undefined; readonly codes: readonly string[] } {
  const codes: string[] = [];
  const root = readYaml(text, (_range, _path, { code }) => codes.push(code));
  return { root, codes };
}

describe("readYaml", () => {
  test("every value knows where it stands", () => {
    const text = 'a: 1\nb:\n  c: [x, "y z"]\n';
    const { root } = read(text);
    const at = (...path: (string | number)[]) => {
      const { offset, length } = rangeAt(root!, path);
      return text.slice(offset, offset + length);
    };
    expect([at("a"), at("b", "c", 0), at("b", "c", 1)]).toEqual(["1", "x", '"y z"']);
    // What is missing is shown at the key of the map that lacks it.
    expect(at("b", "d")).toBe("b");
  });

  test("YAML 1.2: no and off are words, and 1e6 is a number", () => {
    expect(plainValue(read("a: no\nb: off\nc: 1e6\nd: +1\n").root!)).toEqual({ a: "no", b: "off", c: 1e6, d: 1 });
  });

  test.each([
    ["an anchor", "a: &b 1", "not-allowed"],
    ["an alias", "a: &b 1\nc: *b", "not-allowed"],
    ["a tag", "a: !!str 1", "not-allowed"],
    ["a custom tag", "a: !run 1", "not-allowed"],
    ["a second document", "a: 1\n---\nb: 2", "not-allowed"],
    ["a key that is a list", "? [a]\n: 1", "not-allowed"],
    ["a duplicate key", "a: 1\na: 2", "duplicate-key"],
    ["an open bracket", "a: [1", "yaml-syntax"],
    ["nothing", "", "empty-file"],
    ["comments alone", "# one\n# two\n", "empty-file"],
  ])("%s is refused", (_what, text, code) => {
    expect(read(text).codes).toContain(code);
  });

  test.each([
    ["a value in { }", "K: {drug: 1 / f(a, b), other: 2}", { K: { drug: "1 / f(a, b)", other: 2 } }, "1 / f(a, b)"],
    [
      "an item in [ ]",
      "levels: [x, max(a,  max(b, c)), y]",
      { levels: ["x", "max(a, max(b, c))", "y"] },
      "max(a, max(b, c))",
    ],
    ["a value on two lines", "K: {drug: f(a,\n  b)}", { K: { drug: "f(a, b)" } }, "f(a, b)"],
  ])("a comma inside brackets ends a value: %s is read as it was meant, and must be quoted", (_what, text, meant, fix) => {
    const complaints: Complaint[] = [];
    const root = readYaml(text, (_range, _path, complaint) => complaints.push(complaint));
    expect(plainValue(root!)).toEqual(meant);
    expect(complaints.map(({ code }) => code)).toEqual(["bad-expression"]);
    expect(complaints[0]?.because).toMatch(/comma inside { } or \[ ] ends a value: quote/);
    expect(complaints[0]?.fix).toBe(`"${fix}"`);
  });

  test.each([
    "a: f(a, b)\n",
    'a: {b: "f(a, b)", c: 1}',
    "a: {b: (1, c: 2)}",
    "a: [b), (c]",
    "a: {b: f(a, c}",
  ])("%s has no call that a comma splits", (text) => {
    expect(read(text).codes).toEqual([]);
  });

  test("a merge key is a key like any other", () => {
    expect(plainValue(read("<<: {a: 1}\n").root!)).toEqual({ "<<": { a: 1 } });
  });

  test.each([
    ["square brackets", `a: ${"[".repeat(100_000)}`],
    ["closed brackets", `a: ${"[".repeat(500)}${"]".repeat(500)}`],
    ["curly brackets", `a: ${"{b: ".repeat(20_000)}`],
    ["lists in lists", `${"- ".repeat(100_000)}1`],
    ["maps in maps", Array.from({ length: 1000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
  ])("%s without end do not exhaust the machine", (_what, text) => {
    const { codes } = read(text);
    expect(codes.some((code) => code === "too-deep" || code === "yaml-syntax")).toBe(true);
  });

  test("nesting is allowed up to the bound, and not beyond", () => {
    const nested = (depth: number) => `a: ${"[".repeat(depth)}${"]".repeat(depth)}`;
    expect(read(nested(DEEPEST_FILE)).codes).toEqual([]);
    expect(read(nested(DEEPEST_FILE + 1)).codes).toEqual(["too-deep"]);
  });

  test("a file of more than a megabyte is refused unread", () => {
    expect(read(`a: ${"x".repeat(1_000_001)}`).codes).toEqual(["too-large"]);
  });
});

describe("the tree", () => {
  test("a replaced node leaves the rest as it was", () => {
    const { root } = read("a: {b: [1, 2]}\nc: 3\n");
    const five: YamlNode = { kind: "scalar", value: 5, range: { offset: 0, length: 0 } };
    const changed = withNodeAt(root!, ["a", "b", 1], five);
    expect(plainValue(changed)).toEqual({ a: { b: [1, 5] }, c: 3 });
    expect(plainValue(root!)).toEqual({ a: { b: [1, 2] }, c: 3 });
    expect(nodeAt(changed, ["c"])).toBe(nodeAt(root!, ["c"]));
  });

  test("a path is written as people read it", () => {
    expect(formatPath(["expect", 2, "of"])).toBe("expect[2].of");
  });
});
