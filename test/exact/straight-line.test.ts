import { describe, expect, test } from "vitest";
import { valueIn } from "#levels/langevin/cubic-table.ts";
import { type StraightStretch, straightLine, straightPosition } from "#levels/langevin/straight-line.ts";
import { stretchesOf } from "#levels/langevin/stretches.ts";
import { medium, slabOf, type WalkerModel, walkerModel } from "../support/langevin-models.ts";
import "../support/matchers.ts";

function straight(given: WalkerModel): StraightStretch {
  const model = walkerModel(given);
  const request = { start: [1, 1], time: 1, endless: false, spread: true } as const;
  return straightLine(stretchesOf(model, model.species[0]), request)[0] as StraightStretch;
}

describe("with D = (1 + x)² the straight coordinate is ln(1 + x)", () => {
  const stretch = straight({
    domain: slabOf({ name: "a", thickness: 3 }),
    media: [medium("a", "(1 + x)^2")],
    start: 1,
  });
  // steps of ln 4 / 2048 = 7e-4 by a method of fourth order err by 1e-14 of x, cubics between nodes by h^4 / 384 = 1e-15
  const tolerance = { rel: 1e-12 };

  test("from 0 to ln 4, and the way back is e^y - 1", () => {
    expect(stretch.right - stretch.left).toBeNear(Math.log(4), tolerance);
    for (const x of [0.1, 0.5, 1, 2.7]) {
      const y = stretch.left + Math.log(1 + x);
      expect(valueIn(stretch.position, y)).toBeNear(x, tolerance);
      expect(straightPosition(stretch, x) - stretch.left).toBeNear(Math.log(1 + x), tolerance);
    }
  });

  test("the drift is ½ dD/dx / √D = 1 everywhere", () => {
    for (const y of [0, 0.3, 1.2]) expect(valueIn(stretch.drift, stretch.left + y)).toBeNear(1, tolerance);
  });
});
