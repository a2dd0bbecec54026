import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { held, type StackOf } from "../support/closed-form.ts";
import {
  accounted,
  asked,
  mirrored,
  rescaled,
  settling,
  stackModel,
  usualLayers,
  usualStack,
  withCells,
} from "../support/networks.ts";

/** Error that a step in time may make, of the largest concentration or of what the layers hold. */
const TOLERANCE = 1e-8;

const solvedAt = (stack: StackOf, times: readonly number[], texts: readonly string[], cells = 3) =>
  asked(continuum, withCells({ ...stackModel(stack), solves: [{ kind: "transient", times }] }, cells), texts);

describe("continuum in time", () => {
  test("what the layers and baths hold and what has left sum to what there was and came in, at any ends", () => {
    fc.assert(
      fc.property(usualStack, (stack) => {
        const { drift, turnover } = accounted(continuum, stack, settling(stack), 3);
        // each step rounds each amount a few times, either way
        const allowed = 4 * Math.sqrt(STEPS) * 12 * Number.EPSILON * turnover;
        for (const imbalance of drift) expect(Math.abs(imbalance)).toBeLessThanOrEqual(allowed);
      }),
      { numRuns: 60 },
    );
  });

  test("no concentration is ever negative", () => {
    fc.assert(
      fc.property(usualStack, (stack) => {
        const time = settling(stack);
        const { result } = solvedAt(stack, [time / 1e4, time], ["c(drug, a.left)"]);
        expect(result.invariants.smallestConcentration).toBeGreaterThanOrEqual(0);
        for (const { values } of result.profiles) for (const c of values) expect(c).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 60 },
    );
  });

  test("lengths and times in other units give the same concentrations at the same steps, bit for bit", () => {
    fc.assert(
      fc.property(usualStack, fc.integer({ min: -12, max: 12 }), fc.integer({ min: -12, max: 12 }), (stack, p, q) => {
        const [length, time] = [2 ** p, 2 ** q];
        const when = settling(stack);
        const here = solvedAt(stack, [when / 8, when], []);
        const there = solvedAt(rescaled(stack, length, time), [(when / 8) * time, when * time], []);
        expect(here.result.profiles.length).toBeGreaterThan(0);
        for (const [k, { values }] of here.result.profiles.entries())
          expect(there.result.profiles[k].values).toEqual(values);
      }),
      { numRuns: 40 },
    );
  });

  test("two supplies together give the sum of what each gives alone, to the tolerance of the steps", () => {
    fc.assert(
      fc.property(usualLayers, (layers) => {
        const of = (l: number, r: number) => {
          const stack = { layers, left: held(l), right: held(r) };
          return solvedAt(stack, [settling(stack)], ["amount(drug, all)"]).at("amount(drug, all)", settling(stack));
        };
        const [both, one, other] = [of(2, 3), of(2, 0), of(0, 3)];
        expect(both).toBeNear(one + other, { rel: 3 * STEPS * TOLERANCE });
      }),
      { numRuns: 30 },
    );
  });

  test("a mirror turns the profile round", () => {
    fc.assert(
      fc.property(usualLayers, (layers) => {
        const stack = { layers, initial: 1, left: held(2), right: { kind: "absorbing" as const } };
        const time = settling(stack);
        const here = solvedAt(stack, [time], []).result.profiles[0].values;
        const there = solvedAt(mirrored(stack), [time], []).result.profiles[0].values;
        const largest = Math.max(...here);
        for (const [i, c] of here.entries())
          expect(there[here.length - 1 - i]).toBeNear(c, { abs: 2 * STEPS * TOLERANCE * largest });
      }),
      { numRuns: 30 },
    );
  });
});

/** Steps of a transient over many decades of time: each may err by the tolerance. */
const STEPS = 2000;
