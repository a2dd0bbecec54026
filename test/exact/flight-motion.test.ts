import { expect, test } from "vitest";
import { INSIDE, LEFT_OUT, makeWalkers, RIGHT_OUT } from "#levels/ensemble/walkers.ts";
import { barrierShift, startedFlight } from "#levels/walk/flight-motion.ts";
import type { RandomStream } from "#numerics/random-stream.ts";

/** Draws by which nobody moves. */
const STILL: RandomStream = { uint32: () => 0, uniform: () => 0.5, normal: () => 0, exponential: () => 1 };

/** Fates of walkers at these places after one longest step in which they stay where they are; ends at ±1. */
function fatesAt(index: number, places: readonly number[], step: number): number[] {
  const problem = {
    law: { kind: "flight" as const, index, K: 1 },
    start: 0,
    amount: 1,
    times: [],
    ends: { from: -1, to: 1 },
  };
  const { motion } = startedFlight(problem, 1);
  const walkers = makeWalkers(places.length, 1, STILL);
  (walkers.axes[0] as Float64Array).set(places);
  motion.advance(walkers, 0, places.length, 0, step);
  return [...walkers.fate];
}

test("of index 1.25 and above, ends are moved in by β (K Δt)^(1/a) on either side, however short the step", () => {
  for (const step of [0.004, 0.001])
    for (const index of [1.25, 1.5, 2]) {
      const shift = barrierShift(index) * step ** (1 / index);
      const places = [-1 + 0.99 * shift, -1 + 1.01 * shift, 1 - 1.01 * shift, 1 - 0.99 * shift];
      expect(fatesAt(index, places, step)).toEqual([LEFT_OUT, INSIDE, INSIDE, RIGHT_OUT]);
    }
});

test("below, ends stand where they are", () => {
  expect(fatesAt(1, [-0.999999, 0.999999], 0.001)).toEqual([INSIDE, INSIDE]);
});
