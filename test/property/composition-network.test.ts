import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { largestAmounts } from "#generator/composition-span.ts";
import { isInRange, settledMixture } from "#generator/composition-steady.ts";
import { compositionSystem } from "#generator/composition-system.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import type { Level } from "#levels/contract.ts";
import { master } from "#levels/master/master.ts";
import type { BoundaryCondition, Model, Species } from "#model/model.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { held, type LayerOf, textOf } from "../support/closed-form.ts";
import { cut, mixture, networkOfMixture } from "../support/mixtures.ts";
import { solved } from "../support/models.ts";
import { evenly } from "../support/networks.ts";
import "../support/matchers.ts";

/** Activities with Γ > 0 for all that two media can hold whose K differ by a factor of 2, from concentrations up to 1; or none. */
const anyActivity: fc.Arbitrary<Species["activity"]> = fc.oneof(
  fc.constant(undefined),
  evenly(-0.1, 2).map((b) => [{ kind: "virial" as const, coefficients: [b] }]),
  evenly(0.05, 0.4).map((v) => [{ kind: "carnahan-starling" as const, molarVolume: v }]),
  evenly(-0.5, 1).map((k) => [{ kind: "expression" as const, lnGamma: textOf(`${k} * drug / (1 + drug)`) }]),
);
const anyD = fc.oneof(
  evenly(0.2, 2).map(String),
  evenly(0.2, 2).map((d) => `${d} * drug`),
  evenly(0.1, 2).map((d) => `${d} * (1 + drug^2) * (1 + 0.3 * x)`),
);
const anyLayer: fc.Arbitrary<LayerOf> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ l: evenly(0.3, 2), D: anyD, K: evenly(0.7, 1.4) }) },
  { weight: 1, arbitrary: evenly(0.2, 3).map((P) => ({ P })) },
);
const anyLayers = fc
  .tuple(
    fc.record({ l: evenly(0.3, 2), D: anyD, K: evenly(0.7, 1.4) }),
    fc.array(anyLayer, { maxLength: 2 }),
    fc.record({ l: evenly(0.3, 2), D: anyD, K: evenly(0.7, 1.4) }),
  )
  .map(([first, more, last]): LayerOf[] => [first, ...more, last]);
const anyEnd: fc.Arbitrary<BoundaryCondition> = fc.oneof(
  evenly(0, 1).map(held),
  fc.record({ kind: fc.constant("robin" as const), permeability: evenly(0.2, 3), concentration: evenly(0, 1) }),
  fc.record({ kind: fc.constant("bath" as const), volume: evenly(0.2, 3), concentration: evenly(0, 1) }),
  fc.constant({ kind: "no-flux" as const }),
);
const anyMixture: fc.Arbitrary<Model> = fc
  .record({
    layers: anyLayers,
    activity: anyActivity,
    left: anyEnd,
    right: anyEnd,
    drift: evenly(-1, 1),
    shape: fc.constantFrom("plain", "drifting", "ring"),
  })
  .map(({ layers, activity, left, right, drift, shape }) => {
    const drifts = shape === "drifting" && left.kind === "concentration";
    const stack = {
      layers: drifts ? layers.slice(0, 1) : layers,
      left,
      right: drifts ? held(0.5) : right,
      initial: "0.3 + 0.1 * x",
      ...(drifts ? { drift } : {}),
    };
    const model = cut(mixture(stack, activity === undefined ? {} : { activity }), 4);
    const ring = (["left", "right"] as const).map((end) => ({
      end,
      species: "drug",
      condition: { kind: "periodic" as const },
    }));
    return shape === "ring" ? { ...model, boundaries: ring } : model;
  });
const anyState = fc.array(evenly(0.05, 0.95), { minLength: 40, maxLength: 40 });

/** Amounts at concentrations of the cells and baths. */
function stateOf(network: ReturnType<typeof networkOfMixture>, concentrations: readonly number[]): Float64Array {
  const { volume } = network.base;
  return volume.map((v, i) => (v === Number.POSITIVE_INFINITY ? 0 : v * (concentrations[i % 40] as number)));
}

describe("a network at any state", () => {
  test("has the Jacobian of its rates", () => {
    fc.assert(
      fc.property(anyMixture, anyState, fc.integer({ min: 1, max: 4 }), (model, c, which) => {
        const network = networkOfMixture(model);
        const system = compositionSystem(network);
        const n = stateOf(network, c);
        const { size } = system;
        const rateAt = (at: Float64Array) => {
          const out = new Float64Array(size);
          system.fillRate(out, at);
          return out;
        };
        const j = which % size;
        if (network.base.volume[j] === Number.POSITIVE_INFINITY) return;
        const h = 1e-6 * (network.base.volume[j] as number);
        const [up, down] = [n.slice(), n.slice()];
        up[j] = (up[j] as number) + h;
        down[j] = (down[j] as number) - h;
        const [above, below] = [rateAt(up), rateAt(down)];
        rateAt(n);
        system.linearise();
        // column j of the Jacobian, as 1 - f' takes it from the unit vector: solve (0 - (-1) f')... by its inverse
        const difference = above.map((value, i) => (value - (below[i] as number)) / (2 * h));
        // (1 - s f') x = rhs with x the unit vector j has rhs = e_j - s f' e_j
        const s = 1e-3 / Math.max(...difference.map(Math.abs), 1);
        const x = difference.map((value, i) => (i === j ? 1 : 0) - s * value);
        system.solve(x, 1, s);
        const largest = Math.max(...difference.map(Math.abs));
        // central differences of smooth flows: h² of third slopes, and 2^-53 / 1e-6 of the flows themselves
        for (let i = 0; i < size; i++)
          expect(Math.abs((x[i] as number) - (i === j ? 1 : 0))).toBeLessThan(2e-6 * s * Math.max(1, largest));
      }),
      { numRuns: 200 },
    );
  });

  test("conserves amount: what leaves a node enters another", () => {
    fc.assert(
      fc.property(anyMixture, anyState, (model, c) => {
        const network = networkOfMixture(model);
        const system = compositionSystem(network);
        const out = new Float64Array(system.size);
        system.fillRate(out, stateOf(network, c));
        expect(Math.abs(sumOf(out))).toBeLessThan(1e-13 * Math.max(1, ...out.map(Math.abs)) * system.size);
      }),
    );
  });

  test("is a network of hops: no rate is negative", () => {
    fc.assert(
      fc.property(anyMixture, anyState, (model, c) => {
        const network = networkOfMixture(model);
        const { forward, backward } = network.at(stateOf(network, c));
        expect([...forward, ...backward].every((rate) => rate >= 0 && Number.isFinite(rate))).toBe(true);
      }),
    );
  });
});

describe("a mixture in time", () => {
  const run = (level: Level, model: Model) =>
    solved(
      level.solve({
        model,
        species: "drug",
        solves: [{ kind: "transient", times: [0.01, 0.2] }],
        measures: [],
        walkers: 1,
        seed: 1,
        refinement: 1,
      }),
    );
  test.each([continuum, master])("$name keeps its amount to 1e-12, and nothing becomes negative", (level) => {
    fc.assert(
      fc.property(anyMixture, (model) => {
        const { invariants } = run(level, model);
        expect(invariants.massDrift).toBeLessThan(1e-12);
        expect(invariants.smallestConcentration).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 12 },
    );
  });

  test("a step of concentration into nothing stays so, whatever D does there", () => {
    for (const D of ["drug", "drug^2", "0.01 + drug", "exp(5 * drug)", "1 / (1 + 50 * drug)"]) {
      const stack = { layers: [{ l: 1, D }], initial: "if(x < 0.3, 1, 0)" };
      const { invariants } = run(continuum, cut(mixture(stack, {}), 20));
      expect(invariants.smallestConcentration).toBe(0);
      expect(invariants.massDrift).toBeLessThan(1e-13);
    }
  });
});

describe("the steady state of a mixture", () => {
  test("is in range and balanced, whatever the ends", () => {
    fc.assert(
      fc.property(anyMixture, (model) => {
        const network = networkOfMixture(model);
        const start = stateOf(network, new Array<number>(40).fill(0.3));
        const settled = settledMixture(network, start);
        if (settled === undefined) return;
        expect(isInRange(network, settled.n, largestAmounts(network))).toBe(true);
        expect(settled.log.residual).toBeLessThan(1e-11);
      }),
      { numRuns: 60 },
    );
  });

  test("between two baths has the activity of both, each with its own γ", () => {
    const anyBath = fc.record({
      kind: fc.constant("bath" as const),
      volume: evenly(0.2, 3),
      concentration: evenly(0.1, 1),
    });
    fc.assert(
      fc.property(anyLayers, anyActivity, anyBath, anyBath, (layers, activity, left, right) => {
        const stack = { layers, left, right, initial: 0.4 };
        const network = networkOfMixture(cut(mixture(stack, activity === undefined ? {} : { activity }), 4));
        const { base } = network;
        const start = base.volume.map(
          (v, i) => v * (i === 0 ? left.concentration : i === base.size - 1 ? right.concentration : 0.4),
        );
        const n = settledMixture(network, start)?.n as Float64Array;
        expect(sumOf(n)).toBeNear(sumOf(start), { rel: 1e-12 });
        const c = (i: number) => (n[i] as number) / (base.volume[i] as number);
        const gamma = (s: number) => Math.exp(network.activity.lnGamma(s));
        const [first, last] = [c(0) * gamma(c(0)), c(base.size - 1) * gamma(c(base.size - 1))];
        expect(last).toBeNear(first, { rel: 1e-8 });
        const K = layers[0] !== undefined && "K" in layers[0] ? Number(layers[0].K) : 1;
        expect((c(1) * gamma(c(1))) / K).toBeNear(first, { rel: 1e-8 });
      }),
      { numRuns: 40 },
    );
  });

  test("of a closed one has the same activity everywhere, and holds what was there", () => {
    fc.assert(
      fc.property(anyLayers, anyActivity, (layers, activity) => {
        const stack = { layers, initial: "0.3 + 0.1 * x" };
        const network = networkOfMixture(cut(mixture(stack, activity === undefined ? {} : { activity }), 4));
        const { base } = network;
        const start = base.volume.map((v) => (v === Number.POSITIVE_INFINITY ? 0 : 0.4 * v));
        const n = settledMixture(network, start)?.n as Float64Array;
        expect(sumOf(n)).toBeNear(sumOf(start), { rel: 1e-13 });
        const { weight } = network.at(n);
        const activities = Array.from(n.subarray(1, n.length - 1), (value, i) => value / (weight[i + 1] as number));
        expect(Math.max(...activities) / Math.min(...activities) - 1).toBeLessThan(1e-9);
      }),
      { numRuns: 60 },
    );
  });
});
