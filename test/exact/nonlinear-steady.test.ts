import { describe, expect, test } from "vitest";
import { integrateNonlinear } from "#numerics/nonlinear-integration.ts";
import { type SteadyOptions, settle } from "#numerics/nonlinear-steady.ts";
import type { NonlinearSystem } from "#numerics/nonlinear-system.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import "../support/matchers.ts";

/** One component with a rate and a slope, which may not be that of the rate. */
function scalar(rate: (n: number) => number, slope: (n: number) => number): NonlinearSystem {
  let at = 0;
  let now = 0;
  return {
    size: 1,
    fillRate(out, n) {
      at = n[0] as number;
      out[0] = rate(at);
    },
    linearise() {
      now = slope(at);
    },
    solve(x, unit, step) {
      x[0] = (x[0] as number) / (unit - step * now);
    },
    solveFrozen(x, n, step) {
      const y = n[0] as number;
      x[0] = (x[0] as number) / (1 - (step * rate(y)) / y);
    },
  };
}

const options = (fields: Partial<SteadyOptions> = {}): SteadyOptions => ({
  where: "a test",
  first: 1,
  longest: 1e14,
  isLiving: Uint8Array.of(1),
  holds: () => true,
  fillTraffic: (out) => out.fill(1),
  fillScale: (out) => out.fill(1),
  advice: "try another",
  ...fields,
});

describe("Newton's method in pseudo-time", () => {
  test("finds the root of a rate: n² = 2", () => {
    const n = Float64Array.of(1);
    const log = settle(
      n,
      scalar(
        (x) => 2 - x * x,
        (x) => -2 * x,
      ),
      options(),
    );
    expect(n[0]).toBeNear(Math.SQRT2, { rel: 1e-15 });
    expect(log.residual).toBeLessThan(1e-12);
    expect(log.update).toBeLessThan(1e-10);
  });

  test("stays where values have a meaning: the root of ln n = -3 from 5", () => {
    const n = Float64Array.of(5);
    const system = scalar(
      (x) => -3 - Math.log(x),
      (x) => -1 / x,
    );
    settle(n, system, options({ holds: (at) => (at[0] as number) > 0 }));
    expect(n[0]).toBeNear(Math.exp(-3), { rel: 1e-12 });
  });

  test("small steps of a wrong slope are no convergence: the residual counts", () => {
    // moves by 1e-14 at a time with a residual of 1e-4 of the traffic
    const system = scalar(
      () => 1,
      () => -1e14,
    );
    const run = () => settle(Float64Array.of(1), system, options({ fillTraffic: (out) => out.fill(1e4) }));
    expect(run).toThrow(NumericalFailure);
    expect(run).toThrow(/a test: Newton's method has not settled: the last residual is 0\.0001.* try another/);
  });

  test("a small residual is no convergence while the value still moves: the update counts", () => {
    const system = scalar(
      () => 1e-13,
      () => -1e-14,
    );
    expect(() => settle(Float64Array.of(1), system, options())).toThrow(/last change/);
  });
});

describe("steps in time", () => {
  test("are as many as the error of TR-BDF2 asks for: |E| h³ n''' = tolerance, E = -0.0404", () => {
    const tolerance = 1e-9;
    const n = Float64Array.of(1);
    const run = integrateNonlinear(
      scalar(
        (x) => -x * x,
        (x) => -2 * x,
      ),
      n,
      [3],
      {
        where: "a test",
        tolerance,
        first: 1e-3,
        fillScale: (scale) => scale.fill(1),
        holds: () => true,
        onStep: () => undefined,
        advice: "",
      },
    );
    let next = run.next();
    while (!next.done) next = run.next();
    // n = 1 / (1 + t): h = 0.9 (tolerance (1 + t)^4 / 6 |E|)^(1/3), and the steps are the integral of 1 / h
    const gamma = 2 - Math.SQRT2;
    const E = (3 * gamma ** 2 - 4 * gamma + 2) / (12 * (2 - gamma));
    const steps = (Math.cbrt((6 * E) / tolerance) / 0.9) * 3 * (1 - 4 ** (-1 / 3));
    expect((next.value as { accepted: number }).accepted).toBeNear(steps, { rel: 0.05 });
    expect(n[0]).toBeNear(0.25, { rel: 1e-6 });
  });
});
