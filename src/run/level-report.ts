/**
 * What one level found, in the units of the outputs: the part of the result document that speaks of one level.
 *
 * @module
 */

import { BATCHES, type Field, type LevelResult, type Profile, type SampledTrack } from "#levels/contract.ts";
import { measureDimension } from "#model/measure-dimension.ts";
import type { LevelName, Model, Output } from "#model/model.ts";
import { formatDimension } from "#units/dimension.ts";
import { type Answers, type OutputValue, valuesOf } from "./evaluate-output.ts";
import { uptakeCalls } from "./measures-of-model.ts";
import { isNoneCounted } from "./none-counted.ts";
import { errorInUnit, unitText, valueInUnit } from "./output-unit.ts";
import type {
  FieldReport,
  LevelReport,
  OutputReport,
  ProfileReport,
  SeriesReport,
  TrackReport,
  UptakeReport,
} from "./run-result.ts";
import { valueWhen } from "./stated-value.ts";

/** A level with what it found: one result for each species, merged. */
export interface LevelRun {
  readonly level: LevelName;
  readonly sampled: boolean;
  readonly results: readonly LevelResult[];
  readonly answers: Answers;
  /** Why a variant of the model is not among the answers, by its name. */
  readonly variantsLeftOut?: Readonly<Record<string, string>>;
  /** What the runs of variants warn of and that of the model does not, with the name of the variant. */
  readonly variantWarnings?: readonly string[];
  /** The same level on half as many cells, and its order in the spacing, where it has a grid. */
  readonly coarse?: Answers;
  readonly order?: number;
}

/** The report of a level. */
export function levelReport(
  { sampled, results, answers, variantsLeftOut, variantWarnings = [] }: LevelRun,
  model: Model,
): LevelReport {
  const outputs = outputReports(model, answers);
  const variants = [...(answers.variants ?? [])].map(([name, own]) => [name, outputReports(own.model, own)] as const);
  const uptakes = uptakeReports(model, answers);
  const invariants: Record<string, number> = {};
  for (const result of results)
    for (const [name, value] of Object.entries(result.invariants)) if (Number.isFinite(value)) invariants[name] = value;
  return {
    law: results.every(({ law }) => law.kind === "continuum") ? "continuum" : "discrete",
    sampled,
    method: [...new Set(results.map(({ method }) => method))].join(" | "),
    warnings: [...new Set([...results.flatMap(({ warnings }) => warnings), ...variantWarnings])],
    invariants,
    outputs,
    ...(variants.length > 0 && { variants: Object.fromEntries(variants) }),
    ...(variantsLeftOut === undefined ? {} : { variantsLeftOut }),
    ...(uptakes.length > 0 && { uptakes }),
    profiles: results.flatMap(({ profiles }) => profiles.map((profile) => profileReport(profile, model))),
    ...(results.some(({ fields = [] }) => fields.length > 0) && {
      fields: results.flatMap(({ fields = [] }) => fields.map((field) => fieldReport(field, model))),
    }),
    ...(results.some(({ tracks }) => tracks !== undefined) && {
      tracks: results.flatMap(({ tracks = [] }) => tracks.map(trackReport)),
    }),
    sources: [...new Set(results.flatMap(({ sources }) => sources))],
  };
}

function outputReports(model: Model, answers: Answers): Readonly<Record<string, OutputReport>> {
  const outputs: Record<string, OutputReport> = {};
  for (const output of model.outputs) {
    const values = valuesOf(output.expression, answers);
    const report = outputReport(output, values);
    if (!report) continue;
    const none = isNoneCounted(output.expression, values, model);
    outputs[output.name] = { ...report, ...(none ? { noneCounted: true } : {}) };
  }
  return outputs;
}

/** What carriers take, source by source, where a figure asks for it. */
function uptakeReports(model: Model, answers: Answers): readonly UptakeReport[] {
  return uptakeCalls(model).flatMap(({ call, species, source }) => {
    const values = valuesOf(call, answers);
    const stated = valueWhen(values, undefined) ?? values.at(-1);
    const unit = formatDimension(measureDimension({ name: "uptake", species }, model));
    return stated === undefined ? [] : [{ species, source, unit, value: stated.value }];
  });
}

/** Standard error of a value from its batches [SI]; undefined where there is no sampling noise. */
function standardErrorOf({ batches }: OutputValue): number | undefined {
  if (!batches) return undefined;
  let mean = 0;
  for (const value of batches) mean += value / BATCHES;
  let square = 0;
  for (const value of batches) square += (value - mean) * (value - mean);
  return Math.sqrt(square / (BATCHES - 1) / BATCHES);
}

/** A value and its standard error in the unit of an output; null where there is no sampling noise. */
interface Printed {
  readonly value: number;
  readonly error: number | null;
}

function outputReport(output: Output, values: readonly OutputValue[]): OutputReport | undefined {
  const printed = (stated: OutputValue): Printed => {
    const error = standardErrorOf(stated);
    return {
      value: valueInUnit(stated.value, output),
      error: error === undefined ? null : errorInUnit(error, stated.value, output),
    };
  };
  // on a log10 scale a value that is not positive has no number
  const finite = values.filter((stated) => Number.isFinite(printed(stated).value));
  const series = finite.filter(({ when }) => typeof when === "number");
  const headline = valueWhen(finite, undefined) ?? series.at(-1);
  if (!headline) return undefined;
  const { value, error } = printed(headline);
  const equilibrium = finite.find(({ when }) => when === "equilibrium");
  return {
    unit: unitText(output),
    value,
    standardError: error,
    when: typeof headline.when === "number" ? "last" : headline.when,
    ...(equilibrium ? { equilibrium: printed(equilibrium).value } : {}),
    ...(series.length > 0 ? { series: seriesReport(series, printed) } : {}),
  };
}

function seriesReport(series: readonly OutputValue[], printed: (stated: OutputValue) => Printed): SeriesReport {
  const points = series.map(printed);
  const errors = points.map(({ error }) => error);
  return {
    axes: { t: { unit: "s", values: series.map(({ when }) => when as number) } },
    values: points.map(({ value }) => value),
    standardErrors: errors.every((error) => error !== null) ? errors : null,
  };
}

function trackReport({ species, times, axes }: SampledTrack): TrackReport {
  return {
    species,
    axes: { t: { unit: "s", values: [...times] } },
    positions: axes.map((axis) => Array.from(axis, (x) => (Number.isNaN(x) ? null : x))),
  };
}

function profileReport({ species, quantity, when, coordinate, values }: Profile, model: Model): ProfileReport {
  return {
    species,
    quantity,
    unit: unitOver(model, species, quantity),
    when: when === "timeless" ? "steady" : when,
    axes: { x: { unit: "m", values: [...coordinate] } },
    values: [...values],
  };
}

function fieldReport({ species, quantity, when, axes, values }: Field, model: Model): FieldReport {
  return {
    species,
    quantity,
    unit: unitOver(model, species, quantity),
    when: when === "timeless" ? "steady" : when,
    axes: axes.map((axis) => ({ name: axis.name, unit: "m", values: [...axis.values] })),
    values,
  };
}

/** Unit of a quantity over space; a density has one 1/m for each axis. */
function unitOver({ species, domain }: Model, name: string, quantity: Profile["quantity"]): string {
  if (quantity === "probability") return "1";
  if (quantity === "electric_potential") return "V";
  const measure = species.find((one) => one.name === name)?.measure;
  if (measure === "mole-fraction" || measure === "volume-fraction") return "1";
  if (measure === "molality") return "mol kg^-1";
  if (measure === "energy") return "J m^-3";
  if (measure !== "probability") return "mol m^-3";
  const ofGrid = domain?.kind === "grid" ? (domain.geometry === "rectangle" ? 2 : 3) : 1;
  const axes = domain?.kind === "free" ? domain.dimensions : ofGrid;
  return axes === 1 ? "m^-1" : `m^-${axes}`;
}
