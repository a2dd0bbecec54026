import { describe, expect, test } from "vitest";
import { judgeAgreement } from "#agreement/judge.ts";
import { kolmogorovSmirnov } from "#numerics/goodness-of-fit.ts";
import { law, sampledRun } from "../support/judged.ts";

const SEEDS = 400;
const TIMES = [1, 2, 3, 5];
const EXACT = TIMES.map((t) => 2 * 0.5 * t);
const reference = law("closed-form", EXACT);

const verdicts = (confidence: number, margin: number, times: readonly number[], diffusivity = 0.5) =>
  Array.from({ length: SEEDS }, (_, seed) => {
    const run = sampledRun({ seed, walkers: 1280, times, diffusivity });
    return judgeAgreement({ output: "msd", margin, confidence }, [reference, run])[0]!;
  });
const count = (judged: ReturnType<typeof verdicts>, verdict: string) =>
  judged.filter((one) => one.verdict === verdict).length;

// Right walks with a margin of nothing: "disagree" is then a false alarm of the interval.
describe("false alarms on 400 right walks of 1280 walkers", () => {
  test("at one time come as often as the confidence leaves room for", () => {
    // Half of 400; binomial standard deviation 10. Parts of 20 walkers are skewed, so Student's law is not exact: the
    // rate may be off by some hundredths. 5 sigma + 8: one chance in a million to fail.
    const alarms = count(verdicts(0.5, 1e-12, [1]), "disagree");
    expect(alarms).toBeGreaterThan(142);
    expect(alarms).toBeLessThan(258);
  });

  test("over four correlated times at 99 % stay below 1 %", () => {
    // At most 4 of 400 are expected; 15 or more come once in 10^5. A threshold forgotten to share over the times
    // (1 % each, about 2.5 % together) gives 10, taken at 90 % 100.
    expect(count(verdicts(0.99, 1e-12, TIMES), "disagree")).toBeLessThan(15);
  });

  test("with a margin of 1 % at 99.9 % there is none", () => {
    // A false alarm is a deviation of 3.6 + 0.25 standard errors at the margin: 400 times 4 times 1e-4, and less.
    expect(count(verdicts(0.999, 0.01, TIMES), "disagree")).toBeLessThanOrEqual(2);
  });
});

// Power: the relative standard error of a mean squared displacement is √(2/1280) = 4 %.
describe("power", () => {
  test("a D wrong by 30 % is refused at a margin of 1 %", () => {
    // Off by 7 standard errors of the wrong walk, where the interval takes 3.9: seen at one of four times in 99 % of runs.
    expect(count(verdicts(0.999, 0.01, TIMES, 0.65), "disagree")).toBeGreaterThan(380);
  });

  test("a margin of 25 % is shown to hold by all but few right walks", () => {
    // The interval is ±15 %: to agree, all four times must lie within 10 %, 2.5 standard errors each.
    expect(count(verdicts(0.999, 0.25, TIMES), "agree")).toBeGreaterThan(360);
  });
});

// Naive sums of squared scores over correlated times would not be uniform: half of them below 0.3 or so.
test("the joint p over correlated times is uniform for a right walk", () => {
  const p = Float64Array.from(verdicts(0.999, 0.01, TIMES), (verdict) => verdict.p ?? Number.NaN);
  // Resolution: a distance of 2.7/√400 = 0.13 between distribution functions; false alarm 1e-6.
  expect(kolmogorovSmirnov(p, (x) => x).p).toBeGreaterThan(1e-6);
});
