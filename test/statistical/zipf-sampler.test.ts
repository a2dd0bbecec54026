import { describe, expect, test } from "vitest";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { chiSquareTest } from "#numerics/statistics.ts";
import { hurwitzZeta, riemannZeta } from "#numerics/zeta.ts";
import { makeZipfSampler } from "#numerics/zipf-sampler.ts";

// False alarm 1e-9 an index.
const draws = 200_000;
const stream = makeRandomStream(20251120, PURPOSE.demonstration, 32);

/** Edges of cells of |k|: each whole number to 20, then wider ones up to a last one that never ends. */
const EDGES = [...Array.from({ length: 20 }, (_, k) => k + 1), 30, 60, 100, 200, 250, 256, 260, 400, 1000];

function lawP(index: number, sampleIndex = index): number {
  const draw = makeZipfSampler(sampleIndex);
  const total = riemannZeta(1 + index);
  const beyond = (k: number) => hurwitzZeta(1 + index, k) / total; // P(|K| >= k)
  const shares = EDGES.map((k, i) => beyond(k) - (i + 1 < EDGES.length ? beyond(EDGES[i + 1] as number) : 0));
  const observed = new Float64Array(2 * EDGES.length);
  for (let i = 0; i < draws; i++) {
    const k = draw(stream);
    const cell = EDGES.findLastIndex((edge) => edge <= Math.abs(k));
    observed[2 * cell + (k > 0 ? 1 : 0)]++;
  }
  return chiSquareTest(
    observed,
    Float64Array.from(observed, (_, i) => 0.5 * draws * (shares[i >> 1] as number)),
  ).p;
}

describe("power-law numbers follow p(k) = |k|^(-1-a) / 2ζ(1+a) on both sides, in the table and beyond it", () => {
  test.each([0.2, 0.5, 1, 1.5, 2])("index %d", (index) => expect(lawP(index)).toBeGreaterThan(1e-9));
});

test("the check sees an index wrong by 6 %", () => expect(lawP(1.5, 1.59)).toBeLessThan(1e-9));
