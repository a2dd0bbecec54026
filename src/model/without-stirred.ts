/**
 * What a variant leaves out of compartments by its name: a compartment with the membranes around it, a membrane, or a
 * pathway, a carrier or a pump wherever membranes have it.
 *
 * @module
 */

import { childOf, nodeAt, type Path, withNodeAt, type YamlMap, type YamlNode } from "./yaml-node.ts";

/** Lists in a membrane whose items have names, and the key of the name. */
const LISTS = [
  ["pathways", "name"],
  ["carriers", "carrier"],
  ["pumps", "name"],
] as const;

/** The tree without what has that name; undefined if compartments and membranes have nothing of that name. */
export function withoutStirred(root: YamlNode, name: string): YamlNode | undefined {
  const compartments = nodeAt(root, ["compartments"]);
  const membranes = nodeAt(root, ["membranes"]);
  if (compartments?.kind === "map" && compartments.entries.has(name)) {
    const rest = withNodeAt(root, ["compartments"], without(compartments, [name]));
    if (membranes?.kind !== "map") return rest;
    const around = [...membranes.entries].filter(([, { value }]) => namesIn(childOf(value, "between")).includes(name));
    return withNodeAt(
      rest,
      ["membranes"],
      without(
        membranes,
        around.map(([key]) => key),
      ),
    );
  }
  if (membranes?.kind !== "map") return undefined;
  if (membranes.entries.has(name)) return withNodeAt(root, ["membranes"], without(membranes, [name]));
  let tree: YamlNode | undefined;
  for (const membrane of membranes.entries.keys())
    for (const [list, key] of LISTS) {
      const path: Path = ["membranes", membrane, list];
      const node = nodeAt(root, path);
      // a map in place of a list is reported where it stands
      if (node?.kind === "map" && wordOf(childOf(node, key)) === name)
        tree = withNodeAt(tree ?? root, path, { kind: "list", items: [], range: node.range });
      if (node?.kind !== "list") continue;
      const items = node.items.filter((item) => wordOf(childOf(item, key)) !== name);
      if (items.length < node.items.length) tree = withNodeAt(tree ?? root, path, { ...node, items });
    }
  return tree;
}

/** Every name that {@link withoutStirred} knows. */
export function stirredNames(root: YamlNode): readonly string[] {
  const keys = (section: string): readonly string[] => {
    const node = childOf(root, section);
    return node?.kind === "map" ? [...node.entries.keys()] : [];
  };
  const inside = keys("membranes").flatMap((membrane) =>
    LISTS.flatMap(([list, key]) => {
      const node = nodeAt(root, ["membranes", membrane, list]);
      return node?.kind === "list" ? node.items.flatMap((item) => wordOf(childOf(item, key)) ?? []) : [];
    }),
  );
  return [...new Set([...keys("compartments"), ...keys("membranes"), ...inside])];
}

function without(map: YamlMap, keys: readonly string[]): YamlMap {
  return { ...map, entries: new Map([...map.entries].filter(([key]) => !keys.includes(key))) };
}

function namesIn(node: YamlNode | undefined): readonly string[] {
  return node?.kind === "list" ? node.items.flatMap((item) => wordOf(item) ?? []) : [];
}

function wordOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === "scalar" ? String(node.value) : undefined;
}
