import { describe, expect, test } from "vitest";
import { type LangevinOptions, solveLangevin } from "#levels/langevin/langevin.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import type { Measure, Place } from "#model/measure.ts";
import {
  lineFrom,
  measureAt,
  medium,
  slabOf,
  standardErrorsFrom,
  type WalkerModel,
  walkerModel,
} from "../support/langevin-models.ts";
import { measureOf, solved, taskOf, valueAt } from "../support/models.ts";

// Readings are compared with exact laws in units of the scatter of 64 batches (Student, 63 degrees of freedom): 6 standard
// errors are passed by chance once in 1e7 checks. The comments say what error a test can see (6 standard errors).
const SIX = 6;

const ABSORBING = { kind: "absorbing" } as const;
const layer = (name: string): Place => ({ kind: "layer", layer: name });
const point = (at: number): Place => ({ kind: "point", at: [at] });

/** Solves a model for the measures and offers: how many standard errors is this reading from that value? */
function run(given: WalkerModel, measures: readonly Measure[], options: LangevinOptions = {}) {
  const result = solved(solveLangevin(taskOf(walkerModel(given), measures), options));
  return {
    result,
    expectNear(expected: number, measure: Measure, when: number | "equilibrium" | "timeless") {
      expect(standardErrorsFrom(expected, result, measure.key, when)).toBeNear(0, { abs: SIX });
    },
  };
}

const [mean, variance, survival] = [measureOf("mean"), measureOf("variance"), measureOf("survival")];

describe("free motion", () => {
  test("the Gaussian propagator, on a line and in space", () => {
    const within = measureOf("probability", "abs(x) < 1");
    const line = run({ domain: lineFrom(), media: [medium("", "0.5")], times: [2] }, [within, measureOf("msd")]);
    line.expectNear(0.520499877813047, within, 2); // resolves 1.7 %
    line.expectNear(2, measureOf("msd"), 2);
    const beyond = measureOf("probability", "r > 2");
    const distance = measureOf("mean_distance");
    const space = run(
      { domain: { kind: "free", geometry: "space", dimensions: 3 }, media: [medium("", "0.5")], times: [2] },
      [beyond, distance, measureOf("msd"), measureOf("diffusivity")],
    );
    space.expectNear(0.5, measureOf("diffusivity"), "timeless");
    space.expectNear(0.57240670447088, beyond, 2);
    space.expectNear(6, measureOf("msd"), 2);
    space.expectNear(4 * Math.sqrt(1 / Math.PI), distance, 2); // <r> = 4 √(Dt/π)
  });

  test("a uniform drift carries the cloud and leaves D as it is", () => {
    const { expectNear } = run({ domain: lineFrom(), media: [medium("", "0.5")], drift: "3", times: [0, 1, 2] }, [
      mean,
      variance,
      measureOf("diffusivity"),
      measureOf("drift_velocity"),
    ]);
    expectNear(6, mean, 2);
    expectNear(2, variance, 2);
    expectNear(0.5, measureOf("diffusivity"), "timeless"); // resolves 2.4 %
    expectNear(3, measureOf("drift_velocity"), "timeless");
  });
});

describe("a trapped bead", () => {
  const moments = [mean, variance, measureOf("skewness"), measureOf("excess_kurtosis")];
  const rate = 0.49;
  const trap: WalkerModel = {
    domain: lineFrom(),
    media: [medium("", "0.49")],
    start: 3,
    potential: "x^2/2",
    times: [0, 0.5, 1, 2, 8],
    equilibrium: true,
  };
  const { result, expectNear } = run(trap, moments);

  test("forgets where it was released as e^{-t/τ}", () => {
    expect(valueAt(result, mean.key, 0)).toBe(3);
    for (const t of [0.5, 1, 2, 8]) expectNear(3 * Math.exp(-rate * t), mean, t);
  });

  test("spreads to kT/κ, and stays Gaussian", () => {
    for (const t of [0.5, 1, 2, 8]) expectNear(1 - Math.exp(-2 * rate * t), variance, t); // resolves 2.4 %
    expectNear(1, variance, "equilibrium");
    expectNear(0, measureOf("skewness"), 2);
    expectNear(0, measureOf("excess_kurtosis"), 2);
  });

  test("that starts in equilibrium stays there", () => {
    const still = run({ ...trap, start: { kind: "equilibrium", amount: 1 }, times: [0, 1] }, moments);
    for (const t of [0, 1]) still.expectNear(1, variance, t);
    for (const t of [0, 1]) still.expectNear(0, mean, t);
  });
});

describe("one wall", () => {
  const half = lineFrom({ from: 0 });

  test("an absorbing wall takes walkers by the law of first passage, whatever the step", () => {
    const given: WalkerModel = { domain: half, left: ABSORBING, start: 1, times: [1], walkers: 64 * 1000 };
    const lost = measureAt("amount_permeated", { kind: "end", end: "left" });
    for (const step of [1, 0.1, 0.01]) {
      const { expectNear } = run(given, [survival, lost], { step });
      expectNear(0.520499877813047, survival, 1); // resolves 2.3 %
      expectNear(1 - 0.520499877813047, lost, 1);
    }
  });

  test("without the path between steps absorption comes too late, as if the wall were 0.5826 √(2 D dt) further", () => {
    const given: WalkerModel = { domain: half, left: ABSORBING, start: 1, times: [1], walkers: 64 * 1000 };
    const { result, expectNear } = run(given, [survival], { step: 0.01, bridge: false });
    // erf((1 + 0.5826 √0.02) / 2); the next order in √dt is below 1e-3.
    expectNear(0.555946832, survival, 1);
    expect(Math.abs(standardErrorsFrom(0.520499877813047, result, survival.key, 1))).toBeGreaterThan(SIX);
  });

  test("a drift towards it brings the exit at x0/v", () => {
    const exit = measureOf("mean_exit_time");
    const { expectNear } = run({ domain: half, left: ABSORBING, start: 1, drift: "-2", times: [0.5] }, [
      survival,
      exit,
    ]);
    expectNear(0.3318979987768, survival, 0.5); // resolves 2.4 %
    expectNear(0.5, exit, "timeless"); // standard deviation 0.5: resolves 1.7 %
  });

  test("a reflecting wall piles walkers up by their images", () => {
    const c = measureAt("c", { kind: "end", end: "left" });
    const { expectNear } = run({ domain: half, media: [medium("", "0.5")], start: 1, times: [2] }, [c, mean]);
    // Two bins of a tenth of the spread: the straight line through them is wrong by 0.2 % here; resolves 10 %.
    expectNear(0.439391289467722, c, 2);
    expectNear(1.39928245675, mean, 2); // x0 erf(x0/√(4Dt)) + √(4Dt/π) e^{-x0²/4Dt}
  });

  test("a partially absorbing wall follows Carslaw and Jaeger, whatever the step", () => {
    const robin = { kind: "robin", permeability: 2, concentration: 0 } as const;
    for (const step of [1, 0.02]) {
      const given: WalkerModel = { domain: half, left: robin, start: 0.3, times: [0.5], walkers: 64 * 1000 };
      // erf(u) + e^{-u²} erfcx(u + a√t), u = 0.3/√2, a = 2, t = 0.5
      run(given, [survival], { step }).expectNear(0.5245960604, survival, 0.5);
    }
  });
});

describe("a box", () => {
  const box = slabOf({ name: "box" });
  const at = measureAt("c", point(0.75));
  const given: WalkerModel = { domain: box, start: 0.25, times: [0.05], walkers: 64 * 4000 };

  test("between reflecting walls the density is the sum over images", () => {
    run(given, [at]).expectNear(0.378461928109304, at, 0.05); // bin of 1/50: bias 0.02 %; resolves 14 %
  });

  test("between absorbing walls too", () => {
    run({ ...given, left: ABSORBING, right: ABSORBING }, [at]).expectNear(0.344460461699223, at, 0.05);
  });

  test("walkers that start everywhere leave in L²/12D on the average", () => {
    const exit = measureOf("mean_exit_time");
    const anywhere = { kind: "equilibrium", amount: 1 } as const;
    const { expectNear } = run({ domain: box, start: anywhere, left: ABSORBING, right: ABSORBING, walkers: 64 * 500 }, [
      exit,
    ]);
    expectNear(1 / 12, exit, "timeless"); // resolves 4 %
  });
});

describe("a potential of thousands of kT, beyond what e^-V can be written as a number", () => {
  const slope = 4000;
  const box: WalkerModel = {
    domain: slabOf({ name: "a" }),
    media: [medium("a", "1")],
    potential: `${slope}*x`,
    times: [2e-5, 5e-5],
  };

  test("carries walkers down by D F t / kT, whatever was recorded on the way, and loses none", () => {
    for (const start of [0.9, 0.3])
      for (const times of [[5e-5], [2e-5, 5e-5]]) {
        const { result, expectNear } = run({ ...box, start, times }, [mean, variance, survival]);
        expect(valueAt(result, survival.key, 5e-5)).toBe(1);
        expectNear(start - slope * 5e-5, mean, 5e-5); // resolves 1.7e-4 of 0.2
        expectNear(1e-4, variance, 5e-5);
      }
  });

  test("leads away from a reflecting wall: the wall adds kT/F on the average, and takes none", () => {
    const { result, expectNear } = run({ ...box, start: 1 }, [mean, survival]);
    expect(valueAt(result, survival.key, 5e-5)).toBe(1);
    // The highest point of Brownian motion with drift -b and unit D is exponential with mean 1/b, once b² t / 4 >> 1 (200).
    expectNear(1 - slope * 5e-5 - 1 / slope, mean, 5e-5);
  });

  test("brings to an absorbing wall, behind it a reflecting one: the share within D F t / kT of it has left", () => {
    const start = { kind: "concentration", concentration: parseExpression("1") } as const;
    const { expectNear } = run({ ...box, start, left: ABSORBING }, [survival]);
    // Lost is who starts below the greatest depth b t + noise that the path reaches: b t + 1/b on the average (b² t / 4 >> 1).
    // The reflecting wall is 80 standard deviations away.
    expectNear(1 - slope * 5e-5 - 1 / slope, survival, 5e-5);
  });

  test("comes to rest at kT/F from the low end, from the top too: the way down is waited for", () => {
    for (const F of [40, slope]) {
      const given = { ...box, potential: `${F}*x`, start: 0.9, times: [], equilibrium: true, walkers: 64 * 200 };
      const { expectNear } = run(given, [mean]);
      expectNear(1 / F, mean, "equilibrium"); // resolves 5 %; a walker in a hundred at the top would be 40 % or more
    }
  });

  test("a V that is the same everywhere does nothing at all", () => {
    for (const potential of ["1000", "-1000"]) {
      const { result, expectNear } = run({ ...box, potential, start: 0.9, times: [0.01] }, [mean, survival]);
      expect(valueAt(result, survival.key, 0.01)).toBe(1);
      // d<x>/dt = -D c(1): the wall at distance 0.1 with 2 √(Dt) = 0.2 pushes back by 2 √(Dt) ierfc(0.5).
      const u = 0.5;
      expectNear(0.9 - 0.2 * (Math.exp(-u * u) / Math.sqrt(Math.PI) - u * 0.479500122186953), mean, 0.01);
    }
  });
});

describe("a membrane face", () => {
  test("is crossed by the exact one-step law, from both sides", () => {
    // κ1 = P/K1 = 2 and κ2 = P/K2 = 0.5
    const stack = slabOf(
      { name: "a", thickness: 10 },
      { name: "face", thickness: 0, membrane: { walker: 1 } },
      { name: "b", thickness: 10 },
    );
    const media = [medium("a", "1", "0.5"), medium("b", "0.25", "2")];
    const cases = [
      { start: 9.7, far: "b", chance: 0.07993421222 },
      { start: 10.3, far: "a", chance: 0.00526062104 },
    ];
    // A force of 1e-9 changes nothing but the sampler: local times instead of the closed kernel.
    const ways = [{ step: 1 }, { step: 0.005 }, { step: 1, potential: "1e-9*x" }, { step: 0.005, potential: "1e-9*x" }];
    for (const { start, far, chance } of cases)
      for (const { step, ...force } of ways) {
        const amount = measureAt("amount", layer(far));
        const given: WalkerModel = { domain: stack, media, start, times: [0.05], walkers: 64 * 4000, ...force };
        run(given, [amount], { step }).expectNear(chance, amount, 0.05); // resolves 4 % from the left, 16 % from the right
      }
  });

  test("a box parted by one fills as the series says", () => {
    const boxWith = (P: number) =>
      slabOf(
        { name: "a", thickness: 5 },
        { name: "face", thickness: 0, membrane: { walker: P } },
        { name: "b", thickness: 5 },
      );
    const media = [medium("a", "1"), medium("b", "1")];
    const amount = measureAt("amount", layer("b"));
    for (const [P, expected] of [
      [1, 0.0756077005],
      [5, 0.1033993266],
    ] as const) {
      const { expectNear } = run({ domain: boxWith(P), media, start: uniformBelow(5), times: [1] }, [amount]);
      expectNear(expected, amount, 1); // resolves 6 %
    }
  });

  test("with a force on both sides the equilibrium is still Boltzmann's", () => {
    const stack = slabOf({ name: "a" }, { name: "face", thickness: 0, membrane: { walker: 3 } }, { name: "b" });
    const amount = measureAt("amount", layer("a"));
    const given: WalkerModel = {
      domain: stack,
      media: [medium("a", "1"), medium("b", "0.5")],
      start: { kind: "equilibrium", amount: 1 },
      potential: "x",
      times: [0, 0.5],
      walkers: 64 * 300,
    };
    const { expectNear } = run(given, [amount]);
    for (const t of [0, 0.5]) expectNear((1 - Math.exp(-1)) / (1 - Math.exp(-2)), amount, t); // resolves 3 %
  });
});

describe("an interface between media", () => {
  const media = [medium("a", "1"), medium("b", "0.3", "3")];
  const stack = slabOf({ name: "a", thickness: 1 }, { name: "b", thickness: 2 });
  const amount = measureAt("amount", layer("b"));

  test("at equilibrium c jumps by the ratio of K, whatever D", () => {
    const { expectNear } = run({ domain: stack, media, start: 0.2, equilibrium: true, walkers: 64 * 100 }, [amount]);
    expectNear(6 / 7, amount, "equilibrium"); // resolves 3 %
  });

  test("with a force through it too", () => {
    const start = { kind: "equilibrium", amount: 1 } as const;
    const given: WalkerModel = { domain: stack, media, start, potential: "x", times: [0, 1], walkers: 64 * 300 };
    const [inA, inB] = [1 - Math.exp(-1), 3 * (Math.exp(-1) - Math.exp(-3))];
    const { expectNear } = run(given, [amount]);
    for (const t of [0, 1]) expectNear(inB / (inA + inB), amount, t); // resolves 3 %
  });
});

describe("media that vary", () => {
  test("K(x) = e^{2x} draws walkers towards higher K", () => {
    const right = measureOf("probability", "x > 0.5");
    const given: WalkerModel = {
      domain: slabOf({ name: "a" }),
      media: [medium("a", "1", "exp(2*x)")],
      start: 0.5,
      equilibrium: true,
      walkers: 64 * 200,
    };
    run(given, [right]).expectNear(Math.E / (Math.E + 1), right, "equilibrium"); // resolves 4 %
  });

  test("D(x) = D0 (1 + x/L): from a reflecting wall to an absorbing one in L²/D0 (1 - ln 2)", () => {
    const exit = measureOf("mean_exit_time");
    const given: WalkerModel = {
      domain: slabOf({ name: "a", thickness: 1e-5 }),
      media: [medium("a", "1e-9*(1 + x/1e-5)")],
      right: ABSORBING,
      walkers: 64 * 500,
    };
    run(given, [exit]).expectNear(0.030685281944, exit, "timeless"); // resolves 3 %
  });

  test("over a barrier of 2 kT the exit takes 5.129, a quarter longer than Kramers says", () => {
    const exit = measureOf("mean_exit_time");
    const given: WalkerModel = {
      domain: lineFrom({ to: 1 }),
      right: ABSORBING,
      potential: "2*(x^2 - 1)^2",
      start: -1,
      times: [1e-3],
      walkers: 64 * 50,
    };
    run(given, [exit], { step: 0.004 }).expectNear(5.129285034, exit, "timeless"); // resolves 10 %
  });
});

/** Spread evenly over 0 < x < edge, as a probability density. */
function uniformBelow(edge: number): NonNullable<WalkerModel["start"]> {
  return { kind: "concentration", concentration: parseExpression(`if(x < ${edge}, ${1 / edge}, 0)`) };
}
