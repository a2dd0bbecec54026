/**
 * `data:` without `against:`: tables of measured values, whose columns have names of their own.
 *
 * @module
 */

import { complain, type Draft } from "#model/draft.ts";
import type { MeasuredTable, TableColumn } from "#model/fit.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import { NAME_EXPECTED, NAME_PATTERN } from "#model/schema/vocabulary.ts";
import type { Path } from "#model/yaml-node.ts";
import { UnitError } from "#units/unit-error.ts";
import { columnUnit } from "./column-unit.ts";
import { columnNumbers, type ReadFile, textColumns } from "./columns.ts";

type DataFile = NonNullable<ModelFile["data"]>[string];

/** The unit of a column of words. */
const WORDS = "text";

/** The tables that are right; the names of the others are tainted. */
export function readTables(draft: Draft, file: ModelFile, readFile: ReadFile): readonly MeasuredTable[] {
  return Object.entries(file.data ?? {}).flatMap(([name, value]) => {
    if (value.against !== undefined) return [];
    const table = readTable(draft, ["data", name], name, value, readFile);
    if (table === undefined) draft.tainted.add(`data.${name}`);
    return table ?? [];
  });
}

function readTable(
  draft: Draft,
  path: Path,
  name: string,
  value: DataFile,
  readFile: ReadFile,
): MeasuredTable | undefined {
  const before = draft.issues.length;
  const compared = (["rings", "reduce", "verdict"] as const).find((key) => value[key] !== undefined);
  if (compared !== undefined) {
    complain(
      draft,
      path,
      {
        code: "missing-key",
        found: `${compared} without against`,
        expected: 'against: an output, or "displacement(SPECIES)"',
      },
      "key",
    );
    return undefined;
  }
  if ((value.file === undefined) === (value.rows === undefined)) {
    complain(
      draft,
      path,
      {
        code: "one-of",
        found: value.file === undefined ? "a table without file or rows" : "file and rows",
        expected: "one of file, rows",
      },
      "key",
    );
    return undefined;
  }
  const given = Object.entries(value.columns ?? {});
  if (given.length === 0)
    complain(
      draft,
      path,
      {
        code: "missing-key",
        found: "a table without columns",
        expected: value.rows === undefined ? "columns: {NAME: [COLUMN, UNIT]}" : "columns: {NAME: UNIT}",
      },
      "key",
    );
  for (const [column] of given)
    if (!NAME_PATTERN.test(column))
      complain(
        draft,
        [...path, "columns", column],
        { code: "bad-name", found: `the name "${column}"`, expected: NAME_EXPECTED },
        "key",
      );
  if (draft.issues.length > before) return undefined;
  const texts = textColumns(draft, path, value, given, readFile);
  if (texts === undefined) return undefined;
  const columns = texts.flatMap((column, i): TableColumn[] => {
    const [key] = given[i] as (typeof given)[number];
    if (column.unit === WORDS) return [{ kind: "words", name: key, values: column.fields }];
    const here = [...path, "columns", key];
    const unit = unitAt(draft, here, column.unit);
    if (unit === undefined) return [];
    const values = columnNumbers(draft, here, column, unit.dimension);
    return values === undefined ? [] : [{ kind: "numbers", name: key, unit, values }];
  });
  if (draft.issues.length > before) return undefined;
  return { name, columns, ...(value.source === undefined ? {} : { source: value.source }) };
}

function unitAt(draft: Draft, path: Path, text: string) {
  try {
    return columnUnit(text).unit;
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    const { found, expected, fix } = error;
    complain(draft, path, { code: "bad-quantity", found, expected: `${expected}; or text`, fix });
    return undefined;
  }
}
