import { describe, expect, test } from "vitest";
import { deviance, logBinomialProbability, logPoisson, stirlingRemainder } from "#numerics/log-probability.ts";

// Reference values: mpmath, 60 digits, with the doubles n p and p taken as they are.
// Error allowed: ten roundings of the answer, and what one ulp of the mean n p does to the deviance, |k - np| ε.
const allowed = (k: number, mean: number, answer: number) =>
  10 * 2 ** -52 * (Math.abs(answer) + 1) + Math.abs(k - mean) * 2 ** -52;

test.each([
  [0, 10, 0.25, -2.8768207245178092],
  [10, 10, 0.25, -13.862943611198906],
  [3, 10, 0.25, -1.3851658477400923],
  [7, 20, 0.5, -2.6046523646342585],
  [15, 100, 0.1, -3.420917404863946],
  [999, 1000, 0.99, -7.7377004246539025],
  [25, 1e6, 1e-5, -10.439077899662735],
  [1, 1e12, 1e-12, -0.9999999999995],
  [300002000000, 1e12, 0.3, -23.47792455202783],
  [300123456789, 1e12, 0.3, -36300.58367085544],
])("ln Binomial(%d; %d, %d) = %d, without cancellation", (k, n, p, answer) => {
  expect(logBinomialProbability(k, n, p)).toBeNear(answer, { abs: allowed(k, n * p, answer) });
});

test.each([
  [0, 2.5, -2.5],
  [3, 2.5, -1.5428872736055899],
  [5, 100, -81.76164081284159],
  [16, 10, -3.830498618175942],
  [60, 10, -60.47306784402885],
  [1003000, 1e6, -12.323698387635039],
  [999995000000, 1e12, -27.234467424548196],
])("ln Poisson(%d; %d) = %d, without cancellation", (k, mean, answer) => {
  expect(logPoisson(k, mean)).toBeNear(answer, { abs: allowed(k, mean, answer) });
});

test("Stirling's remainder is one function below and above the end of its table: n! = n (n-1)!", () => {
  // δ(k) - δ(k+1) = (k + ½) ln(1 + 1/k) - 1, which loses k ε to cancellation.
  for (let k = 1; k < 40; k++)
    expect(stirlingRemainder(k) - stirlingRemainder(k + 1)).toBeNear((k + 0.5) * Math.log1p(1 / k) - 1, { abs: 1e-15 });
});

describe("the deviance k ln(k/μ) + μ - k", () => {
  test("is μ for no count and 0 for the mean", () => {
    expect(deviance(0, 3.5)).toBe(3.5);
    expect(deviance(7, 7)).toBe(0);
  });

  test("is one function on both sides of its switch at |k-μ| = (k+μ)/10", () => {
    for (const mean of [8.1, 8.18, 8.1818, 8.2, 12.2, 12.22, 12.2223, 12.23])
      expect(deviance(10, mean)).toBeNear(10 * Math.log(10 / mean) + mean - 10, { abs: 1e-14 });
  });
});

test("probabilities sum to 1", () => {
  for (const [n, p] of [
    [30, 0.4],
    [2000, 0.01],
  ] as const) {
    let sum = 0;
    for (let k = 0; k <= n; k++) sum += Math.exp(logBinomialProbability(k, n, p));
    expect(sum).toBeNear(1, { rel: 1e-13 });
  }
  let sum = 0;
  for (let k = 0; k < 200; k++) sum += Math.exp(logPoisson(k, 30));
  expect(sum).toBeNear(1, { rel: 1e-13 });
});
