import { expect, test } from "vitest";
import { fillMultinomial } from "#numerics/multinomial.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { chiSquareTest, hotellingT2 } from "#numerics/statistics.ts";

const stream = makeRandomStream(20251120, PURPOSE.demonstration, 4);

test("four walkers over three fates and a rest take every one of the 35 outcomes as often as they should", () => {
  const draws = 200_000; // false alarm 1e-9; with 34 degrees of freedom an outcome of 3 % wrong by 15 % is seen
  const probabilities = Float64Array.of(0.2, 0.4, 0.1);
  const rest = 0.3;
  const factorial = [1, 1, 2, 6, 24];
  const observed = new Float64Array(125);
  const expected = new Float64Array(125);
  const out = new Float64Array(3);
  for (let i = 0; i < draws; i++) {
    fillMultinomial(out, stream, 4, probabilities);
    observed[25 * out[0] + 5 * out[1] + out[2]]++;
  }
  for (let a = 0; a <= 4; a++)
    for (let b = 0; a + b <= 4; b++)
      for (let c = 0; a + b + c <= 4; c++) {
        const d = 4 - a - b - c;
        const ways = 24 / (factorial[a] * factorial[b] * factorial[c] * factorial[d]);
        expected[25 * a + 5 * b + c] = draws * ways * 0.2 ** a * 0.4 ** b * 0.1 ** c * rest ** d;
      }
  expect(chiSquareTest(observed, expected).p).toBeGreaterThan(1e-9);
});

test("a rare last fate keeps its probability behind fates that take nearly all", () => {
  // 2e4 draws of a mean of 5: standard error of the mean 0.0158; 6.11 of them are a relative error of 1.9 %.
  const probabilities = Float64Array.of(0.5, 0.25, 0.25 - 5e-12, 5e-12);
  const out = new Float64Array(4);
  const rare = Float64Array.from({ length: 20_000 }, () => {
    fillMultinomial(out, stream, 1e12, probabilities);
    return out[3];
  });
  expect(rare).toHaveMean(5, { sigmas: 6.11, standardDeviation: Math.sqrt(5) });
});

test("means and covariances n (p_i δ_ij - p_i p_j) of large counts come out together", () => {
  // Hotelling's T² over 4000 draws of the three counts and their six products: false alarm 1e-9.
  const n = 1e6;
  const p = [0.1, 0.6, 0.05];
  const out = new Float64Array(3);
  const batches = Array.from({ length: 4000 }, () => {
    fillMultinomial(out, stream, n, Float64Array.from(p));
    const [a, b, c] = Array.from(out, (k, i) => (k - n * p[i]) / Math.sqrt(n)) as [number, number, number];
    return Float64Array.of(a, b, c, a * a, a * b, a * c, b * b, b * c, c * c);
  });
  const expected = Float64Array.of(0, 0, 0, 0.09, -0.06, -0.005, 0.24, -0.03, 0.0475);
  expect(hotellingT2({ batches, expected }).p).toBeGreaterThan(1e-9);
  // and a covariance of independent counts is seen to be wrong
  expected[4] = 0;
  expect(hotellingT2({ batches, expected }).p).toBeLessThan(1e-9);
});
