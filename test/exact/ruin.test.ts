import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import type { Level } from "#levels/contract.ts";
import { master } from "#levels/master/master.ts";
import type { Measure } from "#model/measure.ts";
import type { Model } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { measureAt } from "../support/langevin-models.ts";
import { poissonClock, walkLaw } from "../support/lattice-walks.ts";
import { measureOf, solved, taskOf, valueAt } from "../support/models.ts";
import { ruin } from "../support/site-walks.ts";

const right = measureAt("exit_probability", { kind: "end", end: "right" });
const left = measureAt("exit_probability", { kind: "end", end: "left" });
const mean = measureAt("mean_exit_time", { kind: "all" });
const variance = measureAt("exit_time_variance", { kind: "all" });
const quantile = (p: number): Measure => ({
  key: `quantile ${p}`,
  name: "exit_time_quantile",
  species: "walker",
  argument: p,
});

const read = (level: Level, model: Model, measure: Measure, when: number | "timeless" = "timeless") =>
  valueAt(solved(level.solve(taskOf(model, [measure]))), measure.key, when);
const BOTH = [closedForm, master] as const;

describe("the gambler's ruin", () => {
  const biased = ruin(walkLaw({ right: 0.6 }), { sites: 11, from: 3 });
  const fair = ruin(walkLaw(), { sites: 11, from: 3 });

  test.each(BOTH)("ends at ten with the textbook's probability: $name", (level) => {
    expect(read(level, biased, right)).toBeNear(0.7161223610513, { rel: 1e-12 });
    expect(read(level, biased, left)).toBeNear(1 - 0.7161223610513, { rel: 1e-12 });
    expect(read(level, fair, right)).toBeNear(0.3, { rel: 1e-13 });
  });

  test.each(BOTH)("takes the textbook's time on average: $name", (level) => {
    expect(read(level, biased, mean)).toBeNear(20.80611805256, { rel: 1e-12 });
    expect(read(level, fair, mean)).toBeNear(21, { rel: 1e-13 });
  });

  test.each(BOTH)("takes longer by the steps that stay, by either clock: $name", (level) => {
    for (const clock of [{}, { clock: poissonClock(1) }]) {
      expect(read(level, ruin(walkLaw({ right: 0.6, stay: 0.25, ...clock }), { sites: 11, from: 3 }), mean)).toBeNear(
        20.80611805256 / 0.75,
        { rel: 1e-12 },
      );
    }
  });

  test("lasts two ticks from the middle of three sites, and one from two ends beside each other", () => {
    // From 1 of 0..2 the first tick ends it; from 1 of 0..3, n ticks with probability 2^-(n-1) and more: geometric.
    const three = ruin(walkLaw(), { sites: 3, from: 1 });
    expect(read(master, three, mean)).toBeNear(1, { rel: 1e-15 });
    expect(read(master, three, variance)).toBeNear(0, { abs: 1e-14 });
    const four = ruin(walkLaw(), { sites: 4, from: 1 });
    expect(read(master, four, mean)).toBeNear(2, { rel: 1e-14 });
    expect(read(master, four, variance)).toBeNear(2, { rel: 1e-13 });
    expect(read(master, four, quantile(0.5))).toBe(1);
    expect(read(master, four, quantile(0.76))).toBe(3);
  });

  test("by a Poisson clock scatters by the waits too: variance of the number, and the mean number, of unit waits", () => {
    const four = ruin(walkLaw({ clock: poissonClock(1) }), { sites: 4, from: 1 });
    expect(read(master, four, variance)).toBeNear(2 + 2, { rel: 1e-13 });
  });

  test("is played on with the probability of the exact steps", () => {
    for (const clock of [{}, { clock: poissonClock(1) }]) {
      const model = ruin(walkLaw({ right: 0.6, stay: 0.1, ...clock }), { sites: 11, from: 3, times: [1, 7, 40] });
      for (const measure of [measureOf("survival"), measureOf("probability", "x > 4.5"), measureOf("mean")])
        for (const time of [1, 7, 40])
          expect(read(closedForm, model, measure, time)).toBeNear(read(master, model, measure, time), {
            rel: 1e-12,
            abs: 1e-15,
          });
    }
  });

  test("fades at the slowest rate of its row of sites", () => {
    const slowest = measureOf("slowest_rate");
    const model = ruin(walkLaw(), { sites: 11, from: 3 });
    for (const level of BOTH)
      expect(read(level, model, slowest)).toBeNear(-Math.log(Math.cos(Math.PI / 10)), { rel: 1e-12 });
    const poisson = ruin(walkLaw({ right: 0.6, clock: poissonClock(2) }), { sites: 11, from: 3 });
    const exact = (1 - 2 * Math.sqrt(0.24) * Math.cos(Math.PI / 10)) / 2;
    for (const level of BOTH) expect(read(level, poisson, slowest)).toBeNear(exact, { rel: 1e-12 });
  });

  test("with one end that reflects all leave by the other", () => {
    const model = ruin(walkLaw(), { sites: 5, from: 2, ends: ["right"] });
    expect(closedForm.accepts(model, "walker")).toMatchObject({ accepts: false });
    expect(read(master, model, right)).toBeNear(1, { rel: 1e-14 });
    // Reflected, not moved, at site 0: from j as if from j and -1-j of 0..: N(N+1) - j(j+1) ticks to site N.
    expect(read(master, model, measureAt("mean_exit_time", { kind: "end", end: "right" }))).toBeNear(20 - 6, {
      rel: 1e-13,
    });
  });

  test("does not start on a site that absorbs", () => {
    expect(master.accepts(ruin(walkLaw(), { sites: 5, from: 0 }), "walker")).toMatchObject({
      because: "the walk starts on a site that absorbs",
    });
  });
});

describe("in a model file", () => {
  const file = (condition: string) => `perrin: 1
species: {walker: {walk: {step: {lattice: 1 nm}, clock: {fixed: 1 ns}}}}
domain: {geometry: lattice, sites: 5}
initial: {walker: {at: 2 nm}}
boundary: {left: {walker: ${condition}}}
outputs: {duration: {of: mean_exit_time(walker), unit: ns}}
`;

  test("an end of a lattice may absorb", () => {
    expect(parseModel(file("absorbing")).boundaries).toMatchObject([{ condition: { kind: "absorbing" } }, {}]);
  });

  test("it may not hold a concentration", () => {
    expect(() => parseModel(file("{concentration: 1 mM}"))).toThrow(/open end of a lattice/);
  });
});
