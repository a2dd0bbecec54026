import { describe, expect, test } from "vitest";
import { gamma } from "#numerics/gamma-function.ts";
import { mittagLeffler } from "#numerics/mittag-leffler.ts";
import { integrate } from "#numerics/quadrature.ts";
import { references, worstError } from "../support/references.ts";

const table = references("mittag-leffler.json").mittagLeffler;

test("30 digits of the power series are met to 3e-15, from a = 1/5 to a millionth below 1", () => {
  // where t = x^(1/a) is large and e^-t the answer, t itself is known to 2 ulp: they are added to the unit
  const share = ([a, x]: readonly number[]): number => 3e-15 + (a > 0.9 ? 2 ** -52 * x ** (1 / a) : 0);
  for (const row of table) {
    const { error, at } = worstError(mittagLeffler, [row], Math.abs);
    expect(error / share(row), at).toBeLessThan(1);
  }
});

describe("special orders", () => {
  test("a = 1 is the exponential, a = 1/2 is e^(x²) erfc x", () => {
    expect(mittagLeffler(1, 3)).toBeNear(Math.exp(-3), { rel: 2e-16 });
    expect(mittagLeffler(0.5, 1)).toBeNear(0.4275835761558, { abs: 5e-14 });
  });

  test("they are not islands: their neighbours differ by the slope in a", () => {
    for (const x of [0.1, 1, 4, 20]) {
      const [low, middle, high] = [0.5 - 1e-7, 0.5, 0.5 + 1e-7].map((a) => mittagLeffler(a, x));
      expect(low - 2 * middle + high).toBeNear(0, { abs: 1e-13 });
      expect(mittagLeffler(1 - 1e-9, x)).toBeNear(Math.exp(-x), { abs: 1e-8 });
    }
  });
});

test("the series for large x goes on where the integral ends", () => {
  for (const a of [0.1, 0.4, 0.6, 0.75, 0.95]) {
    const [before, after] = [1e5 * (1 - 1e-9), 1e5 * (1 + 1e-9)].map((x) => mittagLeffler(a, x) * x);
    expect(after).toBeNear(before, { rel: 5e-14 }); // slope of x E_a(-x): x^-1 of 1e-5 times 2e-9
    expect(after).toBeNear(1 / gamma(1 - a), { rel: 1e-4 });
  }
});

test("no relaxation has happened at x = 0, and all of it at infinity", () => {
  expect([0.2, 0.5, 0.9, 1].map((a) => mittagLeffler(a, 0))).toEqual([1, 1, 1, 1]);
  expect([0.2, 0.5, 0.9, 1].map((a) => mittagLeffler(a, Infinity))).toEqual([0, 0, 0, 0]);
  expect(mittagLeffler(0.3, 1e-300)).toBeNear(1, { rel: 3e-15 });
});

test("its Laplace transform over time is s^(a-1) / (s^a + 1)", () => {
  for (const a of [0.3, 0.7, 0.9]) {
    const s = 1.3;
    // t = v^(1/a) takes the cusp at t = 0 away
    const found = integrate(
      (v) => (Math.exp(-s * v ** (1 / a)) * mittagLeffler(a, v) * v ** (1 / a - 1)) / a,
      0,
      40 ** a,
    );
    expect(found).toBeNear(s ** (a - 1) / (s ** a + 1), { rel: 1e-9 });
  }
});

test("orders and arguments outside are refused", () => {
  expect(() => mittagLeffler(1.1, 1)).toThrow("a = 1.1");
  expect(() => mittagLeffler(0, 1)).toThrow("a = 0");
  expect(() => mittagLeffler(0.5, -1)).toThrow("x = -1");
});
