/** What holds for the master equation of every lattice walk. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solveLatticeMaster } from "#levels/master/lattice-master.ts";
import type { WalkLaw } from "#model/model.ts";
import { cumulantRates, stepsUntil } from "#step-law/lattice-law.ts";
import { boxWalk, freeWalk } from "../support/lattice-walks.ts";
import { allMeasures, solved, taskOf, valueAt } from "../support/models.ts";

const anyLaw = (dimensions: 1 | 2 | 3): fc.Arbitrary<WalkLaw> =>
  fc.record({
    spacing: fc.constantFrom(1, 0.3),
    dimensions: fc.constant(dimensions),
    right: dimensions === 1 ? fc.double({ min: 0.05, max: 0.95, noNaN: true }) : fc.constant(0.5),
    stay: fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 0.9, noNaN: true })),
    clock: fc.record({ kind: fc.constantFrom("fixed", "poisson"), interval: fc.constantFrom(1, 0.07) }),
  });
/** In space on a fixed clock only: the frame of a Poisson clock has 4 million sites there. */
const anyFreeLaw = fc.oneof(
  anyLaw(1),
  anyLaw(2),
  anyLaw(3).map((law): WalkLaw => ({ ...law, clock: { kind: "fixed", interval: law.clock.interval } })),
);
/** So many ticks of the clock. */
const ticks = fc.integer({ min: 1, max: 12 });

const runs = { numRuns: 60 };

describe("the master equation of a lattice walk", () => {
  test("keeps its total and stays positive, in free space and in a box", () => {
    const models = fc.oneof(
      fc.tuple(anyFreeLaw, ticks).map(([law, n]) => freeWalk(law, [n * law.clock.interval])),
      fc
        .tuple(anyLaw(1), ticks, fc.integer({ min: 1, max: 9 }), fc.nat(8))
        .map(([law, n, sites, from]) => boxWalk(law, { sites, from: from % sites }, [n * law.clock.interval])),
    );
    fc.assert(
      fc.property(models, (model) => {
        const { invariants, profiles } = solved(solveLatticeMaster(taskOf(model, [])));
        expect(invariants.massDrift).toBeLessThan(1e-14); // 30 passes of a few ε
        for (const { values } of profiles) expect(values.every((p) => p >= 0)).toBe(true);
      }),
      runs,
    );
  });

  test("has the cumulants of its step law, times the ticks of a fixed clock or the time of a Poisson clock", () => {
    fc.assert(
      fc.property(anyFreeLaw, ticks, (law, n) => {
        const t = n * law.clock.interval;
        const result = solved(solveLatticeMaster(taskOf(freeWalk(law, [t]), allMeasures())));
        const at = (name: string) => valueAt(result, `${name}(walker)`, t);
        const { first, second, third, fourth } = cumulantRates(law);
        const l = law.spacing;
        // A few ε for each pass; κ4 is what is left of moments n² times as large.
        expect(at("mean")).toBeNear(first * t, { rel: 1e-13, abs: 1e-13 * l });
        expect(at("variance")).toBeNear(second * t, { rel: 1e-13 });
        expect(at("skewness")).toBeNear(third * t * (second * t) ** -1.5, { rel: 1e-11, abs: 1e-11 });
        expect(at("excess_kurtosis")).toBeNear((fourth * t) / (second * t) ** 2, { rel: 1e-11, abs: 1e-11 });
      }),
      runs,
    );
  });

  test("mirrors when the bias is mirrored, bit for bit where 1 - p is exact", () => {
    fc.assert(
      fc.property(anyLaw(1), fc.constantFrom(0.25, 0.375, 0.5), ticks, (drawn, right, n) => {
        const [law, mirrored] = [right, 1 - right].map((p) => ({ ...drawn, right: p })) as [WalkLaw, WalkLaw];
        const t = n * law.clock.interval;
        const [a, b] = [law, mirrored].map((w) => solved(solveLatticeMaster(taskOf(freeWalk(w, [t]), []))));
        const values = (run: typeof a) => [...(run?.profiles[0]?.values ?? [])];
        expect(values(a)).toEqual(values(b).reverse());
      }),
      runs,
    );
  });

  test("passes through any record time without a change", () => {
    fc.assert(
      fc.property(anyFreeLaw, ticks, ticks, (law, n, m) => {
        const [early, late] = [n * law.clock.interval, (n + m) * law.clock.interval];
        fc.pre(stepsUntil(law, late) === n + m);
        const run = (times: number[]) => solved(solveLatticeMaster(taskOf(freeWalk(law, times), allMeasures())));
        const [once, twice] = [run([late]), run([early, late])];
        for (const name of ["mean_distance", "entropy", "return_probability", "distinct_sites"])
          expect(valueAt(twice, `${name}(walker)`, late)).toBeNear(valueAt(once, `${name}(walker)`, late), {
            rel: 1e-13,
          });
      }),
      runs,
    );
  });

  test("never un-returns, never sees fewer sites, and never knows more about where the walker is", () => {
    fc.assert(
      fc.property(anyLaw(1), fc.integer({ min: 2, max: 7 }), (law, sites) => {
        const times = [1, 2, 4, 8, 16].map((n) => n * law.clock.interval);
        const unbiased = { ...law, right: 0.5 };
        for (const model of [freeWalk(unbiased, times), boxWalk(unbiased, { sites }, times)]) {
          const result = solved(solveLatticeMaster(taskOf(model, allMeasures())));
          for (const name of ["return_probability", "distinct_sites", "entropy"]) {
            const series = times.map((t) => valueAt(result, `${name}(walker)`, t));
            for (let j = 1; j < series.length; j++)
              expect(series[j] as number).toBeGreaterThanOrEqual((series[j - 1] as number) * (1 - 1e-12));
          }
        }
      }),
      runs,
    );
  });
});
