import { describe, expect, test } from "vitest";
import { type LineLaw, lineReading } from "#levels/line-law.ts";
import type { Measure, MeasureName } from "#model/measure.ts";
import { measureOf, modelWith } from "../support/models.ts";

const model = modelWith({});
/** Three points that hold 80 % of what started. */
const law: LineLaw = {
  x: Float64Array.of(-1, 1, 3),
  p: Float64Array.of(0.2, 0.2, 0.4),
  start: 1,
  amount: 5,
  gone: { left: 0.15, right: 0.05 },
};
const read = (measure: Measure) => lineReading(measure, law, model);
const withArgument = (name: MeasureName, argument: number): Measure => ({
  key: name,
  name,
  species: "walker",
  argument,
});

describe("what the probabilities of points say", () => {
  test("moments are those of what is still there", () => {
    expect(read(measureOf("mean"))).toBeNear(1.5, { rel: 1e-15 });
    expect(read(measureOf("variance"))).toBeNear(0.25 * 6.25 + 0.25 * 0.25 + 0.5 * 2.25, { rel: 1e-15 });
    expect(read(measureOf("msd"))).toBeNear(0.25 * 4 + 0.5 * 4, { rel: 1e-15 });
    expect(read(measureOf("mean_distance"))).toBeNear(1.5, { rel: 1e-15 });
    expect(read(withArgument("moment", 3))).toBeNear(0.5 * 8 - 0.25 * 8, { rel: 1e-15 });
  });

  test("probabilities are those of all that started", () => {
    expect(read(measureOf("probability", "x > 0"))).toBeNear(0.6, { rel: 1e-15 });
    expect(read(measureOf("survival"))).toBeNear(0.8, { rel: 1e-15 });
    expect(read({ ...measureOf("amount_permeated"), place: { kind: "end", end: "left" } })).toBeNear(0.75, {
      rel: 1e-15,
    });
  });

  test("a quantile is the first point at or below which the walker is with that probability", () => {
    expect(read(withArgument("quantile", 0.2))).toBe(-1);
    expect(read(withArgument("quantile", 0.25))).toBe(-1);
    expect(read(withArgument("quantile", 0.26))).toBe(1);
    expect(read(withArgument("quantile", 0.6))).toBe(3);
  });

  test("a site that fills a probability but for the rounding of the sum has filled it", () => {
    const even = Float64Array.from({ length: 10 }, () => 0.1); // 0.1 + 0.1 + 0.1 > 0.3, and eight of them < 0.8
    const at = (q: number) =>
      lineReading(withArgument("quantile", q), { ...law, x: even.map((_, i) => i), p: even }, model);
    expect([0.1, 0.2, 0.3, 0.7, 0.8, 0.9].map(at)).toEqual([0, 1, 2, 6, 7, 8]);
    expect(at(0.81)).toBe(8);
  });

  test("nobody has no quantile", () => {
    expect(lineReading(withArgument("quantile", 0.5), { ...law, p: new Float64Array(3) }, model)).toBeUndefined();
  });

  test("a law at rest has no displacement", () => {
    expect(lineReading(measureOf("msd"), { ...law, start: undefined }, model)).toBeUndefined();
  });
});
