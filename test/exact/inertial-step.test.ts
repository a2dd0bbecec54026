/**
 * BAOAB in a harmonic trap, without sampling: the step is a linear map, so its stationary covariance solves
 * Σ = M Σ Mᵀ + b bᵀ. M and b are read off the step itself.
 */
import { describe, expect, test } from "vitest";
import { lineTable } from "#levels/langevin/cubic-table.ts";
import { inertialStep, takeInertialSteps } from "#levels/langevin/inertial-step.ts";

type Pair = readonly [number, number];
interface LinearMap {
  /** What becomes of x = 1 and of v = 1. */
  readonly fromX: Pair;
  readonly fromV: Pair;
  readonly noise: Pair;
}
interface Covariance {
  readonly xx: number;
  readonly xv: number;
  readonly vv: number;
}

/** The stationary covariance of a map, by doubling the number of steps until nothing is left of the start. */
function stationary({ fromX, fromV, noise }: LinearMap): Covariance {
  let [a, b, c, d] = [fromX[0], fromV[0], fromX[1], fromV[1]];
  let [xx, xv, vv] = [noise[0] * noise[0], noise[0] * noise[1], noise[1] * noise[1]];
  for (let i = 0; i < 40; i++) {
    [xx, xv, vv] = [
      xx + a * a * xx + 2 * a * b * xv + b * b * vv,
      xv + a * c * xx + (a * d + b * c) * xv + b * d * vv,
      vv + c * c * xx + 2 * c * d * xv + d * d * vv,
    ];
    [a, b, c, d] = [a * a + b * c, a * b + b * d, c * a + d * c, c * b + d * d];
  }
  return { xx, xv, vv };
}

/** BAOAB for kT = m = κ = 1, as the step takes it. */
function baoab(friction: number, h: number): LinearMap {
  const step = inertialStep({ friction, thermal: 1 }, h);
  const trap = lineTable(0, 0, -1);
  const image = (x: number, v: number, z: number): Pair => {
    const state = Float64Array.of(x, v, -x);
    takeInertialSteps(state, trap, step, Float64Array.of(z), 1);
    return [state[0] as number, state[1] as number];
  };
  return { fromX: image(1, 0, 0), fromV: image(0, 1, 0), noise: image(0, 0, 1) };
}

describe("BAOAB in a harmonic trap", () => {
  const cases = [0.1, 1, 10].flatMap((friction) => [0.1, 0.5, 1, 1.5, 1.9].map((h) => [friction, h] as const));

  test.each(cases)("friction %f, ω dt = %f: <x²> is exact", (friction, h) => {
    // the sum of 1/(1 - |M|²) steps' worth of rounding
    expect(stationary(baoab(friction, h)).xx).toBeNear(1, { rel: 1e-12 });
  });

  test.each(
    cases,
  )("friction %f, ω dt = %f: <v²> is 1 - dt²/4 on the step and exact half a step away", (friction, h) => {
    const { xx, xv, vv } = stationary(baoab(friction, h));
    expect(vv).toBeNear(1 - (h * h) / 4, { rel: 1e-11 });
    const kick = -h / 2;
    expect(vv + 2 * kick * xv + kick * kick * xx).toBeNear(1, { rel: 1e-11 });
    expect(vv - 2 * kick * xv + kick * kick * xx).toBeNear(1, { rel: 1e-11 });
    // what the ensemble reads: the mean of the two
    expect(vv + kick * kick * xx).toBeNear(1, { rel: 1e-11 });
  });

  test("the listed velocities on the step are found", () => {
    for (const [h, listed] of [
      [0.5, 0.939],
      [1, 0.75],
      [1.5, 0.438],
    ] as const)
      expect(stationary(baoab(1, h)).vv).toBeNear(listed, { abs: 2e-3 });
  });

  test("beyond ω dt = 2 it diverges", () => {
    expect(Math.abs(stationary(baoab(1, 2.1)).xx)).toBeGreaterThan(1e3);
  });
});

test("a symplectic Euler step is seen to be wrong by the same means: 12/11 at ω dt = ½, 2 at ω dt = 1", () => {
  const euler = (h: number): LinearMap => {
    const s = Math.sqrt(2 * h);
    return { fromX: [1 - h * h, -h], fromV: [h * (1 - h), 1 - h], noise: [h * s, s] };
  };
  expect(stationary(euler(0.1)).xx).toBeNear(1.002638522427441, { rel: 1e-12 });
  expect(stationary(euler(0.5)).xx).toBeNear(12 / 11, { rel: 1e-12 });
  expect(stationary(euler(1)).xx).toBeNear(2, { rel: 1e-12 });
});

test("without a force a step leaves the Maxwell law as it is, and D errs by (γh/2) coth(γh/2)", () => {
  const h = 0.8;
  const step = inertialStep({ friction: 1, thermal: 3 }, h);
  expect(step.kept * step.kept * 3 + step.noise * step.noise).toBeNear(3, { rel: 1e-15 });
  const state = Float64Array.of(0, 1, 0);
  // <v(0) Δ> over many steps, per unit of velocity
  takeInertialSteps(state, lineTable(0, 0, 0), step, new Float64Array(200), 200);
  expect(state[0]).toBeNear(h / 2 / Math.tanh(h / 2), { rel: 1e-14 });
});
