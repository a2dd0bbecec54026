import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as elementary from "#numerics/elementary.ts";
import { ulp } from "../support/references.ts";

const { acos, asin, atan, atan2, cbrt, cos, cosh, exp, expm1, hypot, log, log1p, pow, sin, sinh, tan, tanh } =
  elementary;
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true });
const holds = (law: (x: number) => void, numbers = anyNumber) =>
  fc.assert(
    fc.property(numbers, (x) => {
      law(x);
    }),
    { numRuns: 1000 },
  );

describe("symmetries hold to the bit", () => {
  test.each(Object.entries({ sin, tan, asin, atan, sinh, tanh, cbrt }))("%s is odd", (_, f) =>
    holds((x) => {
      expect(f(-x)).toBe(-f(x));
    }));
  test.each(Object.entries({ cos, cosh }))("%s is even", (_, f) =>
    holds((x) => {
      expect(f(-x)).toBe(f(x));
    }));
  test("the length of a vector does not ask which side is which", () =>
    fc.assert(
      fc.property(anyNumber, anyNumber, (x, y) => {
        expect(hypot(x, y)).toBe(hypot(-y, x));
      }),
    ));
});

describe("no function ever leaves its range", () => {
  test("-1 to 1", () => holds((x) => expect([sin, cos, tanh].every((f) => Math.abs(f(x)) <= 1)).toBe(true)));
  test("e^x is not negative, cosh at least 1", () => holds((x) => expect(exp(x) >= 0 && cosh(x) >= 1).toBe(true)));
});

describe("functions that rise never fall from one double to the next", () => {
  // Within an ulp of the truth is not enough for this: it also needs the pieces of a table to meet.
  test.each([
    ["exp", exp, between(-745, 709)],
    ["expm1", expm1, between(-40, 700)],
    ["log", log, between(1e-320, 1e308)],
    ["log1p", log1p, between(-1, 1e308)],
    ["atan", atan, anyNumber],
    ["asin", asin, between(-1, 1)],
    ["tanh", tanh, between(-20, 20)],
    ["cbrt", cbrt, anyNumber],
  ] as const)("%s", (_, f, numbers) =>
    holds((x) => {
      const next = x >= 0 ? x + ulp(x) : x + ulp(x) / 2;
      if (next <= Number.MAX_VALUE && (f !== asin || next <= 1)) expect(f(next)).toBeGreaterThanOrEqual(f(x));
    }, numbers));
});

describe("inverses undo", () => {
  // Each bound: half an ulp twice, times what the outer function makes of a rounded argument.
  test("log of e^x is x", () =>
    holds((x) => expect(log(exp(x))).toBeNear(x, { rel: 2.3e-16, abs: 2.3e-16 }), between(-700, 700)));
  test("log1p of e^x - 1 is x", () =>
    holds(
      (x) =>
        expect(log1p(expm1(x))).toBeNear(x, {
          rel: 2.3e-16 + (2.3e-16 * Math.max(0, Math.expm1(-x))) / Math.max(Math.abs(x), 1e-9),
        }),
      between(-10, 700),
    ));
  test("the cube of the cube root", () =>
    holds((x) => expect(pow(cbrt(x), 3)).toBeNear(x, { rel: 7e-16 }), between(1e-300, 1e300)));
  test("the angle of (cos t, sin t) is t", () =>
    holds((t) => expect(atan2(sin(t), cos(t))).toBeNear(t, { rel: 5e-16 }), between(-3.14, 3.14)));
  test("acos and asin make a right angle", () =>
    holds((x) => expect(acos(x) + asin(x)).toBeNear(Math.PI / 2, { rel: 5e-16 }), between(-1, 1)));
});

describe("addition theorems", () => {
  test("sin² + cos² = 1, for angles of any size", () =>
    holds((x) => expect(sin(x) ** 2 + cos(x) ** 2).toBeNear(1, { rel: 5e-16 })));
  test("cosh² - sinh² = 1", () =>
    holds((x) => expect(cosh(x) ** 2 - sinh(x) ** 2).toBeNear(1, { abs: 8e-16 * cosh(x) ** 2 }), between(-5, 5)));
  test("x^(y + 1) = x^y x", () =>
    fc.assert(
      fc.property(between(0.01, 100), fc.integer({ min: -60, max: 60 }), (x, y) => {
        expect(pow(x, y + 1)).toBeNear(pow(x, y) * x, { rel: 5e-16 });
      }),
    ));
});
