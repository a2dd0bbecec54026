/**
 * How an output answers to each parameter: it is computed with each of them lower and higher by the same fraction.
 *
 * @module
 */

import type { Level } from "#levels/contract.ts";
import type { Model, Parameter, Plot } from "#model/model.ts";
import { formatDimension } from "#units/dimension.ts";
import { unitText } from "./output-unit.ts";
import type { RunOptions, RunProgress } from "./run-options.ts";
import { valuesOver } from "./run-sweeps.ts";

/** An output with each parameter lower, as it is, and higher. */
export interface SensitivityReport {
  readonly output: string;
  readonly unit: string;
  /** By which fraction each parameter is changed [1]. */
  readonly by: number;
  /** The output of the model as it stands; null where no level states it, and then there are no rows. */
  readonly value: number | null;
  /** Why there is no value. */
  readonly because?: string;
  /** The last record time [s], where the output has no steady value: all values are those then. */
  readonly at?: number;
  /** The parameter with the widest span first; null where the output is not stated. */
  readonly rows: readonly {
    readonly parameter: string;
    readonly low: number | null;
    readonly high: number | null;
    /** d ln output / d ln parameter, from both ends; null where one is not stated. */
    readonly elasticity: number | null;
  }[];
  /** Where there is no value, and why; absent if there is one everywhere. */
  readonly failures?: readonly {
    readonly parameter: string;
    /** The changed value, in its SI unit. */
    readonly at: number;
    readonly unit: string;
    readonly because: string;
  }[];
}

/**
 * Sensitivities that the figures of a model ask for, by the first level that is exact or deterministic; of formulas that
 * ask no level, as they stand.
 */
export function* sensitivitiesOf(
  model: Model,
  levels: readonly Level[],
  options: RunOptions,
): Generator<RunProgress, readonly SensitivityReport[], unknown> {
  const reports: SensitivityReport[] = [];
  if (options.variant === undefined) return reports;
  for (const plot of model.plots) {
    if (plot.kind !== "tornado") continue;
    const report = yield* sensitivityOf(plot, model, levels, options);
    if (report !== undefined) reports.push(report);
  }
  return reports;
}

function* sensitivityOf(
  { of, over, by }: Extract<Plot, { readonly kind: "tornado" }>,
  model: Model,
  levels: readonly Level[],
  options: RunOptions,
): Generator<RunProgress, SensitivityReport | undefined, unknown> {
  const output = model.outputs.find(({ name }) => name === of);
  const parameters = over.flatMap((name) => model.parameters.find((one) => one.name === name) ?? []);
  const [first] = parameters;
  if (output === undefined || first === undefined) return undefined;
  const at = (parameter: Parameter, values: readonly number[], asked?: "steady" | "last") =>
    valuesOver(
      model,
      levels,
      { name: parameter.name, vary: [parameter.name], values, dimension: parameter.dimension, plot: of },
      options,
      asked === undefined ? {} : { asked },
    );
  const asItStands = yield* at(first, [first.value]);
  const [value = null] = asItStands.values;
  const unit = unitText(output);
  if (value === null) {
    const because = asItStands.failures[0]?.because ?? "it is not stated";
    return { output: of, unit, by, value, because, rows: [] };
  }
  const { asked } = asItStands;
  const rows: SensitivityReport["rows"][number][] = [];
  const failures: NonNullable<SensitivityReport["failures"]>[number][] = [];
  for (const parameter of parameters) {
    const ends = yield* at(parameter, [parameter.value * (1 - by), parameter.value * (1 + by)], asked);
    const [low = null, high = null] = ends.values;
    const own = formatDimension(parameter.dimension);
    failures.push(...ends.failures.map((one) => ({ parameter: parameter.name, unit: own, ...one })));
    const elasticity = low === null || high === null || value === 0 ? null : (high - low) / (2 * by * value);
    rows.push({ parameter: parameter.name, low, high, elasticity });
  }
  const span = ({ low, high }: SensitivityReport["rows"][number]) => Math.abs((high ?? value) - (low ?? value));
  return {
    output: of,
    unit,
    by,
    value,
    ...(asItStands.at === undefined ? {} : { at: asItStands.at }),
    rows: rows.sort((a, b) => span(b) - span(a) || (a.parameter < b.parameter ? -1 : 1)),
    ...(failures.length > 0 ? { failures } : {}),
  };
}
