/**
 * Walkers on a lattice against the exact law of the same lattice.
 *
 * Counts: chi-square in the exact probabilities of every site, pooled to 10 expected. Moments: z-scores with theoretical
 * standard errors, and over times with the exact covariance, because a walk remembers: Cov(x_m², x_n²) = 2m(m - 1),
 * m <= n, for steps ±1. Thresholds: p < 1e-9 each, |z| < 6.2, so that all checks together raise a false alarm for one
 * seed in 20 million. Resolution: a site of probability 0.1 that is wrong by 6 % is seen by 100 000 walkers (a standard
 * error of 1 %), and an msd wrong by 2 % by 400 000 (9 standard errors); a chi-square over 60 sites needs 4 % of D.
 */
import { describe, expect, test } from "vitest";
import { fieldAfter, type LatticeChain, latticeChain } from "#levels/master/lattice-chain.ts";
import { pointField, rowsOf } from "#levels/master/lattice-field.ts";
import { BLOCK, emptyPaths, fillPaths, type PathPlan, pathPlan } from "#levels/walk/lattice-paths.ts";
import { solveLatticeWalk } from "#levels/walk/lattice-walk.ts";
import type { Model, WalkLaw } from "#model/model.ts";
import { chiSquareTail } from "#numerics/gamma-function.ts";
import { chiSquareTest, linearSolveSmall } from "#numerics/statistics.ts";
import type { LatticeProblem } from "#step-law/lattice-problem.ts";
import { latticeProblem } from "#step-law/lattice-problem.ts";
import { boxWalk, fixed, freeWalk, poissonClock, walkLaw } from "../support/lattice-walks.ts";
import { measureOf, solved, taskOf, valueAt } from "../support/models.ts";

const FALSE_ALARM = 1e-9;
const WALKERS = 200_000;
const SIX_SIGMAS = 6.2;

function drained<T>(run: Generator<unknown, T>): T {
  for (;;) {
    const next = run.next();
    if (next.done === true) return next.value;
  }
}

function problemOf(model: Model): LatticeProblem {
  const problem = latticeProblem(model, "walker", { steps: 1000, mostSteps: () => 1e9, refinement: 1 });
  if ("because" in problem) throw new Error(problem.because);
  return problem;
}

/** The exact probabilities at the last record time, by site. */
function exactLaw(model: Model): Map<string, number> {
  const chain = latticeChain(model, "walker", 1) as LatticeChain;
  let field = pointField(chain.frame);
  for (const interval of chain.intervals) field = drained(fieldAfter(interval, field, chain, { passes: 0 }));
  const law = new Map<string, number>();
  for (const { x, y, z, values } of rowsOf(chain.frame, field))
    for (const [i, p] of values.entries()) if (p > 0) law.set([x + i, y, z].join(), p);
  return law;
}

/** How likely counts as unlikely as those of the walkers of one model are under the exact law of another. */
function agreement(walked: Model, law: Model, { stepped = false, walkers = 100_000 } = {}): number {
  const plan = pathPlan(problemOf(walked), 7, stepped);
  const paths = emptyPaths(plan);
  const probabilities = exactLaw(law);
  const sites = [...probabilities.keys()];
  const place = new Map(sites.map((site, i) => [site, i]));
  const observed = new Float64Array(sites.length + 1);
  const last = (plan.ticks.length - 1) * BLOCK;
  const blocks = Math.ceil(walkers / BLOCK);
  for (let block = 0; block < blocks; block++) {
    drained(fillPaths(paths, plan, block, BLOCK));
    for (let w = 0; w < BLOCK; w++) {
      const site = [0, 1, 2].map((axis) => paths.axes[axis]?.[last + w] ?? 0).join();
      observed[place.get(site) ?? sites.length]++;
    }
  }
  const count = blocks * BLOCK;
  const known = sites.map((site) => count * (probabilities.get(site) as number));
  const expected = Float64Array.from([...known, Math.max(0, count - known.reduce((a, b) => a + b, 0))]);
  return chiSquareTest(observed, expected).p;
}

const times = [3, 7];
const poisson = { clock: poissonClock(1) };
/** Every way in which walkers move, in two intervals. */
const walks: [string, Model][] = [
  ["a biased ±1 walk on a line", freeWalk(walkLaw({ right: 0.7 }), times)],
  ["a biased lazy walk on a line", freeWalk(walkLaw({ right: 0.7, stay: 0.4 }), times)],
  ["a biased walk on a line by a Poisson clock", freeWalk(walkLaw({ right: 0.7, ...poisson }), times)],
  ["a walk in a plane", freeWalk(walkLaw({ dimensions: 2 }), times)],
  ["a lazy walk in a plane", freeWalk(walkLaw({ dimensions: 2, stay: 0.4 }), times)],
  ["a walk in a plane by a Poisson clock", freeWalk(walkLaw({ dimensions: 2, ...poisson }), times)],
  ["a walk in space", freeWalk(walkLaw({ dimensions: 3 }), times)],
  ["a walk in a box", boxWalk(walkLaw(), { sites: 4, from: 1 }, times)],
  ["a lazy walk in a box by a Poisson clock", boxWalk(walkLaw({ stay: 0.3, ...poisson }), { sites: 4 }, times)],
  ["a biased walk in a box", boxWalk(walkLaw({ right: 0.7, stay: 0.2 }), { sites: 4, from: 3 }, times)],
  ["a biased walk in a box by a Poisson clock", boxWalk(walkLaw({ right: 0.3, ...poisson }), { sites: 4 }, times)],
];

describe("walkers are where the master equation says", () => {
  test.each(walks)("%s, jumping", (_, model) => {
    expect(agreement(model, model)).toBeGreaterThan(FALSE_ALARM);
  });

  test.each(walks)("%s, step by step", (_, model) => {
    expect(agreement(model, model, { stepped: true, walkers: 50_000 })).toBeGreaterThan(FALSE_ALARM);
  });

  test("after 1000 steps too, by a table of the binomial law", () => {
    const model = freeWalk(walkLaw({ right: 0.7 }), [400, 1000]);
    expect(agreement(model, model)).toBeGreaterThan(FALSE_ALARM);
  });
});

describe("the same check rejects", () => {
  const rejects = (walked: WalkLaw, law: WalkLaw, at = [100]) =>
    expect(agreement(freeWalk(walked, at), freeWalk(law, at), { walkers: WALKERS })).toBeLessThan(FALSE_ALARM);

  test("a bias that is off by one percent of a step", () => rejects(walkLaw({ right: 0.51 }), walkLaw()));
  test("a diffusion coefficient that is off by four percent", () =>
    rejects(walkLaw({ stay: 0.2 }), walkLaw({ stay: 0.232 })));
  test("a Poisson clock for a fixed one", () =>
    rejects(walkLaw({ right: 0.7, stay: 0.1, ...poisson }), walkLaw({ right: 0.7, stay: 0.1 })));
  test("a wall that stands one site farther out", () =>
    expect(agreement(boxWalk(walkLaw(), { sites: 4 }, [7]), boxWalk(walkLaw(), { sites: 5 }, [7]))).toBeLessThan(
      FALSE_ALARM,
    ));
  test("one record time missed", () =>
    expect(agreement(freeWalk(walkLaw(), [8]), freeWalk(walkLaw(), [7]))).toBeLessThan(FALSE_ALARM));
});

describe("the readings of a walk", () => {
  const everyTen = Array.from({ length: 10 }, (_, i) => 10 * (i + 1));

  /** χ² of the msd at ten times with the exact covariance 2m(m - 1)/M, its tail probability. */
  function msdTail(spacing: number, seed: number): number {
    const result = solved(
      solveLatticeWalk(
        taskOf(freeWalk(walkLaw({ spacing }), everyTen, { walkers: 2 * WALKERS, seed }), [measureOf("msd")]),
      ),
    );
    const difference = everyTen.map((n) => valueAt(result, "msd(walker)", n) - n);
    const covariance = everyTen.flatMap((m) =>
      everyTen.map((n) => (2 * Math.min(m, n) * (Math.min(m, n) - 1)) / (2 * WALKERS)),
    );
    const weighted = linearSolveSmall(Float64Array.from(covariance), Float64Array.from(difference));
    const statistic = difference.reduce((sum, d, i) => sum + d * (weighted[i] as number), 0);
    return chiSquareTail(statistic, everyTen.length);
  }

  test("show msd n at ten times, judged with the covariance of one walk with itself", () => {
    expect(msdTail(1, 1)).toBeGreaterThan(FALSE_ALARM);
    expect(msdTail(1, 2)).toBeGreaterThan(FALSE_ALARM);
  });

  test("do not pass for those of a walk with two percent more D", () => {
    expect(msdTail(Math.sqrt(1.02), 1)).toBeLessThan(FALSE_ALARM);
  });

  const n = 1000;
  const walked = (law: WalkLaw) => {
    const measures = (
      ["mean", "variance", "skewness", "excess_kurtosis", "mean_distance", "diffusivity", "drift_velocity"] as const
    ).map((name) => measureOf(name));
    const result = solved(
      solveLatticeWalk(
        taskOf(freeWalk(law, [0, 500, n], { walkers: WALKERS }), [...measures, measureOf("probability", "x > 449")]),
      ),
    );
    const zOf = (name: string, expected: number, standardDeviation: number, when: number | "timeless" = n) =>
      Math.abs(valueAt(result, name, when) - expected) / (standardDeviation / Math.sqrt(WALKERS));
    return { result, zOf };
  };
  const variance = 840;
  const spread = Math.sqrt(variance);
  const kurtosis = -0.001238095;

  test("of a biased walk have its mean, variance, shape and tail", () => {
    const { zOf } = walked(walkLaw({ right: 0.7 }));
    expect(zOf("mean(walker)", 400, spread)).toBeLessThan(SIX_SIGMAS);
    expect(zOf("mean_distance(walker)", 400, spread)).toBeLessThan(SIX_SIGMAS);
    expect(zOf("variance(walker)", variance, variance * Math.sqrt(2 + kurtosis))).toBeLessThan(SIX_SIGMAS);
    // Standard errors sqrt(6/M) and sqrt(24/M) of a Gauss curve: this one is within 1 % of them.
    expect(zOf("skewness(walker)", -0.0276026224, Math.sqrt(6))).toBeLessThan(SIX_SIGMAS);
    expect(zOf("excess_kurtosis(walker)", kurtosis, Math.sqrt(24))).toBeLessThan(SIX_SIGMAS);
    const tail = 0.04459258821;
    expect(zOf("probability(walker, x > 449)", tail, Math.sqrt(tail * (1 - tail)))).toBeLessThan(SIX_SIGMAS);
  });

  test("of a biased walk show v and the D of its clock", () => {
    // Between 500 and 1000 steps: Var(s² at n - s² at m) = 2 (V_n - V_m)(V_n + V_m - 2 V_m) + 4 V_m (V_n - V_m).
    const slopeDeviation = (full: number) => {
      const half = full / 2;
      return Math.sqrt(2 * half * half + 4 * half * half) / 500 / 2;
    };
    const fixedRun = walked(walkLaw({ right: 0.7 }));
    expect(fixedRun.zOf("diffusivity(walker)", 0.42, slopeDeviation(840), "timeless")).toBeLessThan(SIX_SIGMAS);
    expect(fixedRun.zOf("drift_velocity(walker)", 0.4, Math.sqrt(420) / 500, "timeless")).toBeLessThan(SIX_SIGMAS);
    const poissonRun = walked(walkLaw({ right: 0.7, ...poisson }));
    expect(poissonRun.zOf("diffusivity(walker)", 0.5, slopeDeviation(1000), "timeless")).toBeLessThan(SIX_SIGMAS);
    expect(poissonRun.zOf("diffusivity(walker)", 0.42, slopeDeviation(840), "timeless")).toBeGreaterThan(SIX_SIGMAS);
  });

  test("have batches whose mean is the whole and whose scatter is the standard error", () => {
    const { result } = walked(walkLaw({ right: 0.7 }));
    const reading = result.readings.find((r) => r.measure === "mean(walker)" && r.when === n);
    const batches = reading?.batches as Float64Array;
    const mean = batches.reduce((a, b) => a + b, 0) / batches.length;
    expect(mean).toBeNear(reading?.value as number, { rel: 1e-14 });
    const scatter = batches.reduce((sum, b) => sum + (b - mean) ** 2, 0) / (batches.length - 1);
    // χ² of 63 degrees of freedom: relative standard error sqrt(2/63), skewed; 6.2 of them are 1.1 either way.
    expect(scatter / (variance / (WALKERS / batches.length))).toBeNear(1, { abs: 1.1 });
  });

  test("of a path show how many come back and how many sites they see", () => {
    const measures = [measureOf("return_probability"), measureOf("distinct_sites")];
    const model = freeWalk(walkLaw({ dimensions: 2 }), [10, 100], { walkers: 40_000 });
    const { readings } = solved(solveLatticeWalk(taskOf(model, measures)));
    const zOf = (name: string, when: number, expected: number) => {
      const { value, batches } = readings.find(
        (r) => r.measure === name && r.when === when,
      ) as (typeof readings)[number];
      const b = batches as Float64Array;
      const scatter = b.reduce((sum, x) => sum + (x - value) ** 2, 0) / (b.length - 1);
      return Math.abs(value - expected) / Math.sqrt(scatter / b.length);
    };
    // Student's law of 63 degrees of freedom has 1e-9 beyond 7.1.
    expect(zOf("return_probability(walker)", 10, 27575 / 65536)).toBeLessThan(7.1);
    expect(zOf("return_probability(walker)", 100, 0.583222193371)).toBeLessThan(7.1);
    expect(zOf("distinct_sites(walker)", 100, 49.50413678908)).toBeLessThan(7.1);
  });
});

describe("the path of a walker", () => {
  const plans: [string, PathPlan][] = [
    ["jumping", pathPlan(problemOf(freeWalk(walkLaw({ stay: 0.3 }), [2, 50])), 3, false)],
    ["stepped", pathPlan(problemOf(freeWalk(walkLaw({ clock: fixed(0.5) }), [2, 50])), 3, true)],
  ];

  test.each(plans)("depends on the seed and its block, not on what was walked before (%s)", (_, plan) => {
    const inOrder = (order: readonly number[]) => {
      const paths = emptyPaths(plan);
      const found = new Map<number, string>();
      for (const block of order) {
        drained(fillPaths(paths, plan, block, BLOCK));
        found.set(block, paths.axes.map((x) => x.join()).join(";"));
      }
      return found;
    };
    const [up, down] = [inOrder([0, 1, 2]), inOrder([2, 0, 1])];
    for (const block of [0, 1, 2]) expect(down.get(block)).toBe(up.get(block));
    expect(up.get(0)).not.toBe(up.get(1));
  });
});
