/**
 * The tables of a result: outputs by level, agreement, expectations, data, every series and every profile.
 *
 * @module
 */

import type { LevelName } from "#model/model.ts";
import type { LevelReport, OutputReport, RunResult, SweepReport } from "#run/run-result.ts";
import { experimentTables, sensitivityTable } from "./experiment-tables.ts";
import { fitTables } from "./fit-tables.ts";
import type { Cell, Table } from "./table.ts";
import { variantTables } from "./variant-section.ts";

/** The levels that ran, in the order in which they are printed. */
export function levelsOf({ levels }: Pick<RunResult, "levels">): readonly (readonly [LevelName, LevelReport])[] {
  return Object.entries(levels) as unknown as readonly (readonly [LevelName, LevelReport])[];
}

/** Names of all outputs that some level states, in the order of the levels and the file. */
export function outputNames(result: Pick<RunResult, "levels">): readonly string[] {
  return [...new Set(levelsOf(result).flatMap(([, { outputs }]) => Object.keys(outputs)))];
}

/** What a level says of an output; undefined if nothing. */
export function outputOf(report: LevelReport, name: string): OutputReport | undefined {
  return Object.hasOwn(report.outputs, name) ? report.outputs[name] : undefined;
}

/** All tables of a result. Those without rows are left out, except the outputs. */
export function resultTables(result: RunResult): readonly Table[] {
  const rest = [
    agreementTable(result),
    expectationTable(result),
    dataTable(result),
    invariantTable(result),
    ...seriesTables(result),
    ...profileTables(result),
    trackTable(result),
    ...result.sweeps.map(sweepTable),
    ...variantTables(result),
    ...fitTables(result),
    ...experimentTables(result),
    sensitivityTable(result),
  ];
  return [outputTable(result), ...rest.filter(({ rows }) => rows.length > 0)];
}

/** One row for each output and level: value, standard error, unit. */
function outputTable(result: RunResult): Table {
  const rows = outputNames(result).flatMap((name) =>
    levelsOf(result).flatMap(([level, report]): Cell[][] => {
      const output = outputOf(report, name);
      if (!output) return [];
      const { value, standardError, unit, when, equilibrium } = output;
      const rows: Cell[][] = [[name, level, when, value, standardError, unit]];
      if (equilibrium !== undefined && when !== "equilibrium")
        rows.push([name, level, "equilibrium", equilibrium, null, unit]);
      return rows;
    }),
  );
  return { name: "outputs", columns: ["output", "level", "when", "value", "standard_error", "unit"], rows };
}

/** One row for each pair of levels that was judged; differences are relative. */
function agreementTable({ agreement }: RunResult): Table {
  return {
    name: "agreement",
    columns: [
      "output",
      "reference",
      "level",
      "independent",
      "relative_difference",
      "relative_uncertainty",
      "relative_margin",
      "verdict",
      "because",
      "walkers_needed",
      "z",
      "p",
    ],
    rows: agreement.map((verdict) => [
      verdict.output,
      verdict.levels[0],
      verdict.levels[1],
      verdict.independent,
      verdict.difference,
      verdict.uncertainty,
      verdict.allowed,
      verdict.verdict,
      verdict.because,
      verdict.walkersNeeded ?? null,
      verdict.z ?? null,
      verdict.p ?? null,
    ]),
  };
}

/** One row for each expectation and level. */
function expectationTable({ expect }: RunResult): Table {
  return {
    name: "expect",
    columns: ["output", "level", "at", "expected", "found", "allowed", "unit", "verdict", "line"],
    rows: expect.map(({ output, level, at, expected, found, allowed, unit, verdict, line }) => [
      output,
      level,
      at,
      expected,
      found,
      allowed,
      unit,
      verdict,
      line,
    ]),
  };
}

/** One row for each result of a comparison with measurements. */
function dataTable({ data }: RunResult): Table {
  return {
    name: "data",
    columns: ["measurement", "quantity", "value", "standard_error", "low", "high", "unit", "z", "p", "verdict", "note"],
    rows: data.flatMap(({ name, statistic, value, z, p, verdict, because, details }): Cell[][] => [
      [name, statistic, value, null, null, null, "1", z, p, verdict, because],
      ...details.map((one): Cell[] => [
        name,
        one.name,
        one.value,
        one.standardError ?? null,
        one.low ?? null,
        one.high ?? null,
        one.unit,
        null,
        null,
        "",
        one.note ?? "",
      ]),
    ]),
  };
}

/** One row for each invariant of each level. */
function invariantTable(result: RunResult): Table {
  const rows = levelsOf(result).flatMap(([level, { invariants }]) =>
    Object.entries(invariants).map(([name, value]): Cell[] => [level, name, value]),
  );
  return { name: "invariants", columns: ["level", "invariant", "value"], rows };
}

/** A table for each output that was recorded over time: one row for each time and level. */
function seriesTables(result: RunResult): readonly Table[] {
  return outputNames(result).map((name) => ({
    name: `series-${name}`,
    columns: ["t_s", "level", "value", "standard_error", "unit"],
    rows: levelsOf(result).flatMap(([level, report]): Cell[][] => {
      const output = outputOf(report, name);
      const series = output?.series;
      if (!output || !series) return [];
      return series.axes.t.values.map((t, i) => [
        t,
        level,
        series.values[i],
        series.standardErrors?.[i] ?? null,
        output.unit,
      ]);
    }),
  }));
}

/** A table for each species and quantity that levels give as curves: one row for each level, time and place. */
function profileTables(result: RunResult): readonly Table[] {
  const tables = new Map<string, Cell[][]>();
  for (const [level, { profiles }] of levelsOf(result))
    for (const { species, quantity, when, unit, axes, values } of profiles) {
      const name = `profile-${species === "" ? "" : `${species}-`}${quantity}`;
      const rows = tables.get(name) ?? [];
      tables.set(name, rows);
      for (const [i, x] of axes.x.values.entries()) rows.push([x, when, level, values[i], unit]);
    }
  const columns = ["x_m", "when", "level", "value", "unit"];
  return [...tables].map(([name, rows]) => ({ name, columns, rows }));
}

/** One row for each walker that was kept and each time: where it was [m]; nothing after it has left. */
export function trackTable(result: RunResult): Table {
  const rows = levelsOf(result).flatMap(([level, { tracks = [] }]) =>
    tracks.flatMap(({ species, axes, positions }, track): Cell[][] =>
      axes.t.values.map((time, i) => [
        level,
        species,
        track + 1,
        time,
        ...[0, 1, 2].map((k) => positions[k]?.[i] ?? null),
      ]),
    ),
  );
  return { name: "tracks", columns: ["level", "species", "track", "time_s", "x_m", "y_m", "z_m"], rows };
}

/** One row for each value of a sweep. */
function sweepTable({ name, level, vary, axis, output, unit, values, beside, variants }: SweepReport): Table {
  const columns = ["varied", "varied_value", "varied_unit", "level", "output", "value", "unit"];
  const row = (at: number, value: number | null | undefined) =>
    [vary.join(" and "), at, axis.unit, level, output, value ?? null, unit] as const;
  if (variants !== undefined) {
    const all = [{ name: "", field: "", values }, ...(beside ?? []).map((one) => ({ name: "", ...one })), ...variants];
    return {
      name: `sweep-${name}`,
      columns: [...columns, "field", "variant"],
      rows: all.flatMap((one) =>
        axis.values.map((at, i) => [...row(at, one.values[i]), "field" in one ? one.field : "", one.name]),
      ),
    };
  }
  if (beside === undefined)
    return { name: `sweep-${name}`, columns, rows: axis.values.map((at, i) => row(at, values[i])) };
  const fields = [{ field: "", values }, ...beside];
  return {
    name: `sweep-${name}`,
    columns: [...columns, "field"],
    rows: fields.flatMap((one) => axis.values.map((at, i) => [...row(at, one.values[i]), one.field])),
  };
}
