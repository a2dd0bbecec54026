import { expect, test } from "vitest";
import { PURPOSE } from "#numerics/purpose.ts";
import { fillNormals, makeRandomStream } from "#numerics/random-stream.ts";
import { threefry4x32 } from "#numerics/threefry.ts";

/** Bytes that one call leaves on the heap: 100 calls, the quietest of 10 rounds. */
function bytesPerCall(call: () => void): number {
  for (let i = 0; i < 2000; i++) call();
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 10; round++) {
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 100; i++) call();
    const after = process.memoryUsage().heapUsed;
    if (after >= before) least = Math.min(least, (after - before) / 100);
  }
  return least;
}

const out = new Float64Array(1000);
const stream = makeRandomStream(1, PURPOSE.demonstration, 0);
const words = new Uint32Array(4);

test.each([
  ["fillNormals", () => fillNormals(out, stream)],
  ["threefry4x32", () => threefry4x32(words, 1, 2, 3, 4, 5, 6, 7, 8)],
])("%s allocates nothing once warm", (_, call) => expect(bytesPerCall(call)).toBeLessThan(100));

let kept: number[] = [];
test("and one array a call is seen", () => {
  const leaky = () => {
    kept = [stream.uint32(), ...new Array<number>(100).fill(0)];
  };
  expect(bytesPerCall(leaky)).toBeGreaterThan(100);
  expect(kept.length).toBe(101);
});
