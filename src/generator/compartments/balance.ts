/**
 * The equations of compartments: which rows a membrane adds to, which components it feels, and which entries the
 * Jacobian therefore has.
 *
 * @module
 */

import type { CompartmentDomain } from "#model/compartments.ts";
import type { Model } from "#model/model.ts";
import type { StiffSystem } from "#numerics/radau/stiff-system.ts";
import { thermalVoltage } from "#physics/electro/thermal-voltage.ts";
import { FARADAY } from "#units/constants.ts";
import type { CellLayout, CompartmentLayout } from "./layout.ts";
import type { MembraneFlows } from "./membrane-flows.ts";

/** A membrane in the system. */
export interface Edge {
  readonly area: number;
  /** Numbers of the two compartments. */
  readonly ends: readonly [number, number];
  readonly flows: MembraneFlows;
  /** Components that the flows depend on, of each side. */
  readonly feels: readonly [readonly number[], readonly number[]];
  /** Rows to which the flows add, of each side. */
  readonly balances: readonly [readonly Balance[], readonly Balance[]];
}

/** A row to which the flows of a membrane add. */
export type Balance =
  | { readonly kind: "volume" | "charge"; readonly at: number }
  | { readonly kind: "solute" | "filtrate"; readonly at: number; readonly species: number };

/** The components of a compartment that a membrane beside it feels. */
export function feltBy({ compartment, amount, free, volume, pressure, potential }: CellLayout): readonly number[] {
  const isOwn = compartment.extent.kind === "finite";
  const felt: number[] = [];
  for (let i = 0; i < amount.length; i++) {
    if (free[i] >= 0) felt.push(free[i]);
    else if (isOwn && amount[i] >= 0) felt.push(amount[i]);
  }
  if (isOwn && volume >= 0) felt.push(volume);
  if (pressure >= 0) felt.push(pressure);
  if (potential >= 0) felt.push(potential);
  return felt;
}

/** The rows to which flows into a compartment add. */
export function balanceRows(cell: CellLayout, field: Model["field"]): readonly Balance[] {
  const rows: Balance[] = [];
  for (let i = 0; i < cell.amount.length; i++) {
    if (cell.amount[i] >= 0) rows.push({ kind: "solute", at: cell.amount[i], species: i });
    else if (cell.free[i] >= 0) rows.push({ kind: "filtrate", at: cell.free[i], species: i });
  }
  if (cell.volume >= 0) rows.push({ kind: "volume", at: cell.volume });
  if (cell.pressure >= 0) rows.push({ kind: "volume", at: cell.pressure });
  if (cell.potential >= 0 && field === "electroneutral") rows.push({ kind: "charge", at: cell.potential });
  return rows;
}

/** A solute that is bound in a compartment. */
export interface BoundSolute {
  /** Number of the compartment. */
  readonly k: number;
  /** Number of the species. */
  readonly i: number;
  /** Row of its free concentration. */
  readonly at: number;
  /** Component of its amount. */
  readonly amount: number;
}

/** What is bound, with the rows of its free concentration. */
export function boundOnes({ cells }: CompartmentLayout): readonly BoundSolute[] {
  return cells.flatMap(({ amount, free }, k) =>
    [...free].flatMap((at, i) => (at >= 0 && amount[i] >= 0 ? [{ k, i, at, amount: amount[i] as number }] : [])),
  );
}

/** A compartment whose charge loads the membranes around it. */
export interface LoadedCell {
  /** Row of its potential. */
  readonly at: number;
  readonly cell: CellLayout;
  /** Each membrane: number of the compartment beyond it, and C A RT / F^2 [mol]. */
  readonly terms: readonly { readonly k: number; readonly capacity: number }[];
}

/** The membranes that the charge of a compartment loads: their C A RT / F^2 [mol], and what is beyond. */
export function capacitiesOf(
  { membranes }: CompartmentDomain,
  { cells }: CompartmentLayout,
  numberOf: ReadonlyMap<string, number>,
  temperature: number,
): readonly LoadedCell[] {
  return cells.flatMap((cell) => {
    if (cell.potential < 0) return [];
    const { name } = cell.compartment;
    const terms = membranes.flatMap(({ between, area, capacitance = 0 }) =>
      between.includes(name)
        ? [
            {
              k: numberOf.get(between[0] === name ? between[1] : between[0]) ?? 0,
              capacity: (capacitance * area * thermalVoltage(temperature)) / FARADAY,
            },
          ]
        : [],
    );
    return [{ at: cell.potential, cell, terms }];
  });
}

/** The equations beside the state. */
export interface Equations {
  readonly edges: readonly Edge[];
  readonly loaded: readonly LoadedCell[];
  readonly bound: readonly BoundSolute[];
  /** Valences by species. */
  readonly charges: readonly number[];
}

/** The entries of the Jacobian, in the order in which they are filled. */
export function patternOf(
  { cells }: CompartmentLayout,
  { edges, loaded, bound, charges }: Equations,
): StiffSystem["pattern"] {
  const rows: number[] = [];
  const columns: number[] = [];
  const add = (row: number, column: number) => {
    rows.push(row);
    columns.push(column);
  };
  for (const { feels, balances } of edges)
    for (const felt of feels)
      for (const column of felt) for (const e of [0, 1] as const) for (const { at } of balances[e]) add(at, column);
  for (const { at, cell, terms } of loaded) {
    for (let i = 0; i < charges.length; i++) if (charges[i] !== 0 && cell.amount[i] >= 0) add(at, cell.amount[i]);
    add(at, at);
    for (const { k } of terms) if ((cells[k] as CellLayout).potential >= 0) add(at, (cells[k] as CellLayout).potential);
  }
  for (const { k, at, amount } of bound) {
    add(at, amount);
    add(at, at);
    if ((cells[k] as CellLayout).volume >= 0) add(at, (cells[k] as CellLayout).volume);
  }
  return { rows: Int32Array.from(rows), columns: Int32Array.from(columns) };
}
