import { describe, expect, test } from "vitest";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { makeStableSampler } from "#numerics/stable-sampler.ts";

// Means of bounded functions of independent draws: |z| > 6.11 once in a thousand million, for each of the values below.
const draws = 200_000;
const stream = makeRandomStream(20251120, PURPOSE.demonstration, 31);

/** Standard errors between the mean of cos kX and the characteristic function e^(-k^a). */
function characteristicZ(a: number, k: number, sample: Float64Array): number {
  const expected = Math.exp(-(k ** a));
  const variance = (1 + Math.exp(-((2 * k) ** a))) / 2 - expected * expected;
  let sum = 0;
  for (const x of sample) sum += Number.isFinite(x) ? Math.cos(k * x) : 0;
  return (sum / draws - expected) / Math.sqrt(variance / draws);
}

/** Standard errors between the share of |X| > x and a probability. */
function tailZ(sample: Float64Array, x: number, probability: number): number {
  let beyond = 0;
  for (const y of sample) if (Math.abs(y) > x) beyond++;
  return (beyond / draws - probability) / Math.sqrt((probability * (1 - probability)) / draws);
}

function sampleOf(index: number): Float64Array {
  const draw = makeStableSampler(index);
  return Float64Array.from({ length: draws }, () => draw(stream));
}

describe("stable numbers have the characteristic function e^(-|k|^a)", () => {
  test.each([0.3, 0.5, 0.8, 1, 1.2, 1.5, 1.8, 1.99, 2])("index %d", (a) => {
    const sample = sampleOf(a);
    for (const k of [0.01, 0.1, 0.5, 1, 2, 4]) expect(Math.abs(characteristicZ(a, k, sample))).toBeLessThan(6.11);
  });
});

describe("half of the stable numbers lie between the quartiles", () => {
  test.each([
    [1, 1],
    [1.5, 0.9689331817136],
    [2, 0.6744897501960817 * Math.SQRT2],
  ])("index %d: quartile %d", (a, quartile) => {
    expect(Math.abs(tailZ(sampleOf(a), quartile, 0.5))).toBeLessThan(6.11);
  });
});

test("far out the tail is that of the power law 2 Γ(a) sin(πa/2) / (π x^a)", () => {
  // a = 1.5 at x = 60: the next term of the series, of relative size Γ(2a) |sin πa| / (2 Γ(a) sin(πa/2) x^a), is 0.3 %.
  const sample = sampleOf(1.5);
  const leading = (2 * 0.8862269254527581 * Math.sin(0.75 * Math.PI)) / (Math.PI * 60 ** 1.5);
  expect(Math.abs(tailZ(sample, 60, leading))).toBeLessThan(6.11);
});

test("the check sees a scale wrong by 2 % and an index wrong by 0.05 (expected 11 standard errors)", () => {
  const sample = sampleOf(1.5);
  expect(
    Math.abs(
      characteristicZ(
        1.5,
        1,
        sample.map((x) => 1.02 * x),
      ),
    ),
  ).toBeGreaterThan(6.11);
  expect(Math.abs(characteristicZ(1.5, 0.1, sampleOf(1.45)))).toBeGreaterThan(6.11);
});
