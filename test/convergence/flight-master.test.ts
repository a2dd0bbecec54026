/** Flights on a lattice become flights as the spacing shrinks: second order on the line, first order between ends. */
import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { master } from "#levels/master/master.ts";
import { observedOrder } from "#numerics/statistics.ts";
import { flightModel, flightValues } from "../support/flights.ts";

const cells = [128, 256, 512];

describe.each([1, 1.5, 1.9])("index %d on a line", (index) => {
  const model = (count: number) => flightModel({ index, resolve: [-8, 8], cells: count });
  test.each([
    "c(walker, 0)",
    "c(walker, 0.5)",
    "quantile(walker, 0.75)",
    "probability(walker, abs(x) < 1.0625)",
  ])("%s is of second order in the spacing", (text) => {
    const [exact] = flightValues(closedForm, model(64), [text], { when: 1 }) as [number];
    const errors = cells.map((count) => {
      const [found] = flightValues(master, model(count), [text], { when: 1 }) as [number];
      return Math.abs(found - exact);
    });
    const study = cells.map((count, i) => ({ h: 16 / count, error: errors[i] as number }));
    expect(observedOrder(study)).toBeGreaterThan(1.9);
    expect(observedOrder(study)).toBeLessThan(2.1);
  });
});

describe.each([0.5, 1, 1.5])("index %d between absorbing ends", (index) => {
  const model = (count: number) => flightModel({ index, start: 0.25, ends: [-1, 1], cells: count });
  test.each(["mean_exit_time(walker)", "exit_probability(walker, right)"])("%s is of first order", (text) => {
    const [exact] = flightValues(closedForm, model(64), [text]) as [number];
    const study = cells.map((count) => {
      const [found] = flightValues(master, model(count), [text]) as [number];
      return { h: 2 / count, error: Math.abs(found - exact) };
    });
    expect(observedOrder(study)).toBeGreaterThan(0.9);
    expect(observedOrder(study)).toBeLessThan(1.2);
  });
});

test("the slowest rate of a Cauchy flight in (-1, 1) tends to 1.15777, as the tables of the killed Cauchy process have it", () => {
  const [coarse, fine] = [512, 1024].map(
    (count) =>
      flightValues(master, flightModel({ index: 1, ends: [-1, 1], cells: count }), ["slowest_rate(walker)"])[0],
  ) as [number, number];
  // first order taken away; of the next, h² ln h, 1e-5 is left
  expect(2 * fine - coarse).toBeNear(1.15777388, { rel: 1e-5 });
});

test("between ends at index 2 all is of second order, and the sweep in time is that of diffusion", () => {
  const study = cells.map((count) => {
    const model = flightModel({ index: 2, ends: [0, Math.PI], start: Math.PI / 2, cells: count, times: [1] });
    const [found] = flightValues(master, model, ["c(walker, 1)"], { when: 1 }) as [number];
    let exact = 0;
    for (let n = 1; n < 40; n++) exact += (2 / Math.PI) * Math.sin((n * Math.PI) / 2) * Math.sin(n) * Math.exp(-n * n);
    return { h: Math.PI / count, error: Math.abs(found - exact) };
  });
  expect(observedOrder(study)).toBeGreaterThan(1.9);
});
