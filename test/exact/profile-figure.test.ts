import { describe, expect, test } from "vitest";
import type { Model } from "#model/model.ts";
import { profileFigure } from "#report/profile-figure.ts";
import { timeText } from "#report/when-text.ts";
import type { ProfileReport } from "#run/run-result.ts";
import { reportWith, resultWith } from "../support/results.ts";

const profile = (when: ProfileReport["when"], values: readonly number[]): ProfileReport => ({
  species: "dye",
  quantity: "concentration",
  unit: "mol m^-3",
  when,
  axes: { x: { unit: "m", values: values.map((_, i) => i) } },
  values,
});

const model = { species: [], domain: { kind: "free", geometry: "line", dimensions: 1 } } as unknown as Model;
const figure = (profiles: readonly ProfileReport[], at: readonly number[], scale = "linear") =>
  profileFigure(resultWith({}, { levels: { continuum: reportWith({ profiles }) } }), model, {
    species: "dye",
    quantity: "concentration",
    at,
    scale,
  });

describe("profileFigure", () => {
  const curves = [
    profile(300, [1, 2, 3]),
    profile(600, [2, 4, 5]),
    profile(1200, [3, 5, 9]),
    profile("steady", [9, 9, 9]),
  ];

  test("only the times that are asked are drawn, each with its time beside it where the curves lie farthest apart", () => {
    const marks = figure(curves, [300, 1200])?.marks ?? [];
    // at x = 1 the two differ by 3; x = 2, where they differ by 6, leaves no room for words
    expect(marks.map((mark) => ("tag" in mark ? mark.tag : undefined))).toEqual([
      { x: 1, y: 2, text: "5 min" },
      { x: 1, y: 5, text: "20 min" },
    ]);
  });

  test("the steady state is drawn where no time is asked", () => {
    expect(figure(curves, [])?.marks).toHaveLength(4);
  });

  test("the axis ends where the content does", () => {
    const tail = (y: number): number[] => [1, 2, 1, ...new Array<number>(97).fill(y)];
    expect(figure([profile(1, tail(1e-13))], [1])?.marks[0]).toMatchObject({ x: [0, 1, 2] });
    expect(figure([profile(1, tail(1e-11))], [1])?.marks[0]).toMatchObject({ x: { length: 100 } });
  });
});

test("a time is in the unit of its company where it is a short number there, and else in its own", () => {
  expect([300, 14400].map((time) => timeText(time, 14400))).toEqual(["5 min", "240 min"]);
  expect(timeText(50, 300)).toBe("50 s");
  expect(timeText(2e-7)).toBe("200 ns");
});
