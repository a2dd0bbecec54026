import { expect, test } from "vitest";
import { normalCdf } from "#numerics/error-function.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { chiSquareTest, hotellingT2, jackknife, kolmogorovSmirnov } from "#numerics/statistics.ts";

// A p-value of a right law is uniform. 2000 of each: false alarm 1e-9, and a distance of 0.075 from uniform is seen.
const repeats = 2000;
const stream = makeRandomStream(20251120, PURPOSE.demonstration, 5);

const isUniform = (p: () => number) => kolmogorovSmirnov(Float64Array.from({ length: repeats }, p), (x) => x).p > 1e-9;

test("p of Kolmogorov-Smirnov is uniform for normal numbers", () => {
  expect(isUniform(() => kolmogorovSmirnov(Float64Array.from({ length: 30 }, stream.normal), normalCdf).p)).toBe(true);
});

test("p of chi-square is uniform for counts of a uniform law, within the grain of whole counts", () => {
  const p = () => {
    const counts = new Float64Array(10);
    for (let i = 0; i < 1000; i++) counts[Math.floor(10 * stream.uniform())]++;
    return chiSquareTest(counts, new Float64Array(10).fill(100)).p;
  };
  expect(isUniform(p)).toBe(true);
});

test("p of Hotelling's T² is uniform for correlated normal outputs", () => {
  const p = () => {
    const batches = Array.from({ length: 12 }, () => {
      const [a, b, c] = [stream.normal(), stream.normal(), stream.normal()];
      return Float64Array.of(3 + a, a + 0.1 * b - 1, a + b + c);
    });
    return hotellingT2({ batches, expected: Float64Array.of(3, -1, 0) }).p;
  };
  expect(isUniform(p)).toBe(true);
});

test("the jackknife error of a ratio of means covers the truth as Student's t says", () => {
  // 20 batches; |t| > 2.093 in 5 % of runs. 2000 runs: standard error 0.5 %, 6.11 of them 3 %.
  let outside = 0;
  for (let run = 0; run < repeats; run++) {
    const x = Float64Array.from({ length: 20 }, () => 10 + stream.normal());
    const y = Float64Array.from(x, (value) => 0.5 * value + 0.3 * stream.normal());
    const [sx, sy] = [x.reduce((a, b) => a + b), y.reduce((a, b) => a + b)];
    const { estimate, standardError } = jackknife(
      x.map((value, i) => (sy - y[i]) / (sx - value)),
      sy / sx,
    );
    if (Math.abs(estimate - 0.5) > 2.093 * standardError) outside++;
  }
  expect(outside / repeats).toBeNear(0.05, { abs: 0.03 });
});
