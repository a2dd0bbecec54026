import { describe, expect, test } from "vitest";
import { gamma } from "#numerics/gamma-function.ts";
import {
  stableDensity,
  stableMeanDistance,
  stableProbability,
  stableQuantile,
  stableTail,
  stableTailAmplitude,
  stableValues,
} from "#numerics/stable-law.ts";

const TWELVE = { rel: 1e-12 };

describe("the density agrees with tables to all their digits", () => {
  test.each([
    [0.5, 0, 0.6366197723676],
    [0.5, 1, 0.0861071469126],
    [0.5, 5, 0.01234868040237],
    [0.8, 0, 0.3606460866353],
    [0.8, 1, 0.1318462376748],
    [1.2, 0, 0.2994200591798],
    [1.2, 1, 0.1809653744082],
    [1.5, 0, 0.2873527514522],
    [1.5, 1, 0.2020381596078],
    [1.5, 5, 0.007111736047655],
    [1.5, 20, 1.733669068925e-4],
    [1.8, 0, 0.2830687585916],
    [1.8, 1, 0.2141887121051],
  ])("index %d, x = %d", (index, x, density) => {
    // Half a unit of the last of 13 or 12 digits.
    expect(stableDensity(index, x)).toBeNear(density, { rel: 6e-13 });
    expect(stableDensity(index, -x)).toBe(stableDensity(index, x));
  });
});

test("the distribution function and the upper quartile of index 1.5", () => {
  expect(1 - stableTail(1.5, 1)).toBeNear(0.7563420243993, { abs: 5e-14 });
  expect(stableQuantile(1.5, 0.75)).toBeNear(0.9689331817136, { abs: 5e-14 });
});

/** f, P(X > x): (1/π) Σ (-1)^(n+1) Γ(na+1)/n! sin(nπa/2) x^(-na-1), and that of Γ(na) x^(-na); converges for a < 1. */
function farSeries(a: number, x: number, terms: number) {
  let [density, tail, factorial] = [0, 0, 1];
  for (let n = 1; n <= terms; n++) {
    factorial *= n;
    // (-1)^(n+1) sin(nπa/2) = sin(nπ(2 - a)/2), which loses nothing near 2.
    const term = (gamma(n * a) / factorial) * Math.sin((n * Math.PI * (2 - a)) / 2) * x ** (-n * a);
    density += (term * n * a) / x;
    tail += term;
  }
  return { density: density / Math.PI, tail: tail / Math.PI };
}

/** f, P(0 < X < x): (1/πa) Σ (-1)^n Γ((2n+1)/a)/(2n)! x^2n, and its integral; converges for a > 1. */
function nearSeries(a: number, x: number, terms: number) {
  let [density, central, factorial] = [0, 0, 1];
  for (let n = 0; n < terms; n++) {
    if (n > 0) factorial *= 2 * n * (2 * n - 1);
    const term = (((n % 2 === 0 ? 1 : -1) * gamma((2 * n + 1) / a)) / factorial) * x ** (2 * n);
    density += term;
    central += (term * x) / (2 * n + 1);
  }
  return { density: density / (Math.PI * a), central: central / (Math.PI * a) };
}

describe("below index 1 the values are those of the convergent series in 1/x", () => {
  // 60 terms; x so large that the terms fall from the first.
  test.each([0.05, 0.1, 0.3, 0.499, 0.5, 0.7, 0.9])("index %d", (a) => {
    for (const x of [30, 1e3, 1e6, 1e12]) {
      const { density, tail } = stableValues(a, x);
      const series = farSeries(a, x, 60);
      expect(density).toBeNear(series.density, TWELVE);
      expect(tail).toBeNear(series.tail, TWELVE);
    }
  });
});

describe("above index 1 the values near the middle are those of the convergent series in x²", () => {
  test.each([1.1, 1.3, 1.5, 1.8, 1.99, 1.999999])("index %d", (a) => {
    for (const x of [1e-8, 1e-3, 0.1, 0.5]) {
      const { density, central } = stableValues(a, x);
      const series = nearSeries(a, x, 40);
      expect(density).toBeNear(series.density, TWELVE);
      expect(central).toBeNear(series.central, TWELVE);
    }
  });
});

describe("far out the values are those of the asymptotic series, as long as its terms fall", () => {
  test.each([
    [1.1, 1e4],
    [1.5, 300],
    [1.8, 60],
    [1.99, 30],
    [1.999999, 20],
  ])("index %d, x = %d", (a, x) => {
    const { density, tail } = stableValues(a, x);
    const series = farSeries(a, x, 12);
    expect(density).toBeNear(series.density, TWELVE);
    expect(tail).toBeNear(series.tail, TWELVE);
    expect(tail).toBeNear(stableTailAmplitude(a) / x ** a, { rel: 0.02 });
  });
});

describe("index 1.999999 at x = 11 has left the normal law for its power-law tail", () => {
  // Series with 400 digits, at the double next to 1.999999: f and P(X > x).
  test("density and tail", () => {
    const { density, tail } = stableValues(1.999999, 11);
    expect(density).toBeNear(8.3685243681903e-10, TWELVE);
    expect(tail).toBeNear(4.3564012007911e-9, TWELVE);
  });
});

describe("the law passes through Cauchy and normal without a jump", () => {
  test("index 1 is Cauchy, and so are the indices beside it", () => {
    for (const x of [1e-3, 1, 40]) {
      expect(stableDensity(1, x)).toBeNear(1 / (Math.PI * (1 + x * x)), { rel: 1e-15 });
      for (const a of [1 - 1e-13, 1 + 1e-13]) {
        const { density, tail, central } = stableValues(a, x);
        expect(density).toBeNear(1 / (Math.PI * (1 + x * x)), TWELVE);
        expect(tail).toBeNear(Math.atan2(1, x) / Math.PI, TWELVE);
        expect(central).toBeNear(Math.atan2(x, 1) / Math.PI, TWELVE);
      }
    }
  });

  test("index 2 is normal of variance 2, and so are the indices just below near the middle", () => {
    for (const x of [0.1, 1, 3]) {
      const normal = Math.exp((-x * x) / 4) / Math.sqrt(4 * Math.PI);
      expect(stableDensity(2, x)).toBeNear(normal, { rel: 1e-14 });
      expect(stableDensity(2 - 1e-14, x)).toBeNear(normal, { rel: 2e-12 });
    }
  });
});

describe("probabilities", () => {
  test.each([0.2, 0.5, 0.9, 1, 1.1, 1.7, 2])("index %d: middle and tail make a half", (a) => {
    for (const x of [1e-6, 0.3, 1, 5, 100]) {
      const { tail, central } = stableValues(a, x);
      expect(tail + central).toBeNear(0.5, { abs: 1e-14 });
    }
  });

  test("of an interval add up, on either side and across the middle", () => {
    for (const a of [0.6, 1.5])
      for (const [from, to] of [
        [-3, 0.5],
        [0.2, 0.4],
        [5, 9],
        [-9, -5],
      ] as const)
        expect(stableProbability(a, from, to)).toBeNear(stableTail(a, from) - stableTail(a, to), { abs: 1e-14 });
    for (const a of [0.6, 1, 1.5, 2]) {
      const [left, right] = [stableProbability(a, -1, 0), stableProbability(a, 0, 1)];
      expect(left).toBe(right);
      expect(left + right).toBeNear(stableProbability(a, -1, 1), { rel: 1e-14 });
      expect(stableProbability(a, Number.NEGATIVE_INFINITY, -0)).toBe(0.5);
    }
    expect(stableProbability(1.5, 1, 1)).toBe(0);
    expect(stableProbability(1.5, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe(1);
  });

  test("are those between quantiles, from the middle to the far tail", () => {
    for (const a of [0.3, 0.8, 1, 1.5, 1.95, 2])
      for (const p of [1e-8, 0.01, 0.2, 0.4999, 0.51, 0.9]) {
        const x = stableQuantile(a, p);
        const found = p < 0.5 ? stableTail(a, -x) : 1 - stableTail(a, x);
        expect(found).toBeNear(p, TWELVE);
      }
    expect(stableQuantile(1.5, 0.5)).toBe(0);
  });
});

test("the mean distance of index 1.5 is (2/π) Γ(1/3), of index 2 that of a normal law, and below 1 there is none", () => {
  expect(stableMeanDistance(1.5)).toBeNear(1.705465240152, { abs: 5e-13 });
  expect(stableMeanDistance(2)).toBeNear(2 / Math.sqrt(Math.PI), { rel: 1e-15 });
  expect(() => stableMeanDistance(1)).toThrow();
});

test("what is no stable law is refused", () => {
  for (const index of [0, -1, 2.1, Number.NaN]) expect(() => stableDensity(index, 1)).toThrow();
  expect(() => stableQuantile(1.5, 1)).toThrow();
  expect(() => stableValues(1.5, -1)).toThrow();
});
