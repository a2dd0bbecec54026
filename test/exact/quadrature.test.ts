import { describe, expect, test } from "vitest";
import { gaussLegendre } from "#numerics/gauss-legendre.ts";
import { integrate } from "#numerics/quadrature.ts";

const infinity = Number.POSITIVE_INFINITY;

test("21 points on one interval are exact to degree 31, and sure of it to degree 19", () => {
  for (const [degree, relative] of [
    [19, 1e-13],
    [31, 1e-4],
  ] as const) {
    let calls = 0;
    const monomial = (x: number) => {
      calls++;
      return x ** degree;
    };
    expect(integrate(monomial, 0, 1, { relative })).toBeNear(1 / (degree + 1), { rel: 1e-15 });
    expect(calls).toBe(21);
  }
});

describe("known integrals come out to the 1e-13 that was asked", () => {
  test.each<[string, (x: number) => number, number, number, number]>([
    ["an arch of a sine", Math.sin, 0, Math.PI, 2],
    ["the bell curve", (x) => Math.exp(-x * x), -infinity, infinity, Math.sqrt(Math.PI)],
    ["a wait", (x) => Math.exp(-x), 0, infinity, 1],
    ["a wait, read backwards", (x) => Math.exp(x), -infinity, 1, Math.E],
    ["a narrow resonance", (x) => 1 / (1e-6 + x * x), -1, 1, 2e3 * Math.atan(1e3)],
    ["a logarithm down to its singular point", Math.log, 0, 1, -1],
    ["an inverse root down to its singular point", (x) => 1 / Math.sqrt(x), 0, 1, 2],
    ["a kink", (x) => Math.abs(x - 0.3), 0, 1, 0.29],
    ["backwards", (x) => x, 1, 0, -0.5],
    ["Kramers' barrier", (x) => Math.exp(3 * Math.sin(Math.PI * x) ** 2), 0, 1, Math.exp(1.5) * 1.6467231897728904],
  ])("%s", (_, f, a, b, exact) => {
    expect(integrate(f, a, b)).toBeNear(exact, { rel: 1e-13 });
  });
});

test("the bell curve takes 10 halvings, since the estimate is of the better rule's error", () => {
  let calls = 0;
  const bell = (x: number) => {
    calls++;
    return Math.exp(-x * x);
  };
  integrate(bell, -infinity, infinity);
  expect(calls).toBeLessThanOrEqual(21 * 21); // the difference of the two rules, taken for the error, costs more
});

test("an integral that vanishes stops at rounding", () => {
  expect(integrate((x) => x ** 3, -1, 1)).toBeNear(0, { abs: 1e-16 }); // rounding of terms of size 1
  expect(integrate(() => 0, 0, 1)).toBe(0);
  expect(integrate(Math.exp, 2, 2)).toBe(0);
  expect(integrate((x) => Math.sin(50 * x) * (1 + 1e-9 * x), -1, 1, { absolute: 1e-8 })).toBeNear(0, { abs: 1e-8 });
});

test("an integral that cannot be had says where it is hard", () => {
  expect(() => integrate((x) => 1 / x, 0, 1)).toThrow(/integral.*Split the range/);
  expect(() => integrate((x) => Math.sin(1e6 * x), 0, 1)).toThrow(/after 2000 intervals, worst between/);
  expect(() => integrate((x) => Math.sqrt(x), -1, 1)).toThrow("the integrand is not finite there");
});

test("the integrand may itself be an integral", () => {
  expect(integrate((x) => integrate((y) => x * y * y, 0, x), 0, 1)).toBeNear(1 / 15, { rel: 1e-14 });
});

test("n Gauss points are exact to degree 2n - 1, and no further", () => {
  for (const n of [1, 2, 5, 16, 64]) {
    const { points, weights } = gaussLegendre(n);
    const moment = (k: number) => points.reduce((sum, x, i) => sum + weights[i] * x ** k, 0);
    // A point that is off by an ulp is off by k ulp in its power k.
    for (let k = 0; k < 2 * n; k += 2) expect(moment(k)).toBeNear(2 / (k + 1), { rel: (k + 10) * 2.3e-16 });
    expect(moment(2 * n - 1)).toBeNear(0, { abs: 1e-15 }); // the points are symmetric
    if (n < 16) expect(Math.abs(moment(2 * n) - 2 / (2 * n + 1))).toBeGreaterThan(1e-6);
    expect(points.every((x, i) => i === 0 || x > points[i - 1])).toBe(true);
  }
  expect(() => gaussLegendre(0)).toThrow("n = 0");
});
