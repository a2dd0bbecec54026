import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import { langevin } from "#levels/langevin/langevin.ts";
import { ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";
import { coarseGrained, coarseNote } from "#step-law/coarse-grained.ts";
import { type FlightOf, flightAnswers, flightModel, flightValues } from "../support/flights.ts";

const values = (flight: FlightOf, ...texts: string[]) =>
  flightValues(closedForm, flightModel(flight), texts, { when: flight.times?.at(-1) ?? 1 });

describe("a flight of index 1.5 and K = 1 after 1", () => {
  test("density, probability and quartile are those of the stable law", () => {
    const [f0, f1, f5, f20, F1, quartile] = values(
      { index: 1.5 },
      ...[0, 1, 5, 20].map((x) => `c(walker, ${x})`),
      "probability(walker, x < 1)",
      "quantile(walker, 0.75)",
    ) as [number, number, number, number, number, number];
    expect(f0).toBeNear(0.2873527514522, { rel: 1e-12 });
    expect(f1).toBeNear(0.2020381596078, { rel: 1e-12 });
    expect(f5).toBeNear(0.007111736047655, { rel: 1e-12 });
    expect(f20).toBeNear(1.733669068925e-4, { rel: 1e-12 });
    expect(F1).toBeNear(0.7563420243993, { rel: 1e-12 });
    expect(quartile).toBeNear(0.9689331817136, { rel: 1e-12 });
  });

  test("after 1000 steps it is 100 times as wide, with E|X| = 170.5", () => {
    const [quartile, distance] = values(
      { index: 1.5, times: [1000] },
      "quantile(walker, 0.75)",
      "mean_distance(walker)",
    );
    expect(quartile).toBeNear(96.89331817136, { rel: 1e-12 });
    expect(distance).toBeNear(170.5465240152, { rel: 1e-12 });
  });

  test("conditions on x, |x| and r, and on both tails", () => {
    const [inside, radial, outside] = values(
      { index: 1.5 },
      "probability(walker, abs(x) < 1)",
      "probability(walker, r < 1)",
      "probability(walker, x < -1 or x > 1)",
    ) as [number, number, number];
    expect(inside).toBeNear(2 * 0.7563420243993 - 1, { rel: 1e-11 });
    expect(radial).toBeNear(inside, { rel: 1e-13 });
    expect(outside).toBeNear(1 - inside, { rel: 1e-11 });
  });

  test("the characteristic function is e^(-K k^a t)", () => {
    const [found] = values({ index: 1.5, K: 2, times: [3] }, "intermediate_scattering(walker, 0.7)");
    expect(found).toBeNear(Math.exp(-6 * 0.7 ** 1.5), { rel: 1e-14 });
  });

  test("scales with K and t, moves with its start, and counts with its amount", () => {
    const [c, q, amount] = values(
      { index: 1.5, K: 8, start: 3, amount: 5, times: [125] },
      "c(walker, 103)",
      "quantile(walker, 0.75)",
      "amount(walker, all)",
    );
    expect(c).toBeNear((5 * 0.2020381596078) / 100, { rel: 1e-12 });
    expect(q).toBeNear(3 + 96.89331817136, { rel: 1e-12 });
    expect(amount).toBe(5);
  });

  test("the flux through a point carries what lies beyond it", () => {
    const at = 1.7;
    const beyond = (t: number) => values({ index: 1.5, times: [t] }, `probability(walker, x > ${at})`)[0] as number;
    const [flux] = values({ index: 1.5, times: [2] }, `flux(walker, ${at})`);
    // central difference: error 1e-8, rounding 1e-15 / 1e-4
    expect(flux).toBeNear((beyond(2 + 1e-4) - beyond(2 - 1e-4)) / 2e-4, { rel: 1e-7 });
  });
});

describe("a flight of index 2 is diffusion with D = K", () => {
  const [flight, diffusion] = ["motion: {flight: {index: 2, K: 3 um^2/s}}", "D: 3 um^2/s"].map((law) =>
    parseModel(
      `perrin: 1\nspecies: {walker: {${law}}}\ndomain: {geometry: line}\ninitial: {walker: {at: 1 um}}\nsolve: {transient: {until: 2 s, times: [2 s]}}\n`,
    ),
  ) as [ReturnType<typeof parseModel>, ReturnType<typeof parseModel>];

  test.each([
    "c(walker, 2e-6)",
    "flux(walker, 2e-6)",
    "probability(walker, x > 3e-6)",
    "mean(walker)",
    "variance(walker)",
    "msd(walker)",
    "mean_distance(walker)",
    "excess_kurtosis(walker)",
    "diffusivity(walker)",
    "survival(walker)",
  ])("%s", (text) => {
    const [expected] = flightValues(closedForm, diffusion, [text], { when: 2 });
    expect(flightValues(closedForm, flight, [text], { when: 2 })[0]).toBeNear(expected as number, { rel: 1e-13 });
  });

  test("its moments are those of a normal law: 3 σ⁴, 15 σ⁶, and odd ones vanish", () => {
    const variance = 12e-12;
    const [fourth, sixth, third] = flightValues(
      closedForm,
      flight,
      ["moment(walker, 4)", "moment(walker, 6)", "moment(walker, 3)"],
      { when: 2 },
    );
    expect(fourth).toBeNear(3 * variance ** 2, { rel: 1e-14 });
    expect(sixth).toBeNear(15 * variance ** 3, { rel: 1e-14 });
    expect(third).toBe(0);
  });
});

describe("between absorbing ends", () => {
  test.each([
    [0.5, 1.128379167],
    [1, 1],
    [1.5, 0.7522527780637],
    [2, 0.5],
  ])("index %d: Getoor's time from the middle of (-1, 1) is %d", (index, time) => {
    const [found] = values({ index, ends: [-1, 1] }, "mean_exit_time(walker)");
    expect(found).toBeNear(time, { rel: 3e-10 });
  });

  test("off the middle it is (L² - x²)^(a/2) / K Γ(1 + a), in a slab that starts anywhere", () => {
    const [found] = values({ index: 1, K: 4, start: 7.5, ends: [7, 9] }, "mean_exit_time(walker)");
    expect(found).toBeNear(Math.sqrt(1 - 0.25) / 4, { rel: 1e-14 });
  });

  test("at index 2 it leaves by an end as a diffusing particle does, at index 1 with 1/2 + arcsin(x/L)/π", () => {
    const [diffusive] = values({ index: 2, start: 0.3, ends: [0, 1] }, "exit_probability(walker, right)");
    expect(diffusive).toBeNear(0.3, { rel: 1e-13 });
    const [cauchy, left] = values(
      { index: 1, start: 0.6, ends: [-1, 1] },
      "exit_probability(walker, right)",
      "exit_probability(walker, left)",
    ) as [number, number];
    expect(cauchy).toBeNear(0.5 + Math.asin(0.6) / Math.PI, { rel: 1e-13 });
    expect(cauchy + left).toBeNear(1, { rel: 1e-14 });
  });

  test("a flight of index 0 would leave by either end alike", () => {
    const [right] = values({ index: 0.001, start: 0.9, ends: [-1, 1] }, "exit_probability(walker, right)");
    expect(right).toBeNear(0.5, { abs: 0.002 });
  });

  test("a wall that reflects is refused, since a flight crosses it without touching it", () => {
    const model = { ...flightModel({ index: 1.5, ends: [-1, 1] }), boundaries: [] };
    const refused = closedForm.accepts(model, "walker");
    expect(refused).toMatchObject({ accepts: false });
    expect(JSON.stringify(refused)).toMatch(/without touching it/);
  });
});

describe("levels that would only repeat another say so", () => {
  test.each([
    [langevin, /repeat the level walk/],
    [continuum, /the rates of the level master/],
  ])("$name", (level, because) => {
    const refused = level.accepts(flightModel({ index: 1.5 }), "walker");
    expect(refused.accepts ? "" : refused.because).toMatch(because);
    const normal = level.accepts(flightModel({ index: 2 }), "walker");
    expect(normal.accepts ? "" : normal.change).toMatch(/give D/);
  });
});

describe("a number that a flight does not have is refused with the physics when the file is read", () => {
  const complaint = (index: number, output: string): string => {
    try {
      parseModel(
        `perrin: 1\nspecies: {albatross: {motion: {flight: {index: ${index}, K: 1 km^${index}/h}}}}\ndomain: {geometry: line}\ninitial: {albatross: {at: 0 km}}\nsolve: {transient: {until: 1 h}}\noutputs: {it: "${output}"}\n`,
      );
    } catch (error) {
      if (error instanceof ModelError)
        return error.issues.map(({ found, expected }) => `${found} | ${expected}`).join();
      throw error;
    }
    return "";
  };

  test.each([
    "msd(albatross)",
    "variance(albatross)",
    "excess_kurtosis(albatross)",
    "moment(albatross, 2)",
    "diffusivity(albatross)",
    "time_averaged_msd(albatross)",
  ])("%s of index 1.5", (output) => {
    expect(complaint(1.5, output)).toMatch(/infinite at every t > 0.*quantile.*width_exponent.*mean_distance/);
  });

  test("below index 1 the mean distance and the mean go too, and are not offered", () => {
    expect(complaint(0.8, "mean_distance(albatross)")).toMatch(/no moment of order 1/);
    expect(complaint(0.8, "msd(albatross)")).not.toMatch(/mean_distance/);
    expect(complaint(0.8, "mean(albatross)")).toMatch(/no moment of order 1/);
  });

  test("what exists is taken", () => {
    for (const output of [
      "mean(albatross)",
      "mean_distance(albatross)",
      "quantile(albatross, 0.75)",
      "moment(albatross, 1)",
    ])
      expect(complaint(1.5, output)).toBe("");
    expect(complaint(2, "msd(albatross)")).toBe("");
  });
});

test("seen from afar a flight has K, the exponent 1/a of its width, and a tail; no D below index 2", () => {
  const model = flightModel({ index: 1.5, K: 8 });
  const [species] = model.species as [(typeof model.species)[number]];
  const numbers = new Map(coarseGrained(species, model).map(({ symbol, value }) => [symbol, value]));
  expect(numbers.get("exponent of the width")).toBeNear(2 / 3, { rel: 1e-15 });
  expect(numbers.get("interquartile range after 1 s")).toBeNear(8 * 0.9689331817136, { rel: 1e-12 });
  expect(numbers.get("mean distance after 1 s")).toBeNear(4 * 1.705465240152, { rel: 1e-12 });
  expect(numbers.get("tail")).toBeNear(0.3989422804014327, { rel: 1e-13 }); // 2 Γ(3/2) sin(3π/4) / π = 1/√(2π)
  expect(numbers.has("D")).toBe(false);
  expect(coarseNote(species, model)).toMatch(/infinite at every t > 0/);
  const normal = flightModel({ index: 2 });
  expect(coarseNote(normal.species[0] as typeof species, normal)).toBeUndefined();
});

test("before any time has passed no density is told", () => {
  expect(flightAnswers(closedForm, flightModel({ index: 1.5, times: [0] }), ["c(walker, 0)"], { when: 0 })).toEqual([
    undefined,
  ]);
});
