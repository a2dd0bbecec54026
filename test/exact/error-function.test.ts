import { describe, expect, test } from "vitest";
import * as errorFunction from "#numerics/error-function.ts";
import { references, ulp, worstError } from "../support/references.ts";

const { erf, erfc, erfcx, inverseErfc, normalCdf, normalQuantile, normalTail } = errorFunction;
const tables = references("special-functions.json");

describe("against 40 digits, tails included", () => {
  // [ulp]; the inverses add the error of erfc to a rounding or two of their own.
  test.each([
    ["erf", erf, 2],
    ["erfc", erfc, 4],
    ["erfcx", erfcx, 4],
    ["normalTail", normalTail, 5],
    ["inverseErfc", inverseErfc, 5],
    ["normalQuantile", normalQuantile, 5],
  ] as const)("%s", (name, f, bound) => {
    const worst = worstError(f, tables[name], ulp);
    expect(worst.error, worst.at).toBeLessThan(bound);
  });
});

test("the ends", () => {
  const infinity = Number.POSITIVE_INFINITY;
  expect([erf(0), erf(-0), erf(infinity), erf(-infinity)]).toEqual([0, -0, 1, -1]);
  expect([erfc(0), erfc(infinity), erfc(-infinity), erfc(28)]).toEqual([1, 0, 2, 0]);
  expect([erfcx(infinity), erfcx(-infinity), erfcx(-27)]).toEqual([0, infinity, infinity]);
  expect([inverseErfc(0), inverseErfc(1), inverseErfc(2)]).toEqual([infinity, 0, -infinity]);
  expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)]).toEqual([-infinity, 0, infinity]);
  expect([normalCdf(-infinity), normalCdf(0), normalCdf(infinity)]).toEqual([0, 0.5, 1]);
  expect([normalTail(-infinity), normalTail(0), normalTail(infinity)]).toEqual([1, 0.5, 0]);
  for (const f of Object.values(errorFunction)) expect(f(Number.NaN)).toBeNaN();
});

test("one normal variable in 1.7 million is beyond five sigmas, either way", () => {
  expect(normalTail(5)).toBeNear(2.866515718791939e-7, { rel: 1e-15 });
  expect(normalCdf(-5)).toBe(normalTail(5));
  expect(normalCdf(1)).toBeNear(0.8413447460685429, { rel: 1e-15 });
  expect(normalQuantile(0.975)).toBeNear(1.959963984540054, { rel: 1e-15 });
});

test("a probability outside its range is refused", () => {
  expect(() => inverseErfc(2.5)).toThrow("p = 2.5");
  expect(() => normalQuantile(1.0001)).toThrow("a probability lies between 0 and 1");
  expect(() => normalQuantile(-1)).toThrow("a probability lies between 0 and 1");
});
