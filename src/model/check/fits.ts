/**
 * `fits:`: measured columns, and the laws or outputs that are fitted to them.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import {
  type Fit,
  type FitCurve,
  type FitLaw,
  type FitPlaces,
  type FreeParameter,
  type MeasuredTable,
  numbersOf,
} from "#model/fit.ts";
import type { Output, Parameter } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { DIMENSIONLESS, type Dimension, dimension, formatDimension, sameDimension } from "#units/dimension.ts";
import { readFitExpectations } from "./fit-expectations.ts";
import { columnExpression } from "./fit-expression.ts";
import { readFree } from "./free-parameters.ts";
import { refuseUnknownOutput } from "./presentation.ts";

type FitFile = NonNullable<ModelFile["fits"]>[string];
export type LawFile = Pick<FitFile, "law" | "output" | "at" | "free" | "scale">;

/** What fits refer to. */
export interface FitContext {
  readonly tables: readonly MeasuredTable[];
  readonly parameters: readonly Parameter[];
  readonly outputs: readonly Output[];
}

const TIME = dimension("s");

/** Times at which fits ask for outputs [s]. */
export function fitTimes(file: ModelFile, tables: readonly MeasuredTable[]): readonly number[] {
  return Object.values(file.fits ?? {}).flatMap((fit) => {
    const table = tables.find(({ name }) => name === fit.data);
    return [fit, ...Object.values(fit.beside ?? {})].flatMap(({ at }) => {
      const column = table !== undefined && typeof at === "string" ? numbersOf(table, at) : undefined;
      return column !== undefined && sameDimension(column.unit.dimension, TIME) ? column.values : [];
    });
  });
}

/** The fits that are right. */
export function readFits(draft: Draft, file: ModelFile, context: FitContext): readonly Fit[] {
  return Object.entries(file.fits ?? {}).flatMap(
    ([name, value]) => readFit(draft, ["fits", name], name, value, context) ?? [],
  );
}

function readFit(draft: Draft, path: Path, name: string, value: FitFile, context: FitContext): Fit | undefined {
  const before = draft.issues.length;
  const names = context.tables.map((one) => one.name);
  const table = context.tables.find((one) => one.name === value.data);
  if (table === undefined) {
    if (!draft.tainted.has(`data.${value.data}`))
      complain(draft, [...path, "data"], {
        code: "bad-table",
        found: `"${value.data}", which is no table`,
        expected: names.length === 0 ? "a table under data:, without against" : `a table: ${listed(names)}`,
        fix: nearestName(value.data, names),
      });
    return undefined;
  }
  const observed = observedColumn(draft, [...path, "of"], value.of, table);
  if (observed === undefined) return undefined;
  const errors = value["standard-error"];
  const standardErrors =
    errors === undefined ? undefined : columnOf(draft, [...path, "standard-error"], errors, table, observed.dimension);
  const laws = [
    readLaw(draft, path, name, value, table, observed.dimension, context),
    ...Object.entries(value.beside ?? {}).map(([other, one]) =>
      readLaw(draft, [...path, "beside", other], other, one, table, observed.dimension, context),
    ),
  ];
  if (draft.issues.length > before) return undefined;
  const [first, ...rest] = laws.flatMap((law) => law ?? []);
  if (first === undefined) return undefined;
  const others = rest.map((law) => ({ ...law, free: withUnitsOf(first.free, law.free) }));
  const wrong = (standardErrors ?? []).findIndex((error) => !(error > 0));
  if (wrong >= 0)
    complain(draft, [...path, "standard-error"], {
      code: "out-of-range",
      found: `a standard error of ${standardErrors?.[wrong]} in row ${wrong + 1}`,
      expected: "standard errors above zero",
    });
  for (const law of [first, ...others])
    refuseFewData(draft, path, observed.values.length, law, value.validate !== undefined);
  const expectations = readFitExpectations(draft, path, value, [first, ...others], observed.dimension);
  if (draft.issues.length > before) return undefined;
  const labels = table.columns.find(({ kind }) => kind === "words");
  return {
    name,
    table: table.name,
    observed: { ...observed, ...(standardErrors === undefined ? {} : { standardErrors }) },
    ...(labels?.kind === "words" ? { labels: labels.values } : {}),
    laws: [first, ...others],
    validate: value.validate !== undefined,
    expectations,
  };
}

/** The measured values: a column, or an expression of columns at every row. */
function observedColumn(draft: Draft, path: Path, of: string | number, table: MeasuredTable) {
  const text = String(of);
  const column = numbersOf(table, text);
  if (column !== undefined) return { text, values: column.values, dimension: column.unit.dimension, unit: column.unit };
  const read = columnExpression(draft, path, of, table, new Map());
  if (read === undefined) return undefined;
  const columns = table.columns.flatMap((one) => (one.kind === "numbers" ? [one] : []));
  const rows = table.columns[0]?.values.length ?? 0;
  const values = Array.from({ length: rows }, (_, i) =>
    evaluate(read.expression, { name: (name) => columns.find((one) => one.name === name)?.values[i] }),
  );
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong < 0) return { text, values, dimension: read.dimension };
  complain(draft, path, {
    code: "out-of-range",
    found: `a value of ${values[wrong]} in row ${wrong + 1}`,
    expected: "finite numbers",
  });
  return undefined;
}

function columnOf(
  draft: Draft,
  path: Path,
  name: string,
  table: MeasuredTable,
  of: Dimension | undefined,
): readonly number[] | undefined {
  const names = table.columns.flatMap((one) => (one.kind === "numbers" ? [one.name] : []));
  const column = numbersOf(table, name);
  if (column === undefined) {
    complain(draft, path, {
      code: "bad-table",
      found: `"${name}", which is no column of numbers of ${table.name}`,
      expected: listed(names),
      fix: nearestName(name, names),
    });
    return undefined;
  }
  if (of === undefined || sameDimension(column.unit.dimension, of)) return column.values;
  complain(draft, path, {
    code: "wrong-dimension",
    found: `the column ${name} in ${column.unit.text}`,
    expected: `a column in ${formatDimension(of)}`,
  });
  return undefined;
}

/** Parameters of a law beside in the units of the main law, where they have none of their own. */
function withUnitsOf(main: readonly FreeParameter[], free: readonly FreeParameter[]): readonly FreeParameter[] {
  return free.map((one) => {
    const unit = one.unit ?? main.find(({ name }) => name === one.name)?.unit;
    return unit === undefined ? one : { ...one, unit };
  });
}

function readLaw(
  draft: Draft,
  path: Path,
  name: string,
  value: LawFile,
  table: MeasuredTable,
  observed: Dimension,
  context: FitContext,
): FitLaw | undefined {
  if ((value.law === undefined) === (value.output === undefined)) {
    complain(
      draft,
      path,
      {
        code: "one-of",
        found: value.law === undefined ? "a fit without law or output" : "law and output",
        expected: "one of law, output",
      },
      "key",
    );
    return undefined;
  }
  const free = readFree(draft, [...path, "free"], value.free, context.parameters);
  if (free === undefined) return undefined;
  const freeScale = value.scale === "free";
  let curve: FitCurve | undefined;
  let of: Dimension = DIMENSIONLESS;
  if (value.law !== undefined) {
    const names = new Map(free.map((one) => [one.name, one.dimension]));
    const read = columnExpression(draft, [...path, "law"], value.law, table, names);
    if (read === undefined) return undefined;
    of = read.dimension;
    curve = { kind: "law", text: String(value.law), expression: read.expression };
    if (value.at !== undefined)
      complain(
        draft,
        [...path, "at"],
        { code: "unknown-key", found: "at beside a law", expected: "columns by their names in the law itself" },
        "key",
      );
  } else {
    const name = value.output as string;
    if (refuseUnknownOutput(draft, [...path, "output"], name, context.outputs)) return undefined;
    const output = context.outputs.find((one) => one.name === name);
    const at = readPlaces(draft, [...path, "at"], value.at, table, context);
    if (output === undefined || at === undefined) return undefined;
    const rows = table.columns[0]?.values.length ?? 0;
    if (at.kind === "once" && rows > 1)
      complain(draft, [...path, "output"], {
        code: "missing-key",
        found: `one value of ${name} for ${rows} rows of ${table.name}`,
        expected: "at: a column of times, or a parameter with the column of its values: {pH: pH}",
      });
    of = output.dimension;
    curve = { kind: "output", output: name, at };
    const still = free.find(({ start, above, below }) => start === 0 && above === undefined && below === undefined);
    if (still !== undefined)
      complain(draft, ["parameters", still.name], {
        code: "out-of-range",
        found: `a fit of an output that starts from ${still.name} = 0`,
        expected: "another value to start from, which tells how large its steps may be",
      });
  }
  if (!freeScale && !sameDimension(of, observed)) {
    complain(draft, [...path, value.law === undefined ? "output" : "law"], {
      code: "wrong-dimension",
      found: `a curve in ${formatDimension(of)}`,
      expected: `one in ${formatDimension(observed)}, as the measured column; or scale: free`,
    });
    return undefined;
  }
  return { name, curve, free, freeScale };
}

function readPlaces(
  draft: Draft,
  path: Path,
  at: LawFile["at"],
  table: MeasuredTable,
  { parameters }: FitContext,
): FitPlaces | undefined {
  if (at === undefined) return { kind: "once" };
  if (typeof at === "string") {
    const values = columnOf(draft, path, at, table, TIME);
    const early = values?.findIndex((time) => time < 0) ?? -1;
    if (early >= 0)
      complain(draft, path, {
        code: "out-of-range",
        found: `a time of ${values?.[early]} s in row ${early + 1} of ${at}`,
        expected: "times from 0 on",
      });
    return values && { kind: "time", column: at, values };
  }
  const given = Object.entries(at);
  const [entry] = given;
  if (entry === undefined || given.length > 1) {
    complain(draft, path, {
      code: "one-of",
      found: `${given.length} parameters`,
      expected: "one parameter and the column of its values: {pH: pH}",
    });
    return undefined;
  }
  const [name, column] = entry;
  const parameter = parameters.find((one) => one.name === name);
  if (parameter === undefined) {
    const names = parameters.map((one) => one.name);
    complain(
      draft,
      [...path, name],
      {
        code: "unknown-parameter",
        found: `"${name}", which is no parameter`,
        expected: listed(names),
        fix: nearestName(name, names),
      },
      "key",
    );
    return undefined;
  }
  const values = columnOf(draft, [...path, name], column, table, parameter.dimension);
  return values && { kind: "parameter", column, parameter: name, values };
}

function refuseFewData(draft: Draft, path: Path, data: number, { name, free, freeScale }: FitLaw, validate: boolean) {
  const needed = free.length + (freeScale ? 1 : 0) + (validate ? 2 : 1);
  if (data >= needed) return;
  complain(
    draft,
    path,
    {
      code: "bad-table",
      found: `${data} rows for ${name}, with ${free.length} free parameters`,
      expected: `${needed} rows at least, so that something is left to tell the errors`,
    },
    "key",
  );
}
