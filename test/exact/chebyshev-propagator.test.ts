import { describe, expect, test } from "vitest";
import { propagated } from "#numerics/chebyshev-propagator.ts";

function after(rates: readonly number[], bound: number, times: readonly number[]): Float64Array[] {
  const steps = propagated(
    (out, u) => {
      for (let i = 0; i < u.length; i++) out[i] = (rates[i] as number) * (u[i] as number);
    },
    bound,
    new Float64Array(rates.length).fill(1),
    times,
  );
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

describe("a Chebyshev series in time", () => {
  test.each([
    1e-3, 0.3, 1, 20, 500, 1e5,
  ])("with a bound of %d per second: every rate below it decays exponentially", (bound) => {
    const rates = [0, 1e-4, 0.1, 0.5, 0.9, 1].map((share) => share * bound);
    const times = [0, 0.01, 1, 3];
    const found = after(rates, bound, times);
    times.forEach((t, i) => {
      // z terms of rounding each 1e-16 of the start
      for (const [j, rate] of rates.entries())
        expect((found[i] as Float64Array)[j] as number).toBeNear(Math.exp(-rate * t), { abs: 1e-13 });
    });
  });
});
