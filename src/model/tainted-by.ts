/**
 * What parts of a file that were refused would have declared, so that what depends on them is no second mistake.
 *
 * @module
 */

import { modelFileSchema } from "./schema/model-file.ts";
import type { Structure } from "./structure.ts";
import { childOf, nodeAt, type YamlNode } from "./yaml-node.ts";

/** What each section declares, so that what depends on a refused part is passed over. */
export function taintedBy({ cut, whole }: Structure): Set<string> {
  const tainted = new Set<string>();
  for (const [section, name] of cut) {
    if (section === "domain" || section === "solve" || (section === "species" && name === undefined))
      tainted.add(section);
    if (name === undefined && !isSection(section)) {
      // A key that is none and like none: what it holds may have been meant as any section that is missing.
      for (const child of keysUnder(whole, String(section))) tainted.add(child);
      for (const missing of ["species", "domain", "solve"])
        if (childOf(whole, missing) === undefined) tainted.add(missing);
    }
    if (name === undefined) for (const child of namesUnder(whole, String(section))) tainted.add(child);
    if (section === "compartments" && name === undefined) for (const one of compartmentNames(whole)) tainted.add(one);
    if (section === "temperature") tainted.add("T");
    if (section === "data")
      for (const table of name === undefined ? keysUnder(whole, "data") : [name]) tainted.add(`data.${table}`);
    if (section === "sources") for (const source of sourceNames(whole, name)) tainted.add(source);
    if (name !== undefined && [...NAMING, "initial"].includes(String(section))) tainted.add(String(name));
  }
  return tainted;
}

/** The names of a source that was cut out, or of all. */
function sourceNames(root: YamlNode, at: string | number | undefined): readonly string[] {
  const sources = childOf(root, "sources");
  if (sources?.kind !== "list") return [];
  return sources.items.flatMap((item, i) => {
    const name = at === undefined || at === i ? childOf(item, "name") : undefined;
    return name?.kind === "scalar" ? [String(name.value)] : [];
  });
}

/** The compartments that membranes join or a list names: what a section that is no map would have declared. */
function compartmentNames(root: YamlNode): readonly string[] {
  const membranes = keysUnder(root, "membranes").map((name) => nodeAt(root, ["membranes", name, "between"]));
  const listed = itemsOf(childOf(root, "compartments")).map((item) => childOf(item, "name"));
  return [...membranes.flatMap(itemsOf), ...listed].flatMap((node) =>
    node?.kind === "scalar" ? [String(node.value)] : [],
  );
}

function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === "list" ? node.items : [];
}

/** The names that a section gives. */
function namesUnder(root: YamlNode, section: string): readonly string[] {
  return NAMING.includes(section) ? keysUnder(root, section) : [];
}

function keysUnder(root: YamlNode, section: string): readonly string[] {
  const node = childOf(root, section);
  return node?.kind === "map" ? [...node.entries.keys()] : [];
}

function isSection(key: string | number | undefined): boolean {
  return key === undefined || Object.hasOwn(modelFileSchema.shape, key);
}

/** Sections whose keys are names. */
const NAMING: readonly string[] = ["species", "parameters", "outputs", "carriers", "compartments", "membranes"];
