import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { integrateAdaptively } from "#numerics/adaptive-integration.ts";
import type { ImplicitSystem } from "#numerics/implicit-system.ts";
import { observedOrder } from "#numerics/statistics.ts";
import { makeTrBdf2, stepTrBdf2 } from "#numerics/tr-bdf2.ts";

/**
 * A slow decay that a fast one follows: x' = -x, y' = λ (x - y). With x(0) = 1 and y on its slow course,
 * x = e^{-t}, y = λ / (λ - 1) e^{-t}; off it, the difference dies as e^{-λt}.
 */
function slowAndFast(lambda: number): ImplicitSystem {
  let s = 0;
  return {
    size: 2,
    fillRate(out, [x = 0, y = 0]) {
      out[0] = -x;
      out[1] = lambda * (x - y);
    },
    prepare(step) {
      s = step;
    },
    solve(n) {
      n[0] /= 1 + s;
      n[1] = (n[1] + s * lambda * n[0]) / (1 + s * lambda);
    },
  };
}

const NONE = new Uint8Array(2);
const slow = (lambda: number) => Float64Array.of(1, lambda / (lambda - 1));

/** y after time 1 in equal steps, its exact value being λ / (λ - 1) / e. */
function endError(lambda: number, steps: number): number {
  const system = slowAndFast(lambda);
  const work = makeTrBdf2(2);
  const n = slow(lambda);
  for (let k = 0; k < steps; k++) {
    stepTrBdf2(work, system, n, 1 / steps, NONE);
    n.set(work.next);
  }
  return Math.abs(n[1] - lambda / (lambda - 1) / Math.E);
}

describe("TR-BDF2", () => {
  test.each([
    2, 1e3, 1e9,
  ])("has the order in time that the continuum declares, with a rate %d times the slow one", (lambda) => {
    const study = [10, 20, 40, 80].map((steps) => ({ h: 1 / steps, error: endError(lambda, steps) }));
    expect(observedOrder(study)).toBeGreaterThan(continuum.order.time - 0.1);
    expect(observedOrder(study)).toBeLessThan(continuum.order.time + 0.3);
  });

  test("forgets what is fast within one step, however fast: it is L-stable", () => {
    for (const lambda of [1e6, 1e9, 1e12]) {
      const work = makeTrBdf2(2);
      stepTrBdf2(work, slowAndFast(lambda), Float64Array.of(0, 1), 0.1, NONE);
      // R(z) falls as 1 / z: what is left is of the order of 1 / λ h
      expect(Math.abs(work.next[1])).toBeLessThan(10 / (0.1 * lambda));
    }
  });

  test("estimates the error of a step: third order, and right to its leading term", () => {
    const system = slowAndFast(2);
    const work = makeTrBdf2(2);
    const study = [0.1, 0.05, 0.025, 0.0125].map((h) => {
      stepTrBdf2(work, system, slow(2), h, NONE);
      const real = work.next[0] - Math.exp(-h);
      // the estimate is damped once by (1 - γh/2 L)^-1, here 1 / (1 + 0.293 h)
      expect(Math.abs(work.error[0] / real)).toBeNear(1, { abs: 2 * h });
      return { h, error: Math.abs(work.error[0]) };
    });
    expect(observedOrder(study)).toBeGreaterThan(2.9);
    expect(observedOrder(study)).toBeLessThan(3.1);
  });

  test("is mixed with backward Euler where it would go below zero, and conserves what both conserve", () => {
    // two nodes that exchange at rate 1: a long step overshoots
    let s = 0;
    const exchange: ImplicitSystem = {
      size: 2,
      fillRate(out, [a = 0, b = 0]) {
        out[0] = b - a;
        out[1] = a - b;
      },
      prepare(step) {
        s = step;
      },
      solve(n) {
        const total = n[0] + n[1];
        const difference = (n[0] - n[1]) / (1 + 2 * s);
        n[0] = (total + difference) / 2;
        n[1] = (total - difference) / 2;
      },
    };
    // the fast decay of a lone node: x' = -x over a long step, R(z) of TR-BDF2 is negative from z = -2.7
    const lone: ImplicitSystem = {
      size: 2,
      fillRate(out, [x = 0]) {
        out[0] = -x;
        out[1] = x;
      },
      prepare(step) {
        s = step;
      },
      solve(n) {
        const x = n[0] / (1 + s);
        n[1] += s * x;
        n[0] = x;
      },
    };
    const work = makeTrBdf2(2);
    stepTrBdf2(work, lone, Float64Array.of(1, 0), 10, NONE);
    expect(work.next[0]).toBeLessThan(0);
    expect(work.mixed).toBe(0);
    stepTrBdf2(work, lone, Float64Array.of(1, 0), 10, Uint8Array.of(1, 1));
    expect(work.next[0]).toBeGreaterThanOrEqual(0);
    expect(work.next[0]).toBeLessThan(1e-8);
    expect(work.mixed).toBeGreaterThan(0);
    expect(work.next[0] + work.next[1]).toBeNear(1, { rel: 4 * Number.EPSILON });
    stepTrBdf2(work, exchange, Float64Array.of(1, 0), 0.1, Uint8Array.of(1, 1));
    expect(work.mixed).toBe(0);
  });
});

describe("adaptive integration", () => {
  const options = (tolerance: number) => ({
    tolerance,
    isPositive: NONE,
    fillScale: (scale: Float64Array) => scale.fill(1),
  });

  /** Values at the record times, and the log. */
  function integrated(lambda: number, times: readonly number[], tolerance: number, n = slow(lambda)) {
    const run = integrateAdaptively(slowAndFast(lambda), n, times, options(tolerance));
    const values: number[] = [];
    for (;;) {
      const next = run.next();
      if (next.done) return { values, log: next.value };
      if (next.value !== "working") values.push(n[1]);
    }
  }

  test("ends with an error in proportion to the tolerance to the power 2/3", () => {
    const study = [1e-5, 1e-6, 1e-7, 1e-8].map((tolerance) => {
      const { values } = integrated(1e6, [1], tolerance);
      return { h: tolerance, error: Math.abs(values[0] - 1e6 / (1e6 - 1) / Math.E) };
    });
    expect(observedOrder(study)).toBeGreaterThan(2 / 3 - 0.1);
    expect(observedOrder(study)).toBeLessThan(2 / 3 + 0.1);
  });

  test("lands on every record time, those that come in quick succession and time 0 too", () => {
    const times = [0, 1e-9, 0.3, 0.3 + 1e-12, 2];
    const { values } = integrated(50, times, 1e-9);
    expect(values).toHaveLength(times.length);
    for (const [k, t] of times.entries())
      expect(values[k]).toBeNear((50 / 49) * Math.exp(-t), { abs: 1e-9 ** (2 / 3) }); // as above
  });

  test("takes steps that follow the solution: small while something fast dies, then large", () => {
    const { log } = integrated(1e6, [1], 1e-6, Float64Array.of(1, 3));
    expect(log.accepted).toBeLessThan(500); // equal steps for the fast part would be a million
    expect(log.rejected).toBeLessThan(log.accepted / 5);
  });

  test("says where it stood when a value is no longer finite", () => {
    const broken: ImplicitSystem = { ...slowAndFast(2), fillRate: (out) => out.fill(Number.NaN) };
    const run = integrateAdaptively(broken, slow(2), [1], options(1e-6));
    expect(() => run.next()).toThrow(/t = 0 s.*no longer finite/);
  });
});
