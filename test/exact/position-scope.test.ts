import { describe, expect, test } from "vitest";
import type { LevelName } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { positionScope } from "#potential/position-scope.ts";
import { levelNamed } from "#run/level-registry.ts";
import { measure } from "../support/closed-form.ts";
import { modelWith, solved, taskOf, valueAt } from "../support/models.ts";

test("r is the distance from the origin, also of places on its left", () => {
  const coordinate = Float64Array.of(-3, -0.5, 0, 2);
  const { name } = positionScope(modelWith({}), coordinate);
  expect(name("x")).toEqual(coordinate);
  expect(name("r")).toEqual(Float64Array.of(3, 0.5, 0, 2));
  expect(name("y")).toBe(0);
});

const line = (motion: string) =>
  parseModel(
    `perrin: 1
title: A walker on a line
question: How often is it near the origin?
species: {walker: {${motion}}}
domain: {geometry: line, resolve: [-40 m, 40 m]}
initial: {walker: {at: 1 m}}
solve: {transient: {until: 8 s, every: 8 s}}
outputs: {near: {of: "probability(walker, r <= 2 m)"}}
`,
    { file: "line.yaml" },
  );

const CLOCK = "clock: {fixed: 1 s}";

/** A condition on r is one on |x|: the same walkers, cells or sites fulfil it, so that readings are equal to rounding. */
describe.each<readonly [string, readonly LevelName[]]>([
  ["D: 1 m^2/s, drift: 0.1 m/s", ["closed-form", "langevin", "walk", "master", "continuum"]],
  [`walk: {step: {lattice: 1 m}, ${CLOCK}}`, ["closed-form", "walk", "master"]],
  [`walk: {step: {lattice: 1 m, right: 0.5 - x / 40 m}, ${CLOCK}}`, ["walk", "master"]],
  [`walk: {step: {lattice: 1 m, persistence: 0.8}, ${CLOCK}}`, ["closed-form", "walk", "master", "continuum"]],
  [`walk: {step: {zipf: 1 m, index: 1.5}, ${CLOCK}}`, ["walk", "master"]],
  ["motion: {motor: {step: 1 m, forward: [1 1/s], backward: [1 1/s]}}", ["closed-form", "walk", "master"]],
  ["motion: {flight: {index: 1.5, K: 1 m^1.5/s}}", ["walk", "master"]],
  ["motion: {run: {speed: 1 m/s, reversals: 1 1/s}}", ["closed-form", "walk", "continuum"]],
])("%s", (motion, levels) => {
  const model = line(motion);
  test.each(levels)("a distance counts both sides: %s", (name) => {
    const level = levelNamed(name);
    if (level === undefined) throw new Error(`no level ${name}`);
    const [near, both] = ["probability(walker, r <= 2)", "probability(walker, abs(x) <= 2)"] as const;
    const result = solved(level.solve(taskOf(model, [near, both].map(measure), { walkers: 640 })));
    expect(valueAt(result, near, 8)).toBeNear(valueAt(result, both, 8), { rel: 1e-12 });
  });
});
