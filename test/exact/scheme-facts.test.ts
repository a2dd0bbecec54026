/**
 * What each scheme errs by, on grids with nodes on both boundaries: generalised Scharfetter-Gummel on the excess
 * potential, D Γ at the mean composition, and the logarithmic mean of c times the gradient of the whole potential.
 */
import { describe, expect, test } from "vitest";
import { type FaceFlux, fillJumpFlux, fillSmoothFlux, type HalfSide } from "#generator/face-flux.ts";
import { activityOf, type SpeciesActivity } from "#model/activity.ts";
import { rootIn } from "#numerics/root.ts";
import "../support/matchers.ts";

const out: FaceFlux = { forward: 0, backward: 0, slopeBefore: 0, slopeAfter: 0 };

/** Flow between two nodes at distance h, D = 1. */
type Scheme = (activity: SpeciesActivity, a: number, b: number, h: number) => number;

const excess: Scheme = (activity, a, b, h) => {
  const side = (c: number) => ({ c, lnGamma: activity.lnGamma(c), gammaSlope: activity.slope(c) });
  const face = { D: 1, slopeBefore: 0, slopeAfter: 0, resistance: h, rise: 0, drift: 0 };
  fillSmoothFlux(out, face, side(a), side(b));
  return out.forward * a - out.backward * b;
};
const meanFactor: Scheme = (activity, a, b, h) => (activity.factor((a + b) / 2) * (a - b)) / h;
const logarithmicMean: Scheme = (activity, a, b, h) => {
  const mu = (c: number) => Math.log(c) + activity.lnGamma(c);
  const mean = a === b ? a : (a - b) / Math.log(a / b);
  return (mean * (mu(a) - mu(b))) / h;
};

const STEPS = 500;

/** The steady flux through n equal intervals of the unit length from c1 to c2 < c1, by shooting. */
function steadyFlux(scheme: Scheme, activity: SpeciesActivity, c1: number, c2: number, n: number): number {
  const lowest = 1e-9;
  const end = (J: number): number => {
    let c = c1;
    for (let i = 0; i < n; i++) {
      // the next node is the nearest at which so much flows: D Γ at the mean does not rise with the step
      const excessFlow = (next: number): number => scheme(activity, c, next, 1 / n) - J;
      let [near, far] = [c, c];
      for (let k = 1; k <= STEPS && excessFlow(far) < 0; k++) [near, far] = [far, c + ((lowest - c) * k) / STEPS];
      if (excessFlow(far) < 0) return lowest - c2;
      c = rootIn(excessFlow, far, near);
    }
    return c - c2;
  };
  return rootIn(end, 0, 100);
}

/** Relative errors against the exact flux, in the digits in which they are given. */
function errors(
  scheme: Scheme,
  activity: SpeciesActivity,
  ends: readonly [number, number],
  exact: number,
  grids: readonly number[],
) {
  return grids.map((n) => steadyFlux(scheme, activity, ...ends, n) / exact - 1);
}

/** Two digits given: half of the last one. */
const half = (given: number) => 0.051 * 10 ** Math.floor(Math.log10(Math.abs(given)));

describe("a regular solution with A = 1.9 from 0.9 to 0.1", () => {
  const activity = activityOf({
    name: "a",
    measure: "mole-fraction",
    activity: [{ kind: "margules", parameter: 1.9 }],
  });
  const F = (x: number) => x - 1.9 * x * x + (2 / 3) * 1.9 * x ** 3; // ∫ Γ dx
  const overHalf = F(0.9) - F(0.5);
  const exact = 2 * overHalf;
  const grids = [8, 16, 32, 64];
  const table: readonly (readonly [string, Scheme, readonly number[]])[] = [
    ["the excess potential", excess, [-4.2e-3, -5.0e-4, -8.4e-5, -2.0e-5]],
    ["the logarithmic mean", logarithmicMean, [1.8e-3, 1.2e-3, 3.8e-4, 9.8e-5]],
  ];
  test.each(table)("errors of %s on 8, 16, 32 and 64 intervals", (_, scheme, given) => {
    errors(scheme, activity, [0.9, 0.1], exact, grids).forEach((error, i) => {
      expect(Math.abs(error - (given[i] as number))).toBeLessThan(half(given[i] as number));
    });
  });

  // D Γ at the mean has several solutions on 8 intervals: that which mirrors itself about 0.5 is the one tabulated
  test("errors of D Γ at the mean on as many", () => {
    const given = [-4.3e-2, -1.5e-2, -4.4e-3, -1.1e-3];
    const halves = grids.map((n) => n / 2);
    errors(meanFactor, activity, [0.9, 0.5], overHalf, halves).forEach((error, i) => {
      expect(Math.abs(error - (given[i] as number))).toBeLessThan(half(given[i] as number));
    });
  });
});

describe("a virial solution, ln γ = 2 c, from 1 to 0.01", () => {
  const activity = activityOf({ name: "c", measure: "amount", activity: [{ kind: "virial", coefficients: [1] }] });
  const exact = 0.99 + (1 - 1e-4);
  test("D Γ at the mean is exact, since Γ is linear", () => {
    for (const error of errors(meanFactor, activity, [1, 0.01], exact, [4, 8, 16]))
      expect(Math.abs(error)).toBeLessThan(1e-12);
  });

  test("errors of the excess potential on 4, 8 and 16 intervals", () => {
    const given = [1.2e-2, 3.3e-3, 8.3e-4];
    errors(excess, activity, [1, 0.01], exact, [4, 8, 16]).forEach((error, i) => {
      expect(Math.abs(error - (given[i] as number))).toBeLessThan(half(given[i] as number));
    });
  });
});

/** Conductance per activity of one face, the reservoirs on both sides having the given potentials. */
function permeance(du: number, from: number, resistance: number): number {
  const plain = (c: number) => ({ c, lnGamma: 0, gammaSlope: 0 });
  fillSmoothFlux(out, { D: 1, slopeBefore: 0, slopeAfter: 0, resistance, rise: du, drift: 0 }, plain(1), plain(1));
  return out.forward / Math.exp(from);
}

describe("a barrier of 10 RT, cos² in shape", () => {
  test("is passed too fast by 12.6, 3.4, 0.88 and 0.22 % on 11, 21, 41 and 81 intervals", () => {
    const u = (x: number) => 10 * Math.cos(Math.PI * x) ** 2; // x from -1/2 to 1/2
    let bessel = 0;
    for (let k = 0, term = 1; k < 60; k++, term *= (2.5 / k) ** 2) bessel += term; // I_0(5) = Σ (5/2)^2k / k!²
    const exact = 1 / (Math.exp(5) * bessel);
    const given = [0.126, 0.034, 0.0088, 0.0022];
    [11, 21, 41, 81].forEach((n, i) => {
      let resistance = 0;
      for (let f = 0; f < n; f++) {
        const [a, b] = [u(-0.5 + f / n), u(-0.5 + (f + 1) / n)];
        resistance += 1 / permeance(b - a, a, 1 / n);
      }
      const error = 1 / resistance / exact - 1;
      expect(Math.abs(error - (given[i] as number))).toBeLessThan(i === 0 ? 5.1e-4 : half(given[i] as number));
    });
  });
});

describe("one face and one jump", () => {
  test("a face with a drift is Patlak's equation: J = Jv (c1 - c2 e^-Pe) / (1 - e^-Pe)", () => {
    const plain = (c: number) => ({ c, lnGamma: 0, gammaSlope: 0 });
    for (const Pe of [0.1, 1, 7, -3]) {
      fillSmoothFlux(
        out,
        { D: 2, slopeBefore: 0, slopeAfter: 0, resistance: 0.5, rise: 0, drift: Pe * 2 },
        plain(3),
        plain(1),
      );
      const v = (Pe * 2) / 0.5; // what is carried: w / s
      expect(3 * out.forward - out.backward).toBeNear((v * (3 - Math.exp(-Pe))) / (1 - Math.exp(-Pe)), { rel: 1e-14 });
    }
  });

  test("three layers with a jump of K = 1e-3 on either side are exact on one cell each", () => {
    const cell = (K: number, conductance: number): HalfSide => ({
      c: 1,
      lnGamma: 0,
      gammaSlope: 0,
      potential: -Math.log(K),
      facePotential: -Math.log(K),
      conductance,
      conductanceSlope: 0,
    });
    // water | K = 1e-3 | water, D = l = 1: half cells of conductance 2; the ends are half cells of water
    fillJumpFlux(out, cell(1, 2), cell(1e-3, 2), Number.POSITIVE_INFINITY);
    const perActivity = out.forward; // of water, where a = c
    fillJumpFlux(out, cell(1e-3, 2), cell(1, 2), Number.POSITIVE_INFINITY);
    const total = 1 / (0.5 + 1 / perActivity + 1e3 / out.forward + 0.5);
    expect(total).toBeNear(1 / (1 + 1e3 + 1), { rel: 1e-13 });
  });
});
