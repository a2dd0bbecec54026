import { describe, expect, test } from "vitest";
import { binomial } from "#numerics/binomial-sampler.ts";
import { poisson } from "#numerics/poisson-sampler.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream, type RandomStream } from "#numerics/random-stream.ts";

/** A stream whose uniform numbers are written down. */
const scripted = (...numbers: readonly number[]): RandomStream => {
  let next = 0;
  const uniform = () => numbers[next++ % numbers.length];
  return { uniform, uint32: uniform, normal: uniform, exponential: uniform };
};

describe("sure counts take nothing from the stream", () => {
  const silent = scripted();
  test.each([
    [0, 0.3, 0],
    [5, 0, 0],
    [5, 1, 5],
    [0, 1, 0],
    [1e12, 1, 1e12],
  ])("binomial of %d trials of probability %d is %d", (n, p, k) => expect(binomial(silent, n, p)).toBe(k));
  test("Poisson of mean 0 is 0", () => expect(poisson(silent, 0)).toBe(0));
});

test("by search, a count is the inverse of the distribution function", () => {
  // Binomial(2, 1/4): 9/16, 6/16, 1/16.
  const at = (u: number) => binomial(scripted(u), 2, 0.25);
  expect([0.01, 0.56, 0.57, 0.93, 0.94, 0.9999].map(at)).toEqual([0, 0, 1, 1, 2, 2]);
  // Poisson(ln 2): 1/2, 0.3466, 0.1201, ...
  const events = (u: number) => poisson(scripted(u), Math.LN2);
  expect([0.49, 0.51, 0.84, 0.85, 0.96, 0.97].map(events)).toEqual([0, 1, 1, 2, 2, 3]);
});

test("p and 1 - p count successes and failures of the same draws", () => {
  const stream = () => makeRandomStream(4, PURPOSE.counts, 0);
  for (const [n, p] of [
    [8, 0.25],
    [1000, 0.125],
  ] as const) {
    const [a, b] = [stream(), stream()];
    for (let i = 0; i < 100; i++) expect(binomial(a, n, p)).toBe(n - binomial(b, n, 1 - p));
  }
});

test("a uniform number beyond the rounded sum of the law is drawn again", () => {
  expect(poisson(scripted(1 - 2 ** -53, 1 - 2 ** -53, 1 - 2 ** -53, 0.5), 1)).toBeLessThan(30);
});

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])("n = %d trials are refused", (n) =>
  expect(() => binomial(scripted(0.5), n, 0.5)).toThrow(/n = /));
test.each([-0.1, 1.1, Number.NaN])("the probability %d is refused", (p) =>
  expect(() => binomial(scripted(0.5), 5, p)).toThrow(/p = /));
test.each([-1, 2e15, Number.NaN])("the Poisson mean %d is refused", (mean) =>
  expect(() => poisson(scripted(0.5), mean)).toThrow(/mean = /));
