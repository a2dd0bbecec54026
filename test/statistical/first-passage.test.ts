/**
 * First passage of walkers followed in forced steps against the exact law: with and without sight of the path between
 * the ends of a step.
 *
 * x0 = D = t = 1, steps of 0.01: S = erf(1/2) = 0.520499877813. A walker that is looked at only at the ends of its steps
 * sees the wall 0.5826 sqrt(2 D dt) farther out: S = erf((1 + 0.0824)/2) = 0.5559. Tolerance |z| < 5, one false alarm in
 * 1.7 million for each; 128 000 walkers resolve 0.27 % of S, so that the shift of 6.8 % is 25 standard errors. The shift
 * is a limit of short steps: its own next order, 0.1 % of S here, is allowed beside the noise.
 *
 * Times of exit under a drift of 2 towards the wall: inverse Gaussian of mean 1/2 and variance 1/4. 192 000 walkers
 * resolve the mean to 0.23 % and the variance to 0.9 %.
 */
import { describe, expect, test } from "vitest";
import type { LevelResult } from "#levels/contract.ts";
import { type LangevinOptions, solveLangevin } from "#levels/langevin/langevin.ts";
import { erf } from "#numerics/error-function.ts";
import { lineFrom, measureAt, standardErrorsFrom, type WalkerModel, walkerModel } from "../support/langevin-models.ts";
import { measureOf, solved, taskOf, valueAt } from "../support/models.ts";

const FIVE = 5;
const survival = measureOf("survival");
const beforeWall: WalkerModel = {
  domain: lineFrom({ from: 0 }),
  left: { kind: "absorbing" },
  start: 1,
  times: [1],
  walkers: 128_000,
};

const run = (
  given: WalkerModel,
  options: LangevinOptions,
  ...measures: Parameters<typeof taskOf>[1][number][]
): LevelResult => solved(solveLangevin(taskOf(walkerModel(given), measures), options));

describe("a wall that absorbs, in steps of 0.01", () => {
  test("keeps the exact fraction when the path between the ends of a step is seen", () => {
    const result = run(beforeWall, { step: 0.01 }, survival);
    expect(Math.abs(standardErrorsFrom(erf(0.5), result, "survival(walker)", 1))).toBeLessThan(FIVE);
  });

  test("stands 0.5826 sqrt(2 D dt) too far out when it is not", () => {
    const result = run(beforeWall, { step: 0.01, bridge: false }, survival);
    const shifted = erf((1 + 0.5826 * Math.sqrt(0.02)) / 2);
    expect(shifted).toBeNear(0.5559, { abs: 5e-5 });
    const value = valueAt(result, "survival(walker)", 1);
    expect(Math.abs(value - shifted)).toBeLessThan(0.001 * shifted + FIVE * 0.0014);
    expect(standardErrorsFrom(erf(0.5), result, "survival(walker)", 1)).toBeGreaterThan(18);
  });
});

describe("the time of exit", () => {
  const all = { kind: "all" } as const;
  const mean = measureAt("mean_exit_time", all);
  const variance = measureAt("exit_time_variance", all);
  const median = {
    key: "exit_time_quantile(walker, 0.5)",
    name: "exit_time_quantile",
    species: "walker",
    argument: 0.5,
  } as const;

  test("under a drift to the wall is inverse Gaussian: mean x0/v, variance 2 D x0/v³", () => {
    const result = run({ ...beforeWall, drift: "-2", times: [0.5], walkers: 192_000 }, {}, mean, variance, median);
    expect(Math.abs(standardErrorsFrom(0.5, result, mean.key, "timeless"))).toBeLessThan(FIVE);
    expect(Math.abs(standardErrorsFrom(0.25, result, variance.key, "timeless"))).toBeLessThan(FIVE);
    expect(Math.abs(standardErrorsFrom(0.337921, result, median.key, "timeless"))).toBeLessThan(FIVE);
  });

  test("without a drift has a median, and no mean", () => {
    const result = run({ ...beforeWall, times: [1, 2] }, {}, mean, median);
    expect(Math.abs(standardErrorsFrom(1.099054669159, result, median.key, "timeless"))).toBeLessThan(FIVE);
    expect(result.readings.some(({ measure }) => measure === mean.key)).toBe(false);
  });

  test("has no median that was not waited for", () => {
    const result = run({ ...beforeWall, walkers: 6400, times: [0.5] }, {}, median);
    expect(result.readings).toEqual([]);
  });

  test("between two walls: they leave by each as the distances say", () => {
    const domain = {
      kind: "layers",
      geometry: "slab",
      start: 0,
      layers: [{ name: "a", medium: "", thickness: 4 }],
    } as const;
    const sides = (["left", "right"] as const).map((end) => measureAt("exit_probability", { kind: "end", end }));
    const ends = { left: { kind: "absorbing" }, right: { kind: "absorbing" } } as const;
    const result = run({ domain, ...ends, start: 1, times: [0.1], walkers: 64_000 }, {}, ...sides);
    const [left, right] = sides.map(({ key }) => valueAt(result, key, "timeless"));
    expect((left ?? 0) + (right ?? 0)).toBeNear(1, { rel: 1e-12 });
    expect(Math.abs(standardErrorsFrom(0.75, result, sides[0]?.key ?? "", "timeless"))).toBeLessThan(FIVE);
  });
});
