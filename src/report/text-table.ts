/**
 * Tables and paragraphs for a terminal: columns aligned by character count, paragraphs broken at a width.
 *
 * @module
 */

/** A column of a text table. */
export interface TextColumn {
  readonly heading: string;
  readonly align?: "left" | "right";
}

/** Number of characters as they stand on a terminal: one for each code point. */
export function textWidth(text: string): number {
  return [...text].length;
}

/** Text filled with spaces to a width. */
export function padded(text: string, width: number, align: "left" | "right" = "left"): string {
  const spaces = " ".repeat(Math.max(0, width - textWidth(text)));
  return align === "left" ? text + spaces : spaces + text;
}

/** Lines of a table: the headings, then the rows, two spaces between columns. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = columns.map(({ heading }, i) => Math.max(textWidth(heading), ...rows.map((row) => textWidth(row[i]))));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => padded(cell, widths[i], columns[i].align))
      .join("  ")
      .trimEnd();
  return [line(columns.map(({ heading }) => heading)), ...rows.map(line)];
}

/** Text broken into lines of at most a width, at spaces; later lines are indented. */
export function wrapped(text: string, width: number, indent = ""): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    const candidate = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(candidate) > width) {
      lines.push(line);
      line = indent + word;
    } else line = candidate;
  }
  if (line !== "") lines.push(line);
  return lines;
}
