import { expect, test } from "vitest";
import { telegraphReading } from "#levels/continuum/telegrapher-readings.ts";
import type { TelegraphState } from "#levels/continuum/telegrapher-scheme.ts";
import { measureOf, modelWith } from "../support/models.ts";
import "../support/matchers.ts";

test("a probability counts the share of each cell in which its condition holds, and a front where it holds there", () => {
  const mass = Float64Array.of(0.1, 0.2, 0.3, 0.2);
  const state = {
    time: 2,
    front: 2,
    frontMass: 0.1,
    edge: Float64Array.of(-2, -1, 0, 1, 2),
    mass,
    flux: new Float64Array(4),
    site: Float64Array.of(-1.5, -0.5, 0.5, 1.5),
    whole: mass,
  } satisfies TelegraphState;
  // shares are multiples of a sixteenth of a cell: no point is at an edge of a condition
  for (const [condition, expected] of [
    ["x < 3.25", 0.1 + 0.1 + 0.2 + 0.3 * 0.25],
    ["x < 4", 0.1 + 0.1 + 0.2 + 0.3],
    ["x > 2.5 and x < 3", 0.2 * 0.5],
    ["x > 1.5 and x < 4.875", 0.1 * 0.5 + 0.2 + 0.3 + 0.2 * 0.875],
    ["x > 4.9375", 0.2 * 0.0625 + 0.1],
    ["x > 5", 0],
  ] as const)
    expect(
      telegraphReading(measureOf("probability", condition), state, { model: modelWith({}), start: 3, amount: 1 }),
      condition,
    ).toBeNear(expected, { rel: 1e-13 });
});
