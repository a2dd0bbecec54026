import { describe, expect, test } from "vitest";
import { lagOf, recordedTrack, recordTimesOf } from "#levels/recorded-track.ts";
import type { Solve } from "#model/model.ts";

const at = (...times: number[]): Solve[] => [{ kind: "transient", times }];

describe("a track", () => {
  test("has equal steps from the start on, up to rounding", () => {
    expect(recordedTrack(at(0, 0.1, 0.2, 0.1 * 3))).toMatchObject({ steps: 3 });
    expect(recordedTrack(at(2))).toEqual({ spacing: 2, steps: 1 });
  });

  test("is none where steps differ, or where the first is missing", () => {
    expect(recordedTrack(at(1, 2, 4))).toBeUndefined();
    expect(recordedTrack(at(2, 3, 4))).toBeUndefined();
    expect(recordedTrack([{ kind: "steady" }])).toBeUndefined();
  });
});

test("lags are whole numbers of steps", () => {
  const track = { spacing: 0.1, steps: 10 };
  expect([0.1, 0.3, 0.1 + 0.2, 1].map((time) => lagOf(track, time))).toEqual([1, 3, 3, 10]);
  expect([0, 0.15, 1.1].map((time) => lagOf(track, time))).toEqual([undefined, undefined, undefined]);
});

test("record times come once each, in order, without the start", () => {
  expect(recordTimesOf([...at(3, 1), { kind: "equilibrium" }, ...at(0, 2, 1)])).toEqual([1, 2, 3]);
});
