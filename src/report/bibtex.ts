/**
 * BibTeX of sources, from nothing but what their text says.
 *
 *     authors, journal volume, page (year)                    @article
 *     authors, title[, edition ed.], publisher (year)[, part] @book
 *     authors, title (year)                                   @misc
 *     surnames year                                           @misc
 *
 * A text of none of these forms becomes an entry only if it has an identifier, with the whole text as its note.
 *
 * @module
 */

/** A source as far as it is known. */
export interface Source {
  readonly text: string;
  readonly doi?: string;
  readonly year?: string;
}

interface Entry {
  readonly kind: "article" | "book" | "misc";
  readonly fields: Readonly<Record<string, string>>;
  /** Parts of a book that are meant; several sources may be parts of one book. */
  readonly parts: readonly string[];
}

const ARTICLE = /^(.+), ([^,]+?) (\d+), ([\d-]+) \((\d{4})\)/;
const BOOK = /^(.+?), (\p{Lu}[^,(]+), (?:(\w+) ed\., )?([^,(]+) \((\d{4})\)(?:, ([^(]+))?/u;
const TITLE = /^(.+?), (\p{Lu}[^,(]+) \((\d{4})\)/u;
const NAME = "\\p{Lu}[\\p{L}'-]+";
const SURNAMES = new RegExp(
  `^(${NAME}(?: et al\\.|(?:, ${NAME})* and ${NAME})?),? (\\d{4})\\b(?: \\(([^)]+)\\))?`,
  "u",
);

/** The entries of sources, those of one book as one, each with a key of its own. */
export function bibtexOf(sources: readonly Source[]): readonly string[] {
  const entries = new Map<string, Entry>();
  for (const source of sources) {
    const entry = entryOf(source);
    if (entry === undefined) continue;
    const same = JSON.stringify(entry.fields);
    const earlier = entries.get(same);
    entries.set(same, earlier ? { ...earlier, parts: [...earlier.parts, ...entry.parts] } : entry);
  }
  const used = new Map<string, number>();
  return [...entries.values()].map((entry) => {
    const key = keyOf(entry);
    const number = (used.get(key) ?? 0) + 1;
    used.set(key, number);
    return written(entry, number === 1 ? key : `${key}-${number}`);
  });
}

function entryOf({ text, doi, year }: Source): Entry | undefined {
  const identifier = doi === undefined ? {} : { doi };
  const article = ARTICLE.exec(text);
  if (article) {
    const [, authors, journal, volume, pages, of] = article;
    const fields = { author: authorsOf(authors), journal, volume, pages, year: of, ...identifier };
    return { kind: "article", fields, parts: [] };
  }
  const book = BOOK.exec(text);
  if (book) {
    const [, authors, title, edition, publisher, of, part] = book;
    const fields = {
      author: authorsOf(authors),
      title,
      ...(edition === undefined ? {} : { edition }),
      publisher,
      year: of,
      ...identifier,
    };
    return { kind: "book", fields, parts: part === undefined ? [] : [part.trim()] };
  }
  const titled = TITLE.exec(text);
  if (titled) {
    const [, authors, title, of] = titled;
    return { kind: "misc", fields: { author: authorsOf(authors), title, year: of, ...identifier }, parts: [] };
  }
  const surnames = SURNAMES.exec(text);
  if (surnames) {
    const [, authors, of, about] = surnames;
    const known = about === undefined || about.startsWith("not opened") ? [] : [about];
    return { kind: "misc", fields: { author: authorsOf(authors), year: of, ...identifier }, parts: known };
  }
  if (doi === undefined) return undefined;
  return { kind: "misc", fields: { note: text, ...(year === undefined ? {} : { year }), doi }, parts: [] };
}

/** "A, B and C" and "A et al." as BibTeX joins names. */
function authorsOf(text: string): string {
  return text.replace(/,? et al\.$/, " and others").replaceAll(", ", " and ");
}

function keyOf({ fields }: Entry): string {
  const { author = fields.note ?? "", year = "" } = fields;
  const surname = /\p{Lu}[\p{L}'-]{2,}/u.exec(author.split(" and ")[0] ?? "")?.[0] ?? "source";
  return `${surname.toLowerCase().replace(/[^a-z]/g, "")}${year}`;
}

function written({ kind, fields, parts }: Entry, key: string): string {
  const note = parts.length > 0 ? { note: parts.join("; ") } : {};
  const lines = Object.entries({ ...fields, ...note }).map(
    ([name, value]) => `  ${name} = {${value.replace(/[{}\\]/g, "")}}`,
  );
  return `@${kind}{${key},\n${lines.join(",\n")}\n}`;
}
