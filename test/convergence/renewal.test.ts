/**
 * How sums of independent steps become normal: at order n^-1/2 where the law is skewed or lies on a lattice, at order
 * n^-1 where it is symmetric and has a density (Edgeworth's expansion).
 *
 *     skew on a lattice of span h:   (|γ|/6 + h/2s) / √(2πn) to leading order, γ the skewness of a step, s its deviation
 *     symmetric density:             c |κ| / n, κ the excess kurtosis of a step, c = max |z³ - 3z| e^(-z²/2) / 24√(2π)
 */
import { describe, expect, test } from "vitest";
import type { RenewalClock, StepLaw } from "#model/motion-law.ts";
import { observedOrder } from "#numerics/statistics.ts";
import { answer } from "../support/closed-form.ts";
import { fixedClock, poissonWaits, renewalModel, renewalOf, SKEWED } from "../support/renewals.ts";

const distance = (step: StepLaw, clock: RenewalClock, n: number) =>
  answer(renewalModel(renewalOf(step, clock), []), "normal_distance(walker)", n);
const orderOf = (step: StepLaw, clock: RenewalClock, counts: readonly number[]) =>
  observedOrder(counts.map((n) => ({ h: 1 / n, error: distance(step, clock, n) })));

const EDGEWORTH =
  Math.max(...Array.from({ length: 4000 }, (_, i) => Math.abs(hermite(i / 1000)))) / (24 * Math.sqrt(2 * Math.PI));

function hermite(z: number): number {
  return (z ** 3 - 3 * z) * Math.exp((-z * z) / 2);
}

describe("the distance to the normal law", () => {
  test("of +2 and -1 falls as n^-1/2, with the constant of skewness and span", () => {
    expect(orderOf(SKEWED, fixedClock(), [100, 200, 400, 800])).toBeNear(0.5, { abs: 0.01 });
    const constant = (Math.SQRT1_2 / 6 + 3 / (2 * Math.SQRT2)) / Math.sqrt(2 * Math.PI);
    expect(distance(SKEWED, fixedClock(), 3000) * Math.sqrt(3000)).toBeNear(constant, { rel: 0.01 });
  });

  test.each<[string, StepLaw, number]>([
    ["uniform steps", { kind: "uniform", halfWidth: 1 }, -1.2],
    ["Laplace steps", { kind: "laplace", scale: 1 }, 3],
  ])("of %s falls as 1/n, with the constant of the kurtosis", (_, step, kurtosis) => {
    expect(orderOf(step, fixedClock(), [40, 80, 160, 320])).toBeNear(1, { abs: 0.02 });
    expect(distance(step, fixedClock(), 500) * 500).toBeNear(EDGEWORTH * Math.abs(kurtosis), { rel: 0.01 });
    // by a Poisson clock the kurtosis of a mean of n steps is m4/(n m2²), 3 more
    expect(distance(step, poissonWaits(), 500) * 500).toBeNear(EDGEWORTH * (kurtosis + 3), { rel: 0.02 });
  });
});
