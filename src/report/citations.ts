/**
 * The sources that a result rests on, as a list to print in a paper.
 *
 * Nothing is made up: what a source says of itself is kept as one note, and only an identifier and a year that stand
 * in it become fields of their own.
 *
 * @module
 */

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

/** A plain list, then BibTeX of those with an identifier; ends in a line feed. */
export function citationText(citations: readonly Citation[]): string {
  if (citations.length === 0) return "No source is named for this model: it rests on elementary laws alone.\n";
  const list = citations.map(({ text, usedBy }) => `${usedBy.join(", ")}:\n  ${text}`);
  const entries = citations.filter(({ doi }) => doi !== undefined).map(bibtex);
  return `${[...list, ...entries].join("\n\n")}\n`;
}

function bibtex({ text, doi, year }: Citation, index: number): string {
  const author = /^[^\d,(]*?([A-Z][A-Za-z]{2,})/.exec(text)?.[1]?.toLowerCase() ?? "source";
  const lines = [`@misc{${author}${year ?? ""}-${index + 1},`, `  note = {${text.replace(/[{}\\]/g, "")}},`];
  if (year !== undefined) lines.push(`  year = {${year}},`);
  return [...lines, `  doi = {${doi}}`, "}"].join("\n");
}
