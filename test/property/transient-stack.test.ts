import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BoundaryCondition } from "#model/model.ts";
import { answer, held, type LayerOf, stackModel } from "../support/closed-form.ts";
import "../support/matchers.ts";

/** 10^low to 10^high, evenly in the logarithm. */
const decades = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true }).map((e) => 10 ** e);

const anyLayer: fc.Arbitrary<LayerOf> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ l: decades(-8, -4), D: decades(-11, -9), K: decades(-2, 2) }) },
  { weight: 1, arbitrary: fc.record({ P: decades(-7, -3) }) },
);

/** One to four layers, the first one with a thickness. */
const anyLayers = fc
  .tuple(
    fc.record({ l: decades(-6, -4), D: decades(-11, -9), K: decades(-2, 2) }),
    fc.array(anyLayer, { maxLength: 3 }),
  )
  .map(([first, rest]) => [first, ...rest] as LayerOf[]);

const anyEnd: fc.Arbitrary<BoundaryCondition> = fc.oneof(
  fc.constant({ kind: "no-flux" } as const),
  fc.constant({ kind: "absorbing" } as const),
  decades(-1, 1).map(held),
  fc.record({ kind: fc.constant("robin" as const), permeability: decades(-7, -4), concentration: decades(-1, 1) }),
  fc.record({ kind: fc.constant("flux" as const), flux: decades(-9, -6) }),
  fc.record({ kind: fc.constant("bath" as const), volume: decades(-13, -11), concentration: decades(-1, 1) }),
);

const anyGeometry = fc.constantFrom("slab", "sphere", "cylinder" as const);
const anyStart = fc.constantFrom(0, 3e-5);
const anyTime = decades(-3, 4);
const runs = { numRuns: 60 };

describe("the transient of any layers between any ends", () => {
  test("what is inside is what was there and came in less what left", () => {
    fc.assert(
      fc.property(
        anyGeometry,
        anyStart,
        anyLayers,
        anyEnd,
        anyEnd,
        anyTime,
        (geometry, start, layers, left, right, t) => {
          if (geometry !== "slab" && start === 0 && left.kind !== "no-flux") return;
          const model = stackModel({
            geometry,
            start: geometry === "slab" ? 0 : start,
            layers,
            left,
            right,
            initial: 0.7,
          });
          const width = layers.reduce((sum, layer) => sum + ("l" in layer ? layer.l : 0), 0);
          const area = (x: number) =>
            geometry === "slab" ? 1 : geometry === "cylinder" ? 2 * Math.PI * x : 4 * Math.PI * x * x;
          const [from, to] = geometry === "slab" ? [0, width] : [start, start + width];
          // Baths are part of "all": what goes into one has not left.
          const out = (end: "left" | "right", at: number, condition: BoundaryCondition) =>
            condition.kind === "bath" || area(at) === 0
              ? 0
              : area(at) * answer(model, `amount_permeated(drug, ${end})`, t);
          const [outLeft, outRight] = [out("left", from, left), out("right", to, right)];
          const before = answer(model, "amount(drug, all)", 0);
          const after = answer(model, "amount(drug, all)", t);
          // The inversion is exact to 1e-12 of the largest term.
          const largest = Math.max(before, after, Math.abs(outLeft), Math.abs(outRight));
          expect(after + outLeft + outRight).toBeNear(before, { abs: 2e-11 * largest });
        },
      ),
      runs,
    );
  });

  test("effects add: two supplies together are the sum of each alone", () => {
    fc.assert(
      fc.property(anyLayers, decades(-1, 1), decades(-1, 1), decades(-1, 1), anyTime, (layers, a, b, c, t) => {
        const c1 = (left: number, right: number, initial: number) =>
          answer(stackModel({ layers, left: held(left), right: held(right), initial }), "amount(drug, all)", t);
        const parts = [c1(a, 0, 0), c1(0, b, 0), c1(0, 0, c)];
        expect(c1(a, b, c)).toBeNear(parts[0] + parts[1] + parts[2], { rel: 1e-10 });
      }),
      runs,
    );
  });

  test("the end is the steady state, and a closed domain comes to rest as Boltzmann says", () => {
    fc.assert(
      fc.property(anyLayers, decades(-1, 1), decades(-1, 1), (layers, a, b) => {
        const open = stackModel({ layers, left: held(a), right: held(b), initial: 0.3 });
        expect(answer(open, "amount(drug, all)", 1e14)).toBeNear(answer(open, "amount(drug, all)", "steady"), {
          rel: 1e-9,
        });
        const closed = stackModel({ layers, initial: 0.3 });
        expect(answer(closed, "c(drug, left)", 1e14)).toBeNear(answer(closed, "c(drug, left)", "equilibrium"), {
          rel: 1e-9,
        });
      }),
      runs,
    );
  });

  test("cutting a layer in two changes nothing", () => {
    fc.assert(
      fc.property(anyLayers, fc.double({ min: 0.05, max: 0.95, noNaN: true }), anyTime, (layers, share, t) => {
        const [first, ...rest] = layers as [{ l: number; D: number; K: number }, ...LayerOf[]];
        const cut = [{ ...first, l: share * first.l }, { ...first, l: (1 - share) * first.l }, ...rest];
        const ask = (given: readonly LayerOf[]) =>
          answer(stackModel({ layers: given, left: held(1), initial: 0.2 }), "amount(drug, all)", t);
        expect(ask(cut)).toBeNear(ask(layers), { rel: 1e-10 });
      }),
      runs,
    );
  });
});
