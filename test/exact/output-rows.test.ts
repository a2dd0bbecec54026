import { expect, test } from "vitest";
import { outputRows } from "#report/output-rows.ts";
import type { LevelReport, RunResult } from "#run/run-result.ts";

/** A level that states an output at the given times; its headline is the last. */
function level(times: readonly number[], values: readonly number[]): Partial<LevelReport> {
  const axes = { t: { unit: "s" as const, values: times } };
  const series = { axes, values, standardErrors: null };
  return { outputs: { A: { unit: "1", value: values.at(-1) as number, standardError: null, when: "last", series } } };
}

test("where one level ends before another, the other is asked at that time too", () => {
  const levels = { "closed-form": level([0, 1], [1, 2]), continuum: level([0, 1, 2], [1, 2.5, 4]) };
  const rows = outputRows({ levels } as unknown as RunResult);
  expect(rows.map(({ when, cells }) => [when, ...cells.map(({ value }) => value)])).toEqual([
    ["t = 1 s", "2.00000", "2.50000"],
    ["t = 2 s", "—", "4.00000"],
  ]);
});
