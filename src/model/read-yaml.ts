/**
 * YAML 1.2 to a tree with places, within bounds.
 *
 * Model files come from strangers: no anchors or aliases (a small text could unfold to a huge one), no tags, no merge
 * keys, no second document, at most 1 MB and 40 levels of nesting.
 *
 * @module
 */

import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from "yaml";
import type { Complaint } from "./draft.ts";
import type { TextRange } from "./expression/expression.ts";
import { commaComplaint, type SplitValue, splitAtComma } from "./split-at-comma.ts";
import { formatPath, type Path, type YamlEntry, type YamlMap, type YamlNode } from "./yaml-node.ts";

/** The longest model file [characters]. */
export const LONGEST_FILE = 1_000_000;
/** The deepest nesting of lists and maps. */
export const DEEPEST_FILE = 40;

/** The smallest model that says something. */
export const SMALLEST_MODEL = `perrin: 1
species:
  dye: {D: 5e-10 m^2/s}
domain: {geometry: line}
initial: {dye: {at: 0 um}}
solve: {transient: {until: 1 s}}
outputs:
  spread: {of: "variance(dye)", unit: um^2}`;

/** What reading reports, with its place. */
export type ReportAt = (range: TextRange, path: string, complaint: Complaint) => void;

/**
 * The tree of a YAML text, or undefined if there is none; everything that is wrong is reported, and left out.
 */
export function readYaml(text: string, report: ReportAt): YamlNode | undefined {
  const start: TextRange = { offset: 0, length: 0 };
  if (text.length > LONGEST_FILE) {
    const found = `${text.length} characters`;
    report(start, "", {
      code: "too-large",
      found,
      expected: `a model file of at most ${LONGEST_FILE} characters`,
      because: "Measured values go into a CSV file beside the model (data: {NAME: {file: NAME.csv}}).",
    });
    return undefined;
  }
  const tooDeep: Complaint = {
    code: "too-deep",
    found: `more than ${DEEPEST_FILE} levels of nesting`,
    expected: `at most ${DEEPEST_FILE}`,
  };
  if (flowDepth(text) > 25 * DEEPEST_FILE) {
    report(start, "", tooDeep);
    return undefined;
  }
  try {
    const document = parseDocument(text, {
      version: "1.2",
      schema: "core",
      merge: false,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "error",
    });
    for (const { code, pos, message } of document.errors)
      report(rangeOf(pos), "", syntaxComplaint(code, message, text));
    const root = document.contents;
    if (root === null || (isScalar(root) && root.value === null)) {
      if (document.errors.length === 0)
        report(start, "", {
          code: "empty-file",
          found: "an empty file",
          expected: "a model",
          because: `The smallest one:\n\n${SMALLEST_MODEL}\n`,
        });
      return undefined;
    }
    const reading: Reading = { report, tooDeep, text };
    return convert(root as Node, [], reading);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report(start, "", tooDeep);
    return undefined;
  }
}

interface Reading {
  readonly report: ReportAt;
  readonly tooDeep: Complaint;
  readonly text: string;
  /** Whether a map stands in { }. */
  readonly isFlow?: boolean;
}

function rangeOf(range: readonly number[] | null | undefined): TextRange {
  const [start = 0, end = start] = range ?? [];
  return { offset: start, length: Math.max(0, end - start) };
}

/** How deep square and curly brackets nest in a text, read roughly: a guard before the parser recurses. */
function flowDepth(text: string): number {
  let [depth, deepest] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x5b || c === 0x7b) deepest = Math.max(deepest, ++depth);
    else if ((c === 0x5d || c === 0x7d) && depth > 0) depth--;
  }
  return deepest;
}

function syntaxComplaint(code: string, message: string, text: string): Complaint {
  if (code === "MULTIPLE_DOCS")
    return { code: "not-allowed", found: "a second document (---)", expected: "one model in a file" };
  if (code === "TAB_AS_INDENT") return { code: "yaml-syntax", found: "a tab that indents", expected: "spaces" };
  const first = message.split("\n", 1)[0] as string;
  const because =
    text.includes(": [") || text.includes("{")
      ? "Brackets [ ] and { } must be closed, and texts with a colon or a comma in them quoted."
      : undefined;
  return {
    code: "yaml-syntax",
    found: `no YAML here (${first.replace(/[.:]?$/, "")})`,
    expected: "YAML 1.2",
    ...(because === undefined ? {} : { because }),
  };
}

function convert(node: Node, path: Path, reading: Reading): YamlNode | undefined {
  const { report, text } = reading;
  const range = trimmed(text, rangeOf(node.range));
  const where = formatPath(path);
  const refuse = (found: string, expected: string) => report(range, where, { code: "not-allowed", found, expected });
  if (path.length > DEEPEST_FILE) {
    report(range, formatPath(path.slice(0, 1)), reading.tooDeep);
    return undefined;
  }
  if (isAlias(node)) {
    refuse(`the alias *${node.source}`, "the value itself: model files have no anchors and aliases");
    return undefined;
  }
  if ("anchor" in node && node.anchor !== undefined)
    refuse(`the anchor &${node.anchor}`, "no anchor: model files have no anchors and aliases");
  if (node.tag !== undefined) refuse(`the tag ${node.tag}`, "a plain value without a tag");
  if (isMap(node)) return convertMap(node.items, range, path, { ...reading, isFlow: node.flow === true });
  if (isSeq(node)) {
    return { kind: "list", items: convertItems(node.items, node.flow === true, path, reading), range };
  }
  const value = isScalar(node) ? node.value : null;
  if (typeof value === "string") {
    const quoted = range.length > value.length ? 1 : 0;
    const verbatim = text.startsWith(value, range.offset + quoted);
    return { kind: "scalar", value, range, ...(verbatim ? { textOffset: range.offset + quoted } : {}) };
  }
  if (value === null || typeof value === "number" || typeof value === "boolean")
    return { kind: "scalar", value, range };
  return { kind: "scalar", value: String(value), range };
}

/** The items of a list; in [ ] a call that its comma split is one item, and reported. */
function convertItems(nodes: readonly unknown[], isFlow: boolean, path: Path, reading: Reading): YamlNode[] {
  const items: YamlNode[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const at = [...path, items.length];
    const split = isFlow ? splitAtComma(reading.text, nodes[i], nodes.slice(i + 1)) : undefined;
    const item = split === undefined ? convert(nodes[i] as Node, at, reading) : mended(split, at, reading);
    if (item !== undefined) items.push(item);
    i += split?.further ?? 0;
  }
  return items;
}

/** A value that a comma split, reported and read as it was meant. */
function mended(split: SplitValue, path: Path, { report }: Reading): YamlNode {
  const { meant, range } = split;
  report(range, formatPath(path), commaComplaint(split));
  const verbatim = range.length === meant.length;
  return { kind: "scalar", value: meant, range, ...(verbatim ? { textOffset: range.offset } : {}) };
}

/** What follows a pair between commas, as long as it has no value of its own. */
function barePieces(pairs: readonly { readonly key: unknown; readonly value: unknown }[]): readonly unknown[] {
  const end = pairs.findIndex(({ value }) => value !== null && value !== undefined);
  return (end < 0 ? pairs : pairs.slice(0, end)).map(({ key }) => key);
}

function convertMap(
  pairs: readonly { readonly key: unknown; readonly value: unknown }[],
  range: TextRange,
  path: Path,
  reading: Reading,
): YamlMap {
  const { report, text, isFlow } = reading;
  const entries = new Map<string, YamlEntry>();
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs[i] as (typeof pairs)[number];
    const split = isFlow === true ? splitAtComma(text, pair.value, barePieces(pairs.slice(i + 1))) : undefined;
    i += split?.further ?? 0;
    const keyNode = pair.key as Node;
    const keyRange = rangeOf(keyNode?.range);
    if (!isScalar(keyNode)) {
      report(keyRange, formatPath(path), {
        code: "not-allowed",
        found: "a key that is itself a list or a map",
        expected: "a word as a key",
      });
      continue;
    }
    const key = typeof keyNode.value === "string" ? keyNode.value : (keyNode.source ?? String(keyNode.value));
    const where = formatPath([...path, key]);
    if (key === "__proto__") {
      report(keyRange, where, { code: "unknown-key", found: `the key "${key}"`, expected: "a key of the model file" });
      continue;
    }
    const earlier = entries.get(key);
    if (earlier !== undefined) {
      report(keyRange, where, {
        code: "duplicate-key",
        found: `"${key}" for the second time`,
        expected: "every key once in a map",
      });
      continue;
    }
    const value =
      pair.value === null || pair.value === undefined
        ? undefined
        : split === undefined
          ? convert(pair.value as Node, [...path, key], reading)
          : mended(split, [...path, key], reading);
    if (value !== undefined) entries.set(key, { keyRange, value });
    else if (pair.value === null || pair.value === undefined)
      entries.set(key, { keyRange, value: { kind: "scalar", value: null, range: keyRange } });
  }
  return { kind: "map", entries, range };
}

/** A range without the white space at its end: block maps and lists reach to the start of the next line. */
function trimmed(text: string, { offset, length }: TextRange): TextRange {
  return { offset, length: text.slice(offset, offset + length).trimEnd().length };
}
