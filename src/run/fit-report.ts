/**
 * What a run says of measured tables and of the fits to them, in the units of the file.
 *
 * @module
 */

import type { CurveFit, ParameterEstimate } from "#inference/curve-fit.ts";
import type { Validation } from "#inference/leave-one-out.ts";
import { residualNotes } from "#inference/residual-notes.ts";
import type { Fit, FitExpectation, FitLaw, FreeParameter, MeasuredTable } from "#model/fit.ts";
import type { LevelName, Model, Output } from "#model/model.ts";
import { chiSquareTail } from "#numerics/gamma-function.ts";
import { dimension, formatDimension } from "#units/dimension.ts";
import { errorInUnit, unitText, valueInUnit } from "./output-unit.ts";
import type { ExpectVerdict } from "./run-result.ts";

/** A table of measured values, in the units of its columns. */
export interface TableReport {
  readonly name: string;
  readonly source?: string;
  readonly columns: readonly {
    readonly name: string;
    readonly unit: string;
    readonly values: readonly (number | string)[];
  }[];
}

/** A parameter of a fit, in its unit. */
export type EstimateReport = ParameterEstimate & { readonly name: string; readonly unit: string };

/** One law, fitted. */
export interface FitLawReport {
  readonly name: string;
  /** The law as it is written, or the output. */
  readonly law: string;
  /** The level that stated the output; absent for a law. */
  readonly level?: LevelName;
  /** Why there is no fit. */
  readonly failure?: string;
  readonly estimates: readonly EstimateReport[];
  readonly scale?: { readonly value: number; readonly standardError: number };
  /** Correlations of the estimates, row by row; null where one is not determined. */
  readonly correlations: readonly (readonly (number | null)[])[];
  readonly predicted: readonly number[];
  readonly residuals: readonly number[];
  /** √(mean residual²). */
  readonly rms: number;
  /** Σ (residual / standard error)², or Σ residual² where the data have no errors. */
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  /** Probability of as large a χ² when law and errors are right; null without errors. */
  readonly p: number | null;
  /** What the residuals look like, in words. */
  readonly note: string;
  /** r.m.s. of what was foretold of each value by a fit to the others. */
  readonly leaveOneOut?: { readonly rms: number; readonly foretold: readonly number[] };
}

/** A fit, with the laws that stand beside it. */
export interface FitReport {
  readonly name: string;
  readonly table: string;
  readonly observed: string;
  readonly unit: string;
  readonly measured: readonly number[];
  readonly standardErrors?: readonly number[];
  readonly labels?: readonly string[];
  /** Where the curve is asked for, if it is one of an output. */
  readonly at?: { readonly name: string; readonly unit: string; readonly values: readonly number[] };
  readonly laws: readonly FitLawReport[];
  /** Which law foretells better, in words: one sentence for each that stands beside. */
  readonly contests: readonly string[];
}

/** The tables of a model in their units. */
export function tableReports(tables: readonly MeasuredTable[]): readonly TableReport[] {
  return tables.map(({ name, source, columns }) => ({
    name,
    ...(source === undefined ? {} : { source }),
    columns: columns.map((column) =>
      column.kind === "words"
        ? { name: column.name, unit: "", values: column.values }
        : {
            name: column.name,
            unit: column.unit.text,
            values: column.values.map((value) => rounded(valueInUnit(value, { unit: column.unit }))),
          },
    ),
  }));
}

/** What was read and converted back: the fifteen digits that survive both. */
function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(15)) : value;
}

/** A fitted law in the units of the file. */
export function fitLawReport(
  { observed }: Fit,
  law: FitLaw,
  fit: CurveFit,
  validation: Validation | undefined,
  level: LevelName | undefined,
): FitLawReport {
  const { degreesOfFreedom, sumOfSquares, residuals } = fit;
  const shown = (value: number) => valueInUnit(value, observed);
  const error = (i: number) => observed.standardErrors?.[i] ?? 1;
  const p = observed.standardErrors === undefined ? null : chiSquareTail(sumOfSquares, degreesOfFreedom);
  const note = residualNotes(residuals.map((r, i) => r / error(i))).note;
  const rms = Math.sqrt(residuals.reduce((sum, r) => sum + r * r, 0) / residuals.length);
  return {
    name: law.name,
    law: law.curve.kind === "law" ? law.curve.text : law.curve.output,
    ...(level === undefined ? {} : { level }),
    estimates: law.free.map((one, j) => inUnits(fit.estimates[j], one)),
    ...(fit.scale === undefined ? {} : { scale: fit.scale }),
    correlations: fit.correlations.map((row) => row.map((value) => (Number.isNaN(value) ? null : value))),
    predicted: fit.predicted.map(shown),
    residuals: residuals.map((r) => errorInUnit(r, 1, observed)),
    rms: errorInUnit(rms, 1, observed),
    chiSquare: sumOfSquares,
    degreesOfFreedom,
    p,
    note: fit.converged ? note : `the search did not come to rest; ${note}`,
    ...(validation === undefined
      ? {}
      : {
          leaveOneOut: {
            rms: errorInUnit(validation.rms, 1, observed),
            foretold: validation.foretold.map(shown),
          },
        }),
  };
}

/** A law that could not be fitted. */
export function failedLaw({ name, curve }: FitLaw, failure: string): FitLawReport {
  return {
    name,
    law: curve.kind === "law" ? curve.text : curve.output,
    failure,
    estimates: [],
    correlations: [],
    predicted: [],
    residuals: [],
    rms: Number.NaN,
    chiSquare: Number.NaN,
    degreesOfFreedom: 0,
    p: null,
    note: failure,
  };
}

function inUnits(estimate: ParameterEstimate, parameter: FreeParameter): EstimateReport {
  const named = { name: parameter.name, unit: unitText(parameter) };
  const shown = (value: number) => valueInUnit(value, parameter);
  switch (estimate.kind) {
    case "determined": {
      const { value, standardError, low, high } = estimate;
      return {
        ...named,
        kind: "determined",
        value: shown(value),
        standardError: errorInUnit(standardError, value, parameter),
        low: shown(low),
        high: shown(high),
      };
    }
    case "at-least":
      return { ...named, kind: "at-least", low: shown(estimate.low) };
    case "at-most":
      return { ...named, kind: "at-most", high: shown(estimate.high) };
    case "undetermined":
      return { ...named, ...estimate };
  }
}

/** Where an output was asked for, in SI. */
export function placesOf({ laws: [{ curve }] }: Fit, model: Model): FitReport["at"] | undefined {
  if (curve.kind !== "output" || curve.at.kind === "once") return undefined;
  if (curve.at.kind === "time") return { name: "t", unit: "s", values: curve.at.values };
  const { parameter, values } = curve.at;
  const of = model.parameters.find(({ name }) => name === parameter)?.dimension;
  return { name: parameter, unit: of === undefined ? "" : formatDimension(of), values };
}

/** Verdicts on what must come out of fits. */
export function fitExpectations({ fits = [] }: Model, reports: readonly FitReport[]): readonly ExpectVerdict[] {
  return fits.flatMap((fit) => {
    const report = reports.find(({ name }) => name === fit.name);
    return report === undefined ? [] : fit.expectations.map((one) => judged(fit, report, one));
  });
}

type Shown = Pick<Output, "unit" | "dimension">;

function judged(fit: Fit, report: FitReport, { of, value, rel, abs, line }: FitExpectation): ExpectVerdict {
  const [law, result] = of.includes(".") ? (of.split(".") as [string, string]) : [fit.laws[0].name, of];
  const index = fit.laws.findIndex(({ name }) => name === law);
  const found = report.laws[index];
  const parameter = fit.laws[index]?.free.find(({ name }) => name === result);
  const estimate = found?.estimates.find(({ name }) => name === result);
  const pure: Shown = { dimension: dimension("1") };
  const shown: Shown = parameter ?? (result === "rms" || result === "leave_one_out" ? fit.observed : pure);
  const number =
    parameter !== undefined
      ? estimate?.kind === "determined"
        ? estimate.value
        : undefined
      : result === "scale"
        ? found?.scale?.value
        : result === "rms"
          ? found?.rms
          : result === "leave_one_out"
            ? found?.leaveOneOut?.rms
            : found?.chiSquare;
  const isError = result === "rms" || result === "leave_one_out";
  const expected = isError ? errorInUnit(value, 1, shown) : valueInUnit(value, shown);
  const allowed = Math.max(
    rel === undefined ? 0 : rel * Math.abs(expected),
    abs === undefined ? 0 : errorInUnit(abs, value, shown),
  );
  const stated = number !== undefined && Number.isFinite(number);
  return {
    output: `${fit.name}: ${of}`,
    level: found?.level ?? "closed-form",
    at: null,
    unit: unitText(shown),
    expected,
    found: stated ? number : null,
    allowed,
    verdict: stated ? (Math.abs(number - expected) <= allowed ? "met" : "missed") : "not stated",
    line,
  };
}
