/**
 * A result as a document: fields over planes and space by what they span, and without what a solver held when it failed,
 * since their values would make it many times as large.
 *
 * @module
 */

import type { FieldReport, FieldSummary, LevelReport, RunResult } from "./run-result.ts";

/** A result in which every field is summed up. */
export type ResultDocument = Omit<RunResult, "levels"> & {
  readonly levels: Readonly<
    Record<string, Omit<LevelReport, "fields" | "lastState"> & { readonly fields?: readonly FieldSummary[] }>
  >;
};

/** The result as a document. */
export function documentOf({ levels, ...rest }: RunResult): ResultDocument {
  return {
    ...rest,
    levels: Object.fromEntries(
      Object.entries(levels).map(([level, { fields, lastState: _, ...report }]) => [
        level,
        fields === undefined ? report : { ...report, fields: fields.map(summaryOf) },
      ]),
    ),
  };
}

function summaryOf({ axes, values, ...rest }: FieldReport): FieldSummary {
  let [smallest, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  return {
    ...rest,
    axes: axes.map(({ name, unit, values: at }) => {
      const [first = 0, second = first] = at;
      const half = (second - first) / 2;
      return { name, unit, from: first - half, to: (at.at(-1) ?? first) + half, cells: at.length };
    }),
    smallest,
    largest,
  };
}
