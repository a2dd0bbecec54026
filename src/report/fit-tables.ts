/**
 * Tables of fits: their parameters, and every value beside what the laws make of it.
 *
 * @module
 */

import type { FitLawReport, FitReport, RunResult } from "#run/run-result.ts";
import type { Cell, Table } from "./table.ts";

/** The tables of all fits; none if there is no fit. */
export function fitTables({ fits = [] }: Pick<RunResult, "fits">): readonly Table[] {
  if (fits.length === 0) return [];
  return [parameterTable(fits), ...fits.map(pointTable)];
}

/** One row for each parameter of each law, and rows for how well it lies. */
function parameterTable(fits: readonly FitReport[]): Table {
  return {
    name: "fits",
    columns: ["fit", "law", "quantity", "determined", "value", "standard_error", "low", "high", "unit", "note"],
    rows: fits.flatMap((fit) =>
      fit.laws.flatMap((law): Cell[][] => [
        ...law.estimates.map((one) => [fit.name, law.name, one.name, ...estimateRow(one)]),
        ...(law.scale === undefined
          ? []
          : [[fit.name, law.name, "factor", true, law.scale.value, law.scale.standardError, null, null, "SI", ""]]),
        [fit.name, law.name, "rms", law.failure === undefined, law.rms, null, null, null, fit.unit, law.note],
        [fit.name, law.name, "chi_square", law.failure === undefined, law.chiSquare, null, null, null, "SI", ""],
        ...(law.leaveOneOut === undefined
          ? []
          : [[fit.name, law.name, "leave_one_out", true, law.leaveOneOut.rms, null, null, null, fit.unit, ""]]),
      ]),
    ),
  };
}

function estimateRow(one: FitLawReport["estimates"][number]): Cell[] {
  switch (one.kind) {
    case "determined":
      return [true, one.value, one.standardError, one.low, one.high, one.unit, ""];
    case "at-least":
      return [false, null, null, one.low, null, one.unit, ""];
    case "at-most":
      return [false, null, null, null, one.high, one.unit, ""];
    case "undetermined":
      return [false, null, null, null, null, one.unit, one.because];
  }
}

/** One row for each value and law. */
function pointTable({ name, unit, measured, standardErrors, labels, at, laws }: FitReport): Table {
  return {
    name: `fit-${name}`,
    columns: ["row", "law", "at", "measured", "standard_error", "fitted", "residual", "foretold", "unit"],
    rows: laws.flatMap((law): Cell[][] =>
      law.failure !== undefined
        ? []
        : measured.map((value, i) => [
            labels?.[i] ?? String(i + 1),
            law.name,
            at?.values[i] ?? null,
            value,
            standardErrors?.[i] ?? null,
            law.predicted[i],
            law.residuals[i],
            law.leaveOneOut?.foretold[i] ?? null,
            unit,
          ]),
    ),
  };
}
