/**
 * The tree of a variant: that of the file with what `compare:` says of the variant in its place.
 *
 * Maps are merged key by key, down to what is one thing (a boundary condition, a start, a carrier, an output); lists and
 * values are replaced. Everything keeps its place in the text, so that a mistake in a variant points into the file.
 *
 * @module
 */

import { complain, type Draft, listed } from "./draft.ts";
import { nearestName } from "./expression/nearest-name.ts";
import { stirredNames, withoutStirred } from "./without-stirred.ts";
import { childOf, nodeAt, type Path, withNodeAt, type YamlEntry, type YamlMap, type YamlNode } from "./yaml-node.ts";

/** Sections that speak of the run of the file itself, which a variant has not. */
const OF_THE_FILE: readonly string[] = ["compare", "expect", "agree", "plots", "sweep", "data", "fits", "experiment"];

/** How deep the maps of a section are merged; deeper ones are replaced. Absent: as deep as they go. */
const DEPTH_OF_ONE: Readonly<Record<string, number>> = {
  boundary: 3,
  initial: 2,
  carriers: 2,
  outputs: 2,
  parameters: 2,
  solve: 1,
};

/** The variants that a file names. */
export function variantNames(root: YamlNode): readonly string[] {
  const compare = childOf(root, "compare");
  return compare?.kind === "map" ? [...compare.entries.keys()] : [];
}

/** The tree of a variant; what it leaves out and is not there is reported. */
export function variantTree(draft: Pick<Draft, "text" | "root" | "issues">, name: string): YamlNode {
  const path = ["compare", name];
  const changes = nodeAt(draft.root, path);
  let root = draft.root.kind === "map" ? dropped(draft.root, OF_THE_FILE) : draft.root;
  if (changes?.kind !== "map" || root.kind !== "map") return root;
  for (const [key] of changes.entries)
    if (key === "levels" || OF_THE_FILE.includes(key))
      complain(
        draft,
        [...path, key],
        {
          code: "one-of",
          found: `${key}: in a variant`,
          expected: `${key}: at the top of the file, where outputs of a variant are named as ${name}.OUTPUT`,
        },
        "key",
      );
  const without = childOf(changes, "without");
  if (without?.kind === "list")
    for (const [i, item] of without.items.entries()) {
      const word = item.kind === "scalar" ? String(item.value) : "";
      root = leftOut(draft, root, word, [...path, "without", i]);
    }
  return merged(root, dropped(changes, ["without", "levels", ...OF_THE_FILE]), []);
}

function dropped(map: YamlMap, keys: readonly string[]): YamlMap {
  return { ...map, entries: new Map([...map.entries].filter(([key]) => !keys.includes(key))) };
}

function merged(base: YamlNode | undefined, change: YamlNode, path: Path): YamlNode {
  const most = DEPTH_OF_ONE[String(path[0])] ?? Number.POSITIVE_INFINITY;
  if (base?.kind !== "map" || change.kind !== "map" || path.length >= most) return change;
  const entries = new Map<string, YamlEntry>(base.entries);
  for (const [key, { keyRange, value }] of change.entries)
    entries.set(key, { keyRange, value: merged(base.entries.get(key)?.value, value, [...path, key]) });
  return { ...base, entries };
}

/** The tree without a layer, and the medium that then is nowhere; or without a source, or a part of the compartments. */
function leftOut(draft: Pick<Draft, "text" | "root" | "issues">, root: YamlNode, name: string, place: Path): YamlNode {
  for (const list of [["domain", "layers"], ["sources"]]) {
    const node = nodeAt(root, list);
    if (node?.kind !== "list" || !node.items.some((item) => wordIn(item, "name") === name)) continue;
    const items = node.items.filter((item) => wordIn(item, "name") !== name);
    const rest = withNodeAt(root, list, { ...node, items });
    if (list.length === 1) return rest;
    const media = new Set(items.map((item) => wordIn(item, "medium")));
    const gone = node.items.flatMap((item) => wordIn(item, "medium") ?? []).filter((medium) => !media.has(medium));
    return withoutMedia(rest, gone);
  }
  const stirred = withoutStirred(root, name);
  if (stirred !== undefined) return stirred;
  const layers = [["domain", "layers"], ["sources"]].flatMap((list) => {
    const node = nodeAt(draft.root, list);
    return node?.kind === "list" ? node.items.flatMap((item) => wordIn(item, "name") ?? []) : [];
  });
  const known = [...layers, ...stirredNames(draft.root)];
  complain(draft, place, {
    code: "unknown-layer",
    found: `"${name}", which is no layer and no source, compartment, membrane, pathway, carrier or pump`,
    expected: known.length === 0 ? "the name of one of them, of which the file has none" : listed(known),
    fix: nearestName(name, known),
  });
  return root;
}

function wordIn(node: YamlNode, key: string): string | undefined {
  const value = childOf(node, key);
  return value?.kind === "scalar" ? String(value.value) : undefined;
}

/** What is said of a medium that is nowhere is not said. */
function withoutMedia(root: YamlNode, gone: readonly string[]): YamlNode {
  let tree = root;
  const species = childOf(root, "species");
  const maps: Path[] = [["media"]];
  if (species?.kind === "map") for (const name of species.entries.keys()) maps.push(["species", name, "in"]);
  for (const path of maps) {
    const node = nodeAt(tree, path);
    if (node?.kind === "map") tree = withNodeAt(tree, path, dropped(node, gone));
  }
  return tree;
}
