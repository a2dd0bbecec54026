import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeAgreement } from "#agreement/judge.ts";
import type { JudgedSeries } from "#agreement/judged-series.ts";
import { law, run, sampledRun } from "../support/judged.ts";

const only = (margin: number, reference: JudgedSeries, other: JudgedSeries) =>
  judgeAgreement({ output: "J", margin, confidence: 0.999 }, [reference, other])[0]!;

const value = fc.double({ min: 0.1, max: 10, noNaN: true });
const values = fc.array(value, { minLength: 1, maxLength: 20 });
const margin = fc.double({ min: 1e-6, max: 0.5, noNaN: true });

describe("between laws", () => {
  test("a level agrees with itself, whatever the margin", () => {
    fc.assert(
      fc.property(values, margin, (v, m) => {
        expect(only(m, law("closed-form", v), law("master", v))).toMatchObject({ verdict: "agree", difference: 0 });
      }),
    );
  });

  test("a planted error beyond the margin is found at any time, and one within it is not called one", () => {
    fc.assert(
      fc.property(values, margin, fc.nat(), fc.boolean(), (v, m, index, up) => {
        const scale = Math.max(...v);
        const planted = (error: number) =>
          v.map((x, i) => (i === index % v.length ? x + (up ? error : -error) * scale : x));
        expect(only(m, law("closed-form", v), law("master", planted(1.001 * m))).verdict).toBe("disagree");
        expect(only(m, law("closed-form", v), law("master", planted(0.999 * m))).verdict).toBe("agree");
      }),
    );
  });

  test("a change of unit changes nothing", () => {
    fc.assert(
      fc.property(values, values, margin, fc.integer({ min: -200, max: 200 }), (a, b, m, power) => {
        // A power of two scales without rounding.
        const inUnit = (v: readonly number[]) => v.map((x) => x * 2 ** power);
        const plain = only(m, law("closed-form", a), law("master", b));
        expect(only(m, law("closed-form", inUnit(a)), law("master", inUnit(b)))).toEqual(plain);
      }),
    );
  });
});

describe("between sample and law", () => {
  const spread = fc.double({ min: 1e-4, max: 3, noNaN: true });

  test("the verdict is the place of the interval: within, outside, or across the margin", () => {
    fc.assert(
      fc.property(value, spread, margin, (found, s, m) => {
        const { verdict, difference, uncertainty } = only(m, law("closed-form", [1]), run([found], s));
        const within = difference + uncertainty <= m;
        const outside = difference - uncertainty > m;
        expect(verdict).toBe(within ? "agree" : outside ? "disagree" : "cannot tell");
      }),
    );
  });

  test("a wider margin never takes agreement away", () => {
    fc.assert(
      fc.property(values, spread, margin, margin, (v, s, m, more) => {
        const [reference, other] = [
          law(
            "closed-form",
            v.map((x) => x * 1.01),
          ),
          run(v, s),
        ];
        fc.pre(only(m, reference, other).verdict === "agree");
        expect(only(m + more, reference, other).verdict).toBe("agree");
      }),
    );
  });

  test("walkers needed are given with each undecided sample, more than were taken, and with no other", () => {
    fc.assert(
      fc.property(value, spread, margin, (found, s, m) => {
        const { verdict, walkersNeeded } = only(m, law("closed-form", [1]), run([found], s));
        if (verdict === "cannot tell") expect(walkersNeeded).toBeGreaterThan(6400);
        else expect(walkersNeeded).toBeUndefined();
      }),
    );
  });
});

// 64 000 walkers resolve a mean squared displacement to √(2/64 000) = 0.56 %: at 99.9 % over two times ±2.1 %. Against
// a margin of 4 % a right run is cleared unless it is 3.4 standard errors off, and an error of 10 % is 6 % beyond it,
// more than ten. Seeds are fixed, so these verdicts do not change from run to run.
describe("planted errors turn the verdict", () => {
  const times = [1, 2];
  const walk = { walkers: 64_000, times, diffusivity: 0.5 };
  const msd = law("closed-form", [1, 2]);
  const mean = law("closed-form", [0.3, 0.6]);
  const drifting = { ...walk, drift: 0.3, output: "mean" as const };
  const seeds = fc.integer({ min: 1, max: 1e6 });
  const fixed = { numRuns: 6, seed: 1905 };

  test("a right walk agrees", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(only(0.04, msd, sampledRun({ ...walk, seed })).verdict).toBe("agree");
      }),
      fixed,
    );
  });

  test("D + 10 % disagrees at a margin of 4 %", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(only(0.04, msd, sampledRun({ ...walk, seed, diffusivity: 0.55 })).verdict).toBe("disagree");
      }),
      fixed,
    );
  });

  test("D + 2 % disagrees with the master equation at 0.2 %, with enough walkers", () => {
    // 1 280 000 walkers: standard error 0.125 % of the value; of 2 %, the interval of ±0.46 % clears 0.2 % by 10 of them.
    const wrong = sampledRun({ walkers: 1_280_000, times: [1], diffusivity: 0.51, seed: 1908 });
    expect(only(0.002, law("master", [1]), wrong).verdict).toBe("disagree");
  });

  test("a drift of the wrong sign disagrees, one of the right sign agrees", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(only(0.1, mean, sampledRun({ ...drifting, seed, drift: -0.3 })).verdict).toBe("disagree");
        expect(only(0.1, mean, sampledRun({ ...drifting, seed })).verdict).toBe("agree");
      }),
      fixed,
    );
  });

  test("record times off by one disagree", () => {
    const late = { ...sampledRun({ ...walk, times: [2, 3], seed: 7 }), when: times };
    expect(only(0.04, msd, late).verdict).toBe("disagree");
  });

  test("too few walkers cannot tell, right or wrong by 2 %", () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(0.5, 0.51), (seed, diffusivity) => {
        const { verdict, walkersNeeded } = only(0.01, msd, sampledRun({ ...walk, walkers: 1280, seed, diffusivity }));
        expect(verdict).toBe("cannot tell");
        expect(walkersNeeded).toBeGreaterThan(1280);
      }),
      fixed,
    );
  });
});
