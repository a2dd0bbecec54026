import { describe, expect, test } from "vitest";
import { master } from "#levels/master/master.ts";
import { stableDensity } from "#numerics/stable-law.ts";
import { type FlightOf, flightAnswers, flightModel, flightValues } from "../support/flights.ts";

const values = (flight: FlightOf, ...texts: string[]) =>
  flightValues(master, flightModel(flight), texts, { when: flight.times?.at(-1) ?? 1 });

describe("the lattice of a flight", () => {
  test.each([
    [1 / 2, 2.76e-2],
    [1 / 4, 5.97e-3],
    [1 / 8, 1.454e-3],
    [1 / 16, 3.613e-4],
  ])("of spacing %d at index 1.5 has at its middle a density %d too high", (h, excess) => {
    const [middle] = values({ index: 1.5, resolve: [-8, 8], cells: 16 / h }, "c(walker, 0)") as [number];
    // half a unit of the last digit given, and what the ring folds back: 2 f(1000) ζ(2.5) = 5e-8
    expect(middle / stableDensity(1.5, 0) - 1).toBeNear(excess, { abs: 6e-8 + (excess > 5e-3 ? 5e-5 : 5e-7) });
  });

  test("keeps its probability, starts where it is told, and has the mean and the scattering of its own rates", () => {
    const [mean, scattering, survival, half] = values(
      { index: 1.5, K: 2, start: 3, times: [0.5], resolve: [0, 8], cells: 64 },
      "mean(walker)",
      "intermediate_scattering(walker, 4)",
      "survival(walker)",
      "quantile(walker, 0.5)",
    ) as [number, number, number, number];
    expect(mean).toBe(3);
    expect(scattering).toBeNear(Math.exp(-((2 * Math.sin(0.25) * 8) ** 1.5)), { rel: 1e-13 });
    expect(survival).toBe(1);
    // the ring has one site more to the left, 1000 scales away
    expect(half).toBeNear(3, { abs: 1e-8 });
  });

  test("the mean distance of an endless lattice of index 2 is that of its second differences: e^-2T [I_0 + I_1](2T) 2T", () => {
    // T = K t / h² = 4: h 2T e^-2T (I_0(2T) + I_1(2T)), from tables of I_0(8) and I_1(8)
    const [distance] = values({ index: 1.999999999, times: [1], resolve: [-8, 8], cells: 32 }, "mean_distance(walker)");
    expect(distance).toBeNear(0.5 * 8 * Math.exp(-8) * (427.56411572180474 + 399.8731367825601), { rel: 1e-7 });
  });
});

describe("between absorbing ends", () => {
  test("at index 1 and 1023 sites inside (-1, 1) the time from the middle is 0.0488 % short", () => {
    const [time] = values({ index: 1, ends: [-1, 1], cells: 1024 }, "mean_exit_time(walker)") as [number];
    expect(time - 1).toBeNear(-4.88e-4, { abs: 5e-7 });
  });

  test("at index 2 times and sides are those of diffusion on the lattice, exact in the middle of a cell too", () => {
    const [time, variance, right] = values(
      { index: 2, start: 0.25, ends: [0, 1], cells: 16 },
      "mean_exit_time(walker)",
      "exit_time_variance(walker)",
      "exit_probability(walker, right)",
    ) as [number, number, number];
    expect(time).toBeNear((0.25 * 0.75) / 2, { rel: 1e-12 });
    expect(right).toBeNear(0.25, { rel: 1e-12 });
    // the continuum has x (1 - x) (1 + x - x²) / 12 - T²; the lattice misses it by h²
    expect(variance).toBeNear((0.1875 * 1.1875) / 12 - time * time, { rel: 0.02 });
    const [between] = values({ index: 2, start: 0.27, ends: [0, 1], cells: 16 }, "exit_probability(walker, right)");
    expect(between).toBeNear(0.27, { rel: 1e-12 });
    const [beside] = values({ index: 2, start: 15 / 16, ends: [0, 1], cells: 16 }, "exit_probability(walker, right)");
    expect(beside).toBeNear(15 / 16, { rel: 1e-12 });
  });

  test("what is inside decays at last with the slowest rate", () => {
    const flight = { index: 1.5, ends: [-1, 1] as const, cells: 128, times: [3, 4] };
    const [rate] = values(flight, "slowest_rate(walker)") as [number];
    const [early] = flightValues(master, flightModel(flight), ["survival(walker)"], { when: 3 }) as [number];
    const [late] = flightValues(master, flightModel(flight), ["survival(walker)"], { when: 4 }) as [number];
    // the next even rate is 4.5 times as large and has died to e^-17
    expect(Math.log(early / late)).toBeNear(rate, { rel: 1e-6 });
  });

  test("survivors add up over their places, and are divided by their number where a law of them is asked", () => {
    const flight = { index: 1.5, start: 0.25, ends: [-1, 1] as const, cells: 64, times: [0.3] };
    const [survival, left, right, quantile, scattering, amount] = values(
      { ...flight, amount: 2 },
      "survival(walker)",
      "probability(walker, x < 0.1)",
      "probability(walker, x >= 0.1)",
      "quantile(walker, 0.5)",
      "intermediate_scattering(walker, 1e-9)",
      "amount(walker, all)",
    ) as [number, number, number, number, number, number];
    expect(left + right).toBeNear(survival, { rel: 1e-13 });
    expect(scattering).toBeNear(1, { rel: 1e-13 });
    expect(amount).toBeNear(2 * survival, { rel: 1e-13 });
    const [below] = values(flight, `probability(walker, x < ${quantile})`) as [number];
    expect(below).toBeNear(survival / 2, { rel: 1e-9 });
  });

  test("symmetry: a start mirrored leaves by the other end", () => {
    const [a] = values({ index: 0.7, start: 0.4, ends: [-1, 1], cells: 100 }, "exit_probability(walker, right)");
    const [b] = values({ index: 0.7, start: -0.4, ends: [-1, 1], cells: 100 }, "exit_probability(walker, left)");
    expect(a).toBeNear(b as number, { rel: 1e-11 });
  });
});

test("moments that a flight does not have are not told on the line, and are those of the survivors in a slab", () => {
  const texts = ["variance(walker)", "msd(walker)"];
  expect(flightAnswers(master, flightModel({ index: 1.5 }), texts)).toEqual([undefined, undefined]);
  const [variance, msd] = values({ index: 1.5, ends: [-1, 1], cells: 64 }, ...texts) as [number, number];
  expect(variance).toBeNear(msd, { rel: 1e-12 });
  expect(variance).toBeLessThan(1 / 3);
});
