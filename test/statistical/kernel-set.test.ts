import { describe, expect, test } from "vitest";
import { binomialWeights } from "#numerics/binomial-weights.ts";
import { normalCdf } from "#numerics/error-function.ts";
import { chiSquareTest } from "#numerics/goodness-of-fit.ts";
import { TWINS } from "#numerics/kernel-set.ts";
import { LANE_STATE, seedLanes } from "#numerics/lane-stream.ts";
import { PURPOSE } from "#numerics/purpose.ts";

// False alarm: one number in 1.7 million. Resolution: a variance from 100 000 numbers wrong by 2.3 % is 5 sigmas off.
const fiveSigmas = { sigmas: 5 };
const WALKERS = 100_000;

const stream = (block: number, fours = 1): Int32Array => {
  const state = new Int32Array(fours * LANE_STATE);
  seedLanes(state, 1908, PURPOSE.demonstration, block);
  return state;
};

test("normals fill 1000 equally likely cells evenly, and moments and tails are those of the normal law", () => {
  const n = 400_000;
  const z = new Float64Array(n);
  TWINS.fillNormals(z, n, stream(1));
  expect(z).toHaveMean(0, fiveSigmas);
  expect(z.map((x) => x * x)).toHaveMean(1, fiveSigmas);
  expect(z.map((x) => x ** 4)).toHaveMean(3, fiveSigmas);
  expect(z.map((x) => (Math.abs(x) > 3.5 ? 1 : 0))).toHaveMean(4.6525815807105e-4, fiveSigmas);
  const counts = new Float64Array(1000);
  for (const x of z) counts[Math.min(999, Math.floor(1000 * normalCdf(x)))]! += 1;
  expect(chiSquareTest(counts, new Float64Array(1000).fill(n / 1000)).p).toBeGreaterThan(1e-6); // one in a million
});

test("neighbours in a stream are independent: lanes, pairs and steps", () => {
  const n = 100_000;
  const z = new Float64Array(n);
  TWINS.fillNormals(z, n, stream(2));
  for (const lag of [1, 2, 3, 512])
    for (const f of [(x: number) => x, (x: number) => x * x - 1])
      expect(z.slice(lag).map((x, i) => f(x) * f(z[i]!))).toHaveMean(0, fiveSigmas);
});

test("a trapped walker forgets its start and has the variance of its well", () => {
  const x = new Float64Array(WALKERS).fill(3);
  const decay = Math.exp(-0.5);
  const law = Float64Array.of(decay, 0, Math.sqrt(1 - decay * decay));
  TWINS.linearSteps(x, { count: WALKERS, dimensions: 1, stride: WALKERS }, law, stream(3), 2);
  const mean = 3 * Math.exp(-1);
  expect(x).toHaveMean(mean, fiveSigmas);
  expect(x.map((y) => (y - mean) ** 2)).toHaveMean(1 - Math.exp(-2), fiveSigmas);
});

test("ten exact underdamped steps have the covariance of one", () => {
  // m = γ = kT = 1, Δt = 0.2: variances from Uhlenbeck and Ornstein, their Cholesky factor as the law.
  const moments = (t: number) => {
    const e = Math.exp(-t);
    return { xx: 2 * t - 3 + 4 * e - e * e, xv: (1 - e) ** 2, vv: 1 - e * e, e };
  };
  const { xx, xv, vv, e } = moments(0.2);
  const xn = Math.sqrt(xx);
  const law = Float64Array.of(1, 1 - e, 0, 0, e, 0, xn, xv / xn, Math.sqrt(vv - (xv * xv) / xx));
  const [x, v] = [new Float64Array(WALKERS), new Float64Array(WALKERS)];
  TWINS.phaseSteps(x, v, { count: WALKERS, dimensions: 1, stride: WALKERS }, law, stream(4), 10);
  const exact = moments(2);
  expect(x.map((y) => y * y)).toHaveMean(exact.xx, fiveSigmas);
  expect(v.map((y) => y * y)).toHaveMean(exact.vv, fiveSigmas);
  expect(x.map((y, i) => y * v[i]!)).toHaveMean(exact.xv, fiveSigmas);
});

test("fair steps are binomial to every count", () => {
  const sites = new Int32Array(WALKERS);
  TWINS.coinSteps(sites, WALKERS, stream(5), 100);
  const counts = new Float64Array(101);
  for (const site of sites) counts[(site + 100) / 2]! += 1;
  const { first, weights } = binomialWeights(100, 0.5, 1e-12);
  const expected = new Float64Array(101);
  for (const [i, weight] of weights.entries()) expected[first + i] = WALKERS * weight;
  expect(chiSquareTest(counts, expected).p).toBeGreaterThan(1e-6); // one false alarm in a million
});

test("persistent walkers spread as n (1 + ρ)/(1 - ρ) - 2 ρ (1 - ρ^n)/(1 - ρ)², ρ = 1 - 2 q", () => {
  const [steps, digits] = [100, 7];
  for (const q of [0.1, 0.7]) {
    const squares: number[] = [];
    for (let block = 0; block < 80; block++) {
      const lanes = stream(100 + block, 2);
      const planes = new Int32Array(8 * (digits + 1));
      planes.set(lanes.subarray(0, 8));
      TWINS.persistentSteps(planes, digits, Math.round(q * 2 ** 32), lanes, steps);
      const sites = new Int32Array(256);
      TWINS.persistentSites(sites, planes, digits, steps);
      squares.push(...sites.map((site) => site * site));
    }
    const memory = 1 - 2 * q;
    const msd = (steps * (1 + memory)) / (1 - memory) - (2 * memory * (1 - memory ** steps)) / (1 - memory) ** 2;
    expect(squares).toHaveMean(msd, fiveSigmas);
  }
});

describe("stable steps have the characteristic function e^(-|k|^α)", () => {
  test.each([0.5, 1, 1.5, 2])("for one step of index %f", (index) => {
    const x = new Float64Array(WALKERS);
    TWINS.stableSteps(x, WALKERS, index, 1, stream(6), 1);
    for (const k of [0.2, 1, 2]) expect(x.map((y) => Math.cos(k * y))).toHaveMean(Math.exp(-(k ** index)), fiveSigmas);
  });

  test("and a sum of ten steps that of scale 10^(1/α)", () => {
    const x = new Float64Array(WALKERS);
    TWINS.stableSteps(x, WALKERS, 1.5, 0.3, stream(7), 10);
    expect(x.map((y) => Math.cos(y))).toHaveMean(Math.exp(-10 * 0.3 ** 1.5), fiveSigmas);
    expect(x.map((y) => Math.sin(y))).toHaveMean(0, fiveSigmas);
  });
});
