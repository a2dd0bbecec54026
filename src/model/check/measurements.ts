/**
 * `data:`: measured values beside the model.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import type { Measurement, Output, Species, Track } from "#model/model.ts";
import { numberIn, readTable, TableError } from "#model/read-table.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { DIMENSIONLESS, type Dimension, describeDimension, dimension, sameDimension } from "#units/dimension.ts";
import { parseQuantity } from "#units/parse-quantity.ts";
import { parseUnit } from "#units/parse-unit.ts";
import { UnitError } from "#units/unit-error.ts";
import { axesOf } from "./amounts.ts";
import type { DomainDraft } from "./domain.ts";
import { refuseUnknownOutput } from "./presentation.ts";
import { positiveAt } from "./quantity.ts";
import { unknownSpecies } from "./species.ts";

type DataFile = NonNullable<ModelFile["data"]>[string];

/** What measurements refer to. */
export interface MeasurementContext {
  readonly species: readonly Species[];
  readonly outputs: readonly Output[];
  readonly domain: DomainDraft | undefined;
  /** Reads a file beside the model; absent where there are no files. */
  readonly readFile: ((path: string) => string) | undefined;
}

/** The measurements that are right. */
export function readMeasurements(draft: Draft, file: ModelFile, context: MeasurementContext): readonly Measurement[] {
  return Object.entries(file.data ?? {}).flatMap(
    ([name, value]) => readMeasurement(draft, ["data", name], name, value, context) ?? [],
  );
}

function readMeasurement(
  draft: Draft,
  path: Path,
  name: string,
  value: DataFile,
  context: MeasurementContext,
): Measurement | undefined {
  const ways = (["file", "rows", "rings"] as const).filter((key) => value[key] !== undefined);
  if (ways.length !== 1) {
    complain(
      draft,
      path,
      {
        code: "one-of",
        found: ways.length === 0 ? "measured values without file, rows or rings" : ways.join(" and "),
        expected: "one of file, rows, rings",
      },
      "key",
    );
    return undefined;
  }
  const content = readContent(draft, path, value, context);
  if (content === undefined) return undefined;
  const { verdict = "report", source } = value;
  return { name, verdict, content, ...(source === undefined ? {} : { source }) };
}

function readContent(
  draft: Draft,
  path: Path,
  value: DataFile,
  context: MeasurementContext,
): Measurement["content"] | undefined {
  const displacement = /^\s*displacement\(\s*(\w+)\s*\)\s*$/.exec(value.against)?.[1];
  if (displacement === undefined) {
    if (value.rings !== undefined) {
      complain(draft, [...path, "against"], {
        code: "one-of",
        found: `rings against "${value.against}"`,
        expected: 'against: "displacement(SPECIES)"',
      });
      return undefined;
    }
    return readValues(draft, path, value, context);
  }
  const species = context.species.find((one) => one.name === displacement);
  if (species === undefined) {
    if (!draft.tainted.has(displacement))
      complain(
        draft,
        [...path, "against"],
        unknownSpecies(
          displacement,
          context.species.map((one) => one.name),
        ),
      );
    return undefined;
  }
  if (value.rings !== undefined) return readRings(draft, [...path, "rings"], value.rings, displacement);
  return readTracks(draft, path, value, displacement, context);
}

function readRings(
  draft: Draft,
  path: Path,
  { width, counts }: NonNullable<DataFile["rings"]>,
  species: string,
): Measurement["content"] | undefined {
  const wrong = counts.findIndex((n) => !(Number.isInteger(n) && n >= 0));
  if (wrong >= 0)
    complain(draft, [...path, "counts", wrong], {
      code: "out-of-range",
      found: String(counts[wrong]),
      expected: "a count: a whole number, not negative",
    });
  if (counts.length < 2)
    complain(draft, [...path, "counts"], {
      code: "out-of-range",
      found: `${counts.length} rings`,
      expected: "at least two",
    });
  if (!(width > 0))
    complain(draft, [...path, "width"], { code: "out-of-range", found: String(width), expected: "a width above zero" });
  return wrong >= 0 || counts.length < 2 || !(width > 0)
    ? undefined
    : { kind: "rings", species, ringWidth: width, counts };
}

/** Columns by meaning: the name in the table, the values in coherent SI. */
interface Columns {
  readonly numbers: ReadonlyMap<string, readonly number[]>;
  readonly words: ReadonlyMap<string, readonly string[]>;
}

function readTracks(
  draft: Draft,
  path: Path,
  value: DataFile,
  species: string,
  { domain, readFile }: MeasurementContext,
): Measurement["content"] | undefined {
  const axes = ["x", "y", "z"].slice(0, axesOf(domain));
  const lag =
    value.reduce === undefined
      ? undefined
      : positiveAt(draft, [...path, "reduce", "displacement"], value.reduce.displacement, dimension("s"), "a time");
  if (value.reduce === undefined)
    complain(
      draft,
      path,
      {
        code: "missing-key",
        found: "tracks without reduce",
        expected: "reduce: {displacement: 30 s}, the lag over which displacements are taken",
        fix: "reduce: {displacement: 30 s}",
      },
      "key",
    );
  const needed = new Map<string, Dimension>([
    ["time", dimension("s")],
    ...axes.map((axis) => [axis, dimension("m")] as const),
  ]);
  const columns = readColumns(draft, path, value, { needed, optional: new Map(), words: ["track"] }, readFile);
  if (columns === undefined || lag === undefined) return undefined;
  const time = columns.numbers.get("time") ?? [];
  const names = columns.words.get("track") ?? time.map(() => "1");
  const tracks: Track[] = [];
  for (const name of new Set(names)) {
    const rows = names.flatMap((other, i) => (other === name ? [i] : []));
    const pick = (values: readonly number[]) => rows.map((i) => values[i] as number);
    const track = { name, time: pick(time), axes: axes.map((axis) => pick(columns.numbers.get(axis) ?? [])) };
    const back = track.time.findIndex((t, i) => i > 0 && t <= (track.time[i - 1] as number));
    if (back > 0) {
      complain(draft, [...path, value.file === undefined ? "rows" : "file"], {
        code: "bad-table",
        found: `track ${name} with time ${track.time[back]} s after ${track.time[back - 1]} s`,
        expected: "times that increase along each track",
      });
      return undefined;
    }
    tracks.push(track);
  }
  return { kind: "tracks", species, lag, tracks };
}

function readValues(
  draft: Draft,
  path: Path,
  value: DataFile,
  { outputs, readFile }: MeasurementContext,
): Measurement["content"] | undefined {
  if (refuseUnknownOutput(draft, [...path, "against"], value.against, outputs)) return undefined;
  const output = outputs.find((one) => one.name === value.against);
  if (output === undefined) return undefined;
  const wanted = {
    needed: new Map([["value", output.dimension]]),
    optional: new Map([
      ["time", dimension("s")],
      ["standard-error", output.dimension],
    ]),
    words: [],
  };
  const columns = readColumns(draft, path, value, wanted, readFile);
  if (columns === undefined) return undefined;
  const standardErrors = columns.numbers.get("standard-error");
  const at = columns.numbers.get("time") ?? [];
  return {
    kind: "values",
    output: output.name,
    at,
    values: columns.numbers.get("value") ?? [],
    ...(standardErrors === undefined ? {} : { standardErrors }),
  };
}

interface WantedColumns {
  readonly needed: ReadonlyMap<string, Dimension>;
  readonly optional: ReadonlyMap<string, Dimension>;
  readonly words: readonly string[];
}

function readColumns(
  draft: Draft,
  path: Path,
  value: DataFile,
  wanted: WantedColumns,
  readFile: MeasurementContext["readFile"],
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
  const table =
    value.rows === undefined
      ? fileTable(draft, path, value.file as string, given, readFile)
      : rowsTable(draft, path, value.rows, given);
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
interface TextColumn {
  readonly name: string;
  readonly unit: string;
  readonly lines: readonly number[];
  readonly fields: readonly string[];
}

type GivenColumns = readonly (readonly [string, string | readonly string[]])[];

/** In a file a column is its name in the header, or [name, unit]. */
function fileTable(
  draft: Draft,
  path: Path,
  file: string,
  given: GivenColumns,
  readFile: MeasurementContext["readFile"],
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
      const [name = "", unit = "1"] = typeof column === "string" ? [column] : column;
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
    unit: typeof column === "string" ? column : (column[1] ?? "1"),
    lines: rows.map((_, n) => n + 1),
    fields: rows.map((row) => String(row[i])),
  }));
}

function columnNumbers(
  draft: Draft,
  path: Path,
  { name, unit, lines, fields }: TextColumn,
  of: Dimension,
): readonly number[] | undefined {
  try {
    const parsed = parseUnit(unit);
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
      return parseQuantity(unit === "1" ? field : `${field} ${unit}`).value;
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
