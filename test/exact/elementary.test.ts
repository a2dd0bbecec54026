import { describe, expect, test } from "vitest";
import { bernoulli } from "#numerics/bernoulli.ts";
import * as elementary from "#numerics/elementary.ts";
import { references, ulp, worstError } from "../support/references.ts";

type Scalar = (...x: number[]) => number;
const functions = elementary as Readonly<Record<string, Scalar>>;
const tables = references("elementary.json");

// The bounds that the doc comments promise [ulp], for results of ordinary size and for subnormal ones.
const promised: readonly (readonly [name: string, ordinary: number, subnormal: number])[] = [
  ["exp", 0.51, 0.76],
  ["expm1", 0.52, 0.52],
  ["log", 0.53, 0.53],
  ["log1p", 0.53, 0.53],
  ["log10", 0.51, 0.51],
  ["sin", 0.8, 0.8],
  ["cos", 0.8, 0.8],
  ["tan", 0.9, 0.9],
  ["asin", 0.52, 0.52],
  ["acos", 0.52, 0.52],
  ["atan", 0.52, 0.52],
  ["atan2", 0.52, 0.52],
  ["sinh", 0.52, 0.52],
  ["cosh", 0.52, 0.52],
  ["tanh", 0.52, 0.52],
  ["pow", 0.52, 0.77],
  ["cbrt", 0.51, 0.51],
  ["hypot", 0.51, 1],
];

describe("against 60 digits, every elementary function is within its promised fraction of an ulp", () => {
  test.each(promised)("%s", (name, ordinary, subnormal) => {
    const table = tables[name];
    expect(table.length).toBeGreaterThan(50);
    const bound = (value: number) => ulp(value) * (Math.abs(value) < 2 ** -1022 ? subnormal : ordinary);
    const worst = worstError(functions[name], table, bound);
    expect(worst.error, worst.at).toBeLessThan(1);
  });
});

test("every elementary function has a table", () => {
  const named = new Set([...promised.map(([name]) => name), "powInteger"]);
  expect(Object.keys(functions).filter((name) => !named.has(name))).toEqual([]);
});

describe("zeros, infinities and NaN are taken as Math takes them", () => {
  const special = [0, -0, 1, -1, 2, -2, 0.5, 3, -3, 1e300, -1e300, 5e-324, -5e-324, 1 / 0, -1 / 0, Number.NaN];
  // Where Math gives 0, an infinity or NaN the answer has no rounding; elsewhere engines differ by an ulp.
  const matches = (found: number, math: number, of: string) =>
    Number.isFinite(math) && math !== 0
      ? expect(Math.abs(found - math), of).toBeLessThanOrEqual(2 * ulp(math))
      : expect(Object.is(found, math), `${of} is ${found}, not ${math}`).toBe(true);
  const engine = Math as unknown as Readonly<Record<string, Scalar>>;

  test.each(
    promised.map(([name]) => name).filter((name) => !tables[name].some((row) => row.length === 4)),
  )("%s", (name) => {
    for (const x of special) matches(functions[name](x), engine[name](x), `${name}(${x})`);
  });
  test.each(["pow", "atan2", "hypot"])("%s", (name) => {
    for (const x of special)
      for (const y of special) matches(functions[name](x, y), engine[name](x, y), `${name}(${x}, ${y})`);
  });
});

test("e^x runs from the smallest double to the largest, and no further", () => {
  expect(elementary.exp(709.782712893384)).toBeNear(1.797693134862273e308, { rel: 3e-16 });
  expect(elementary.exp(709.7827128933841)).toBe(Number.POSITIVE_INFINITY);
  expect(elementary.exp(-745.1332191019411)).toBe(5e-324);
  expect(elementary.exp(-745.1332191019412)).toBe(0);
});

test("powers that are doubles are exact", () => {
  for (let n = 1; n <= 33; n++) expect(elementary.powInteger(3, n)).toBe(Number(3n ** BigInt(n)));
  for (let k = -1074; k <= 1023; k++) expect(elementary.pow(2, k)).toBe(2 ** k);
  for (let n = 0; n <= 22; n++) expect(elementary.log10(Number(10n ** BigInt(n)))).toBe(n);
  for (let n = 1; n < 2000; n++) expect(elementary.cbrt(n * n * n)).toBe(n);
  expect(elementary.hypot(3 * 2 ** 1000, 4 * 2 ** 1000)).toBe(5 * 2 ** 1000);
  expect(elementary.powInteger(-2, 3)).toBe(-8);
  expect(elementary.powInteger(4, -1)).toBe(0.25);
  expect(elementary.powInteger(0, 0)).toBe(1);
});

test("powInteger takes whole numbers only", () => {
  expect(() => elementary.powInteger(2, 0.5)).toThrow("n = 0.5: this exponent must be a whole number");
  expect(() => elementary.powInteger(2, Number.POSITIVE_INFINITY)).toThrow("whole number");
});

test("nothing asks the engine for a transcendental function", () => {
  const engine = Math as unknown as Record<string, unknown>;
  const names = ["exp", "expm1", "log", "log1p", "log10", "log2", "sin", "cos", "tan", "asin", "acos", "atan", "atan2"];
  names.push("sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "pow", "cbrt", "hypot");
  const own = names.map((name) => engine[name]);
  try {
    for (const name of names)
      engine[name] = () => {
        throw new Error(`Math.${name} was asked`);
      };
    for (const [name, rows] of Object.entries(tables))
      for (const row of rows) (functions[name] ?? bernoulli)(...row.slice(0, -2));
  } finally {
    names.forEach((name, i) => {
      engine[name] = own[i];
    });
  }
});

// A fingerprint of all bits of all functions on their tables: equal in every engine. It changes only with an algorithm,
// and then so do the results of every run: a line in the changelog.
test("the bits are the same everywhere", () => {
  let hash = 2166136261;
  for (const [name] of promised)
    for (const row of tables[name]) {
      const words = new Uint32Array(Float64Array.of(functions[name](...row.slice(0, -2))).buffer);
      for (const word of words) hash = Math.imul(hash ^ word, 16777619) ^ (hash >>> 13);
    }
  expect(hash >>> 0).toBe(3016333143);
});
