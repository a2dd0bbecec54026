import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { latticeSums } from "#levels/closed-form/lattice-sums.ts";
import { evenStepSums } from "#levels/closed-form/step-sums.ts";
import type { RenewalClock, StepLaw } from "#model/motion-law.ts";
import { integrate } from "#numerics/quadrature.ts";
import { countCumulants, countWeights } from "#step-law/count-law.ts";
import { latticeSupport } from "#step-law/lattice-support.ts";
import { displacementCumulants, displacementMoment } from "#step-law/renewal.ts";
import { stepCumulants } from "#step-law/step-moments.ts";
import { renewalOf } from "../support/renewals.ts";

const anySize = fc.double({ min: 0.1, max: 10, noNaN: true });
const anyDensity: fc.Arbitrary<StepLaw> = fc.oneof(
  anySize.map((halfWidth) => ({ kind: "uniform", halfWidth }) as const),
  anySize.map((scale) => ({ kind: "laplace", scale }) as const),
  anySize.map((deviation) => ({ kind: "gaussian", deviation }) as const),
);
const anyTable: fc.Arbitrary<StepLaw> = fc
  .uniqueArray(fc.integer({ min: -6, max: 6 }), { minLength: 2, maxLength: 4 })
  .chain((sites) =>
    fc.tuple(
      fc.constant(sites),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: sites.length, maxLength: sites.length }),
    ),
  )
  .map(([sites, chances]) => {
    const total = chances.reduce((a, b) => a + b);
    return { kind: "table", moves: sites.map((by, i) => ({ by, probability: (chances[i] as number) / total })) };
  });
const anyClock: fc.Arbitrary<RenewalClock> = fc.oneof(
  anySize.map((interval) => ({ kind: "fixed", interval: interval / 5 }) as const),
  anySize.map((interval) => ({ kind: "poisson", interval: interval / 5 }) as const),
  fc.tuple(anySize, anySize).map(([mean, shape]) => ({ kind: "gamma", mean: mean / 5, shape }) as const),
);
const TIME = 10;

describe("the number of steps by a time", () => {
  test("its weights add up to 1, are never negative, and have the cumulants that are stated", () => {
    fc.assert(
      fc.property(anyClock, (clock) => {
        const { first, weights } = countWeights(clock, TIME) ?? { first: 0, weights: new Float64Array() };
        const total = weights.reduce((a, b) => a + b, 0);
        const mean = weights.reduce((sum, w, i) => sum + w * (first + i), 0);
        expect(total).toBeNear(1, { abs: 1e-12 });
        expect(weights.every((w) => w >= 0)).toBe(true);
        expect(countCumulants(clock, TIME)?.[0]).toBeNear(mean, { rel: 1e-11, abs: 1e-12 });
      }),
    );
  });
});

describe("sums of steps with a density", () => {
  test("the density integrates to the tail, and variance and mean distance are those of the tail", () => {
    fc.assert(
      fc.property(anyDensity, anyClock, fc.double({ min: 0.2, max: 1.5, noNaN: true }), (step, clock, z) => {
        const counts = countWeights(clock, TIME) as NonNullable<ReturnType<typeof countWeights>>;
        const law = evenStepSums(step, counts) as NonNullable<ReturnType<typeof evenStepSums>>;
        const [mean, variance] = displacementCumulants(renewalOf(step, clock), TIME) as readonly number[] as [
          number,
          number,
        ];
        expect(mean).toBe(0);
        if (law.atom > 0.999) return;
        expect(law.upper(0)).toBeNear((1 - law.atom) / 2, { rel: 1e-11 });
        // a few steps leave kinks in the density: integrate between the multiples of a uniform step
        const s = Math.sqrt(variance);
        const [a, b] = [z * s, 2 * z * s];
        const cuts = step.kind === "uniform" ? Array.from({ length: 21 }, (_, i) => i * step.halfWidth) : [];
        const edges = [a, ...cuts.filter((x) => x > a && x < b), b];
        let mass = 0;
        for (let i = 0; i + 1 < edges.length; i++)
          mass += integrate(law.density, edges[i] as number, edges[i + 1] as number, {
            absolute: 1e-13,
            relative: 1e-9,
          });
        expect(law.upper(a) - law.upper(b)).toBeNear(mass, { rel: 1e-8, abs: 1e-11 });
        const reach = 14 * s + 40 * Math.sqrt(stepCumulants(step)?.variance ?? 0);
        const tail = { absolute: 1e-9 * s, relative: 1e-9 };
        expect(2 * integrate(law.upper, 0, reach, tail)).toBeNear(law.meanDistance ?? 0, { rel: 1e-7 });
        const second = integrate((x) => 4 * x * law.upper(x), 0, reach, { absolute: 1e-9 * variance, relative: 1e-9 });
        expect(second).toBeNear(variance, { rel: 1e-7 });
      }),
      { numRuns: 40 },
    );
  });
});

describe("sums of steps on a lattice", () => {
  test("total, mean, variance, third and fourth cumulant are those that are stated without the law", () => {
    fc.assert(
      fc.property(anyTable, anyClock, (step, clock) => {
        const counts = countWeights(clock, TIME) as NonNullable<ReturnType<typeof countWeights>>;
        const lattice = latticeSupport(step) as NonNullable<ReturnType<typeof latticeSupport>>;
        const { first, values } = latticeSums(lattice, counts) as NonNullable<ReturnType<typeof latticeSums>>;
        const about = (centre: number, order: number) =>
          values.reduce((sum, p, i) => sum + p * (lattice.spacing * (first + i) - centre) ** order, 0);
        const stated = displacementCumulants(renewalOf(step, clock), TIME) as readonly [number, number, number, number];
        const [mean, variance, third, fourth] = stated;
        const size = Math.sqrt(variance) + Math.abs(mean) + 1;
        expect(about(0, 0)).toBeNear(1, { abs: 1e-11 });
        expect(about(0, 1)).toBeNear(mean, { abs: 1e-10 * size });
        expect(about(mean, 2)).toBeNear(variance, { abs: 1e-9 * size ** 2 });
        expect(about(mean, 3)).toBeNear(third, { abs: 1e-9 * size ** 3 });
        expect(about(mean, 4) - 3 * variance ** 2).toBeNear(fourth, { abs: 1e-9 * size ** 4 });
        for (const order of [1, 2, 3, 5])
          expect(displacementMoment(renewalOf(step, clock), TIME, order)).toBeNear(about(0, order), {
            abs: 1e-9 * size ** order * 100,
          });
      }),
    );
  });
});
