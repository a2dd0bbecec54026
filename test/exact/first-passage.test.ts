import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import type { Measure } from "#model/measure.ts";
import { integrate } from "#numerics/quadrature.ts";
import { lineFrom, measureAt, medium, slabOf, type WalkerModel, walkerModel } from "../support/langevin-models.ts";
import { measureOf, solved, taskOf } from "../support/models.ts";

const all = { kind: "all" } as const;
const mean = measureAt("mean_exit_time", all);
const variance = measureAt("exit_time_variance", all);
const quantile = (p: number): Measure => ({
  key: `quantile ${p}`,
  name: "exit_time_quantile",
  species: "walker",
  argument: p,
});
const leaves = (end: "left" | "right") => measureAt("exit_probability", { kind: "end", end });

const beforeWall = (fields: Partial<WalkerModel> = {}): WalkerModel => ({
  domain: lineFrom({ from: 0 }),
  left: { kind: "absorbing" },
  start: 1,
  ...fields,
});

function read(given: WalkerModel, measure: Measure, when: number | "timeless" = "timeless"): number | undefined {
  const times = typeof when === "number" ? [when] : [];
  const result = solved(closedForm.solve(taskOf(walkerModel({ ...given, times }), [measure])));
  return result.readings.find((reading) => reading.measure === measure.key && reading.when === when)?.value;
}

describe("first passage of a half-line", () => {
  test("without a drift has survival erf(x0/sqrt(4Dt)) and a median, but no mean", () => {
    expect(read(beforeWall(), measureOf("survival"), 1)).toBeNear(0.520499877813047, { rel: 1e-14 });
    expect(read(beforeWall(), quantile(0.5))).toBeNear(1.099054669159, { rel: 1e-12 });
    expect(read(beforeWall(), mean)).toBeUndefined();
    expect(read(beforeWall(), leaves("left"))).toBe(1);
  });

  test("with a drift to the wall is inverse Gaussian", () => {
    const given = beforeWall({ drift: "-2" });
    expect(read(given, measureOf("survival"), 0.5)).toBeNear(0.3318979987768, { rel: 1e-12 });
    expect(read(given, mean)).toBeNear(0.5, { rel: 1e-15 });
    expect(read(given, variance)).toBeNear(0.25, { rel: 1e-15 });
  });

  test("with a drift away leaves with probability e^(-v x0/D), and has no quantile beyond", () => {
    const given = beforeWall({ drift: "2" });
    expect(read(given, leaves("left"))).toBeNear(Math.exp(-2), { rel: 1e-14 });
    expect(read(given, mean)).toBeUndefined();
    expect(read(given, quantile(0.14))).toBeUndefined();
    const t = read(given, quantile(0.1)) ?? Number.NaN;
    expect(read(given, measureOf("survival"), t)).toBeNear(0.9, { rel: 1e-12 });
  });

  test.each(["-2", "-0.01", "0.3"])("under a drift of %s quantiles are where the survival says", (drift) => {
    for (const p of [0.01, 0.3, 0.5]) {
      const t = read(beforeWall({ drift }), quantile(p)) ?? Number.NaN;
      expect(read(beforeWall({ drift }), measureOf("survival"), t)).toBeNear(1 - p, { rel: 1e-11 });
    }
  });

  test("is the same before a wall on the right", () => {
    const mirrored = { domain: lineFrom({ to: 3 }), right: { kind: "absorbing" }, start: 2, drift: "2" } as const;
    expect(read(mirrored, mean)).toBeNear(0.5, { rel: 1e-15 });
    expect(read(mirrored, measureOf("survival"), 0.5)).toBeNear(0.3318979987768, { rel: 1e-12 });
    const beyond = measureOf("probability", "x < 1.5");
    const before = measureOf("probability", "x > 1.5");
    expect(read(mirrored, beyond, 0.5)).toBeNear(read(beforeWall({ drift: "-2" }), before, 0.5) ?? Number.NaN, {
      rel: 1e-12,
    });
  });

  test("late survival has its digits: it falls as the integral of the flux that is still to come", () => {
    // density of the time of exit: a (4 pi D t³)^-½ e^(-(a - w t)²/4Dt)
    const [a, w] = [1, 2];
    const flux = (t: number) => (a / Math.sqrt(4 * Math.PI * t ** 3)) * Math.exp(-((a - w * t) ** 2) / (4 * t));
    const late = integrate(flux, 20, 60, { relative: 1e-12, absolute: 0 });
    expect(read(beforeWall({ drift: "-2" }), measureOf("survival"), 20)).toBeNear(late, { rel: 1e-9 });
  });

  test.each(["-1", "0", "1"])("before and behind any place are all that survive, under a drift of %s", (drift) => {
    const given = beforeWall({ drift });
    const part = (condition: string) => read(given, measureOf("probability", condition), 0.4) ?? Number.NaN;
    const survival = read(given, measureOf("survival"), 0.4) ?? Number.NaN;
    expect(part("x < 0.7") + part("x >= 0.7")).toBeNear(survival, { rel: 1e-13 });
    expect(part("x > 0")).toBeNear(survival, { rel: 1e-13 });
  });

  test("what is still there is spread so that it adds up to the survival", () => {
    const given = beforeWall({ drift: "-1" });
    const c = (x: number) => read(given, measureAt("c", { kind: "point", at: [x] }), 0.4) ?? Number.NaN;
    const sum = integrate(c, 0, 9, { relative: 1e-9, absolute: 0 });
    expect(sum).toBeNear(read(given, measureOf("survival"), 0.4) ?? Number.NaN, { rel: 1e-8 });
  });

  // e^(w a/D) = e^1200 is no double. At 0.5 s the cloud is 10 m before the wall, of variance 1 m², and has not felt it.
  test("under a drift that outruns diffusion is the Gaussian cloud until it meets the wall", () => {
    const given = beforeWall({ start: 30, drift: "-40" });
    const at = (x: number) => read(given, measureAt("c", { kind: "point", at: [x] }), 0.5);
    expect(at(10)).toBeNear(1 / Math.sqrt(2 * Math.PI), { rel: 1e-14 });
    expect(read(given, measureOf("probability", "x > 10"), 0.5)).toBeNear(0.5, { rel: 1e-14 });
    // where half the cloud would be beyond the wall, and of the rest the image takes e^(-a y/Dt)
    expect(read(given, measureAt("c", { kind: "point", at: [0.01] }), 0.75)).toBeNear(
      (-Math.expm1(-0.4) * Math.exp(-(0.01 ** 2) / 3)) / Math.sqrt(3 * Math.PI),
      { rel: 1e-13 },
    );
    expect(read(given, measureOf("probability", "x > 0"), 0.75)).toBeNear(
      read(given, measureOf("survival"), 0.75) ?? Number.NaN,
      { rel: 1e-12 },
    );
  });
});

describe("leaving layers", () => {
  const box = (fields: Partial<WalkerModel>): WalkerModel => ({
    domain: slabOf({ name: "a", thickness: 4 }),
    media: [medium("a", "1")],
    start: 1,
    left: { kind: "absorbing" },
    right: { kind: "absorbing" },
    ...fields,
  });

  test("by either end goes as the distances", () => {
    expect(read(box({}), leaves("left"))).toBeNear(0.75, { rel: 1e-12 });
    expect(read(box({}), leaves("right"))).toBeNear(0.25, { rel: 1e-12 });
  });

  test("with a drift goes as the gambler's ruin of infinitely many sites", () => {
    const exact = Math.expm1(-1) / Math.expm1(-4);
    expect(read(box({ drift: "1" }), leaves("right"))).toBeNear(exact, { rel: 1e-11 });
  });

  test("by the only open end is certain", () => {
    const closed = box({ left: { kind: "no-flux" } });
    expect(read(closed, leaves("right"))).toBe(1);
    expect(read(closed, leaves("left"))).toBe(0);
  });

  // Quadrature of U = E (x² - 1)² from -1 to 1, nothing to the left.
  test.each([
    [2, 5.129285034],
    [5, 36.4835346],
    [8, 437.5043514],
    [10, 2552.709136],
  ])("over a barrier of %d kT takes the time of Kramers' problem", (E, expected) => {
    const domain = { ...slabOf({ name: "a", thickness: 3.5 }), start: -2.5 };
    const given = box({ domain, start: -1, left: { kind: "no-flux" }, potential: `${E} * (x^2 - 1)^2` });
    expect(read(given, mean)).toBeNear(expected, { rel: 1e-9 });
  });
});
