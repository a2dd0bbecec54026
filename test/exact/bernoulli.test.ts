import { expect, test } from "vitest";
import { bernoulli } from "#numerics/bernoulli.ts";
import { references, ulp, worstError } from "../support/references.ts";

test("against 60 digits, B(x) is within 2 ulp, from -1e300 to the last double at x = 751", () => {
  const worst = worstError(bernoulli, references("elementary.json").bernoulli, ulp);
  expect(worst.error, worst.at).toBeLessThan(2);
});

test("B(0) = 1, and so it is around 0", () => {
  expect([0, -0, 5e-324, -1e-20].map(bernoulli)).toEqual([1, 1, 1, 1]);
});

test("all of a steep step flows down, nothing up", () => {
  expect(bernoulli(Number.NEGATIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  expect(bernoulli(Number.POSITIVE_INFINITY)).toBe(0);
  expect(bernoulli(760)).toBe(0);
  expect(bernoulli(1e300)).toBe(0);
  expect(bernoulli(-1e300)).toBe(1e300);
  expect(bernoulli(Number.NaN)).toBeNaN();
});
