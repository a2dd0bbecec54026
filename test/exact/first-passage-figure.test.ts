import { expect, test } from "vitest";
import { firstPassageFigure } from "#report/first-passage-figure.ts";
import type { LevelReport, RunResult } from "#run/run-result.ts";

/** A level that states S at three times. */
function level(sampled: boolean, times: readonly number[], values: readonly number[]): Partial<LevelReport> {
  const axes = { t: { unit: "s" as const, values: times } };
  const series = { axes, values, standardErrors: null };
  return {
    sampled,
    outputs: { S: { unit: "1", value: values.at(-1) as number, standardError: null, when: "last", series } },
  };
}

const result = (levels: Readonly<Record<string, Partial<LevelReport>>>) => ({ levels }) as unknown as RunResult;

test("the density of the first passage is the fall of the survival over each interval, whatever its length", () => {
  const levels = {
    langevin: level(true, [0, 1, 3], [1, 0.75, 0.25]),
    continuum: level(false, [0, 1, 3], [1, 0.8, 0.2]),
  };
  const figure = firstPassageFigure(result(levels), "S");
  expect(figure?.marks.map(({ kind, tone }) => [kind, tone])).toEqual([
    ["histogram", "langevin"],
    ["line", "continuum"],
  ]);
  const [counted, law] = figure?.marks ?? [];
  expect(counted).toMatchObject({ edges: [0, 1, 3], y: [0.25, 0.25] });
  expect(law).toMatchObject({ x: [0.5, 2] });
  // 0.2 in 1 s, 0.6 in 2 s: one subtraction of numbers near 1 each
  expect(law?.kind === "line" && law.y[0]).toBeNear(0.2, { abs: 2e-16 });
  expect(law?.kind === "line" && law.y[1]).toBeNear(0.3, { abs: 2e-16 });
});

test("an axis in milliseconds has a density per millisecond", () => {
  const figure = firstPassageFigure(result({ walk: level(true, [0, 1e-3, 2e-3], [1, 0.5, 0.4]) }), "S");
  expect(figure?.y.label).toContain("1/ms");
  const [mark] = figure?.marks ?? [];
  expect(mark?.kind === "histogram" && mark.y[0]).toBeNear(0.5, { rel: 4e-16 });
});

test("without a series there is no figure", () => {
  expect(firstPassageFigure(result({ walk: level(true, [1], [0.5]) }), "S")).toBeUndefined();
  expect(firstPassageFigure(result({}), "S")).toBeUndefined();
});
