import { describe, expect, test } from "vitest";
import { skellamLaw, trinomialLaw } from "#levels/closed-form/lattice-law.ts";
import { BATCHES } from "#levels/contract.ts";
import { walk } from "#levels/walk/walk.ts";
import type { WalkLaw } from "#model/model.ts";
import { answer } from "../support/closed-form.ts";
import { fixed, freeWalk, poissonClock, walkLaw } from "../support/lattice-walks.ts";
import { measureOf, solved, taskOf } from "../support/models.ts";
import "../support/matchers.ts";

/** An answer about a walk of unit steps on a unit clock. */
function ask(law: Partial<WalkLaw>, t: number | "timeless", text: string): number {
  return answer(freeWalk(walkLaw(law), []), text, t);
}

const site = (conditions: string) => `probability(walker, ${conditions})`;
// Sums of positive terms, a few hundred roundings.
const rounding = { rel: 1e-13 };

describe("the square lattice", () => {
  const plane = (n: number, text: string) => ask({ dimensions: 2 }, n, text);

  test("exact probabilities after 3 and 10 steps", () => {
    expect(plane(3, site("x == 3 and y == 0"))).toBeNear(1 / 64, rounding);
    expect(plane(3, site("x == 1 and y == 2"))).toBeNear(3 / 64, rounding);
    expect(plane(3, site("x == 1 and y == 0"))).toBeNear(9 / 64, rounding);
    expect(plane(3, site("x == 0 and y == 0"))).toBe(0);
    expect(plane(10, site("x == 0 and y == 0"))).toBeNear(3969 / 65536, rounding);
    expect(plane(10, site("x == 2 and y == 4"))).toBeNear(4725 / 524288, rounding);
  });

  test("after 100 steps: anisotropy at one distance, and far out", () => {
    expect(plane(100, site("x == 0 and y == 0"))).toBeNear(0.006334446707873, { rel: 1e-13 });
    expect(plane(100, site("x == 10 and y == 0"))).toBeNear(0.002349757433427, { rel: 3e-13 });
    expect(plane(100, site("x == 6 and y == 8"))).toBeNear(0.002346216016981, { rel: 3e-13 });
    expect(plane(100, site("x == 20 and y == 20"))).toBeNear(1.844137593e-6, { rel: 3e-10 });
  });

  test("mean distance, entropy, returns and sites visited", () => {
    expect(plane(100, "mean_distance(walker)")).toBeNear(8.865762581868, { rel: 1e-13 });
    expect(plane(100, "entropy(walker)")).toBeNear(6.056735880274, { rel: 1e-13 });
    expect(plane(10, "return_probability(walker)")).toBeNear(27575 / 65536, rounding);
    expect(plane(100, "return_probability(walker)")).toBeNear(0.583222193371, { rel: 1e-12 });
    expect(plane(100, "distinct_sites(walker)")).toBeNear(49.50413678908, { rel: 2e-13 });
  });

  test("either of two conditions, each on an axis of its own, is their sum less both", () => {
    const [either, both] = ["x == 2 or y == 0", "x == 2 and y == 0"].map((text) => plane(10, site(text)));
    expect(either).toBeNear(plane(10, site("x == 2")) + plane(10, site("y == 0")) - (both as number), rounding);
    expect(plane(10, site("(x == 2 or y == 4) and x > 0 and y < 6"))).toBeNear(
      plane(10, site("x == 2 and y < 6")) + plane(10, site("y == 4 and x > 0")) - plane(10, site("x == 2 and y == 4")),
      rounding,
    );
  });

  test("a ring is the sum of its sites", () => {
    const ring = plane(10, site("r == 2"));
    expect(ring).toBeNear(4 * plane(10, site("x == 2 and y == 0")), rounding);
    expect(plane(10, site("r < 100"))).toBeNear(1, rounding);
    expect(plane(10, site("x > 0"))).toBeNear((1 - plane(10, site("x == 0"))) / 2, rounding);
  });
});

describe("the line", () => {
  test("mean distance and kurtosis after 10, 100 and 1000 steps", () => {
    const printed = [
      [10, 2.4609375],
      [100, 7.958923738718],
      [1000, 25.22501817836],
    ] as const;
    for (const [n, distance] of printed) {
      expect(ask({}, n, "mean_distance(walker)")).toBeNear(distance, { rel: 3e-13 });
      expect(ask({}, n, "excess_kurtosis(walker)")).toBeNear(-2 / n, rounding);
      expect(ask({}, n, "msd(walker)")).toBeNear(n, rounding);
    }
  });

  test("the probability of being at the start", () => {
    expect(ask({}, 10, site("x == 0"))).toBeNear(0.24609375, rounding);
    expect(ask({}, 100, site("x == 0"))).toBeNear(0.07958923738718, rounding);
    expect(ask({}, 1000, site("x == 0"))).toBeNear(0.0252250181783608, rounding);
  });

  test("Poisson clock: e^{-2Gt} I_n(2Gt), G = 1", () => {
    const clock = { clock: poissonClock(0.5) };
    expect(ask(clock, 1, site("x == 0"))).toBeNear(0.308508322553671, rounding);
    expect(ask(clock, 1, site("x == -1"))).toBeNear(0.215269289248938, rounding);
    expect(ask(clock, 1, site("x == 5"))).toBeNear(0.00132976109418816, rounding);
    expect(ask(clock, 10, site("x == 0"))).toBeNear(0.089780311884826, rounding);
    expect(ask(clock, 10, site("x == 5"))).toBeNear(0.0474444424933891, rounding);
    expect(ask(clock, 10, site("x == -10"))).toBeNear(0.00729689648497833, rounding);
    expect(ask(clock, 100, site("x == 0"))).toBeNear(0.0282271599491119, rounding);
    expect(ask(clock, 10, "variance(walker)")).toBeNear(20, rounding);
    expect(ask(clock, 10, "excess_kurtosis(walker)")).toBeNear(1 / 20, rounding);
  });

  test("a biased walk on a fixed clock: p = 0.7, n = 1000", () => {
    const biased = { right: 0.7 };
    expect(ask(biased, 1000, "mean(walker)")).toBeNear(400, rounding);
    expect(ask(biased, 1000, "variance(walker)")).toBeNear(840, rounding);
    expect(ask(biased, 1000, "skewness(walker)")).toBeNear(-0.0276026224, { rel: 2e-9 });
    expect(ask(biased, 1000, "excess_kurtosis(walker)")).toBeNear(-0.001238095, { rel: 3e-7 });
    expect(ask(biased, 1000, site("x > 449"))).toBeNear(0.04459258821, { rel: 2e-10 });
    expect(ask(biased, 1000, site("x >= 450"))).toBeNear(0.04459258821, { rel: 2e-10 });
  });

  test("a biased walk on a Poisson clock (Skellam), t = 10", () => {
    const biased = { right: 0.7, clock: poissonClock(1) };
    expect(ask(biased, 10, site("x == 0"))).toBeNear(0.05801782220549, rounding);
    expect(ask(biased, 10, site("x == 4"))).toBeNear(0.1273269598813, { rel: 5e-13 });
    expect(ask(biased, 10, site("x == -2"))).toBeNear(0.01974400510845, { rel: 5e-13 });
  });

  test("coarse-grained constants: 4p(1-p) l^2/2tau on a fixed clock, l^2/2tau on a Poisson clock", () => {
    for (const [p, factor] of [
      [0.51, 0.9996],
      [0.55, 0.99],
      [0.6, 0.96],
      [0.7, 0.84],
      [0.9, 0.36],
      [0.99, 0.0396],
    ]) {
      expect(ask({ right: p }, "timeless", "diffusivity(walker)")).toBeNear(factor / 2, rounding);
      expect(ask({ right: p, clock: poissonClock(1) }, "timeless", "diffusivity(walker)")).toBeNear(0.5, rounding);
      expect(ask({ right: p }, "timeless", "diffusivity_leading_order(walker)")).toBeNear(0.5, rounding);
      expect(ask({ right: p }, "timeless", "drift_velocity(walker)")).toBeNear(2 * p - 1, rounding);
    }
  });

  test("rests slow the walk: (1 - stay) l^2 / 2 d tau to leading order, and exactly where there is no bias", () => {
    for (const dimensions of [1, 2, 3] as const) {
      const lazy = { dimensions, stay: 0.4 };
      expect(ask(lazy, "timeless", "diffusivity_leading_order(walker)")).toBeNear(0.3 / dimensions, rounding);
      expect(ask(lazy, "timeless", "diffusivity(walker)")).toBeNear(0.3 / dimensions, rounding);
    }
  });

  test("units: 1 nm and 1 ns, a start that is not 0", () => {
    const model = freeWalk(walkLaw({ spacing: 1e-9, right: 0.7, clock: fixed(1e-9) }), []);
    expect(answer(model, "diffusivity(walker)", "timeless")).toBeNear(0.42e-9, rounding);
    expect(answer(model, site("x > 449 nm"), 1e-6)).toBeNear(0.04459258821, { rel: 2e-10 });
    expect(answer(model, site("x == 0.4 um"), 1e-6)).toBeNear(answer(model, site("x == 400 nm"), 1e-6), rounding);
  });
});

describe("moments of the law are its cumulants", () => {
  const cases: [string, Partial<WalkLaw>][] = [
    ["fixed", { right: 0.7 }],
    ["fixed and lazy", { right: 0.35, stay: 0.4 }],
    ["Poisson", { right: 0.8, clock: poissonClock(1) }],
    ["Poisson and lazy", { right: 0.8, stay: 0.25, clock: poissonClock(1) }],
    ["one way", { right: 1, stay: 0.25 }],
    ["one way back, Poisson", { right: 0, clock: poissonClock(1) }],
  ];
  test.each(cases)("%s clock", (_name, law) => {
    const walk = walkLaw(law);
    const n = 37;
    const moves = 1 - walk.stay;
    const chances = { left: moves * (1 - walk.right), stay: walk.stay, right: moves * walk.right };
    const { first, values } =
      walk.clock.kind === "fixed" ? trinomialLaw(n, chances) : skellamLaw(n * chances.left, n * chances.right);
    const moment = (f: (x: number) => number) => values.reduce((sum, p, i) => sum + p * f(first + i), 0);
    const mean = moment((x) => x);
    const variance = moment((x) => (x - mean) ** 2);
    expect(moment(() => 1)).toBeNear(1, rounding);
    expect(ask(law, n, "mean(walker)")).toBeNear(mean, rounding);
    expect(ask(law, n, "variance(walker)")).toBeNear(variance, rounding);
    expect(ask(law, n, "skewness(walker)")).toBeNear(moment((x) => (x - mean) ** 3) / variance ** 1.5, { rel: 1e-11 });
    const kurtosis = moment((x) => (x - mean) ** 4) / variance ** 2 - 3;
    expect(ask(law, n, "excess_kurtosis(walker)")).toBeNear(kurtosis, { rel: 1e-10, abs: 1e-12 });
  });
});

describe("lazy walks and three dimensions, against sums over all paths of few steps", () => {
  /** The law after n steps by adding up every path; independent of generating functions. */
  function enumerated(dimensions: number, stay: number, n: number): Map<string, number> {
    let law = new Map([[Array(dimensions).fill(0).join(), 1]]);
    for (let step = 0; step < n; step++) {
      const next = new Map<string, number>();
      const add = (key: string, p: number) => next.set(key, (next.get(key) ?? 0) + p);
      for (const [key, p] of law) {
        if (stay > 0) add(key, p * stay);
        const here = key.split(",").map(Number);
        for (let axis = 0; axis < dimensions; axis++)
          for (const move of [-1, 1])
            add(here.map((x, a) => x + (a === axis ? move : 0)).join(), (p * (1 - stay)) / (2 * dimensions));
      }
      law = next;
    }
    return law;
  }

  test.each([
    [2, 0.3],
    [3, 0],
    [3, 0.2],
  ] as const)("d = %d, stay = %d", (dimensions, stay) => {
    const exact = enumerated(dimensions, stay, 6);
    const law = { dimensions, stay };
    const names = ["x", "y", "z"].slice(0, dimensions);
    for (const place of [
      [0, 0, 0],
      [1, 0, 0],
      [2, -1, 1],
      [0, 3, -1],
    ]) {
      const at = place.slice(0, dimensions);
      const condition = names.map((name, a) => `${name} == ${at[a]}`).join(" and ");
      expect(ask(law, 6, site(condition))).toBeNear(exact.get(at.join()) ?? 0, rounding);
    }
    let [entropy, distance] = [0, 0];
    for (const [key, p] of exact) {
      entropy -= p * Math.log(p);
      distance += p * Math.hypot(...key.split(",").map(Number));
    }
    expect(ask(law, 6, "entropy(walker)")).toBeNear(entropy, rounding);
    expect(ask(law, 6, "mean_distance(walker)")).toBeNear(distance, rounding);
  });

  test("a lazy walk has returned only after it has left: two steps", () => {
    // Out and back in two steps: (1 - s)^2 / 2 on a line.
    expect(ask({ stay: 0.3 }, 2, "return_probability(walker)")).toBeNear(0.49 / 2, rounding);
    expect(ask({ stay: 0.3 }, 1, "distinct_sites(walker)")).toBeNear(1.7, rounding);
  });

  test("on the cubic lattice a third of the walks come back: 0.340537 in the end", () => {
    // Polya's number, less first returns after 1000 steps: (1 - F)^2 sum of u_k, u_2j = 2 (3 / 4 pi j)^{3/2}, to leading order.
    const late = 0.659463 ** 2 * 2 * (3 / (4 * Math.PI)) ** 1.5 * (2 / Math.sqrt(500));
    const back = ask({ dimensions: 3 }, 1000, "return_probability(walker)");
    expect(back).toBeNear(0.340537 - late, { abs: 0.01 * late });
    expect(ask({ dimensions: 3 }, 2, "return_probability(walker)")).toBeNear(1 / 6, rounding);
  });
});

test("of 300 walkers a batch, in blocks of 256 and 44, no two blocks or batches walk alike", () => {
  const model = freeWalk(walkLaw(), [1000], { walkers: 300 * BATCHES, seed: 4 });
  const result = solved(walk.solve(taskOf(model, [measureOf("mean"), measureOf("variance")])));
  const [mean, variance] = result.readings.map(({ value, batches }) => ({ value, batches: [...(batches ?? [])] })) as [
    { value: number; batches: number[] },
    { value: number; batches: number[] },
  ];
  expect(new Set(mean.batches).size).toBeGreaterThan(BATCHES / 2);
  // 19 200 walkers: five standard errors of 1000 √(2 / 19 200)
  expect(variance.value).toBeNear(1000, { abs: 51 });
  // means of batches scatter as those of 300 walkers apart do: 1000/300, to five of √(2/63)
  const scatter = mean.batches.reduce((sum, m) => sum + (m - mean.value) ** 2, 0) / (BATCHES - 1);
  expect(scatter).toBeNear(1000 / 300, { rel: 5 * Math.sqrt(2 / (BATCHES - 1)) });
});
