import { describe, expect, test } from "vitest";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { fillDirectly, makeByTransform, makeTimeAveraged } from "#observables/time-averaged-msd.ts";

function brownianTrack(steps: number, axes: number, offset = 0): Float64Array[] {
  const stream = makeRandomStream(3, PURPOSE.demonstration, steps);
  return Array.from({ length: axes }, () => {
    const x = new Float64Array(steps + 1).fill(offset);
    for (let i = 1; i <= steps; i++) x[i] = (x[i - 1] as number) + stream.normal();
    return x;
  });
}

function both(track: Float64Array[]): readonly [Float64Array, Float64Array] {
  const steps = (track[0] as Float64Array).length - 1;
  const [direct, byTransform] = [new Float64Array(steps + 1), new Float64Array(steps + 1)];
  fillDirectly(direct, track);
  makeByTransform(steps)(byTransform, track);
  return [direct, byTransform];
}

describe("by definition and by transform", () => {
  test.each([
    [1, 1, 0],
    [7, 1, 0],
    [100, 2, 0],
    [1000, 3, 0],
    [4095, 1, 1e6],
  ])("tracks of %d steps along %d axes, %d from the origin, agree to 1e-11", (steps, axes, offset) => {
    const [direct, byTransform] = both(brownianTrack(steps, axes, offset));
    // an offset of 1e6 leaves 1e-10 of a position of order one in the doubles that hold it, the same for both
    for (let k = 0; k <= steps; k++) expect(byTransform[k]).toBeNear(direct[k] as number, { rel: 1e-11 });
  });
});

test("a walker that does not turn has d (v k)²", () => {
  const line = (v: number) => Float64Array.from({ length: 301 }, (_, i) => 5 + v * i);
  for (const fill of [fillDirectly, makeByTransform(300), makeTimeAveraged(300)]) {
    const out = new Float64Array(301);
    fill(out, [line(2), line(-1)]);
    for (let k = 0; k <= 300; k++) expect(out[k]).toBeNear(5 * k * k, { rel: 1e-11 });
  }
});

test("three positions are averaged over the pairs at each lag", () => {
  const out = new Float64Array(3);
  makeTimeAveraged(2)(out, [Float64Array.of(0, 1, 4)]);
  expect([...out]).toEqual([0, 5, 16]);
});
