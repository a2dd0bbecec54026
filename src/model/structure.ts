/**
 * The structure of a model file: the schema applied, every complaint of it in our words and with its place.
 *
 * What is wrong is cut out of the tree, so that the rest can still be checked: the smallest named thing around it (a
 * species, an output, one condition, one expectation), or else the whole section.
 *
 * @module
 */

import type * as z from "zod";
import { complain, type Draft, listed } from "./draft.ts";
import { nearestName } from "./expression/nearest-name.ts";
import { laterPart, partElsewhere } from "./schema/later.ts";
import { type ModelFile, modelFileSchema } from "./schema/model-file.ts";
import { NAME_EXPECTED } from "./schema/vocabulary.ts";
import { nodeAt, type Path, plainValue, withKeyRenamed, type YamlNode } from "./yaml-node.ts";

/** A file of the right structure, its tree, and the paths (in the whole tree) of what was cut out of both. */
export interface Structure {
  readonly file: ModelFile;
  readonly root: YamlNode;
  /** The tree before anything was cut out, with misspelt keys mended. */
  readonly whole: YamlNode;
  readonly cut: readonly Path[];
}

type SchemaIssue = z.core.$ZodIssue;

/** Checks the structure; what is wrong is reported. Undefined if nothing is left to check. */
export function checkStructure(draft: Pick<Draft, "text" | "root" | "issues">): Structure | undefined {
  const { root } = draft;
  if (root.kind === "map" && !root.entries.has("perrin")) {
    const because = "The version of the format says how the file is to be read.";
    complain(
      draft,
      [],
      {
        code: "version",
        found: "a file without perrin: 1",
        expected: "perrin: 1 as the first key",
        because,
        fix: "perrin: 1",
      },
      "key",
    );
  }
  const whole = withMendedKeys(draft);
  const first = modelFileSchema.safeParse(plainValue(whole));
  if (first.success) return { file: first.data, root: whole, whole, cut: [] };
  return withoutFaults({ ...draft, root: whole }, first.error.issues);
}

/** The tree with what is wrong reported and cut out. */
function withoutFaults(
  draft: Pick<Draft, "text" | "root" | "issues">,
  issues: readonly SchemaIssue[],
): Structure | undefined {
  const { root } = draft;
  const cut: Path[] = [];
  for (const issue of leading(issues)) {
    for (const { path, ...complaint } of complaintsOf(issue, [], root)) {
      if (path.join() !== "perrin" || complaint.code !== "missing-key")
        complain(draft, path, complaint, complaint.pointer);
      cut.push(unitAround(path));
      if (complaint.code === "later-version" && path.length === 1) cut.push(...CONSEQUENCES);
    }
  }
  if (root.kind !== "map" || cut.some((path) => path.length === 0)) return undefined;
  const pruned = prune(root, cut);
  const emptied = Object.fromEntries(
    STIRRED.filter((section) => cut.some((path) => path.length === 1 && path[0] === section)).map((key) => [key, {}]),
  );
  const second = modelFileSchema.safeParse({ ...emptied, ...(plainValue(pruned) as object), perrin: 1 });
  return second.success ? { file: second.data, root: pruned, whole: root, cut } : undefined;
}

/** Rounds of mending: a key is seen once the map around it is read. */
const MENDING_ROUNDS = 4;

/**
 * The tree with every misspelt key under the name that it was probably meant to have, and each of them reported: what
 * stands under it can be checked, and is not missed elsewhere.
 */
function withMendedKeys(draft: Pick<Draft, "text" | "root" | "issues">): YamlNode {
  let { root } = draft;
  for (let round = 0; round < MENDING_ROUNDS; round++) {
    const parsed = modelFileSchema.safeParse(plainValue(root));
    if (parsed.success) return root;
    const before = root;
    for (const issue of parsed.error.issues)
      for (const complaint of complaintsOf(issue, [], before)) {
        const { path, code, fix } = complaint;
        const parent = nodeAt(root, path.slice(0, -1));
        if (code !== "unknown-key" || fix === undefined || parent?.kind !== "map" || parent.entries.has(fix)) continue;
        complain({ ...draft, root }, path, complaint, "key");
        root = withKeyRenamed(root, path, fix);
      }
    if (root === before) return root;
  }
  return root;
}

interface PlacedComplaint {
  readonly path: Path;
  readonly code: Parameters<typeof complain>[2]["code"];
  readonly found: string;
  readonly expected: string;
  readonly because?: string | undefined;
  readonly fix?: string | undefined;
  readonly pointer: "value" | "key";
}

function complaintsOf(issue: SchemaIssue, prefix: Path, root: YamlNode): readonly PlacedComplaint[] {
  const path: Path = [...prefix, ...issue.path.map((key) => (typeof key === "symbol" ? String(key) : key))];
  const node = nodeAt(root, path);
  const { message: expected } = issue;
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => unknownKey([...path, key], key, expected.split(", ")));
  if (issue.code === "invalid_key") {
    const name = String(path.at(-1));
    if ((laterPart(path.slice(0, -1), name) ?? partElsewhere(path.slice(0, -1), name)) !== undefined)
      return [unknownKey(path, name, [])];
    return [
      {
        path,
        code: "bad-name",
        found: `the name "${name}"`,
        expected: NAME_EXPECTED,
        fix: mendedName(name),
        pointer: "key",
      },
    ];
  }
  if (node === undefined) {
    const key = path.at(-1);
    return [{ path, code: "missing-key", found: `no ${key}`, expected: `${key}: ${expected}`, pointer: "key" }];
  }
  if (issue.code === "invalid_union") {
    if (issue.path.at(-1) === "geometry" || "discriminator" in issue)
      return [unknownWord(path, node, expected, discriminated(issue))];
    const meant = meantForm(issue.errors, node);
    if (meant !== undefined) return leading(meant).flatMap((inner) => complaintsOf(inner, path, root));
  }
  if (issue.code === "invalid_value" && path.join() !== "perrin")
    return [unknownWord(path, node, expected, issue.values.map(String))];
  const code =
    issue.code === "too_small" || issue.code === "too_big"
      ? "out-of-range"
      : path[0] === "perrin"
        ? "version"
        : customCode(issue);
  return [{ path, code, found: describeNode(node), expected, because: becauseOf(node, code), pointer: "value" }];
}

/** A film before a stirred finite bath is no condition: it is the last layer. */
function becauseOf(node: YamlNode, code: PlacedComplaint["code"]): string | undefined {
  const both = code === "one-of" && node.kind === "map" && node.entries.has("robin") && node.entries.has("bath");
  return both
    ? "A film before a finite bath is a membrane layer at that end of the domain, {name: film, membrane: {drug: {P: 1e-6 m/s}}}, with the bath beyond it."
    : undefined;
}

function customCode(issue: SchemaIssue): PlacedComplaint["code"] {
  return issue.code === "custom" && issue.params?.code === "one-of" ? "one-of" : "wrong-type";
}

/** Issues without "exactly one of" where a key is unknown anyway. */
function leading(issues: readonly SchemaIssue[]): readonly SchemaIssue[] {
  const unknownAt = new Set(
    issues.filter(({ code }) => code === "unrecognized_keys").map(({ path }) => path.join(".")),
  );
  return issues.filter(({ code, path }) => code !== "custom" || !unknownAt.has(path.join(".")));
}

/** The complaints of the form that the writer meant: the one whose type fits the value. */
function meantForm(forms: readonly (readonly SchemaIssue[])[], node: YamlNode): readonly SchemaIssue[] | undefined {
  const fitting = forms.filter((issues) => !issues.some((issue) => isOfOtherType(issue, node)));
  return [...fitting].sort((a, b) => a.length - b.length)[0];
}

/** Whether a form was refused for the type of the value alone. */
function isOfOtherType(issue: SchemaIssue, node: YamlNode): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === "invalid_type") return true;
  if (issue.code === "invalid_value") return node.kind !== "scalar";
  return issue.code === "invalid_union" && meantForm(issue.errors, node) === undefined;
}

function discriminated(issue: SchemaIssue): readonly string[] {
  return "options" in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
}

function unknownKey(path: Path, key: string, known: readonly string[]): PlacedComplaint {
  const parent = path.slice(0, -1);
  const instead = laterPart(parent, key);
  if (instead !== undefined)
    return {
      path,
      code: "later-version",
      found: `${key}, which comes with a later version`,
      expected: "a model without it",
      because: instead,
      pointer: "key",
    };
  return {
    path,
    code: "unknown-key",
    found: `the key "${key}"`,
    expected: listed(known),
    because: partElsewhere(parent, key),
    fix: partElsewhere(parent, key) === undefined ? nearestName(key, known) : undefined,
    pointer: "key",
  };
}

function unknownWord(path: Path, node: YamlNode, expected: string, known: readonly string[]): PlacedComplaint {
  const word = node.kind === "scalar" ? String(node.value) : "";
  const instead = laterPart(path, word);
  const kinds = known.length > 0 && known.length > expected.split(", ").length ? listed(known) : expected;
  if (instead !== undefined)
    return {
      path,
      code: "later-version",
      found: `${word}, which comes with a later version`,
      expected: kinds,
      because: instead,
      pointer: "value",
    };
  const words = new Set([...known, ...expected.split(/[^a-z0-9-]+/)].filter((one) => one.length > 2));
  return {
    path,
    code: "unknown-kind",
    found: `${describeNode(node)} has no meaning here`,
    expected: kinds,
    because: partElsewhere(path, word),
    fix:
      word === "" || partElsewhere(path, word) !== undefined ? undefined : formOf(expected, nearestName(word, words)),
    pointer: "value",
  };
}

/** A word that is the key of a map in what is expected, {elastic: 1 MPa}, as that map. */
function formOf(expected: string, word: string | undefined): string | undefined {
  return /\{([a-z-]+): [^{}]+\}/.exec(expected)?.[1] === word ? /\{.*?\}/.exec(expected)?.[0] : word;
}

/** What stands there, in words. */
export function describeNode(node: YamlNode): string {
  if (node.kind === "list") return `a list of ${node.items.length}`;
  if (node.kind === "map")
    return node.entries.size === 0 ? "an empty map" : `a map with ${[...node.entries.keys()].slice(0, 5).join(", ")}`;
  if (node.value === null) return "nothing";
  return typeof node.value === "string"
    ? `"${node.value.length > 60 ? `${node.value.slice(0, 60)}...` : node.value}"`
    : String(node.value);
}

function mendedName(name: string): string | undefined {
  const mended = name.replace(/[^A-Za-z0-9_]+/g, "_").replace(/^[^A-Za-z]+/, "");
  return mended === "" ? undefined : mended;
}

/** Sections that cannot be right when a whole section of a later version is left out. */
const CONSEQUENCES: readonly Path[] = [
  "species",
  "domain",
  "initial",
  "boundary",
  "solve",
  "outputs",
  "agree",
  "expect",
  "plots",
  "sweep",
  "data",
  "sources",
].map((section) => [section]);

/** Sections that stand for the domain even where all in them was refused: the species remain stirred. */
const STIRRED: readonly string[] = ["compartments", "membranes"];

/** How many keys lead to the smallest thing that can be cut out of each section. */
const DEPTH_OF_UNIT: Readonly<Record<string, number>> = {
  parameters: 2,
  species: 2,
  initial: 2,
  boundary: 3,
  carriers: 2,
  compartments: 2,
  membranes: 2,
  sources: 2,
  solve: 2,
  agree: 2,
  outputs: 2,
  expect: 2,
  plots: 2,
  sweep: 2,
  data: 2,
};

function unitAround(path: Path): Path {
  return path.slice(0, DEPTH_OF_UNIT[String(path[0])] ?? 1);
}

/** The tree without what stands at some paths; the items of a list keep the numbers they had. */
function prune(node: YamlNode, cut: readonly Path[]): YamlNode {
  if (cut.length === 0 || node.kind === "scalar") return node;
  const gone = (key: string | number) => cut.some((path) => path.length === 1 && path[0] === key);
  if (node.kind === "list") {
    const numbers = node.items.map((_, i) => i).filter((i) => !gone(i));
    return { ...node, numbers, items: numbers.map((i) => prune(node.items[i] as YamlNode, below(cut, i))) };
  }
  const kept = [...node.entries].filter(([key]) => !gone(key));
  return {
    ...node,
    entries: new Map(kept.map(([key, entry]) => [key, { ...entry, value: prune(entry.value, below(cut, key)) }])),
  };
}

function below(cut: readonly Path[], key: string | number): readonly Path[] {
  return cut.filter((path) => path[0] === key).map((path) => path.slice(1));
}
