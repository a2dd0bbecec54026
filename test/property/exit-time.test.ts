import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { BoundaryCondition } from "#model/model.ts";
import { answer, type LayerOf, type StackOf, stackModel } from "../support/closed-form.ts";

const absorbing: BoundaryCondition = { kind: "absorbing" };
const at = (x: number) => ({ kind: "point", at: [x], amount: 1 }) as const;
const EPS = Number.EPSILON;
const L = 2 ** -16;
const D = 2 ** -40;

const timeOf = (stack: StackOf) => answer(stackModel(stack), "mean_exit_time(drug, all)", "timeless");
const leftOf = (stack: StackOf) => answer(stackModel(stack), "exit_probability(drug, left)", "timeless");

/** [L (1 - e^{-vx/D}) / (1 - e^{-vL/D}) - x] / v of a drift v > 0, and what its own subtraction may have lost. */
function elementary(peclet: number, part: number): { readonly time: number; readonly lost: number } {
  if (peclet < 0) return elementary(-peclet, 1 - part);
  const reached = Math.expm1(-peclet * part) / Math.expm1(-peclet);
  const unit = (L * L) / D / peclet;
  return { time: (reached - part) * unit, lost: 8 * EPS * (reached + part) * unit };
}

/** Exponents up to |Pe| carry a rounding each; a few enter. */
const rounding = (peclet: number) => (20 + 4 * Math.abs(peclet)) * EPS;

const anyPeclet = fc.double({ min: -500, max: 500, noNaN: true }).filter((p) => Math.abs(p) > 1e-3);
// In parts of 2^-30, so that 1 - x is exact.
const anyPart = fc.integer({ min: 1, max: 2 ** 30 - 1 }).map((i) => i / 2 ** 30);

test("between two absorbers a drifting particle stays as long as the elementary formula says, for Pe to 500", () => {
  fc.assert(
    fc.property(anyPeclet, anyPart, (peclet, part) => {
      const { time, lost } = elementary(peclet, part);
      const stack = { layers: [{ l: L, D }], left: absorbing, right: absorbing, initial: at(part * L) };
      const got = timeOf({ ...stack, drift: (peclet * D) / L });
      expect(Math.abs(got - time)).toBeLessThanOrEqual(lost + rounding(peclet) * time);
    }),
  );
});

test("a potential of constant slope does what the drift does that it causes, over 500 kT", () => {
  fc.assert(
    fc.property(anyPeclet, anyPart, (peclet, part) => {
      const { time, lost } = elementary(peclet, part);
      const layers = [{ l: L, D }];
      const stack = { layers, left: absorbing, right: absorbing, initial: at(part * L), fields: { temperature: 300 } };
      const got = timeOf({ ...stack, energy: `${-peclet} * kB * 300 * x / ${L}` });
      // the slope of ln W is taken from the expression, to 1e-12 of itself
      expect(Math.abs(got - time)).toBeLessThanOrEqual(lost + (1e-12 * Math.abs(peclet) + 1e-12) * time);
    }),
  );
});

test("the part that leaves on the left is that of the gambler, and the two parts make one", () => {
  fc.assert(
    fc.property(anyPeclet, anyPart, (peclet, part) => {
      const stack = { layers: [{ l: L, D }], left: absorbing, right: absorbing, initial: at(part * L) };
      const drift = (peclet * D) / L;
      // 1 - (1 - e^{-Pe x}) / (1 - e^{-Pe}), from the side on which nothing large is divided
      const left =
        peclet > 0
          ? (Math.exp(-peclet * part) * Math.expm1(-peclet * (1 - part))) / Math.expm1(-peclet)
          : Math.expm1(peclet * (1 - part)) / Math.expm1(peclet);
      expect(leftOf({ ...stack, drift })).toBeNear(left, { rel: rounding(peclet) });
    }),
  );
});

const anyLayer: fc.Arbitrary<LayerOf> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      l: fc.constantFrom(0.25, 0.5, 1),
      D: fc.double({ min: 0.5, max: 2, noNaN: true }),
      K: fc.constantFrom(0.01, 1, 30),
    }),
  },
  { weight: 1, arbitrary: fc.record({ P: fc.constantFrom(1e-3, 1, 1e3) }) },
);
const anyEnds = fc.constantFrom<readonly [BoundaryCondition | undefined, BoundaryCondition | undefined]>(
  [absorbing, absorbing],
  [absorbing, undefined],
  [undefined, absorbing],
  [{ kind: "robin", permeability: 0.1, concentration: 0 }, absorbing],
);
const anyStart = fc.constantFrom<"point" | number>("point", 3);

test("a mirror changes neither the time nor the parts, through layers and faces, with or against a drift", () => {
  const anyDrift = fc.double({ min: -60, max: 60, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(anyLayer, { minLength: 1, maxLength: 3 }),
      anyEnds,
      anyStart,
      anyDrift,
      (some, ends, start, drift) => {
        const layers: readonly LayerOf[] = [{ l: 0.5, D: 1 }, ...some, { l: 0.5, D: 0.7 }];
        const span = layers.reduce((sum, layer) => sum + ("l" in layer ? layer.l : 0), 0);
        const [left, right] = ends;
        const side = (end: "left" | "right", condition: BoundaryCondition | undefined) =>
          condition === undefined ? {} : { [end]: condition };
        const initial = (x: number) => (start === "point" ? at(x) : start);
        const there = { layers, ...side("left", left), ...side("right", right), drift, initial: initial(0.25) };
        const back = {
          layers: [...layers].reverse(),
          ...side("left", right),
          ...side("right", left),
          drift: -drift,
          initial: initial(span - 0.25),
        };
        // integrals over a start are asked to 1e-11
        expect(timeOf(back)).toBeNear(timeOf(there), { rel: start === "point" ? 1e-12 : 1e-10 });
        const rightOf = answer(stackModel(back), "exit_probability(drug, right)", "timeless");
        expect(rightOf).toBeNear(leftOf(there), { rel: start === "point" ? 1e-12 : 1e-10 });
      },
    ),
    { numRuns: 40 },
  );
});
