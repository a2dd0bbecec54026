/**
 * CSV tables of measured values: a header, rows, comments that start with #, fields in double quotes.
 *
 * @module
 */

/** A table as text. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/** One row; `line` counts from 1 in the file. */
export interface TableRow {
  readonly line: number;
  readonly fields: readonly string[];
}

/** A table that cannot be read. */
export class TableError extends Error {
  readonly kind = "table";
  readonly line: number;
  readonly found: string;
  readonly expected: string;

  constructor(line: number, found: string, expected: string) {
    super(`line ${line}: ${found}; expected ${expected}.`);
    this.name = "TableError";
    this.line = line;
    this.found = found;
    this.expected = expected;
  }
}

/** The longest table [characters]. */
export const LONGEST_TABLE = 50_000_000;

/**
 * The table in a CSV text; fields are separated by commas, or by semicolons or tabs if the header is.
 *
 * @throws TableError, with the line, if a row has more or fewer fields than the header or a quote is not closed.
 */
export function readTable(text: string): Table {
  if (text.length > LONGEST_TABLE) throw new TableError(1, `${text.length} characters`, `at most ${LONGEST_TABLE}`);
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const rows: TableRow[] = [];
  let separator: string | undefined;
  for (const [i, line] of lines.entries()) {
    if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
    separator ??= separatorOf(line);
    const fields = splitRow(line, separator, i + 1);
    const width = rows[0]?.fields.length ?? fields.length;
    if (fields.length !== width) throw new TableError(i + 1, `${countOf(fields.length)}`, `${width}, as in the header`);
    rows.push({ line: i + 1, fields });
  }
  const [header, ...body] = rows;
  if (header === undefined) throw new TableError(1, "an empty table", "a header and rows");
  for (const [i, column] of header.fields.entries())
    if (header.fields.indexOf(column) !== i)
      throw new TableError(header.line, `the column "${column}" for the second time`, "every column once");
  return { columns: header.fields, rows: body };
}

function countOf(n: number): string {
  return n === 1 ? "1 field" : `${n} fields`;
}

function separatorOf(header: string): string {
  return [",", "\t", ";"].find((separator) => header.includes(separator)) ?? ",";
}

function splitRow(line: string, separator: string, number: number): readonly string[] {
  const fields: string[] = [];
  let i = 0;
  for (;;) {
    while (line[i] === " ") i++;
    if (line[i] === '"') {
      const { text, end } = quotedField(line, i, number);
      fields.push(text);
      i = end;
      while (line[i] === " ") i++;
      if (i < line.length && line[i] !== separator)
        throw new TableError(
          number,
          `"${line.slice(i, i + 20)}" behind a quoted field`,
          `"${separator}" or the end of the line`,
        );
    } else {
      const end = line.indexOf(separator, i);
      fields.push(line.slice(i, end < 0 ? undefined : end).trim());
      i = end < 0 ? line.length : end;
    }
    if (i >= line.length) return fields;
    i++;
  }
}

function quotedField(line: string, start: number, number: number): { readonly text: string; readonly end: number } {
  let text = "";
  for (let i = start + 1; i < line.length; i++) {
    if (line[i] !== '"') text += line[i];
    else if (line[i + 1] === '"') text += line[i++];
    else return { text, end: i + 1 };
  }
  throw new TableError(number, "a quote that is not closed", 'a closing "');
}

/** The number in a field of a table. @throws TableError if there is none. */
export function numberIn(field: string, line: number, column: string): number {
  const value = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(field) ? Number(field) : Number.NaN;
  if (!Number.isFinite(value)) throw new TableError(line, `"${field}" in the column ${column}`, "a number");
  return value;
}
