/**
 * Columns of measured values: from a CSV file beside the model or from rows in it, to coherent SI.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import { numberIn, readTable, TableError } from "#model/read-table.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { DIMENSIONLESS, type Dimension, describeDimension, sameDimension } from "#units/dimension.ts";
import { parseQuantity } from "#units/parse-quantity.ts";
import { UnitError } from "#units/unit-error.ts";
import { columnUnit, shiftedText } from "./column-unit.ts";

type DataFile = NonNullable<ModelFile["data"]>[string];
/** Reads a file beside the model; absent where there are no files. */
export type ReadFile = ((path: string) => string) | undefined;

/** Columns by meaning: the name in the table, the values in coherent SI. */
export interface Columns {
  readonly numbers: ReadonlyMap<string, readonly number[]>;
  readonly words: ReadonlyMap<string, readonly string[]>;
}

/** Columns that are looked for, with their dimensions; `words` are read as text. */
export interface WantedColumns {
  readonly needed: ReadonlyMap<string, Dimension>;
  readonly optional: ReadonlyMap<string, Dimension>;
  readonly words: readonly string[];
}

/** The columns of measured values, from a file or from rows in the model; undefined, and reported, if they are wrong. */
export function readColumns(
  draft: Draft,
  path: Path,
  value: DataFile,
  wanted: WantedColumns,
  readFile: ReadFile,
): Columns | undefined {
  const before = draft.issues.length;
  const given = Object.entries(value.columns ?? {});
  const known = [...wanted.needed.keys(), ...wanted.optional.keys(), ...wanted.words];
  for (const [meaning] of given)
    if (!known.includes(meaning))
      complain(
        draft,
        [...path, "columns", meaning],
        {
          code: "unknown-key",
          found: `the column "${meaning}"`,
          expected: listed(known),
          fix: nearestName(meaning, known),
        },
        "key",
      );
  const missing = [...wanted.needed.keys()].filter((meaning) => value.columns?.[meaning] === undefined);
  if (missing.length > 0) {
    const example = missing
      .map((meaning) => (value.rows === undefined ? `${meaning}: [COLUMN, UNIT]` : `${meaning}: UNIT`))
      .join(", ");
    complain(
      draft,
      path,
      { code: "missing-key", found: `no column for ${missing.join(" and ")}`, expected: `columns: {${example}}` },
      "key",
    );
  }
  if (draft.issues.length > before) return undefined;
  const table = textColumns(draft, path, value, given, readFile);
  if (table === undefined) return undefined;
  const numbers = new Map<string, readonly number[]>();
  const words = new Map<string, readonly string[]>();
  for (const [i, [meaning]] of given.entries()) {
    const column = table[i] as TextColumn;
    const of = wanted.needed.get(meaning) ?? wanted.optional.get(meaning);
    if (of === undefined) words.set(meaning, column.fields);
    else {
      const read = columnNumbers(draft, [...path, "columns", meaning], column, of);
      if (read !== undefined) numbers.set(meaning, read);
    }
  }
  return draft.issues.length > before ? undefined : { numbers, words };
}

/** A column as text, with the unit of its numbers. */
export interface TextColumn {
  readonly name: string;
  readonly unit: string;
  readonly lines: readonly number[];
  readonly fields: readonly string[];
}

type GivenColumns = readonly (readonly [string, string | number | readonly string[]])[];

/** Columns as text, in the order in which they are given; undefined, and reported, if the table is wrong. */
export function textColumns(
  draft: Draft,
  path: Path,
  { rows, file = "" }: Pick<DataFile, "rows" | "file">,
  given: GivenColumns,
  readFile: ReadFile,
): readonly TextColumn[] | undefined {
  return rows === undefined ? fileTable(draft, path, file, given, readFile) : rowsTable(draft, path, rows, given);
}

/** In a file a column is its name in the header, or [name, unit]. */
function fileTable(
  draft: Draft,
  path: Path,
  file: string,
  given: GivenColumns,
  readFile: ReadFile,
): readonly TextColumn[] | undefined {
  const here = [...path, "file"];
  const refused =
    /^[a-z][a-z0-9+.-]*:/i.test(file) ||
    file.startsWith("/") ||
    file.startsWith("~") ||
    file.split(/[\\/]/).includes("..") ||
    file.includes("\\") ||
    file.includes("\0");
  if (refused || file === "") {
    complain(draft, here, {
      code: "file-access",
      found: `"${file}"`,
      expected: "the name of a file in the folder of the model: no other folder above it, no absolute path, no address",
      because: "A model from a stranger is safe to open only if it cannot read the rest of the disk.",
    });
    return undefined;
  }
  if (readFile === undefined) {
    complain(draft, here, {
      code: "file-access",
      found: `"${file}", and no files can be read here`,
      expected: "rows: [[...]] in the model itself",
    });
    return undefined;
  }
  try {
    const { columns, rows } = readTable(readFile(file));
    return given.map(([meaning, column]) => {
      const [name = "", unit = "1"] = typeof column === "object" ? column : [String(column)];
      const i = columns.indexOf(name);
      if (i < 0)
        throw new ColumnError(
          meaning,
          `"${name}", which is no column of ${file}`,
          listed(columns),
          nearestName(name, columns),
        );
      return { name, unit, lines: rows.map(({ line }) => line), fields: rows.map(({ fields }) => fields[i] as string) };
    });
  } catch (error) {
    if (error instanceof ColumnError)
      complain(draft, [...path, "columns", error.meaning], {
        code: "bad-table",
        found: error.found,
        expected: error.expected,
        fix: error.fix,
      });
    else if (error instanceof TableError)
      complain(draft, here, {
        code: "bad-table",
        found: `${file}, line ${error.line}: ${error.found}`,
        expected: error.expected,
      });
    else
      complain(draft, here, {
        code: "file-access",
        found: `"${file}", which cannot be read`,
        expected: "a CSV file in the folder of the model",
      });
    return undefined;
  }
}

class ColumnError extends Error {
  readonly meaning: string;
  readonly found: string;
  readonly expected: string;
  readonly fix: string | undefined;

  constructor(meaning: string, found: string, expected: string, fix: string | undefined) {
    super(found);
    this.meaning = meaning;
    this.found = found;
    this.expected = expected;
    this.fix = fix;
  }
}

/** In rows a column is its unit; columns stand in the order of their keys. */
function rowsTable(
  draft: Draft,
  path: Path,
  rows: readonly (readonly (number | string)[])[],
  given: GivenColumns,
): readonly TextColumn[] | undefined {
  const wrong = rows.findIndex((row) => row.length !== given.length);
  if (wrong >= 0) {
    complain(draft, [...path, "rows", wrong], {
      code: "bad-table",
      found: `a row of ${rows[wrong]?.length} values`,
      expected: `${given.length}: ${given.map(([meaning]) => meaning).join(", ")}`,
    });
    return undefined;
  }
  return given.map(([meaning, column], i) => ({
    name: meaning,
    unit: typeof column === "object" ? (column[1] ?? "1") : String(column),
    lines: rows.map((_, n) => n + 1),
    fields: rows.map((row) => String(row[i])),
  }));
}

/** The numbers of a column [coherent SI]; undefined, and reported, if they are wrong. */
export function columnNumbers(
  draft: Draft,
  path: Path,
  { name, unit, lines, fields }: TextColumn,
  of: Dimension,
): readonly number[] | undefined {
  try {
    const { unit: parsed, symbols, exponent } = columnUnit(unit);
    if (!sameDimension(parsed.dimension, of)) {
      const expected = sameDimension(of, DIMENSIONLESS) ? "no unit" : `a unit of ${describeDimension(of)}`;
      complain(draft, path, {
        code: "wrong-dimension",
        found: `the unit "${unit}" of ${describeDimension(parsed.dimension)}`,
        expected,
      });
      return undefined;
    }
    // A number and its unit are read together, so that no digit is lost.
    return fields.map((field, i) => {
      numberIn(field, lines[i] as number, name);
      const shifted = shiftedText(field, exponent);
      return parseQuantity(symbols === "1" ? shifted : `${shifted} ${symbols}`).value;
    });
  } catch (error) {
    if (error instanceof UnitError)
      complain(draft, path, { code: "bad-quantity", found: error.found, expected: error.expected, fix: error.fix });
    else if (error instanceof TableError)
      complain(draft, path, {
        code: "bad-table",
        found: `line ${error.line}: ${error.found}`,
        expected: error.expected,
      });
    else throw error;
    return undefined;
  }
}
