/**
 * The sources that a result rests on, as a list to print in a paper.
 *
 * @module
 */

import { bibtexOf } from "./bibtex.ts";

/** One source and what rests on it. */
export interface Citation {
  /** The source as it is written where it is used. */
  readonly text: string;
  /** What rests on it: names of levels, "model", or a measurement. */
  readonly usedBy: readonly string[];
  readonly doi?: string;
  readonly year?: string;
}

/** Sources with who uses them, each once. */
export function citationsOf(
  sources: readonly { readonly text: string; readonly usedBy: string }[],
): readonly Citation[] {
  const users = new Map<string, string[]>();
  for (const { text, usedBy } of sources) {
    const list = users.get(text) ?? [];
    users.set(text, list);
    if (!list.includes(usedBy)) list.push(usedBy);
  }
  return [...users].map(([text, usedBy]) => {
    const doi = /\b10\.\d{4,9}\/[^\s,;]*[^\s,;.)]/.exec(text)?.[0];
    const year = /\b(1[5-9]\d\d|20\d\d)\b/.exec(text.replace(doi ?? "", ""))?.[0];
    return { text, usedBy, ...(doi === undefined ? {} : { doi }), ...(year === undefined ? {} : { year }) };
  });
}

/** A list by who uses the sources, then their BibTeX; ends in a line feed. */
export function citationText(citations: readonly Citation[]): string {
  if (citations.length === 0) return "No source is named for this model: it rests on elementary laws alone.\n";
  const groups = new Map<string, string[]>();
  for (const { text, usedBy } of citations) {
    const users = usedBy.join(", ");
    groups.set(users, [...(groups.get(users) ?? []), `  ${shortened(text)}`]);
  }
  const list = [...groups].map(([users, texts]) => `${users}:\n${texts.join("\n")}`);
  return `${[...list, ...bibtexOf(citations)].join("\n\n")}\n`;
}

/** A text whose source was not opened says so, and no more. */
function shortened(text: string): string {
  return text.replace(/\(not opened[^)]*\)/, "(not opened)");
}
