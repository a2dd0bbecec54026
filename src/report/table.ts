/**
 * Tables as rows of numbers and words, and their spelling as comma-separated values (RFC 4180).
 *
 * @module
 */

/** A table of a result. */
export interface Table {
  /** File name without ending. */
  readonly name: string;
  /** Column headings; a unit follows its quantity after an underscore or stands in a column of its own. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export type Cell = string | number | boolean | null;

/** The table as text: numbers in their shortest exact spelling, an empty field for null and for no number. */
export function csvText({ columns, rows }: Table): string {
  return `${[columns, ...rows].map((row) => row.map(field).join(",")).join("\r\n")}\r\n`;
}

function field(cell: Cell): string {
  if (cell === null || (typeof cell === "number" && !Number.isFinite(cell))) return "";
  const text = String(cell);
  if (typeof cell !== "string") return text;
  const guarded = opensAsFormula(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** A word that a spreadsheet would run as a formula; model files come from strangers. */
function opensAsFormula(text: string): boolean {
  return /^[=+@\t\r-]/.test(text) && !Number.isFinite(Number(text));
}
