/**
 * A model file as a tree in which every key and value knows where it stands.
 *
 * The tree is readonly and holds maps as `Map`, so that no key of a stranger's file ever becomes the key of an object.
 *
 * @module
 */

import type { TextRange } from "./expression/expression.ts";

/** A piece of the tree. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

/** Keys and values. */
export interface YamlMap {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, YamlEntry>;
  readonly range: TextRange;
  /** The override it came from, as it was typed. */
  readonly setBy?: string;
}

/** One key with its value. */
export interface YamlEntry {
  readonly keyRange: TextRange;
  readonly value: YamlNode;
}

/** Values one after another. */
export interface YamlList {
  readonly kind: "list";
  readonly items: readonly YamlNode[];
  /** The numbers that the items had before some were cut out. */
  readonly numbers?: readonly number[];
  readonly range: TextRange;
  /** The override it came from, as it was typed. */
  readonly setBy?: string;
}

/** A single value. */
export interface YamlScalar {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  /** Where the text of the value starts, if it stands in the file letter by letter. */
  readonly textOffset?: number;
  readonly range: TextRange;
  /** The override it came from, as it was typed: "V=10 mV". */
  readonly setBy?: string;
}

/** Keys and list indices from the root of the file. */
export type Path = readonly (string | number)[];

/** The child of a node under a key or an index. */
export function childOf(node: YamlNode | undefined, key: string | number): YamlNode | undefined {
  if (node?.kind === "map") return node.entries.get(String(key))?.value;
  if (node?.kind === "list" && typeof key === "number") return node.items[key];
  return undefined;
}

/** The node at a path, if the file has one there. */
export function nodeAt(root: YamlNode, path: Path): YamlNode | undefined {
  let node: YamlNode | undefined = root;
  for (const key of path) node = childOf(node, key);
  return node;
}

/** The override that gave what stands at a path, or what is around it. */
export function setByAt(root: YamlNode, path: Path): string | undefined {
  let node: YamlNode | undefined = root;
  let setBy = root.setBy;
  for (const key of path) {
    node = childOf(node, key);
    setBy = node?.setBy ?? setBy;
  }
  return setBy;
}

/** Where a path stands in the text: its value, or the nearest thing around it that exists. */
export function rangeAt(root: YamlNode, path: Path): TextRange {
  let node = root;
  for (const [depth, key] of path.entries()) {
    const child = childOf(node, key);
    // A missing key is shown at the key of the map that lacks it; a map of many lines would bury the place.
    if (child === undefined) return keyRangeAt(root, path.slice(0, depth));
    node = child;
  }
  return node.range;
}

/** Where the key of a path stands; the value if it is an item of a list. */
export function keyRangeAt(root: YamlNode, path: Path): TextRange {
  const parent = nodeAt(root, path.slice(0, -1));
  const last = path.at(-1);
  if (last === undefined) return { offset: root.range.offset, length: 0 };
  const entry = parent?.kind === "map" ? parent.entries.get(String(last)) : undefined;
  return entry?.keyRange ?? rangeAt(root, path);
}

/** A path as it is printed: species.drug.D, expect[2].of; with a tree, in the numbers of the whole file. */
export function formatPath(path: Path, root?: YamlNode): string {
  let node = root;
  let text = "";
  for (const key of path) {
    const number = node?.kind === "list" && typeof key === "number" ? (node.numbers?.[key] ?? key) : key;
    text += typeof key === "number" ? `[${number}]` : text === "" ? key : `.${key}`;
    node = childOf(node, key);
  }
  return text;
}

/** The values of a tree as plain objects without a prototype, arrays and scalars. */
export function plainValue(node: YamlNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(plainValue);
  const record = Object.create(null) as Record<string, unknown>;
  for (const [key, { value }] of node.entries) record[key] = plainValue(value);
  return record;
}

/** The same tree with another node at a path; the map or list that holds it must exist. */
export function withNodeAt(root: YamlNode, path: Path, replacement: YamlNode): YamlNode {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  const child = childOf(root, key);
  const next = rest.length === 0 || child === undefined ? replacement : withNodeAt(child, rest, replacement);
  if (root.kind === "list") return { ...root, items: root.items.map((item, i) => (i === key ? next : item)) };
  if (root.kind !== "map") return root;
  const entries = new Map(root.entries);
  const keyRange = root.entries.get(String(key))?.keyRange ?? { offset: root.range.offset, length: 0 };
  return { ...root, entries: entries.set(String(key), { keyRange, value: next }) };
}

/** The same tree with the key at the end of a path under another name, at its old place. */
export function withKeyRenamed(root: YamlNode, path: Path, name: string): YamlNode {
  const above = path.slice(0, -1);
  const parent = nodeAt(root, above);
  if (parent?.kind !== "map") return root;
  const old = String(path.at(-1));
  const entries = [...parent.entries].map(([key, entry]) => [key === old ? name : key, entry] as const);
  return withNodeAt(root, above, { ...parent, entries: new Map(entries) });
}
