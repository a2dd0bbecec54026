/**
 * `--set PATH=VALUE`: a field of the file replaced before anything is checked.
 *
 * A path is dotted keys from the root ("species.drug.D", "sampling.seed"), the name of a parameter ("V"), or the name
 * of a layer and one of its keys ("donor_usl.thickness"). Items of lists are named by their `name`, or by their number.
 *
 * @module
 */

import { complain, type Draft, listed } from "./draft.ts";
import { nearestName } from "./expression/nearest-name.ts";
import { readYaml } from "./read-yaml.ts";
import { modelFileSchema } from "./schema/model-file.ts";
import { childOf, nodeAt, type Path, withNodeAt, type YamlNode } from "./yaml-node.ts";

/** Where a field is, or that there is none. */
export type FieldPlace =
  | { readonly path: Path }
  | { readonly unknown: true; readonly expected: string; readonly fix?: string | undefined };

/** Sections in which the user gives the names, so that a new name would be a slip. */
const NAMED_SECTIONS: ReadonlySet<string> = new Set(["parameters", "species", "outputs", "agree", "sweep", "data"]);

/** The place of a field in the tree. */
export function resolveField(root: YamlNode, field: string): FieldPlace {
  const words = field.split(".");
  const [first = ""] = words;
  const parameters = keysOf(childOf(root, "parameters"));
  const layers = layerNames(root);
  const sections = Object.keys(modelFileSchema.shape);
  let start: Path | undefined;
  if (sections.includes(first)) start = [];
  else if (words.length === 1 && parameters.includes(first)) start = ["parameters"];
  else if (words.length > 1 && layers.includes(first)) start = ["domain", "layers"];
  if (start === undefined) {
    const known = words.length === 1 ? [...parameters, ...sections] : [...layers, ...sections];
    return { unknown: true, expected: listed(known), fix: mended(first, known, words, 0) };
  }
  return descend(root, start, words);
}

function descend(root: YamlNode, start: Path, words: readonly string[]): FieldPlace {
  let path = start;
  let node = nodeAt(root, start);
  for (const [i, word] of words.entries()) {
    const last = i === words.length - 1;
    const around = last ? membraneSpecies(node, word) : undefined;
    if (around !== undefined) {
      const paths = around.map((species) => [...words.slice(0, i), "membrane", species, word].join("."));
      return { unknown: true, expected: listed(paths), fix: paths[0] };
    }
    const key = node?.kind === "list" ? itemNamed(node.items, word) : word;
    const child = key === undefined ? undefined : childOf(node, key);
    const mayBeNew =
      node?.kind === "map" &&
      (last || i === 0) &&
      !NAMED_SECTIONS.has(String(path.at(-1) ?? "")) &&
      !(path.length === 0 && NAMED_SECTIONS.has(word));
    if (key === undefined || (child === undefined && !mayBeNew && !(i > 0 && node === undefined))) {
      const known = node?.kind === "list" ? node.items.map((item, n) => nameOf(item) ?? String(n)) : keysOf(node);
      const where = path.length === 0 ? "the file" : path.join(".");
      return {
        unknown: true,
        expected: known.length === 0 ? `a field of ${where}, which has no parts` : listed(known),
        fix: mended(word, known, words, i) ?? throughList(node, words, i),
      };
    }
    path = [...path, key];
    node = child;
  }
  return { path };
}

function mended(word: string, known: readonly string[], words: readonly string[], at: number): string | undefined {
  const near = nearestName(word, known);
  return near === undefined ? undefined : words.map((w, i) => (i === at ? near : w)).join(".");
}

/** The path with the number of the item of a list that has the key: solve.0.transient.until. */
function throughList(node: YamlNode | undefined, words: readonly string[], at: number): string | undefined {
  const number = node?.kind === "list" ? node.items.findIndex((item) => keysOf(item).includes(words[at] ?? "")) : -1;
  return number < 0 ? undefined : [...words.slice(0, at), number, ...words.slice(at)].join(".");
}

/** The species of a membrane, if a word is a key that stands under each of them. */
function membraneSpecies(node: YamlNode | undefined, word: string): readonly string[] | undefined {
  const membrane = word === "P" && childOf(node, word) === undefined ? childOf(node, "membrane") : undefined;
  const species = keysOf(membrane);
  return species.length === 0 ? undefined : species;
}

function keysOf(node: YamlNode | undefined): readonly string[] {
  return node?.kind === "map" ? [...node.entries.keys()] : [];
}

function nameOf(node: YamlNode): string | undefined {
  const name = childOf(node, "name");
  return name?.kind === "scalar" && typeof name.value === "string" ? name.value : undefined;
}

function layerNames(root: YamlNode): readonly string[] {
  const layers = nodeAt(root, ["domain", "layers"]);
  return layers?.kind === "list" ? layers.items.flatMap((layer) => nameOf(layer) ?? []) : [];
}

function itemNamed(items: readonly YamlNode[], word: string): number | undefined {
  const named = items.findIndex((item) => nameOf(item) === word);
  if (named >= 0) return named;
  const number = /^\d+$/.test(word) ? Number(word) : -1;
  return number >= 0 && number < items.length ? number : undefined;
}

/** The tree with overrides applied; those that fit nowhere are reported. */
export function withOverrides(
  draft: Pick<Draft, "text" | "root" | "issues">,
  set: Readonly<Record<string, string>>,
): YamlNode {
  let { root } = draft;
  for (const [field, text] of Object.entries(set)) {
    const setBy = `${field}=${text}`;
    const place = resolveField(root, field);
    if ("unknown" in place) {
      complain(
        draft,
        [],
        {
          code: "unknown-path",
          found: `--set "${setBy}": "${field}", which the file does not have`,
          expected: place.expected,
          fix: place.fix,
        },
        "key",
      );
      continue;
    }
    const range = nodeAt(root, place.path)?.range ?? { offset: root.range.offset, length: 0 };
    const value = readYaml(text, (_range, _path, { found, expected }) =>
      complain(draft, [], { code: "yaml-syntax", found: `--set "${setBy}": ${found}`, expected }, "key"),
    );
    if (value !== undefined) root = withNodeAt(withParents(root, place.path), place.path, placed(value, range, setBy));
  }
  return root;
}

/** The tree with empty maps on the way to a path. */
function withParents(root: YamlNode, path: Path): YamlNode {
  let tree = root;
  for (let depth = 1; depth < path.length; depth++) {
    const part = path.slice(0, depth);
    if (nodeAt(tree, part) === undefined)
      tree = withNodeAt(tree, part, { kind: "map", entries: new Map(), range: { offset: 0, length: 0 } });
  }
  return tree;
}

/** A value that was typed on the command line, at the place of the one it replaces. */
function placed(node: YamlNode, range: YamlNode["range"], setBy: string): YamlNode {
  if (node.kind === "list")
    return { kind: "list", range, items: node.items.map((item) => placed(item, range, setBy)), setBy };
  if (node.kind === "scalar") return { kind: "scalar", value: node.value, range, setBy };
  const entries = [...node.entries].map(
    ([key, { value }]) => [key, { keyRange: range, value: placed(value, range, setBy) }] as const,
  );
  return { kind: "map", range, entries: new Map(entries), setBy };
}
