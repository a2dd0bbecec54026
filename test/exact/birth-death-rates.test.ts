import { describe, expect, test } from "vitest";
import { bernoulli } from "#numerics/bernoulli.ts";
import { type BirthDeathChain, ratesBelow, slowestRate } from "#numerics/birth-death-rates.ts";
import "../support/matchers.ts";

const row = (states: number, rate: number, lost: { left?: number; right?: number } = {}): BirthDeathChain => {
  const loss = new Float64Array(states);
  loss[0] += lost.left ?? 0;
  loss[states - 1] += lost.right ?? 0;
  return { up: new Float64Array(states).fill(rate), down: new Float64Array(states).fill(rate), loss };
};

/** Hops between equally spaced points in a potential, by Scharfetter-Gummel from point to point. */
function hopsIn(potential: (x: number) => number, from: number, spacing: number, states: number): BirthDeathChain {
  const u = Array.from({ length: states }, (_, i) => potential(from + i * spacing));
  const rate = (i: number, j: number) => bernoulli((u[j] ?? 0) - (u[i] ?? 0)) / spacing ** 2;
  return {
    up: Float64Array.from(u, (_, i) => rate(i, i + 1)),
    down: Float64Array.from(u, (_, i) => rate(i, i - 1)),
    loss: new Float64Array(states),
  };
}

describe("the slowest rate of a row of states", () => {
  test("of twenty sites without outward jumps is 2 - 2 cos(pi/20)", () => {
    expect(slowestRate(row(20, 1))).toBeNear(0.0246233188097, { rel: 1e-11 });
    expect(slowestRate(row(20, 1))).toBeNear(2 - 2 * Math.cos(Math.PI / 20), { rel: 1e-13 });
  });

  test("of a row that empties at both ends is 2 - 2 cos(pi/(N + 1))", () => {
    expect(slowestRate(row(20, 1, { left: 1, right: 1 }))).toBeNear(2 - 2 * Math.cos(Math.PI / 21), { rel: 1e-13 });
  });

  test("of a row that empties at one end is 2 - 2 cos(pi/(2N + 1))", () => {
    const exact = 2 - 2 * Math.cos(Math.PI / 41);
    expect(slowestRate(row(20, 1, { right: 1 }))).toBeNear(exact, { rel: 1e-12 });
    expect(slowestRate(row(20, 1, { left: 1 }))).toBeNear(exact, { rel: 1e-12 });
  });

  test("of one state is its loss, and none if it is closed", () => {
    expect(slowestRate(row(1, 1, { right: 3 }))).toBeNear(3, { rel: 1e-14 });
    expect(slowestRate(row(1, 1))).toBeUndefined();
  });

  test("of two parts that nothing joins is the slower of the two", () => {
    const both = row(8, 1);
    const cut = {
      ...both,
      up: Float64Array.from(both.up as Float64Array),
      down: Float64Array.from(both.down as Float64Array),
    };
    cut.up[2] = 0;
    cut.down[3] = 0;
    expect(slowestRate(cut)).toBeNear(2 - 2 * Math.cos(Math.PI / 5), { rel: 1e-13 });
  });

  // In units of the relaxation time M/2 of a harmonic trap with 2kT/(C delta^2) = M.
  test.each([
    [4, 0.9206412628],
    [16, 0.9794240087],
    [100, 0.9966733207],
    [400, 0.9991670831],
  ])("in a harmonic trap of M = %d sites is below 1/tau by the lattice", (M, expected) => {
    const reach = Math.ceil(10 * Math.sqrt(M));
    const rate = slowestRate(hopsIn((x) => (x * x) / M, -reach, 1, 2 * reach + 1)) ?? 0;
    expect((rate * M) / 2).toBeNear(expected, { rel: 1e-9 });
  });

  test.each([
    [2, 0.4545531637],
    [5, 0.05552576744],
    [8, 0.004575377109],
  ])("over a barrier of %d kT on 800 cells is that of the generator", (E, expected) => {
    const spacing = 5 / 800;
    const chain = hopsIn((x) => E * (x * x - 1) ** 2, -2.5 + spacing / 2, spacing, 800);
    expect(slowestRate(chain)).toBeNear(expected, { rel: 1e-9 });
  });

  test("over a barrier of 300 kT has its digits still: the sum of reciprocals of two states", () => {
    const chain = { up: Float64Array.of(1e-130, 0), down: Float64Array.of(0, 3), loss: new Float64Array(2) };
    expect(slowestRate(chain)).toBeNear(3, { rel: 1e-14 });
    const three = { up: Float64Array.of(1, 1e-130, 0), down: Float64Array.of(0, 1, 1), loss: new Float64Array(3) };
    // Between the pair at even odds and the third state: 1e-130 / 2 one way, 1 the other; the pair itself at 2.
    expect(slowestRate(three)).toBeNear(1, { rel: 1e-14 });
    const wells = { up: Float64Array.of(1e-130, 1, 0), down: Float64Array.of(0, 1, 1e-130), loss: new Float64Array(3) };
    // Two wells beside a middle that is left at once, to either side.
    expect(slowestRate(wells)).toBeNear(1e-130, { rel: 1e-13 });
  });
});

describe("the count of rates below a number", () => {
  test("goes up by one at each of 2 - 2 cos(k pi/6)", () => {
    for (let k = 0; k < 6; k++) {
      const exact = 2 - 2 * Math.cos((k * Math.PI) / 6);
      expect(ratesBelow(row(6, 1), exact + 1e-9)).toBe(k + 1);
      if (k > 0) expect(ratesBelow(row(6, 1), exact - 1e-9)).toBe(k);
    }
  });
});
