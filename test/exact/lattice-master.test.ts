/**
 * The master equation on a lattice against closed forms and enumerations. Tolerance 1e-12: n passes of three rounded
 * operations err by at most 3 n ε = 7e-13 for n = 1000, and much less as the errors do not add up; where fewer digits
 * are known the tolerance is half a unit of the last one.
 */
import { describe, expect, test } from "vitest";
import { acceptsLatticeMaster, solveLatticeMaster } from "#levels/master/lattice-master.ts";
import { boxWalk, fixed, freeWalk, poissonClock, walkLaw } from "../support/lattice-walks.ts";
import { allMeasures, measureOf, modelWith, solved, taskOf, valueAt, walkerWith } from "../support/models.ts";

const rounding = { rel: 1e-12 };

/** The master equation of a model, read with conditions. */
function masterOf(model: ReturnType<typeof freeWalk>, ...conditions: string[]) {
  const measures = [...allMeasures(), ...conditions.map((c) => measureOf("probability", c))];
  const result = solved(solveLatticeMaster(taskOf(model, measures)));
  return {
    result,
    at: (time: number | "timeless" | "equilibrium", name: string) => valueAt(result, `${name}(walker)`, time),
    probability: (time: number | "equilibrium", c: string) => valueAt(result, `probability(walker, ${c})`, time),
  };
}

describe("a walk on the square lattice", () => {
  const { at, probability } = masterOf(
    freeWalk(walkLaw({ dimensions: 2 }), [0, 3, 10, 100]),
    "x == 3 and y == 0",
    "x == 1 and y == 2",
    "x == 1 and y == 0",
    "x == 0 and y == 0",
    "x == 2 and y == 4",
    "x == 10 and y == 0",
    "x == 6 and y == 8",
    "x == 20 and y == 20",
    "r <= 10",
  );

  test("after three steps is at the corners, beside them and next to the start with 1, 3 and 9 of 64", () => {
    expect(probability(3, "x == 3 and y == 0")).toBe(1 / 64);
    expect(probability(3, "x == 1 and y == 2")).toBe(3 / 64);
    expect(probability(3, "x == 1 and y == 0")).toBe(9 / 64);
    expect(probability(3, "x == 0 and y == 0")).toBe(0);
  });

  test("after ten steps has the probabilities of two independent walks along the diagonals", () => {
    expect(probability(10, "x == 0 and y == 0")).toBe(3969 / 65536);
    expect(probability(10, "x == 2 and y == 4")).toBe(4725 / 524288);
  });

  test("after a hundred steps is not isotropic: (10, 0) and (6, 8) are equally far and not equally likely", () => {
    expect(probability(100, "x == 0 and y == 0")).toBeNear(0.006334446707873, { rel: 1e-12 });
    expect(probability(100, "x == 10 and y == 0")).toBeNear(0.002349757433427, { rel: 3e-13 });
    expect(probability(100, "x == 6 and y == 8")).toBeNear(0.002346216016981, { rel: 3e-13 });
    expect(probability(100, "x == 20 and y == 20")).toBeNear(1.844137593e-6, { rel: 3e-10 });
  });

  test("has the mean distance, the msd and the entropy of the enumerated law", () => {
    expect(at(100, "mean_distance")).toBeNear(8.865762581868, { rel: 1e-12 });
    expect(at(100, "msd")).toBeNear(100, rounding);
    expect(at(100, "variance")).toBeNear(50, rounding);
    expect(at(100, "entropy")).toBeNear(6.056735880274, { rel: 1e-12 });
  });

  test("comes back within ten steps with 27575 of 65536, and has seen 49.5 sites after a hundred", () => {
    expect(at(10, "return_probability")).toBeNear(27575 / 65536, rounding);
    expect(at(100, "return_probability")).toBeNear(0.583222193371, { rel: 1e-12 });
    expect(at(100, "distinct_sites")).toBeNear(49.50413678908, { rel: 2e-13 });
  });

  test("at time 0 has moved nowhere: no spread, no shape, no entropy, one site seen", () => {
    for (const name of ["mean", "variance", "msd", "mean_distance", "entropy", "return_probability"])
      expect(at(0, name)).toBe(0);
    expect(at(0, "distinct_sites")).toBe(1);
    expect(() => at(0, "skewness")).toThrow("no reading");
  });
});

describe("a ±1 walk on the line", () => {
  const { at, probability, result } = masterOf(freeWalk(walkLaw(), [10, 100, 1000]), "x == 0");

  test.each([
    [10, 2.4609375, 0.24609375],
    [100, 7.958923738718, 0.07958923738718],
    [1000, 25.22501817836, 0.0252250181783608],
  ])("after %i steps has msd n, excess kurtosis -2/n and the known distance and return", (n, distance, home) => {
    expect(at(n, "msd")).toBeNear(n, rounding);
    expect(at(n, "variance")).toBeNear(n, rounding);
    expect(at(n, "mean")).toBeNear(0, { abs: 1e-12 }); // nothing to be relative to: l = 1
    expect(at(n, "skewness")).toBeNear(0, { abs: 1e-12 });
    expect(at(n, "excess_kurtosis")).toBeNear(-2 / n, { rel: 1e-12, abs: 3 * n * 2.2e-16 }); // 3 of n ε lost in m4/m2² - 3
    expect(at(n, "mean_distance")).toBeNear(distance, { rel: 1e-12 });
    expect(probability(n, "x == 0")).toBeNear(home, { rel: 1e-12 });
  });

  test("keeps its total, and its D is that of its variance", () => {
    expect(result.invariants.massDrift).toBeLessThan(1e-13);
    expect(at("timeless", "diffusivity")).toBeNear(0.5, rounding);
    expect(at("timeless", "drift_velocity")).toBeNear(0, { abs: 1e-12 });
  });

  test("leaves every other site empty: its profile has the others, two spacings wide", () => {
    const profile = (quantity: string) =>
      result.profiles.find((p) => p.quantity === quantity && p.when === 10) as (typeof result.profiles)[number];
    const { coordinate, values } = profile("probability");
    expect([...coordinate]).toEqual([-10, -8, -6, -4, -2, 0, 2, 4, 6, 8, 10]);
    expect(values[5]).toBe(0.24609375);
    expect(profile("concentration").values[5]).toBe(0.24609375 / 2);
  });
});

describe("a walk between walls, the moves that would leave not made", () => {
  const last = "x == 19";

  test("on a fixed clock has spread over 20 sites after 200 steps", () => {
    const { probability, at } = masterOf(boxWalk(walkLaw(), { sites: 20 }, [200]), "x == 0", last);
    expect(probability(200, "x == 0")).toBeNear(0.0583986958161, { rel: 1e-12 });
    expect(probability(200, last)).toBeNear(0.0416100599692, { rel: 2e-12 });
    expect(at(200, "amount")).toBeNear(1, rounding);
  });

  test("on a Poisson clock has spread over 20 sites by t = 100", () => {
    const walk = boxWalk(walkLaw({ clock: poissonClock(0.5) }), { sites: 20 }, [100]);
    expect(masterOf(walk, "x == 0").probability(100, "x == 0")).toBeNear(0.0584765970725, { rel: 1e-12 });
  });

  test("relaxes at the slowest rate 1 - cos(π/20) a step", () => {
    const { probability } = masterOf(boxWalk(walkLaw(), { sites: 20 }, [1000, 1002]), "x == 0");
    const decay = (probability(1002, "x == 0") - 0.05) / (probability(1000, "x == 0") - 0.05);
    // Two steps, for -cos(π/20) is an eigenvalue too. The difference from 1/20 is 4e-7 by then, of which rounding
    // (1000 ε/20) takes 3e-8; the next eigenvalue is cos(2π/20)^1000 / cos(π/20)^1000 = 5e-17 behind.
    expect(decay).toBeNear(Math.cos(Math.PI / 20) ** 2, { rel: 3e-8 });
  });

  test("biased, settles to p_i / p_(i-1) = f / b", () => {
    const model = boxWalk(walkLaw({ right: 0.6 }), { sites: 5, from: 2 }, [400]);
    const withEquilibrium = { ...model, solves: [...model.solves, { kind: "equilibrium" } as const] };
    const { probability } = masterOf(withEquilibrium, "x == 0", "x == 4");
    const expected = 0.5 / (1.5 ** 5 - 1); // p_0 of p_i ∝ 1.5^i, i = 0..4
    for (const when of [400, "equilibrium"] as const) {
      expect(probability(when, "x == 0")).toBeNear(expected, rounding);
      expect(probability(when, "x == 4")).toBeNear(expected * 1.5 ** 4, rounding);
    }
  });

  test("biased to the left, settles the other way round; without a bias, everywhere alike", () => {
    for (const [right, ratio] of [
      [0.4, 1.5],
      [0.5, 1],
    ] as const) {
      const model = { ...boxWalk(walkLaw({ right }), { sites: 5 }, []), solves: [{ kind: "equilibrium" } as const] };
      const { probability } = masterOf(model, "x == 0", "x == 3");
      expect(probability("equilibrium", "x == 0") / probability("equilibrium", "x == 3")).toBeNear(
        ratio ** 3,
        rounding,
      );
    }
  });

  test("in three sites from the first has seen 1, 3/2, 2, 9/4 sites, and stays and returns as enumerated", () => {
    // Paths of two steps from 0: stay-stay, stay-1, 1-0, 1-2, each 1/4: sites seen 1, 2, 2, 3; back after leaving: 1-0.
    // Of three steps, each 1/8: 1, 2, 2, 3, 2, 2, 3, 3.
    const { at } = masterOf(boxWalk(walkLaw(), { sites: 3 }, [1, 2, 3]));
    expect(at(3, "distinct_sites")).toBe(2.25);
    expect(at(1, "distinct_sites")).toBe(1.5);
    expect(at(2, "distinct_sites")).toBe(2);
    expect(at(1, "return_probability")).toBe(0);
    expect(at(2, "return_probability")).toBe(0.25);
  });
});

describe("a walk on a Poisson clock", () => {
  test("is the Bessel law e^{-2t} I_n(2t), with variance 2t and excess kurtosis 1/2t", () => {
    const model = freeWalk(walkLaw({ clock: poissonClock(0.5) }), [1, 10, 100]);
    const { at, probability } = masterOf(model, "x == 0", "x == 1", "x == -1", "x == 5", "x == 10");
    expect(probability(1, "x == 0")).toBeNear(0.308508322553671, { rel: 1e-13 });
    expect(probability(1, "x == 1")).toBeNear(0.215269289248938, { rel: 1e-13 });
    expect(probability(1, "x == -1")).toBeNear(0.215269289248938, { rel: 1e-13 });
    expect(probability(1, "x == 5")).toBeNear(0.00132976109418816, { rel: 1e-13 });
    expect(probability(10, "x == 0")).toBeNear(0.089780311884826, { rel: 1e-13 });
    expect(probability(10, "x == 5")).toBeNear(0.0474444424933891, { rel: 1e-13 });
    expect(probability(10, "x == 10")).toBeNear(0.00729689648497833, { rel: 1e-13 });
    expect(probability(100, "x == 0")).toBeNear(0.0282271599491119, { rel: 1e-12 });
    for (const t of [1, 10, 100]) {
      expect(at(t, "variance")).toBeNear(2 * t, rounding);
      expect(at(t, "excess_kurtosis")).toBeNear(1 / (2 * t), { rel: 1e-12, abs: 1e-14 });
    }
  });

  test("biased, is the Skellam law, and its D is that of the unbiased walk", () => {
    const model = freeWalk(walkLaw({ right: 0.7, clock: poissonClock(1) }), [5, 10]);
    const { at, probability } = masterOf(model, "x == 0", "x == 4", "x == -2");
    expect(probability(10, "x == 0")).toBeNear(0.05801782220549, { rel: 1e-12 });
    expect(probability(10, "x == 4")).toBeNear(0.1273269598813, { rel: 1e-12 });
    expect(probability(10, "x == -2")).toBeNear(0.01974400510845, { rel: 1e-12 });
    expect(at("timeless", "diffusivity")).toBeNear(0.5, rounding);
    expect(at("timeless", "drift_velocity")).toBeNear(0.4, rounding);
  });

  test("comes back with the probability that the Poisson number of steps gives it", () => {
    const { at } = masterOf(freeWalk(walkLaw({ clock: poissonClock(1) }), [1]));
    // First returns of the line: 1/2 at step 2, 1/8 at 4, 1/16 at 6, 5/128 at 8, ...: R(1) = Σ_k e^-1/k! R_k.
    let expected = 0;
    let weight = Math.exp(-1);
    let none = 1;
    for (let k = 0; k < 25; k++) {
      if (k > 0) weight /= k;
      if (k > 0 && k % 2 === 0) none *= (k - 1) / k;
      expected += weight * (1 - none);
    }
    expect(at(1, "return_probability")).toBeNear(expected, rounding);
  });
});

describe("a walk with a bias", () => {
  const nm = 1e-9;
  const ns = 1e-9;
  const law = walkLaw({ spacing: nm, right: 0.7, clock: fixed(ns) });
  const times = Array.from({ length: 11 }, (_, i) => i * 100 * ns);
  const { at, probability } = masterOf(freeWalk(law, times), "x > 449 nm", "x >= 450 nm");
  const end = times[10] as number;

  test("drifts by n(2p - 1) and spreads by 4np(1 - p)", () => {
    expect(at(end, "mean")).toBeNear(400 * nm, rounding);
    expect(at(end, "variance")).toBeNear(840 * nm * nm, rounding);
    expect(at(end, "skewness")).toBeNear(-0.0276026224, { rel: 2e-9 });
    expect(at(end, "excess_kurtosis")).toBeNear(-0.001238095, { rel: 4e-7 });
  });

  test("has the tail of its own law and not that of a Gauss curve", () => {
    expect(probability(end, "x > 449 nm")).toBeNear(0.04459258821, { rel: 1.2e-10 });
    expect(probability(end, "x >= 450 nm")).toBe(probability(end, "x > 449 nm"));
  });

  test("shows v and the exact D, 16 % below that of the unbiased walk", () => {
    expect(at("timeless", "drift_velocity")).toBeNear(0.4 * (nm / ns), rounding);
    expect(at("timeless", "diffusivity")).toBeNear(0.42 * ((nm * nm) / ns), rounding);
  });
});

test("a walk that has drifted far from its start has lost nothing on the way", () => {
  const { at, result } = masterOf(freeWalk(walkLaw({ right: 0.95 }), [5000]));
  expect(result.invariants.massDrift).toBeLessThan(5000 * 2.3e-16); // one rounding of f + b a step
  expect(at(5000, "mean")).toBeNear(4500, rounding);
  expect(at(5000, "variance")).toBeNear(950, rounding);
});

test("a walk that may stay has seen the sites that its moves have seen", () => {
  const stay = 0.4;
  const [lazy, eager] = [
    masterOf(freeWalk(walkLaw({ stay }), [7])),
    masterOf(freeWalk(walkLaw(), [1, 2, 3, 4, 5, 6, 7])),
  ];
  // A walk of 7 steps makes a binomial number of moves.
  const moves = [1, 7, 21, 35, 35, 21, 7, 1].map((c, k) => c * (1 - stay) ** k * stay ** (7 - k));
  for (const [name, none] of [
    ["distinct_sites", 1],
    ["return_probability", 0],
  ] as const) {
    const expected = moves.reduce((sum, w, k) => sum + w * (k === 0 ? none : eager.at(k, name)), 0);
    expect(lazy.at(7, name)).toBeNear(expected, rounding);
  }
});

test("a walk in space has msd n, and n/3 along each axis", () => {
  const { at, probability } = masterOf(freeWalk(walkLaw({ dimensions: 3 }), [2, 4]), "x == 0 and y == 0 and z == 0");
  expect(at(4, "msd")).toBeNear(4, rounding);
  expect(at(4, "variance")).toBeNear(4 / 3, rounding);
  expect(probability(2, "x == 0 and y == 0 and z == 0")).toBeNear(1 / 6, rounding);
  expect(probability(4, "x == 0 and y == 0 and z == 0")).toBeNear(90 / 1296, rounding);
  expect(at(4, "return_probability")).toBeNear(1 / 6 + (90 / 1296 - 1 / 36), rounding);
});

describe("acceptsLatticeMaster", () => {
  test("refuses a lattice that no memory holds, and says what to change", () => {
    const answer = acceptsLatticeMaster(freeWalk(walkLaw({ dimensions: 3 }), [1e5]), "walker");
    expect(answer).toMatchObject({ accepts: false, because: expect.stringContaining("sites") });
  });

  test("refuses forces, sources and open ends", () => {
    const walk = walkLaw();
    const model = freeWalk(walk, [1]);
    const open = {
      ...model,
      boundaries: [{ end: "left", species: "walker", condition: { kind: "absorbing" } } as const],
    };
    expect(acceptsLatticeMaster(open, "walker")).toMatchObject({ accepts: false });
    expect(acceptsLatticeMaster(modelWith({ species: [walkerWith({ walk })] }), "walker")).toMatchObject({
      accepts: false,
    });
    expect(acceptsLatticeMaster(model, "walker")).toEqual({ accepts: true });
  });
});
