import { describe, expect, test } from "vitest";
import { greenKuboError, greenKuboErrorLaw } from "#inference/green-kubo-error.ts";
import { response } from "#levels/closed-form/inertial-response.ts";

describe("the error of a Green-Kubo integral from one trajectory of 1000 τ", () => {
  test.each([
    [2, 0.0716, 0.0894],
    [5, 0.1305, 0.1414],
    [10, 0.193, 0.2],
    [50, 0.449, 0.4472],
  ])("up to %f τ is the listed one, and so is the law", (upper, exact, law) => {
    // listed to the last digit printed
    expect(greenKuboError(upper, 1000)).toBeNear(exact, { abs: upper > 5 ? 5e-4 : 5e-5 });
    expect(greenKuboErrorLaw(upper, 1000)).toBeNear(law, { abs: 5e-5 });
  });

  test("comes to the law for τ << T << L", () => {
    expect(greenKuboError(100, 1e6) / greenKuboErrorLaw(100, 1e6)).toBeNear(1, { abs: 1e-2 });
  });

  test("falls as the root of the length", () => {
    expect(greenKuboError(3, 4000) / greenKuboError(3, 1000)).toBeNear(0.5, { rel: 1e-2 });
  });

  test("is that of the sum over a record: trace of a product of covariances", () => {
    // D(T) by the midpoint rule over lags and origins of a short trajectory is a quadratic form v' M v; Var = 2 tr(M C M C)
    const [upper, length, h] = [1, 4, 0.05];
    const n = Math.round(length / h);
    const lags = Math.round(upper / h);
    const M = Array.from({ length: n + 1 }, () => new Float64Array(n + 1));
    for (let k = 0; k <= lags; k++) {
      const origins = n - k;
      for (let i = 0; i <= origins; i++) {
        const weight = ((k === 0 || k === lags ? 0.5 : 1) * h * (i === 0 || i === origins ? 0.5 : 1)) / origins;
        (M[i] as Float64Array)[i + k]! += weight / 2;
        (M[i + k] as Float64Array)[i]! += weight / 2;
      }
    }
    const C = (i: number, j: number) => Math.exp(-Math.abs(i - j) * h);
    const MC = M.map((row) => Float64Array.from(row, (_, j) => row.reduce((sum, m, k) => sum + m * C(k, j), 0)));
    let trace = 0;
    for (let i = 0; i <= n; i++) for (let j = 0; j <= n; j++) trace += (MC[i]?.[j] ?? 0) * (MC[j]?.[i] ?? 0);
    // the record is stepped: h²
    expect(greenKuboError(upper, length)).toBeNear(Math.sqrt(2 * trace), { rel: 2e-3 });
  });

  test("needs a trajectory of twice the limit", () => {
    expect(() => greenKuboError(6, 10)).toThrow(/half of the trajectory/);
    expect(() => greenKuboError(0, 10)).toThrow(/above 0/);
  });
});

describe("what records at a spacing of τ make of the velocity autocorrelation", () => {
  const h = 1;
  // the velocity that is left, as the closed form says it
  const C = (t: number) => response({ friction: 1, stiffness: 0 }, t).velocityLeft;
  const sum = (first: number) =>
    Array.from({ length: 60 }, (_, k) => first * (k === 0 ? 1 : 0) + (k > 0 ? C(k * h) : 0));

  test("the trapezoidal rule is 8.2 % too large, the sum of left rectangles 58 %", () => {
    const total = (values: number[]) => h * values.reduce((a, b) => a + b, 0);
    expect(total(sum(0.5))).toBeNear(1.0819767, { rel: 1e-7 });
    expect(total(sum(0.5))).toBeNear((h / 2) * (1 / Math.tanh(h / 2)), { rel: 1e-14 });
    expect(total(sum(1))).toBeNear(1.5819767, { rel: 1e-7 });
  });

  test("velocities from differences of positions have 74 % of the mean square", () => {
    // <(Δx / h)²> from equilibrium is 2 P / h²
    const { perAcceleration } = response({ friction: 1, stiffness: 0 }, h);
    expect((2 * perAcceleration) / (h * h)).toBeNear(0.7357589, { rel: 1e-7 });
    expect((2 * perAcceleration) / (h * h)).toBeNear((2 * (h - 1 + Math.exp(-h))) / (h * h), { rel: 1e-14 });
  });
});
