import { expect, test } from "vitest";
import { bernoulli } from "#numerics/bernoulli.ts";
import { cos, exp, expm1, log, sin } from "#numerics/elementary.ts";

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

const x = Float64Array.from({ length: 100 }, (_, i) => 0.05 + 0.37 * i);
const out = new Float64Array(100);

// The functions of inner loops, each in a loop of its own, so that the engine compiles it into that loop. (A function
// that is called instead of compiled in gets its numbers boxed, 16 bytes each, whatever it does.)
const loops: Readonly<Record<string, () => void>> = {
  exp: () => {
    for (let i = 0; i < 100; i++) out[i] = exp(x[i]);
  },
  expm1: () => {
    for (let i = 0; i < 100; i++) out[i] = expm1(x[i]);
  },
  log: () => {
    for (let i = 0; i < 100; i++) out[i] = log(x[i]);
  },
  sin: () => {
    for (let i = 0; i < 100; i++) out[i] = sin(x[i]);
  },
  cos: () => {
    for (let i = 0; i < 100; i++) out[i] = cos(x[i]);
  },
  bernoulli: () => {
    for (let i = 0; i < 100; i++) out[i] = bernoulli(x[i]);
  },
};

test.each(Object.entries(loops))("a hundred values of %s leave nothing on the heap", (_, call) =>
  expect(bytesPerCall(call)).toBeLessThan(100));

let kept: number[] = [];
test("and one pair a value is seen", () => {
  const leaky = () => {
    for (let i = 0; i < 100; i++) kept = [x[i], out[i]];
  };
  expect(bytesPerCall(leaky)).toBeGreaterThan(100);
  expect(kept.length).toBe(2);
});
