import { describe, expect, test } from "vitest";
import { patlakReading } from "#inference/patlak-reading.ts";
import "../support/matchers.ts";

const [SIGMA, P, C1, C2] = [0.6, 2e-7, 100, 10];

/** Patlak's flux in its own words: (1-σ) J_v (c1 - c2 e^-Pe) / (1 - e^-Pe). */
function flux(jv: number, sigma = SIGMA, p = P): number {
  if (jv === 0) return p * (C1 - C2);
  const pe = ((1 - sigma) * jv) / p;
  return ((1 - sigma) * jv * (C1 - C2 * Math.exp(-pe))) / -Math.expm1(-pe);
}

function experiment(volumeFlux: readonly number[], noise: (i: number) => number = () => 0) {
  return {
    volumeFlux,
    soluteFlux: volumeFlux.map((jv, i) => flux(jv) + noise(i)),
    left: volumeFlux.map(() => C1),
    right: volumeFlux.map(() => C2),
  };
}

const SYMMETRIC = Array.from({ length: 9 }, (_, i) => (i - 4) * 2.5e-7);
const ONE_SIDED = Array.from({ length: 6 }, (_, i) => i * 1e-6);

describe("nine volume fluxes from -1 to 1 µm/s, without noise", () => {
  const reading = patlakReading(experiment(SYMMETRIC));

  test("Patlak's law gives back σ and P", () => {
    const [sigma, p] = reading.fit.parameters;
    expect(sigma).toBeNear(SIGMA, { rel: 1e-8 });
    expect(p).toBeNear(P, { rel: 1e-8 });
  });

  test("the line has the slope (1-σ) (c1 + c2)/2 exactly, and its intercept reads P too large", () => {
    expect(reading.slope).toBeNear(22, { rel: 1e-11 });
    expect(reading.intercept / (C1 - C2)).toBeNear(2.26514862614e-7, { rel: 1e-11 });
    expect(reading.arithmetic.permeability).toBeNear(2.26514862614e-7, { rel: 1e-11 });
    expect(reading.arithmetic.relativePermeabilityBias).toBeNear(0.13257431307, { rel: 1e-7 });
  });

  test("with the arithmetic mean σ is right, with the logarithmic one it is 0.44 instead of 0.6", () => {
    expect(reading.arithmetic.reflection).toBeNear(SIGMA, { rel: 1e-11 });
    expect(reading.logarithmic.reflection).toBeNear(0.437145866157, { rel: 1e-11 });
    expect(reading.logarithmic.reflectionBias).toBeNear(0.437145866157 - SIGMA, { rel: 1e-7 });
  });

  test("the Péclet number reaches 2, which is said", () => {
    expect(reading.largestPeclet).toBeNear(2, { rel: 1e-7 });
    expect(reading.warning).toContain("reaches 2");
  });
});

test("six volume fluxes to one side bias both: σ 0.33 and P 1.3e-7, where Patlak's law has both right", () => {
  const reading = patlakReading(experiment(ONE_SIDED));
  expect(reading.arithmetic.reflection).toBeNear(0.328723654351, { rel: 1e-11 });
  expect(reading.arithmetic.permeability).toBeNear(1.32407121428e-7, { rel: 1e-11 });
  expect(reading.fit.parameters[0]).toBeNear(SIGMA, { rel: 1e-8 });
  expect(reading.fit.parameters[1]).toBeNear(P, { rel: 1e-8 });
});

test("slow flows need no warning, and line and law say the same", () => {
  const slow = patlakReading(experiment(SYMMETRIC.map((jv) => jv / 10)));
  expect(slow.warning).toBeUndefined();
  // (Pe/2) coth(Pe/2) - 1 = Pe²/12 at most, Pe = 0.2
  expect(Math.abs(slow.arithmetic.relativePermeabilityBias)).toBeLessThan(0.2 ** 2 / 12);
});

test("noise of 1e-7 gives errors of the size that the slopes of the law foretell", () => {
  const noise = [1, -0.6, 0.4, -1.1, 0.3, 0.9, -0.8, 0.5, -0.6].map((z) => z * 1e-7);
  const reading = patlakReading({
    ...experiment(SYMMETRIC, (i) => noise[i] as number),
    standardErrors: SYMMETRIC.map(() => 1e-7),
  });
  // slopes by differences of the law in its own words
  const by = (h: [number, number]) =>
    SYMMETRIC.map((jv) => (flux(jv, SIGMA + h[0], P + h[1]) - flux(jv, SIGMA - h[0], P - h[1])) / (2 * (h[0] + h[1])));
  const [s, p] = [by([1e-6, 0]), by([0, 1e-13])];
  const dot = (a: number[], b: number[]) => a.reduce((sum, v, i) => sum + v * (b[i] as number), 0);
  const [ss, sp, pp] = [dot(s, s), dot(s, p), dot(p, p)];
  const exact = [1e-7 * Math.sqrt(pp / (ss * pp - sp * sp)), 1e-7 * Math.sqrt(ss / (ss * pp - sp * sp))];
  for (const [i, estimate] of [reading.reflection, reading.permeability].entries()) {
    if (estimate.kind !== "determined") throw new Error("not determined");
    // slopes are taken at the fitted place, a few thousandths away
    expect(estimate.standardError).toBeNear(exact[i] as number, { rel: 0.02 });
    expect(estimate.low).toBeLessThan([SIGMA, P][i] as number);
    expect(estimate.high).toBeGreaterThan([SIGMA, P][i] as number);
  }
});

test("one volume flux alone, or too few fluxes, are refused", () => {
  expect(() => patlakReading(experiment([1e-7, 1e-7, 1e-7]))).toThrow("several volume fluxes");
  expect(() => patlakReading(experiment([0, 1e-7]))).toThrow("three at least");
});
