/**
 * Motors and walks with a bias by site, followed one by one, against exact laws.
 *
 * z-scores with standard errors from 64 batches; tolerance 5, one false alarm in 200 000 for each of some thirty checks
 * (Student's t with 63 degrees of freedom). 64 000 walkers see 1.5 % of a variance and 2 % of a probability of 0.4.
 */
import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { master } from "#levels/master/master.ts";
import { walk } from "#levels/walk/walk.ts";
import type { Measure } from "#model/measure.ts";
import type { Model } from "#model/model.ts";
import { measureAt, standardErrorsFrom } from "../support/langevin-models.ts";
import { poissonClock, walkLaw } from "../support/lattice-walks.ts";
import { measureOf, solved, taskOf, valueAt } from "../support/models.ts";
import { motor, STEP } from "../support/motors.ts";
import { ruin, siteWalk, urns } from "../support/site-walks.ts";

const FIVE = 5;
const WALKERS = 64_000;
const reach = (steps: number) => measureAt("hitting_probability", { kind: "point", at: [steps * STEP] });

/** Every reading of the walk that the law has too is within five standard errors of it. */
function follows(model: Model, law: typeof master, measures: readonly Measure[], least: number): void {
  const exact = solved(law.solve(taskOf(model, measures)));
  const sampled = solved(walk.solve(taskOf(model, measures)));
  let judged = 0;
  for (const { measure, when, value } of exact.readings) {
    if (!sampled.readings.some((reading) => reading.measure === measure && reading.when === when)) continue;
    expect(Math.abs(standardErrorsFrom(value, sampled, measure, when))).toBeLessThan(FIVE);
    judged++;
  }
  expect(judged).toBeGreaterThanOrEqual(least);
}

const moments = [measureOf("mean"), measureOf("variance"), measureOf("skewness")];

describe("motors event by event", () => {
  test("move as their moments say: two substeps, from the first event on", () => {
    follows(motor({ forward: [150, 300], times: [0.01, 0.1, 0.2], walkers: WALKERS }), closedForm, moments, 9);
  });

  // The variance of displacements from a record on would be 5 % above 2 D t here: the motor is in no state for sure.
  // 256 000 walkers see 0.5 % of D.
  test("show the D of many steps in few of them, though their state lasts from record to record", () => {
    const model = motor({ forward: [1, 2], backward: [0.5, 0.1], times: [10, 20], walkers: 4 * WALKERS });
    follows(model, closedForm, [measureOf("diffusivity")], 1);
  });

  test("stand on sites, where a concentration would be that of the bin it is counted in", () => {
    const model = motor({ forward: [1], times: [2], walkers: 640 });
    const at = measureAt("c", { kind: "point", at: [STEP] });
    expect(solved(walk.solve(taskOf(model, [at]))).readings).toEqual([]);
  });

  test("with backward substeps and falling off, they run, arrive and stay as the row of states says", () => {
    const model = motor({ forward: [40, 90, 25], backward: [3, 11, 6], detachment: 2, times: [0.3], walkers: WALKERS });
    const ends = [measureOf("survival"), measureOf("mean_run_length"), measureOf("mean_exit_time"), reach(1), reach(4)];
    follows(model, master, [...moments, ...ends], 8);
    follows(model, closedForm, [measureAt("exit_time_variance", { kind: "all" })], 1);
    // a motor that steps back as often is where it was at its farthest for a moment only
    const wavering = motor({ forward: [30], backward: [29], detachment: 2, walkers: WALKERS });
    follows(wavering, master, [reach(1), reach(4)], 2);
  });
});

describe("walkers with a bias by site", () => {
  test("are spread like Ehrenfest's urns", () => {
    follows(urns(20, 10, { times: [1, 10, 60], walkers: WALKERS }), closedForm, [...moments.slice(0, 2)], 5);
  });

  test("follow the exact steps where the bias bends", () => {
    const model = siteWalk({ right: "0.5 - 0.4 * sin(x / 2)", from: 1, times: [7, 30], walkers: WALKERS });
    follows(model, master, [...moments, measureOf("probability", "x > 2.5")], 8);
  });

  test("are weighed by Boltzmann's factor, in a box too", () => {
    const box = siteWalk({ potential: "x / 2", sites: 6, from: 3, times: [4], equilibrium: true, walkers: WALKERS });
    follows(box, master, moments, 6);
    const rest = solved(walk.solve(taskOf(box, [measureOf("mean")])));
    const weights = [0, 1, 2, 3, 4, 5].map((x) => Math.exp(-x / 2));
    const mean = weights.reduce((sum, w, x) => sum + w * x, 0) / weights.reduce((sum, w) => sum + w, 0);
    expect(Math.abs(standardErrorsFrom(mean, rest, "mean(walker)", "equilibrium"))).toBeLessThan(FIVE);
  });

  test.each([{}, { clock: poissonClock(1) }])("are ruined as the backward equations say, by either clock", (clock) => {
    const law = walkLaw({ right: 0.6, stay: 0.1, ...clock });
    const model = ruin(law, { sites: 11, from: 3, times: [5, 20], walkers: WALKERS });
    const side = measureAt("exit_probability", { kind: "end", end: "right" });
    const all = { kind: "all" } as const;
    const times = [measureAt("mean_exit_time", all), measureAt("exit_time_variance", all)];
    const gone = measureAt("amount_permeated", { kind: "end", end: "left" });
    follows(model, master, [measureOf("survival"), side, ...times, gone, measureOf("mean")], 9);
  });

  test("have no median of the exit time that is a tick of a clock", () => {
    const median: Measure = { key: "median", name: "exit_time_quantile", species: "walker", argument: 0.5 };
    const model = ruin(walkLaw(), { sites: 11, from: 3, times: [100], walkers: 6400 });
    expect(solved(walk.solve(taskOf(model, [median]))).readings).toEqual([]);
    const tick = valueAt(solved(master.solve(taskOf(model, [median]))), "median", "timeless");
    const around = ruin(walkLaw(), { sites: 11, from: 3, times: [tick - 1, tick] });
    const playing = solved(closedForm.solve(taskOf(around, [measureOf("survival")])));
    expect(valueAt(playing, "survival(walker)", tick - 1)).toBeGreaterThan(0.5);
    expect(valueAt(playing, "survival(walker)", tick)).toBeLessThanOrEqual(0.5);
  });
});
