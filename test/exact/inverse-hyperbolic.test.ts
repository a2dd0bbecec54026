import { expect, test } from "vitest";
import { acosh, asinh, atanh } from "#numerics/inverse-hyperbolic.ts";

/** Four units in the last place: what the file states. */
const REL = 4 * 2.3e-16;

// ln(x + sqrt(x^2 + 1)) and its kin to 60 digits with python decimal, rounded to the nearest double.
test.each([
  [asinh, 1e-300, 1e-300],
  [asinh, 1e-9, 1e-9],
  [asinh, 0.1, 0.09983407889920756],
  [asinh, 0.7, 0.6526665660823557],
  [asinh, -3, -1.8184464592320668],
  [asinh, 100000, 12.206072645555174],
  [asinh, 1e9, 21.416413017506358],
  [asinh, 1e300, 691.4686750787737],
  [acosh, 1.0000000001, 1.4142136208675862e-5],
  [acosh, 1.5, 0.9624236501192069],
  [acosh, 3, 1.762747174039086],
  [acosh, 100000, 12.206072645505174],
  [acosh, 1e9, 21.416413017506358],
  [acosh, 1e300, 691.4686750787737],
  [atanh, 1e-300, 1e-300],
  [atanh, 1e-9, 1e-9],
  [atanh, 0.1, 0.10033534773107558],
  [atanh, 0.49, 0.5360603366105666],
  [atanh, -0.51, -0.5627297693521489],
  [atanh, 0.999999, 7.254328619247669],
] as const)("%o at %f is the logarithm that it means, within four units in the last place", (of, x, value) => {
  expect(of(x)).toBeNear(value, { rel: REL });
});

test("they end where the hyperbolic functions do", () => {
  expect([asinh(0), asinh(-0), asinh(Number.POSITIVE_INFINITY)]).toEqual([0, -0, Number.POSITIVE_INFINITY]);
  expect([acosh(1), acosh(0.999), acosh(Number.POSITIVE_INFINITY)]).toEqual([0, Number.NaN, Number.POSITIVE_INFINITY]);
  expect([atanh(-0), atanh(1), atanh(-1), atanh(1.001)]).toEqual([
    -0,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NaN,
  ]);
});
