import { describe, expect, test } from "vitest";
import { rootIn } from "#numerics/root.ts";

const counted = (f: (x: number) => number) => {
  const g = (x: number) => {
    g.calls++;
    return f(x);
  };
  g.calls = 0;
  return g;
};

// The last number is how many values of f a run takes, and one more: a wrong interpolation still finds the root, but late.
describe("roots are found to rounding, in few steps", () => {
  test.each<[string, (x: number) => number, number, number, number, number]>([
    ["cos x = x", (x) => Math.cos(x) - x, 0, 1, 0.7390851332151607, 10],
    ["the cube root of 2", (x) => x ** 3 - 2, 0, 2, Math.cbrt(2), 10],
    ["an exponential seen from far", (x) => Math.exp(x) - 1e10, 0, 100, Math.log(1e10), 20],
    ["ends in either order", (x) => x - 1.5, 3, 0, 1.5, 4],
    ["a jump", (x) => (x < 0.3 ? -1 : 1), 0, 1, 0.3, 60],
    ["a root at 0", (x) => Math.sinh(x), -1, 2, 0, 80],
  ])("%s", (_, f, a, b, exact, most) => {
    const g = counted(f);
    // Half of the last bracket is 4e-16 of the root, and f itself is rounded.
    expect(rootIn(g, a, b)).toBeNear(exact, { rel: 1e-15, abs: exact === 0 ? 1e-300 : 0 });
    expect(g.calls).toBeLessThanOrEqual(most);
  });
});

test("a root at an end is that end", () => {
  expect(rootIn((x) => x - 1, 1, 2)).toBe(1);
  expect(rootIn((x) => x - 2, 1, 2)).toBe(2);
});

test("a looser bracket takes fewer steps and keeps its word", () => {
  const strict = counted((x) => Math.exp(x) - 1e10);
  const loose = counted((x) => Math.exp(x) - 1e10);
  rootIn(strict, 0, 100);
  expect(rootIn(loose, 0, 100, { relative: 1e-4 })).toBeNear(Math.log(1e10), { rel: 1e-4 });
  expect(loose.calls).toBeLessThan(strict.calls);
});

test("without a change of sign there is no root to find", () => {
  expect(() => rootIn((x) => x * x + 1, 0, 1)).toThrow(
    "root between 0 and 1: the function is 1 at one end and 2 at the other. Choose ends where it has opposite signs.",
  );
  expect(() => rootIn(() => Number.NaN, 0, 1)).toThrow("NaN");
  expect(() => rootIn((x) => (x === 0 ? -1 : x === 1 ? 1 : Number.NaN), 0, 1)).toThrow("NaN");
});
