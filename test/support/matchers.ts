/**
 * Matchers for quantities with units: nearness is always relative, or absolute with a stated reason.
 * `toBeCloseTo` is banned here: 1e-10 is close to 0 in it.
 */
import { expect } from "vitest";

interface Nearness {
  /** Largest relative difference |x - y| / |y|. */
  readonly rel?: number;
  /** Largest absolute difference |x - y|; the caller says why it is right. */
  readonly abs?: number;
}

declare module "vitest" {
  // biome-ignore lint/suspicious/noExplicitAny: vitest's own declaration has this shape
  interface Matchers<T = any> {
    toBeNear(expected: number, nearness: Nearness): T;
    toHaveMean(expected: number, options: { readonly sigmas: number; readonly standardDeviation?: number }): T;
  }
}

expect.extend({
  toBeNear(received: number, expected: number, { rel = 0, abs = 0 }: Nearness) {
    const difference = Math.abs(received - expected);
    const allowed = Math.max(abs, rel * Math.abs(expected));
    return {
      pass: difference <= allowed,
      message: () => `${received} is ${difference} from ${expected}; allowed ${allowed}`,
    };
  },
  toHaveMean(sample: ArrayLike<number>, expected: number, { sigmas, standardDeviation }) {
    const n = sample.length;
    let mean = 0;
    for (let i = 0; i < n; i++) mean += sample[i] / n;
    let variance = 0;
    for (let i = 0; i < n; i++) variance += (sample[i] - mean) ** 2 / (n - 1);
    const error = (standardDeviation ?? Math.sqrt(variance)) / Math.sqrt(n);
    const z = (mean - expected) / error;
    return {
      pass: Math.abs(z) <= sigmas,
      message: () =>
        `mean ${mean} of ${n} samples is ${z.toFixed(2)} standard errors from ${expected}; allowed ${sigmas}`,
    };
  },
});
