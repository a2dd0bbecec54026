/**
 * Independent steps at independent waits in closed form, against known values and against each other's limits.
 *
 * Values that are printed with ten digits are met to half a unit of the last one.
 */
import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import type { RenewalClock, StepLaw } from "#model/motion-law.ts";
import { coarseGrained, coarseNote } from "#step-law/coarse-grained.ts";
import { renewalDiffusivity, renewalDrift } from "#step-law/renewal.ts";
import { answer } from "../support/closed-form.ts";
import { freeWalk, poissonClock, walkLaw } from "../support/lattice-walks.ts";
import { solved, taskOf } from "../support/models.ts";
import {
  BIASED,
  fixedClock,
  gammaWaits,
  heavyWaits,
  paretoWaits,
  poissonWaits,
  RARE_LONG,
  renewalModel,
  renewalOf,
  SKEWED,
  tableOf,
} from "../support/renewals.ts";

const UNIFORM: StepLaw = { kind: "uniform", halfWidth: 1 };
const LAPLACE: StepLaw = { kind: "laplace", scale: 1 };
const NORMAL: StepLaw = { kind: "gaussian", deviation: 1 };
// Sums of positive terms, some hundred roundings.
const rounding = { rel: 1e-13 };

const ask = (step: StepLaw, clock: RenewalClock, t: number | "timeless", text: string, start = 0) =>
  answer(renewalModel(renewalOf(step, clock), [], { start }), text, t);
const quantile = (step: StepLaw, clock: RenewalClock, t: number, p: number) => {
  const asked = { key: "q", name: "quantile" as const, species: "walker", argument: p };
  return solved(closedForm.solve(taskOf(renewalModel(renewalOf(step, clock), [t]), [asked]))).readings[0]?.value;
};

describe("the long-time diffusion coefficient (Var l + <l>² cv²) / 2τ", () => {
  test.each<[string, StepLaw, number]>([
    ["uniform steps", UNIFORM, 1 / 6],
    ["Laplace steps", LAPLACE, 1],
    ["steps of +2 and -1", SKEWED, 1],
    ["steps of ±1 and ±5", RARE_LONG, 2.9],
  ])("%s", (_, step, D) => {
    expect(ask(step, fixedClock(), "timeless", "diffusivity(walker)")).toBeNear(D, { rel: 1e-15 });
  });

  test("a bias of 0.7: 0.42 by a fixed clock, 0.44 by a gamma clock of shape 4, 0.5 by a Poisson clock", () => {
    const D = (clock: RenewalClock) => ask(BIASED, clock, "timeless", "diffusivity(walker)");
    expect(D(fixedClock())).toBeNear(0.42, rounding);
    expect(D(gammaWaits(4))).toBeNear(0.44, rounding);
    expect(D(poissonWaits())).toBeNear(0.5, rounding);
    // Pareto waits of index 4 and mean 1: cv² = 2
    expect(D(paretoWaits(4, 3))).toBeNear((0.84 + 0.16 * 2) / 2, rounding);
    expect(ask(BIASED, gammaWaits(4), "timeless", "drift_velocity(walker)")).toBeNear(0.4, rounding);
    expect(ask(BIASED, gammaWaits(4), "timeless", "diffusivity_leading_order(walker)")).toBeNear(0.5, rounding);
  });

  test("is that of the variance at late times", () => {
    for (const clock of [gammaWaits(4), gammaWaits(0.5), poissonWaits()]) {
      const variance = (t: number) => ask(BIASED, clock, t, "variance(walker)");
      const law = renewalOf(BIASED, clock);
      expect((variance(600) - variance(200)) / 800).toBeNear(renewalDiffusivity(law) ?? 0, { rel: 1e-10 });
    }
  });

  test("there is none where steps have no variance, or waits no mean, or a bias meets waits without a variance", () => {
    expect(renewalDiffusivity(renewalOf({ kind: "stable", index: 1.5, scale: 1 }, fixedClock()))).toBeUndefined();
    expect(renewalDiffusivity(renewalOf(NORMAL, heavyWaits(0.5)))).toBeUndefined();
    expect(renewalDrift(renewalOf(BIASED, paretoWaits(1)))).toBeUndefined();
    expect(renewalDiffusivity(renewalOf(BIASED, paretoWaits(1.5)))).toBeUndefined();
    expect(renewalDiffusivity(renewalOf(NORMAL, paretoWaits(1.5)))).toBeNear(0.25, rounding);
    expect(renewalDiffusivity(renewalOf(NORMAL, heavyWaits(1)))).toBeNear(0.5, rounding);
  });
});

describe("the distance to the normal law", () => {
  const distance = (step: StepLaw, n: number) => ask(step, fixedClock(), n, "normal_distance(walker)");

  test.each([
    [10, 0.1477327029],
    [100, 0.0469892936],
    [1000, 0.0148668738],
  ])("of %i steps of +2 and -1", (n, value) => {
    expect(distance(SKEWED, n)).toBeNear(value, { abs: 5e-11 });
  });

  test.each([
    [10, 0.123046875],
    [100, 0.0397946186936],
    [1000, 0.0126125090892],
  ])("of %i steps of ±1, as a lattice and as a table", (n, value) => {
    expect(answer(freeWalk(walkLaw(), []), "normal_distance(walker)", n)).toBeNear(value, { abs: 5e-14 });
    expect(distance(tableOf([1, 0.5], [-1, 0.5]), n)).toBeNear(value, { abs: 5e-14 });
  });

  test("of one Laplace step: where e^(-|x|)/2 is farthest from the normal tail of variance 2", () => {
    // where the densities are equal: e^-x / 2 = e^(-x²/4) / 2√π, x² - 4x + 4 ln √π = 0
    const c = 4 * Math.log(Math.sqrt(Math.PI));
    const far = [2 - Math.sqrt(4 - c), 2 + Math.sqrt(4 - c)].map((x) => {
      const tail = 0.5 * (1 - erfBySeries(x / 2));
      return Math.abs(Math.exp(-x) / 2 - tail);
    });
    expect(distance(LAPLACE, 1)).toBeNear(Math.max(...far), { rel: 1e-12 });
  });

  test("of normal steps vanishes by a fixed clock, and is half the atom of no step after a short Poisson time", () => {
    expect(distance(NORMAL, 7)).toBeNear(0, { abs: 1e-15 });
    const short = ask(NORMAL, poissonWaits(), 0.01, "normal_distance(walker)");
    expect(short).toBeGreaterThan(0.5 * Math.exp(-0.01) - 1e-12);
  });

  test("there is none before the first step", () => {
    expect(() => distance(SKEWED, 0)).toThrow(/does not state/);
    expect(() => distance(UNIFORM, 0)).toThrow(/does not state/);
  });
});

function erfBySeries(x: number): number {
  let [term, sum] = [x, x];
  for (let n = 1; n < 60; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

test("walkers that have not stepped yet have no density where they rest; elsewhere there is one", () => {
  for (const clock of [poissonWaits(), gammaWaits(4)]) {
    expect(() => ask(UNIFORM, clock, 2, "c(walker, 3)", 3)).toThrow("does not state");
    // by symmetry about the start
    const right = ask(UNIFORM, clock, 2, "c(walker, 3.25)", 3);
    expect(right).toBeGreaterThan(0);
    expect(ask(UNIFORM, clock, 2, "c(walker, 2.75)", 3)).toBe(right);
  }
});

describe("sums of uniform steps", () => {
  const below = (n: number, x: number) => ask(UNIFORM, fixedClock(), n, `probability(walker, x <= ${x})`);

  test("twelve of them, at one standard deviation", () => {
    expect(below(12, 2)).toBeNear(0.8392729502365, { abs: 5e-14 });
  });

  test("one, two and three: box, triangle, parabolas", () => {
    expect(below(1, 0.5)).toBeNear(0.75, rounding);
    expect(below(2, 1)).toBeNear(7 / 8, rounding);
    expect(below(3, 1)).toBeNear(5 / 6, rounding);
    expect(ask(UNIFORM, fixedClock(), 3, "c(walker, 0)")).toBeNear(3 / 8, rounding);
    expect(ask(UNIFORM, fixedClock(), 2, "mean_distance(walker)")).toBeNear(2 / 3, rounding);
  });

  test("the alternating sum of 20 and the series of 21 are one step apart: F_21(x) is the mean of F_20 over x ± 1", () => {
    // Gauss-Legendre, exact to 1e-14 for a law that is smooth 19 times
    const nodes = [0.1488743389816312, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717];
    const weights = [0.2955242247147529, 0.2692667193099963, 0.219086362515982, 0.1494513491505806, 0.0666713443086881];
    for (const x of [0, 1.3, 4.1, 9]) {
      let mean = 0;
      nodes.forEach((u, i) => {
        mean += 0.5 * (weights[i] as number) * (below(20, x - u) + below(20, x + u));
      });
      expect(below(21, x)).toBeNear(mean, { abs: 1e-13 });
      expect(ask(UNIFORM, fixedClock(), 21, `c(walker, ${x})`)).toBeNear((below(20, x + 1) - below(20, x - 1)) / 2, {
        abs: 1e-12,
      });
    }
  });

  test("kurtosis -6/5n, and the mean distance nears the normal √(2n/3π)", () => {
    expect(ask(UNIFORM, fixedClock(), 12, "excess_kurtosis(walker)")).toBeNear(-0.1, rounding);
    expect(ask(UNIFORM, fixedClock(), 4000, "mean_distance(walker)")).toBeNear(Math.sqrt(8000 / (3 * Math.PI)), {
      rel: 2e-5, // 1/20n to leading order
    });
  });
});

describe("sums of Laplace steps", () => {
  const beyond = (n: number, x: number) => ask(LAPLACE, fixedClock(), n, `probability(walker, x > ${x})`);

  test("one and two: e^-x/2 and (2 + x) e^-x/4", () => {
    expect(beyond(1, 3)).toBeNear(Math.exp(-3) / 2, rounding);
    expect(beyond(2, 3)).toBeNear((5 * Math.exp(-3)) / 4, rounding);
    expect(ask(LAPLACE, fixedClock(), 2, "c(walker, -3)")).toBeNear((4 * Math.exp(-3)) / 4, rounding);
    expect(ask(LAPLACE, fixedClock(), 2, "mean_distance(walker)")).toBeNear(1.5, rounding);
  });

  test("the tail keeps its relative accuracy far out", () => {
    expect(beyond(2, 300)).toBeNear((302 * Math.exp(-300)) / 4, { rel: 1e-12 });
  });
});

describe("steps by random clocks", () => {
  test("normal steps by a Poisson clock: an atom of e^-t at the start, and kurtosis 3/t", () => {
    expect(ask(NORMAL, poissonWaits(), 2, "probability(walker, x == 0)")).toBeNear(Math.exp(-2), rounding);
    expect(ask(NORMAL, poissonWaits(), 2, "probability(walker, x >= 0)")).toBeNear((1 + Math.exp(-2)) / 2, rounding);
    expect(ask(NORMAL, poissonWaits(), 2, "probability(walker, x > 0)")).toBeNear((1 - Math.exp(-2)) / 2, rounding);
    expect(ask(NORMAL, poissonWaits(), 2, "probability(walker, abs(x) < 100)")).toBeNear(1, rounding);
    expect(ask(NORMAL, poissonWaits(), 2, "excess_kurtosis(walker)")).toBeNear(1.5, rounding);
  });

  test("a table of ±1 by a Poisson clock is Skellam's law", () => {
    const text = "probability(walker, x == 4)";
    const skellam = answer(freeWalk(walkLaw({ right: 0.7, clock: poissonClock(1) }), []), text, 10);
    expect(skellam).toBeNear(0.1273269598813, { rel: 1e-12 });
    expect(ask(tableOf([1, 0.7], [-1, 0.3]), poissonWaits(), 10, text)).toBeNear(skellam, { rel: 1e-12 });
  });

  test("a gamma clock of shape 1 is a Poisson clock, and one of a large shape a fixed one", () => {
    const text = "probability(walker, x <= 2)";
    for (const step of [UNIFORM, LAPLACE, NORMAL, SKEWED]) {
      const poisson = ask(step, poissonWaits(), 6.5, text);
      expect(ask(step, gammaWaits(1), 6.5, text)).toBeNear(poisson, { rel: 1e-12 });
      const fixed = ask(step, fixedClock(), 6.5, text);
      // 7 waits would have to end in 6.5, or 6 not in 6.5: ten standard deviations
      expect(ask(step, gammaWaits(20_000), 6.5, text)).toBeNear(fixed, { rel: 1e-12 });
    }
  });

  test("stable steps: the Cauchy law is closed under sums", () => {
    const cauchy: StepLaw = { kind: "stable", index: 1, scale: 1 };
    expect(ask(cauchy, fixedClock(), 4, "probability(walker, x > 4)")).toBeNear(0.25, { rel: 1e-12 });
    expect(quantile(cauchy, fixedClock(), 4, 0.75)).toBeNear(4, { rel: 1e-12 });
  });
});

describe("quantiles", () => {
  test("are where the distribution function says", () => {
    for (const [step, clock] of [
      [UNIFORM, fixedClock()],
      [LAPLACE, gammaWaits(2.5)],
      [NORMAL, poissonWaits()],
    ] as const) {
      const x = quantile(step, clock, 9, 0.9) as number;
      expect(ask(step, clock, 9, `probability(walker, x <= ${x})`)).toBeNear(0.9, { rel: 1e-12 });
      expect(quantile(step, clock, 9, 0.1)).toBeNear(-x, { rel: 1e-12 });
    }
    expect(quantile(NORMAL, poissonWaits(), 0.5, 0.4)).toBe(0); // within the atom of 0.61
    expect(quantile(SKEWED, fixedClock(), 1, 0.5)).toBe(-1);
    expect(quantile(SKEWED, fixedClock(), 1, 0.7)).toBe(2);
  });
});

describe("waits without a mean", () => {
  const step: StepLaw = { kind: "gaussian", deviation: Math.SQRT2 };
  const heavy = (t: number, text: string, index = 0.5) => ask(step, heavyWaits(index), t, text);

  test("msd 2 K t^a / Γ(1 + a) at every time", () => {
    expect(heavy(1, "msd(walker)")).toBeNear(2.256758334191, { abs: 5e-13 });
    expect(heavy(1e4, "msd(walker)")).toBeNear(225.6758334191, { abs: 5e-11 });
    expect(heavy(3, "msd(walker)", 0.8)).toBeNear((2 * 3 ** 0.8) / 0.9313837709802427, rounding); // Γ(1.8)
  });

  test("kurtosis 1.712388980385 in the limit of many steps, and 3/<N> above it before", () => {
    expect(heavy(1, "excess_kurtosis(walker)")).toBeNear(1.712388980385 + 3 * (Math.sqrt(Math.PI) / 2), { rel: 1e-12 });
    expect(heavy(1e26, "excess_kurtosis(walker)")).toBeNear(1.712388980385, { rel: 1e-12 });
  });

  test("moments: <x⁴> = 24 K² t + 12 K² <N>", () => {
    const asked = { key: "m", name: "moment" as const, species: "walker", argument: 4 };
    const [reading] = solved(
      closedForm.solve(taskOf(renewalModel(renewalOf(step, heavyWaits(0.5)), [1]), [asked])),
    ).readings;
    expect(reading?.value).toBeNear(24 + 24 / Math.sqrt(Math.PI), rounding);
  });

  test("of its law no more is stated", () => {
    expect(() => heavy(1, "probability(walker, x > 0)")).toThrow(/does not state/);
    expect(() => ask(step, paretoWaits(3), 1, "msd(walker)")).toThrow(/does not state/);
  });
});

describe("in a plane and in space", () => {
  test("a normal step spreads along each axis; a step to a neighbour along one of them", () => {
    const plane = renewalModel(renewalOf(NORMAL, gammaWaits(1), 2), []);
    expect(answer(plane, "msd(walker)", 5)).toBeNear(10, rounding);
    const space = renewalModel(
      renewalOf({ kind: "lattice", spacing: 2, right: 0.5, stay: 0.25 }, gammaWaits(1), 3),
      [],
    );
    expect(answer(space, "msd(walker)", 5)).toBeNear(5 * 0.75 * 4, rounding);
    expect(answer(space, "diffusivity(walker)", "timeless")).toBeNear((0.75 * 4) / 6, rounding);
    expect(answer(space, "probability(walker, x > 0)", 5)).toBeNear(
      answer(space, "probability(walker, x < 0)", 5),
      rounding,
    );
  });
});

describe("what is said of it", () => {
  const species = (step: StepLaw, clock: RenewalClock) => renewalModel(renewalOf(step, clock), []).species[0] as never;
  const numbers = (step: StepLaw, clock: RenewalClock) => coarseGrained(species(step, clock), {} as never);

  test("v, D and shape, with how far each is exact", () => {
    const found = numbers(BIASED, gammaWaits(4));
    expect(found.map(({ symbol }) => symbol)).toEqual(["v", "D", "D, leading order", "skewness", "excess kurtosis"]);
    expect(found[1]).toMatchObject({ holds: "in the limit of long times" });
    expect(found[1]?.value).toBeNear(0.44, rounding);
    expect(numbers(UNIFORM, fixedClock())[4]?.value).toBeNear(-6 / 500, rounding);
  });

  test("without a D: the exponents of the msd, of the variance and of the width", () => {
    expect(numbers(NORMAL, heavyWaits(0.5)).at(-1)).toMatchObject({ symbol: "exponent of the MSD", value: 0.5 });
    expect(numbers(BIASED, heavyWaits(0.5)).at(-1)).toMatchObject({ symbol: "exponent of the MSD", value: 1 });
    expect(numbers(BIASED, paretoWaits(1.5)).at(-1)).toMatchObject({ symbol: "exponent of the variance", value: 1.5 });
    expect(numbers({ kind: "stable", index: 1.6, scale: 1 }, heavyWaits(0.8)).at(-1)).toMatchObject({
      symbol: "exponent of the width",
      value: 0.5,
    });
  });

  test("the quoted D is named where it is wrong, and only there", () => {
    expect(coarseNote(species(BIASED, gammaWaits(4)), {} as never)).toContain("13.64 % too large");
    expect(coarseNote(species(BIASED, poissonWaits()), {} as never)).toBeUndefined();
    expect(coarseNote(species(UNIFORM, gammaWaits(4)), {} as never)).toBeUndefined();
  });

  test("a wall is refused, and what to do instead", () => {
    const model = renewalModel(renewalOf(UNIFORM, fixedClock()), [1]);
    const walled = { ...model, domain: { kind: "free", geometry: "line", dimensions: 1, from: 0 } as const };
    expect(closedForm.accepts(walled, "walker")).toMatchObject({
      accepts: false,
      change: expect.stringContaining("without ends"),
    });
  });
});
