/**
 * Tables of the experiment and of sensitivities.
 *
 * @module
 */

import type { RunResult } from "#run/run-result.ts";
import type { Cell, Table } from "./table.ts";

/** The fluxes of the experiment, beside Patlak's law; none if there is no experiment. */
export function experimentTables({ experiment }: Pick<RunResult, "experiment">): readonly Table[] {
  if (experiment === undefined) return [];
  const { volumeFlux, soluteFlux, reading } = experiment;
  return [
    {
      name: "experiment",
      columns: ["volume_flux_m_s", "solute_flux_mol_m2_s", "patlak_mol_m2_s", "line_mol_m2_s"],
      rows: volumeFlux.map((J, i) => [
        J,
        soluteFlux[i] ?? null,
        reading.fit.predicted[i] ?? null,
        reading.intercept + reading.slope * J,
      ]),
    },
  ];
}

/** One row for each output and parameter. */
export function sensitivityTable({ sensitivities = [] }: Pick<RunResult, "sensitivities">): Table {
  return {
    name: "sensitivities",
    columns: ["output", "parameter", "changed_by", "lower", "as_it_is", "higher", "elasticity", "unit"],
    rows: sensitivities.flatMap(({ output, unit, by, value, rows }) =>
      rows.map(({ parameter, low, high, elasticity }): Cell[] => [
        output,
        parameter,
        by,
        low,
        value,
        high,
        elasticity,
        unit,
      ]),
    ),
  };
}
