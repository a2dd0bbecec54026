/**
 * Measured tables, and the fits that a file asks for: which column, by which law or output, with which parameters free.
 *
 * @module
 */

import type { Dimension } from "#units/dimension.ts";
import type { ParsedUnit } from "#units/parse-unit.ts";
import type { Expression } from "./expression/expression.ts";

/** A table of measured values, as the file gives it. */
export interface MeasuredTable {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly source?: string;
}

/** A column of numbers [coherent SI] in its unit, or of words such as names of substances. */
export type TableColumn =
  | { readonly kind: "numbers"; readonly name: string; readonly unit: ParsedUnit; readonly values: readonly number[] }
  | { readonly kind: "words"; readonly name: string; readonly values: readonly string[] };

/** A parameter of the file that a fit may change. */
export interface FreeParameter {
  readonly name: string;
  /** Its value in the file, where the search starts [SI]. */
  readonly start: number;
  readonly dimension: Dimension;
  /** Unit in which it is printed; absent: coherent SI. */
  readonly unit?: ParsedUnit;
  /** Open ends of its interval [SI]. */
  readonly above?: number;
  readonly below?: number;
}

/** What a fit makes of its parameters at each row of the table. */
export type FitCurve =
  /** An expression of free parameters and columns; all else in it is a number. */
  | { readonly kind: "law"; readonly text: string; readonly expression: Expression }
  /** An output of the model, as an exact or deterministic level states it. */
  | { readonly kind: "output"; readonly output: string; readonly at: FitPlaces };

/** Where an output is asked for: at times [s], at values of a parameter [SI], or once. */
export type FitPlaces =
  | { readonly kind: "time"; readonly column: string; readonly values: readonly number[] }
  | {
      readonly kind: "parameter";
      readonly column: string;
      readonly parameter: string;
      readonly values: readonly number[];
    }
  | { readonly kind: "once" };

/** One curve that is judged on the data. */
export interface FitLaw {
  readonly name: string;
  readonly curve: FitCurve;
  readonly free: readonly FreeParameter[];
  /** Whether the curve is known only up to a factor. */
  readonly freeScale: boolean;
}

/** A value that must come out of a fit. */
export interface FitExpectation {
  /** A free parameter, scale, rms, leave_one_out or chi_square; of a law beside, behind its name and a dot. */
  readonly of: string;
  readonly value: number;
  readonly rel?: number;
  readonly abs?: number;
  /** Where it stands in the file. */
  readonly line: number;
}

/** A fit to a measured column, and other laws beside it. */
export interface Fit {
  readonly name: string;
  readonly table: string;
  readonly observed: {
    /** The column or expression as it was written. */
    readonly text: string;
    /** [SI] */
    readonly values: readonly number[];
    readonly dimension: Dimension;
    readonly unit?: ParsedUnit;
    /** Standard errors [SI], where a column gives them. */
    readonly standardErrors?: readonly number[];
  };
  /** Names of the rows, where the table has a column of words. */
  readonly labels?: readonly string[];
  /** The law that is asked about, then those beside it. */
  readonly laws: readonly [FitLaw, ...FitLaw[]];
  /** Whether each value is foretold by a fit to the others. */
  readonly validate: boolean;
  readonly expectations: readonly FitExpectation[];
}

/** The numbers of a column; undefined if there is no such column of numbers. */
export function numbersOf(table: MeasuredTable, name: string): Extract<TableColumn, { kind: "numbers" }> | undefined {
  return table.columns.find((column) => column.kind === "numbers" && column.name === name) as
    | Extract<TableColumn, { kind: "numbers" }>
    | undefined;
}
