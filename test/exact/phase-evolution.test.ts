import { describe, expect, test } from "vitest";
import { phaseEvolution } from "#numerics/phase-field/phase-evolution.ts";
import type { PhaseField } from "#numerics/phase-field/phase-field.ts";
import { cellCount } from "#numerics/phase-field/phase-grid.ts";
import { acceptPhaseStep, makePhaseStepper, tryPhaseStep } from "#numerics/phase-field/phase-step.ts";
import { spatialOperators } from "#numerics/phase-field/spatial-operators.ts";
import {
  axisOf,
  constant,
  course,
  DOUBLE_WELL,
  degenerate,
  fieldOf,
  noise,
  regularSolution,
} from "../support/phase-fields.ts";

const spread = (c: Float64Array): number => Math.max(...c) - Math.min(...c);

describe("a small wave", () => {
  /** q² as differences of that order see a wave of k periods on n cells of width h. */
  const squared = (order: 2 | 4, k: number, n: number, h: number): number => {
    const half = (Math.PI * k) / n;
    const q = order === 2 ? 2 * Math.sin(half) : (27 * Math.sin(half) - Math.sin(3 * half)) / 12;
    return (q / h) ** 2;
  };

  // The amplitude ε = 1e-5 adds terms of relative order ε² = 1e-10 (odd in ε); rounding is 1e-16 / ε = 1e-11 of c, times
  // weights of up to 1e2.
  test.each([
    [2, 0.5, 1],
    [2, 0.3, 3],
    [4, 0.5, 2],
    [4, 0.25, 5],
  ] as const)("grows at -M q² (f'' + κ q²), by differences of order %i at c = %f, %i periods", (order, mean, k) => {
    const [nx, ny, hx, hy, kappa, M] = [24, 20, 0.9, 0.8, 1.3, 0.7];
    const problem: PhaseField = {
      grid: { axes: [axisOf(nx, hx), axisOf(ny, hy)] },
      energy: regularSolution(2.5),
      gradientCoefficient: kappa,
      mobility: constant(M),
      order,
    };
    const wave = fieldOf(problem.grid, (x, y) =>
      Math.cos((2 * Math.PI * k * x) / (nx * hx) + (4 * Math.PI * y) / (ny * hy)),
    );
    const rate = new Float64Array(nx * ny);
    spatialOperators(problem, nx * ny).fillRate(
      rate,
      wave.map((w) => mean + 1e-5 * w),
    );
    const amplitude = rate.reduce((sum, r, p) => sum + r * wave[p]!, 0) / (0.5e-5 * nx * ny);
    const q2 = squared(order, k, nx, hx) + squared(order, 2, ny, hy);
    expect(amplitude).toBeNear(-M * q2 * (1 / (mean * (1 - mean)) - 5 + kappa * q2), { rel: 1e-8 });
  });

  // At 1e-7 of its size in each of some 300 steps the amplitude errs by 3e-5 at most, if all errors add up.
  test("grows by e^(R t) over time", () => {
    const [n, h] = [20, 0.5];
    const q2 = squared(2, 1, n, h);
    const problem: PhaseField = {
      grid: { axes: [axisOf(n, h)] },
      energy: regularSolution(2.5),
      gradientCoefficient: 1,
      mobility: degenerate(1),
    };
    const start = fieldOf(problem.grid, (x) => 0.5 + 1e-5 * Math.cos((2 * Math.PI * x) / 10));
    const rate = -0.25 * q2 * (-1 + q2);
    const { states, outcome } = course(problem, start, [30], { relative: 1e-7 });
    expect(outcome.counts.steps).toBeLessThan(350);
    expect(spread(states.at(-1)!.c) / spread(start)).toBeNear(Math.exp(30 * rate), { rel: 3.5e-5 });
  });
});

describe("between two phases", () => {
  // f = (c² - 1)²/4, κ = 1: c = tanh(x/√2), tension 2√2/3. Differences of fourth order see q² as q² (1 - 3/320 (h q)^4), so
  // the tension is less by 3/640 h^4 ∫ c'''² = h^4 / (280 √2), 4e-6 for h = 1/5; the next order is 1/100 of that. The walls of
  // a box of 24 see the interface by e^(-24√2) of the energy.
  test("an interface comes to rest with the profile and the tension of theory", () => {
    const problem: PhaseField = {
      grid: { axes: [axisOf(120, 0.2, "no-flux")] },
      energy: DOUBLE_WELL,
      gradientCoefficient: 1,
      mobility: constant(1),
      order: 4,
    };
    const start = fieldOf(problem.grid, (x) => Math.tanh((x - 12) / 3));
    const { states, outcome } = course(problem, start, [1e4], { relative: 1e-4 });
    const { c, energy } = states.at(-1)!;
    expect(energy).toBeNear(Math.sqrt(8) / 3 - 0.2 ** 4 / (280 * Math.SQRT2), { abs: 1e-7 });
    const exact = fieldOf(problem.grid, (x) => Math.tanh((x - 12) / Math.SQRT2));
    for (let i = 0; i < c.length; i++) expect(c[i]).toBeNear(exact[i]!, { abs: 2e-5 });
    expect(outcome.potentialSpread).toBeLessThan(1e-6);
  });

  test("compositions at rest are those of the common tangent, and the lever rule shares the box", () => {
    const problem: PhaseField = {
      grid: { axes: [axisOf(160, 0.25, "no-flux")] },
      energy: regularSolution(2.5),
      gradientCoefficient: 1,
      mobility: degenerate(1),
    };
    const start = fieldOf(problem.grid, (x) => 0.4 + 0.3 * Math.cos((Math.PI * x) / 40));
    const c = course(problem, start, [1e5], { relative: 1e-4 }).states.at(-1)!.c;
    // one flat interface; the ends are more than nine decay lengths away from it: e^-9 = 1e-4 of 0.7
    expect(c[0]).toBeNear(0.855205891744, { abs: 1e-4 });
    expect(c[159]).toBeNear(0.144794108256, { abs: 1e-4 });
  });
});

describe("without noise", () => {
  const metastable: PhaseField = {
    grid: { axes: [axisOf(18, 0.9), axisOf(16, 1)] },
    energy: regularSolution(2.5),
    gradientCoefficient: 1,
    mobility: degenerate(1),
  };

  test("a uniform composition stays as it is, even inside the spinodal", () => {
    const start = new Float64Array(18 * 16).fill(0.5);
    const { states } = course(metastable, start, [1e3]);
    expect(states.at(-1)!.c).toEqual(start);
    expect(states.at(-1)!.energyChange).toBe(0);
  });

  test("a metastable composition does not decompose, though the energy of two phases is lower", () => {
    const start = noise(18 * 16, 0.25, 0.02, 5);
    const { states } = course(metastable, start, [1e4], { relative: 1e-3 });
    expect(spread(states.at(-1)!.c)).toBeLessThan(1e-6);
  });

  test("the same noise inside the spinodal does", () => {
    const start = noise(18 * 16, 0.4, 0.02, 5);
    const { states } = course(metastable, start, [1e3], { relative: 1e-3 });
    expect(spread(states.at(-1)!.c)).toBeGreaterThan(0.6);
  });
});

// A step much longer than a wave takes to grow makes it shrink, by whatever implicit method: back to the uniform mixture, uphill.
test("a step that would raise the energy is taken back and shortened, though its error is allowed", () => {
  const problem: PhaseField = {
    grid: { axes: [axisOf(20, 0.5)] },
    energy: DOUBLE_WELL,
    gradientCoefficient: 1,
    mobility: constant(1),
  };
  const start = fieldOf(problem.grid, (x) => 1e-3 * Math.cos((2 * Math.PI * x) / 10));
  const { states, outcome } = course(problem, start, [1000], { relative: 1e6, firstStep: 1000 });
  expect(outcome.counts.rejections.energy).toBeGreaterThan(0);
  expect(outcome.counts.rejections.error).toBe(0);
  expect(outcome.largestEnergyChange).toBeLessThanOrEqual(0);
  expect(spread(states.at(-1)!.c)).toBeGreaterThan(1.5);
});

describe("stripes", () => {
  const common = { energy: regularSolution(2.6), gradientCoefficient: 1, mobility: degenerate(1) };
  const flat: PhaseField = { grid: { axes: [axisOf(24, 0.5)] }, ...common };
  const striped: readonly (readonly [string, PhaseField])[] = [
    ["two dimensions", { grid: { axes: [axisOf(24, 0.5), axisOf(6, 0.7, "no-flux")] }, ...common }],
    ["three", { grid: { axes: [axisOf(24, 0.5), axisOf(3, 0.7), axisOf(4, 0.9)] }, ...common }],
    [
      "two dimensions with a row of closed cells",
      {
        grid: {
          axes: [axisOf(24, 0.5), axisOf(5, 0.7)],
          open: Uint8Array.from({ length: 120 }, (_, p) => (p < 24 ? 0 : 1)),
        },
        ...common,
      },
    ],
  ];

  // Stages are solved to 1e-13 by three different linear solvers; four steps may add up a few of that.
  test.each(striped)("in %s move as a line does", (_, problem) => {
    const size = cellCount(problem.grid);
    const profile = (x: number) =>
      0.45 + 0.1 * Math.sin((2 * Math.PI * x) / 12) + 0.05 * Math.cos((4 * Math.PI * x) / 12);
    const [line, field] = [flat, problem].map((one) => {
      const work = makePhaseStepper(spatialOperators(one, cellCount(one.grid)), fieldOf(one.grid, profile));
      for (let k = 0; k < 4; k++) {
        expect(tryPhaseStep(work, 0.5, 1e-13).kind).toBe("stepped");
        acceptPhaseStep(work, 0.5);
      }
      return work.c;
    });
    const { open } = problem.grid;
    for (let p = 0; p < size; p++) if (!open || open[p]) expect(field![p]).toBeNear(line![p % 24]!, { abs: 2e-12 });
  });
});

describe("a course", () => {
  const problem: PhaseField = {
    grid: { axes: [axisOf(16, 1)] },
    energy: DOUBLE_WELL,
    gradientCoefficient: 1,
    mobility: constant(1),
  };
  const start = noise(16, 0, 0.1, 6);

  test("begins with its start and meets each time asked for to the bit", () => {
    const times = Array.from({ length: 200 }, (_, k) => 0.137 * (k + 1) ** 1.1);
    const { states } = course(problem, start, times, { relative: 1e-3 });
    expect(states[0]).toMatchObject({ time: 0, isRecord: false, step: 0 });
    expect(states[0]!.c).toEqual(start);
    expect(states.filter(({ isRecord }) => isRecord).map(({ time }) => time)).toEqual(times);
    expect(states.at(-1)!.isRecord).toBe(true);
  });

  test("takes back a step whose error is larger than allowed", () => {
    const { states, outcome } = course(problem, start, [5], { relative: 1e-4, firstStep: 2 });
    expect(outcome.counts.rejections.error).toBeGreaterThan(0);
    // the mean of c is not 0 but its square is a hundredth of the mean square, so √(Σ c²/n) is the standard deviation and a bit
    for (let k = 1; k < states.length; k++) {
      const size = Math.sqrt(states[k - 1]!.c.reduce((sum, c) => sum + c * c, 0) / 16);
      expect(states[k]!.error).toBeLessThanOrEqual(1e-4 * size + 1e-12);
    }
  });

  test("takes the start from where it is, and leaves it as it was", () => {
    const kept = start.slice();
    course(problem, start, [1]);
    expect(start).toEqual(kept);
  });

  // Units scale every number by powers that are not powers of two: rounding moves lengths of steps by 1e-15 or so of each.
  test("is the same in metres, joules and seconds as in units of its own", () => {
    const [length, energyUnit, timeUnit] = [1.3e-9, 4.1e8, 7e-3];
    const own = regularSolution(2.5);
    const [small, mobility] = [axisOf(40, 0.25), 1];
    const big: PhaseField = {
      grid: { axes: [axisOf(40, 0.25 * length)] },
      energy: {
        density: (c) => energyUnit * own.density(c),
        potential: (c) => energyUnit * own.potential(c),
        curvature: (c) => energyUnit * own.curvature(c),
        low: 0,
        high: 1,
      },
      gradientCoefficient: energyUnit * length ** 2,
      mobility: degenerate((mobility * length ** 2) / energyUnit / timeUnit),
    };
    const one: PhaseField = {
      grid: { axes: [small] },
      energy: own,
      gradientCoefficient: 1,
      mobility: degenerate(mobility),
    };
    const from = noise(40, 0.45, 0.05, 8);
    const [a, b] = [course(one, from, [40]), course(big, from, [40 * timeUnit])];
    expect(b.outcome.counts.steps).toBe(a.outcome.counts.steps);
    expect(b.states.at(-1)!.energy).toBeNear(a.states.at(-1)!.energy * energyUnit * length, { rel: 1e-8 });
    for (let i = 0; i < 40; i++) expect(b.states.at(-1)!.c[i]).toBeNear(a.states.at(-1)!.c[i]!, { abs: 1e-8 });
  });

  test("is refused where it has no meaning", () => {
    const alloy = { ...problem, energy: regularSolution(2.5) };
    const first = (one: PhaseField, from = start, times = [1]) => phaseEvolution(one, from, times).next();
    expect(() => first(alloy)).toThrow("it must lie inside 0 to 1");
    expect(() => first({ ...problem, gradientCoefficient: 0 })).toThrow("κ > 0");
    expect(() => first({ ...problem, mobility: constant(0) })).toThrow("a mobility is positive");
    expect(() => first({ ...problem, mobility: degenerate(1) })).toThrow("a mobility is not negative");
    expect(() => first({ ...alloy, mobility: degenerate(1), order: 4 }, noise(16, 0.5, 0.1, 1))).toThrow(
      "constant mobility",
    );
    expect(() => first(problem, start.slice(1))).toThrow("one value for each of 16 cells");
    expect(() => first(problem, start, [])).toThrow("at least one time");
    expect(() => first(problem, start, [2, 1])).toThrow("times rise");
    expect(() => first({ ...problem, grid: { axes: [axisOf(4, 1), axisOf(4, 0)] } })).toThrow("width > 0");
    expect(() => first({ ...problem, grid: { axes: [axisOf(16, 1)], open: new Uint8Array(16) } })).toThrow(
      "must be open",
    );
  });

  test("that cannot go on says where it stands, what was found and what to change", () => {
    const broken = { ...DOUBLE_WELL, potential: (c: number) => (c > 0.5 ? Number.NaN : c * (c * c - 1)) };
    expect(() => course({ ...problem, energy: broken }, start, [100])).toThrow(
      /phase separation at time \S+: steps have become as short as .* were not solved; the last .*\. Allow a larger error/,
    );
  });
});
