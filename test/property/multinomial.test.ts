import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fillMultinomial } from "#numerics/multinomial.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";

const anyWeights = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-12, max: 1, noNaN: true })), {
  minLength: 1,
  maxLength: 12,
});
const anyCount = fc.oneof(fc.nat(50), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }));
const sum = (values: Iterable<number>) => [...values].reduce((total, x) => total + x, 0);
const spread = (n: number, probabilities: readonly number[], block: number) => {
  const out = new Float64Array(probabilities.length);
  fillMultinomial(out, makeRandomStream(1, PURPOSE.counts, block), n, Float64Array.from(probabilities));
  return out;
};

describe("fillMultinomial", () => {
  test("loses and makes nobody when the probabilities sum to 1, whatever rounding did to them", () => {
    fc.assert(
      fc.property(anyCount, anyWeights, fc.nat(), (n, weights, block) => {
        const total = sum(weights);
        fc.pre(total > 0);
        const counts = spread(
          n,
          weights.map((w) => w / total),
          block,
        );
        expect(sum(counts)).toBe(n);
      }),
    );
  });

  test("gives whole numbers, none negative, none to a fate of probability 0, and never more than n in all", () => {
    fc.assert(
      fc.property(
        anyCount,
        anyWeights,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.nat(),
        (n, weights, part, block) => {
          const total = sum(weights) || 1;
          const probabilities = weights.map((w) => (w / total) * part);
          const counts = spread(n, probabilities, block);
          expect(counts.every((k, i) => Number.isInteger(k) && k >= 0 && (probabilities[i]! > 0 || k === 0))).toBe(
            true,
          );
          expect(sum(counts)).toBeLessThanOrEqual(n);
        },
      ),
    );
  });

  test("refuses probabilities that are negative, NaN or sum to more than 1, and counts that are not whole", () => {
    expect(() => spread(3, [0.5, -0.1], 0)).toThrow(/probabilities\[1\] = -0.1/);
    expect(() => spread(3, [Number.NaN], 0)).toThrow(/probabilities\[0\] = NaN/);
    expect(() => spread(3, [0.6, 0.41], 0)).toThrow(/sum of probabilities = 1.01/);
    expect(() => spread(0.5, [0.6], 0)).toThrow(/n = 0.5/);
  });

  test("ten times a tenth is everybody", () => {
    // Subtracted one by one from 1 they leave 0.1 + 2e-16: two of these walkers would stay behind.
    const n = Number.MAX_SAFE_INTEGER;
    expect(sum(spread(n, new Array<number>(10).fill(0.1), 3))).toBe(n);
  });
});
