import { describe, expect, test } from "vitest";
import { derivative } from "#model/expression/derivative.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import { ExpressionError } from "#model/expression/expression-error.ts";
import { FUNCTIONS } from "#model/expression/functions.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { formatExpression } from "#model/expression/write-expression.ts";

const derived = (text: string) => derivative(parseExpression(text), "x");
const at = (x: number) => ({
  name: (name: string) =>
    new Map([
      ["x", x],
      ["k", 3],
    ]).get(name),
});

/** Closed forms from a table of derivatives, written with the host's functions. */
const TABLE: readonly [text: string, closed: (x: number) => number][] = [
  ["exp(x)", (x) => Math.exp(x)],
  ["log(x)", (x) => 1 / x],
  ["log10(x)", (x) => Math.LOG10E / x],
  ["sqrt(x)", (x) => 0.5 * x ** -0.5],
  ["abs(x)", (x) => Math.sign(x)],
  ["sin(x)", (x) => Math.cos(x)],
  ["cos(x)", (x) => -Math.sin(x)],
  ["tan(x)", (x) => Math.cos(x) ** -2],
  ["asin(x)", (x) => (1 - x * x) ** -0.5],
  ["acos(x)", (x) => -((1 - x * x) ** -0.5)],
  ["atan(x)", (x) => 1 / (1 + x * x)],
  ["sinh(x)", (x) => (Math.exp(x) + Math.exp(-x)) / 2],
  ["cosh(x)", (x) => (Math.exp(x) - Math.exp(-x)) / 2],
  ["tanh(x)", (x) => 1 - Math.tanh(x) ** 2],
  ["erf(x)", (x) => (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x)],
  ["erfc(x)", (x) => (-2 / Math.sqrt(Math.PI)) * Math.exp(-x * x)],
  // I0' = I1 and I1' = (I0 + I2) / 2 by their power series.
  ["bessel_i0(x)", (x) => besselSeries(1, x)],
  ["bessel_i1(x)", (x) => (besselSeries(0, x) + besselSeries(2, x)) / 2],
  ["lambert_w(x)", (x) => 1 / (x + Math.exp(lambertByNewton(x)))],
  ["floor(x)", () => 0],
  ["ceil(x)", () => 0],
  ["step(x)", () => 0],
  ["water_viscosity((283 + 80 * x) * 1 K) / 1 mPa s", (x) => waterSlope(283 + 80 * x) * 80],
  ["landis_pappenheimer(10 * x * 1 kg/m^3) / 1 kPa", (x) => (2.1 + 0.32 * x + 0.027 * x ** 2) * 0.133322387415],
  ["min(x, k * x, 1)", (x) => (x < 0 ? 3 : 1)],
  ["max(x^2, k, 5 * x)", (x) => (5 * x > 3 ? 5 : 0)],
  ["if(x < 0.5, x^2, x)", (x) => (x < 0.5 ? 2 * x : 1)],
];

/** The w with w e^w = x. */
function lambertByNewton(x: number): number {
  let w = 0.5;
  for (let i = 0; i < 20; i++) w -= (w - x * Math.exp(-w)) / (1 + w);
  return w;
}

/** d eta / d T of water, 0.1 MPa, from the terms of IAPWS SR6-08 [mPa s K^-1]. */
function waterSlope(t: number): number {
  const terms = [
    [280.68, 1.9],
    [511.45, 7.7],
    [61.131, 19.6],
    [0.45903, 40],
  ] as const;
  return terms.reduce((sum, [a, b]) => sum - (1e-3 * a * b * (t / 300) ** (-b - 1)) / 300, 0);
}

/** I_n(x) = sum (x/2)^(2m+n) / (m! (m+n)!). */
function besselSeries(n: number, x: number): number {
  let term = 1;
  for (let j = 1; j <= n; j++) term *= x / 2 / j;
  let sum = 0;
  for (let m = 0; m < 30; m++) {
    sum += term;
    term *= (x / 2) ** 2 / ((m + 1) * (m + 1 + n));
  }
  return sum;
}

describe("each function of the language has the slope of the table", () => {
  test("no function is left out", () => {
    const tested = new Set(TABLE.map(([text]) => text.split("(")[0]));
    expect([...FUNCTIONS.keys()].filter((name) => !tested.has(name))).toEqual([]);
  });

  // A dozen roundings of well-conditioned steps at these points.
  test.each(TABLE)("%s, in closed form", (text, closed) => {
    const slope = derived(text);
    for (const x of [0.125, 0.3, 0.75, 0.96875]) expect(evaluate(slope, at(x))).toBeNear(closed(x), { rel: 1e-14 });
  });

  // (f(x+h) - f(x-h)) / 2h errs by h^2 f'''/6 + eps |f| / h. The largest f''' here is 5e3 (asin, acos at 0.92) and
  // |f| <= 3.5, so with h = 1e-5 by at most 8.4e-8 + 7e-11.
  test.each(TABLE)("%s, by finite differences", (text) => {
    const [e, slope, h] = [parseExpression(text), derived(text), 1e-5];
    for (const x of [0.125, 0.3, 0.75, 0.92]) {
      const difference = (evaluate(e, at(x + h)) - evaluate(e, at(x - h))) / (2 * h);
      expect(evaluate(slope, at(x))).toBeNear(difference, { abs: 9e-8 });
    }
  });
});

test.each([
  ["k * x^2 / 2", "k * (2 * x) / 2"],
  ["3", "0"],
  ["k", "0"],
  ["x", "1"],
  ["-x", "-1"],
  ["k - x", "-1"],
  ["x + k", "1"],
  ["x * k", "k"],
  ["x / k", "1 / k"],
  ["k / x", "-(k / x^2)"],
  ["x^3", "3 * x^2"],
  ["x^k", "k * x^(k - 1)"],
  ["k^x", "k^x * log(k)"],
  ["x^0", "0"],
  ["exp(-k * x)", "exp(-k * x) * -k"],
  ["(x - 3)^2", "2 * (x - 3)"],
  ["x * exp(x)", "exp(x) + x * exp(x)"],
  ["flux(drug, right) * x", "flux(drug, right)"],
])("d/dx %s = %s", (text, slope) => {
  expect(formatExpression(derived(text))).toBe(slope);
});

test("x^x has the slope x^x (1 + log x)", () => {
  for (const x of [0.3, 1, 2.5])
    expect(evaluate(derived("x^x"), at(x))).toBeNear(x ** x * (1 + Math.log(x)), { rel: 1e-14 });
});

test("where a function has a kink or a bound the slope is finite", () => {
  expect(evaluate(derived("abs(x)"), at(0))).toBe(0);
  expect(evaluate(derived("bessel_i1(x)"), at(0))).toBe(0.5);
  expect(evaluate(derived("max(x, k * x)"), at(0))).toBe(1);
  expect(evaluate(derived("if(x > 0, sqrt(x), 0)"), at(-1))).toBe(0);
  expect(evaluate(derived("tanh(x)"), at(1000))).toBe(0);
  expect(evaluate(derived("x^2"), at(0))).toBe(0);
});

test("what cannot be differentiated is refused", () => {
  expect(() => derived("x < 3")).toThrow(ExpressionError);
  expect(() => derived("mean(x)")).toThrow("depends on x");
  expect(() => derived("exp(x, x)")).toThrow("exp with 2 arguments");
});
