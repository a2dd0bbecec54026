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
type Geometry = "slab" | "sphere" | "cylinder";

const areaIn: Readonly<Record<Geometry, (x: number) => number>> = {
  slab: () => 1,
  cylinder: (r) => 2 * Math.PI * r,
  sphere: (r) => 4 * Math.PI * r * r,
};

/** int dx / A from a to b. */
const lengthPerArea: Readonly<Record<Geometry, (a: number, b: number) => number>> = {
  slab: (a, b) => b - a,
  cylinder: (a, b) => Math.log(b / a) / (2 * Math.PI),
  sphere: (a, b) => (1 / a - 1 / b) / (4 * Math.PI),
};

/** What two held ends send each other in steady state, where it cancels: the smaller activity over all resistance. */
function opposed(
  geometry: Geometry,
  from: number,
  layers: readonly LayerOf[],
  left: BoundaryCondition,
  right: BoundaryCondition,
): number {
  const area = areaIn[geometry];
  let [x, resistance] = [from, 0];
  const activity = (end: BoundaryCondition, layer: LayerOf) => {
    if (end.kind === "robin") resistance += 1 / (end.permeability * area(x));
    if (end.kind === "robin") return end.concentration;
    return end.kind === "concentration" ? end.concentration / ("K" in layer ? Number(layer.K) : 1) : 0;
  };
  const atLeft = activity(left, layers[0]);
  for (const layer of layers) {
    if ("P" in layer) resistance += 1 / (layer.P * area(x));
    else {
      resistance += lengthPerArea[geometry](x, x + layer.l) / (Number(layer.D) * Number(layer.K ?? 1));
      x += layer.l;
    }
  }
  const atRight = activity(right, layers[layers.length - 1]);
  return Math.min(atLeft, atRight) / resistance;
}

const anyStart = fc.constantFrom(0, 3e-5);
const anyTime = decades(-3, 4);
const runs = { numRuns: 60 };

describe("the transient of any layers between any ends", () => {
  /**
   * The three transforms add up to before / s, so the rule itself costs what it costs there, 7e-14 of the amount. Then
   * there is rounding: on the contour sum |weight / s| = 65, in each of three inversions, and about 10 units of
   * rounding in a transform: 3 x 65 x 10 x 2.2e-16 = 4.3e-13 of the largest term of it. Among these terms is what two
   * held ends send each other, of which only the difference is seen.
   */
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
          const area = areaIn[geometry];
          const [from, to] = geometry === "slab" ? [0, width] : [start, start + width];
          // Baths are part of "all": what goes into one has not left.
          const out = (end: "left" | "right", at: number, condition: BoundaryCondition) =>
            condition.kind === "bath" || area(at) === 0
              ? 0
              : area(at) * answer(model, `amount_permeated(drug, ${end})`, t);
          const [outLeft, outRight] = [out("left", from, left), out("right", to, right)];
          const before = answer(model, "amount(drug, all)", 0);
          const after = answer(model, "amount(drug, all)", t);
          const largest = Math.max(before, after, Math.abs(outLeft), Math.abs(outRight));
          const passing = geometry !== "slab" && start === 0 ? 0 : opposed(geometry, from, layers, left, right) * t;
          expect(after + outLeft + outRight).toBeNear(before, { abs: 5e-13 * (largest + passing) });
        },
      ),
      runs,
    );
  });

  test("regression seed -2000210730: nothing passes the closed side of a film of 10 nm", () => {
    const layers = [
      { l: 4.1656025106175865e-6, D: 5.083715685426928e-10, K: 1 },
      { l: 1.0396938558402663e-8, D: 1e-9, K: 1 },
    ];
    expect(Math.abs(answer(stackModel({ layers, initial: 0.7 }), "amount_permeated(drug, right)", 1))).toBe(0);
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
