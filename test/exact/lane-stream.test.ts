import { describe, expect, test } from "vitest";
import { drawLanes, LANE_STATE, laneUniform, seedLanes } from "#numerics/lane-stream.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream, makeRandomStreamFrom, streamState } from "#numerics/random-stream.ts";
import { threefry4x32 } from "#numerics/threefry.ts";

const seed = (1908n << 32n) | 26n;
const block = 3 * 2 ** 32 + 7;

const seeded = (fours: number, of: bigint | number = seed, at = block): Int32Array => {
  const state = new Int32Array(fours * LANE_STATE);
  seedLanes(state, of, PURPOSE.demonstration, at);
  return state;
};

describe("a lane", () => {
  test("is a xoshiro128++ that starts at Threefry(block, lane) under the key (seed, purpose, 2)", () => {
    const state = seeded(2);
    const lanes = Array.from({ length: 8 }, (_, k) => {
      const words = new Uint32Array(4);
      threefry4x32(words, 7, 3, k, 0, 26, 1908, PURPOSE.demonstration, 2);
      return makeRandomStreamFrom(Int32Array.from(words));
    });
    const drawn = new Int32Array(8);
    for (let step = 0; step < 100; step++) {
      drawLanes(drawn, state);
      drawLanes(drawn, state, 1);
      expect([...drawn].map((word) => word >>> 0)).toEqual(lanes.map((lane) => lane.uint32()));
    }
  });

  test("is the same among four and among eight", () => {
    expect([...seeded(2).subarray(0, LANE_STATE)]).toEqual([...seeded(1)]);
  });

  test("shares no start with a block stream of the same seed, purpose and number, nor with other lanes, blocks and seeds", () => {
    const starts = new Set<string>();
    const add = (words: Iterable<number>) => starts.add([...words].join());
    add(streamState(makeRandomStream(seed, PURPOSE.demonstration, block)));
    for (const state of [seeded(2), seeded(2, seed, block + 1), seeded(2, seed + 1n)])
      for (let k = 0; k < 8; k++) add([0, 4, 8, 12].map((i) => state[LANE_STATE * (k >> 2) + (k & 3) + i] ?? 0));
    expect(starts.size).toBe(25);
  });
});

test("a uniform number is an odd multiple of 2^-53, symmetric about 1/2, inside (0, 1)", () => {
  expect(laneUniform(0, 0)).toBe(2 ** -53);
  expect(laneUniform(-1, -1)).toBe(1 - 2 ** -53);
  expect(laneUniform(0x7fffffff, -1)).toBe(0.5 - 2 ** -53);
  expect(laneUniform(0, 0x1000)).toBe(3 * 2 ** -53);
  for (const [high, low] of [
    [12345678, 87654321],
    [-5, 17],
  ] as const)
    expect(laneUniform(high, low) + laneUniform(~high, ~low)).toBe(1);
});

test("seed and block outside their range are refused", () => {
  expect(() => seeded(1, -1)).toThrow("seed");
  expect(() => seeded(1, 1, 2 ** 53)).toThrow("block");
});
