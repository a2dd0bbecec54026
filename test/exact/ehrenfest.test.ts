import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { master } from "#levels/master/master.ts";
import type { MeasureName } from "#model/measure.ts";
import { measureOf, solved, taskOf, valueAt } from "../support/models.ts";
import { siteWalk, urns } from "../support/site-walks.ts";

const M = 100;
const TIMES = [10, 100, 300];
const trap = urns(M, 50, { times: TIMES, equilibrium: true });
const names: MeasureName[] = ["mean", "variance", "skewness", "excess_kurtosis", "msd"];
const moments = [1, 2, 3, 4].map((n) => ({
  key: `moment(walker, ${n})`,
  name: "moment" as const,
  species: "walker",
  argument: n,
}));
const measures = [...names.map((name) => measureOf(name)), ...moments];
const law = solved(closedForm.solve(taskOf(trap, measures)));
const chain = solved(master.solve(taskOf(trap, measures)));

describe("a walk with a bias proportional to the distance", () => {
  test.each([
    [10, 45.21910375044, 7.061032881413],
    [100, 18.30161706366, 39.96872479724],
    [300, 2.452044703564, 49.7021156582],
  ])("has after %d ticks the moments of Ehrenfest's urns", (time, mean, variance) => {
    for (const result of [law, chain]) {
      expect(valueAt(result, "mean(walker)", time)).toBeNear(mean, { rel: 1e-12 });
      expect(valueAt(result, "variance(walker)", time)).toBeNear(variance, { rel: 1e-11 });
    }
  });

  test.each(TIMES)("has after %d ticks the third and fourth moments of the exact steps", (time) => {
    // Differences of products of spins cost digits: a few units in 1e16 of <S^4> = 16 j^4.
    for (const { key } of [...moments, measureOf("skewness"), measureOf("excess_kurtosis")])
      expect(valueAt(law, key, time)).toBeNear(valueAt(chain, key, time), { rel: 1e-7 });
  });

  test("is 22 % narrower after ten ticks than the Ornstein-Uhlenbeck law", () => {
    const trapped = (M / 2) * (1 - Math.exp((-2 * 10) / M));
    expect(trapped).toBeNear(9.063462346101, { rel: 1e-12 });
    expect(valueAt(law, "variance(walker)", 10) / trapped).toBeNear(0.779, { abs: 5e-4 });
  });

  test("is at rest as wide as the trap, to the last digit", () => {
    for (const result of [law, chain])
      expect(valueAt(result, "variance(walker)", "equilibrium")).toBeNear(M / 2, { rel: 1e-12 });
  });
});

describe("the law at rest", () => {
  const key = "probability(walker, abs(x) < 0.5)";
  const rest = [closedForm, master].map((level) => {
    const centre = measureOf("probability", "abs(x) < 0.5");
    return solved(level.solve(taskOf(trap, [centre])));
  });

  test("has C(2M, M) / 4^M at the centre", () => {
    for (const result of rest) expect(valueAt(result, key, "equilibrium")).toBeNear(0.05634847900926, { rel: 1e-12 });
  });

  test("is 5.85e-4 from the Gaussian of its variance in total variation", () => {
    const profile = solved(master.solve(taskOf(trap, []))).profiles.find(({ when }) => when === "equilibrium");
    let distance = 0;
    profile?.values.forEach((p, i) => {
      const j = profile.coordinate[i] as number;
      distance += Math.abs(p - Math.exp((-j * j) / M) / Math.sqrt(Math.PI * M)) / 2;
    });
    expect(distance).toBeNear(5.852312939e-4, { rel: 1e-9 });
  });

  test("is the mean over two successive ticks, and of neither of them", () => {
    const model = urns(M, 50, { times: [3000, 3001] });
    const result = solved(master.solve(taskOf(model, [measureOf("probability", "abs(x) < 0.5")])));
    const [even, odd] = [valueAt(result, key, 3000), valueAt(result, key, 3001)];
    expect(odd).toBe(0);
    expect((even + odd) / 2).toBeNear(0.05634847900926, { rel: 1e-10 });
  });
});

describe("what the urns are", () => {
  const accepts = (model: ReturnType<typeof siteWalk>) => closedForm.accepts(model, "walker");

  test("any bias that falls from 1 to 0 in a whole number of sites, odd too, about any centre", () => {
    for (const right of ["0.5 - x / 8", "0.5 - (x - 3) / 8", "0.5 - (x - 0.5) / 7", "1 - (x + 2) / 5"])
      expect(accepts(siteWalk({ right, times: [1] }))).toEqual({ accepts: true });
  });

  test("and no other", () => {
    for (const right of ["0.5 - x / 8.5", "0.5 - x^3 / 64", "0.5 + x / 8", "0.5 - tanh(x) / 4"])
      expect(accepts(siteWalk({ right, times: [1] }))).toMatchObject({ accepts: false });
  });

  test("with an odd number of balls the moments are those of the exact steps too", () => {
    const model = siteWalk({ right: "0.5 - (x - 0.5) / 7", from: 3, times: [1, 2, 5] });
    const [exact, steps] = [closedForm, master].map((level) => solved(level.solve(taskOf(model, measures))));
    if (exact === undefined || steps === undefined) throw new Error("no results");
    for (const time of [1, 2, 5])
      for (const key of ["mean(walker)", "variance(walker)", "moment(walker, 3)", "moment(walker, 4)"])
        expect(valueAt(exact, key, time)).toBeNear(valueAt(steps, key, time), { rel: 1e-11, abs: 1e-12 });
  });
});
