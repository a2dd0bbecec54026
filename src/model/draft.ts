/**
 * A model in the making: the file with its places, what has been complained of, and what names stand for.
 *
 * Checking never stops at the first mistake. A part that is wrong is reported once and left out; whatever depends on it
 * is `tainted` and passed over in silence, so that one slip does not cause ten messages.
 *
 * @module
 */

import type { Temperature } from "#units/flavour.ts";
import type { Expression, TextRange } from "./expression/expression.ts";
import { type Issue, placeOf } from "./issue.ts";
import type { IssueCode } from "./issue-codes.ts";
import { formatPath, keyRangeAt, nodeAt, type Path, rangeAt, setByAt, type YamlNode } from "./yaml-node.ts";

/** What is wrong, without its place. */
export interface Complaint {
  readonly code: IssueCode;
  readonly found: string;
  readonly expected: string;
  readonly because?: string | undefined;
  readonly fix?: string | undefined;
}

/** Where a complaint points: at a value, at its key, or at a part of its text. */
export type Pointer = "value" | "key" | TextRange;

/** The file, what was complained of, and what the names in it stand for. */
export interface Draft {
  readonly text: string;
  readonly root: YamlNode;
  readonly issues: Issue[];
  /** Absolute temperature [K]; a stand-in if the file gives a wrong one. */
  readonly temperature: Temperature | undefined;
  /** Parameters, constants and T, by name. */
  readonly constants: Map<string, Expression>;
  /** Names whose declaration is wrong, and was reported. */
  readonly tainted: Set<string>;
  /** What each name of the user's stands for, such as "species". */
  readonly names: Map<string, string>;
}

/** Adds an issue to the draft. */
export function complain(
  draft: Pick<Draft, "text" | "root" | "issues">,
  path: Path,
  complaint: Complaint,
  pointer: Pointer = "value",
): void {
  const setBy = setByAt(draft.root, path);
  const because = [complaint.because, setBy === undefined ? undefined : `It was set by --set "${setBy}".`]
    .filter((s) => s !== undefined)
    .join(" ");
  const { code, found, expected, fix } = complaint;
  draft.issues.push({
    code,
    path: formatPath(path, draft.root),
    range: placeOf(draft.text, rangeOf(draft.root, path, pointer)),
    found,
    expected,
    ...(because === "" ? {} : { because }),
    ...(fix === undefined ? {} : { fix }),
  });
}

function rangeOf(root: YamlNode, path: Path, pointer: Pointer): TextRange {
  if (pointer === "key") return keyRangeAt(root, path);
  const whole = rangeAt(root, path);
  if (pointer === "value") return whole;
  const node = nodeAt(root, path);
  if (node?.kind !== "scalar" || node.textOffset === undefined) return whole;
  const offset = Math.min(node.textOffset + pointer.offset, whole.offset + whole.length);
  return { offset, length: Math.max(1, Math.min(pointer.length, whole.offset + whole.length - offset)) };
}

/** "a, b or c". */
export function listed(words: Iterable<string>): string {
  const all = [...words];
  return all.length < 2 ? (all[0] ?? "nothing") : `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}
