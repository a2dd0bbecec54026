/** The machinery of mixtures on a species whose activity is none: what it answers must be what the linear levels answer. */
import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import type { Level } from "#levels/contract.ts";
import { master } from "#levels/master/master.ts";
import type { Model, Solve } from "#model/model.ts";
import { held, measure, type StackOf } from "../support/closed-form.ts";
import { cut, mixture } from "../support/mixtures.ts";
import { solved } from "../support/models.ts";
import "../support/matchers.ts";

const TEXTS = [
  "flux(drug, left)",
  "flux(drug, right)",
  "c(drug, a.right)",
  "c(drug, left)",
  "amount(drug, all)",
  "activity(drug, right)",
];

function readings(level: Level, model: Model): ReadonlyMap<string, number> {
  const result = solved(
    level.solve({
      model,
      species: "drug",
      solves: model.solves,
      measures: TEXTS.map(measure),
      walkers: 1,
      seed: 1,
      refinement: 1,
    }),
  );
  return new Map(result.readings.map((one) => [`${one.measure} at ${one.when}`, one.value]));
}

const film = { kind: "robin" as const, permeability: 0.7, concentration: 2 };
const bath = (concentration: number) => ({ kind: "bath" as const, volume: 0.6, concentration });
const STEADY: Solve = { kind: "steady" };
const IN_TIME: Solve = { kind: "transient", times: [0.05, 0.4] };

const STACKS: Readonly<Record<string, readonly [StackOf, Solve]>> = {
  "between two held ends": [{ layers: [{ l: 1, D: 0.5 }], left: held(3), right: held(1) }, STEADY],
  "with a drift": [{ layers: [{ l: 1, D: 0.5 }], left: held(3), right: held(1), drift: 1.3 }, STEADY],
  "against a drift": [{ layers: [{ l: 1, D: 0.5 }], left: held(3), right: held(1), drift: -2 }, STEADY],
  "over jumps of K and a membrane": [
    {
      layers: [{ l: 1, D: 0.5 }, { P: 0.3 }, { l: 0.5, D: 2, K: 5 }, { l: 0.4, D: 1, K: 0.1 }],
      left: held(3),
      right: held(1),
    },
    STEADY,
  ],
  "from a film into a sphere": [
    { layers: [{ l: 1, D: 0.5, K: 3 }], geometry: "sphere", start: 0.5, left: held(0), right: film },
    STEADY,
  ],
  "in time, between baths": [
    {
      layers: [
        { l: 1, D: 0.5, K: 2 },
        { l: 1, D: 1 },
      ],
      left: bath(4),
      right: bath(1),
    },
    IN_TIME,
  ],
  "in time, with a flux and a sink": [
    {
      layers: [{ l: 1, D: 0.5 }],
      geometry: "cylinder",
      start: 0.5,
      left: { kind: "no-flux" },
      right: { kind: "flux", flux: -0.2 },
      initial: 1,
      fields: { sources: [{ name: "sink", species: "drug", layer: "", law: { kind: "linear", rate: 0.5 } }] },
    },
    IN_TIME,
  ],
};

describe("an activity that is none", () => {
  test.each(Object.entries(STACKS))("%s", (_, [stack, solve]) => {
    const plain = cut(mixture({ ...stack, fields: { ...stack.fields, solves: [solve] } }, {}), 10);
    const none = [{ kind: "virial" as const, coefficients: [0] }];
    const dressed = { ...plain, species: plain.species.map((species) => ({ ...species, activity: none })) };
    for (const [level, margin] of [
      [continuum, 3e-5],
      [master, 2e-4],
    ] as const) {
      const linear = readings(level, plain);
      const found = readings(level, dressed);
      expect(linear.size).toBeGreaterThan(4);
      // the same when steady; in time both are near the same equations: some hundred steps of 1e-7, or of (3e-5)^(3/2)
      for (const [key, value] of linear)
        expect(found.get(key), key).toBeNear(value, { rel: solve === STEADY ? 1e-9 : margin, abs: 1e-12 });
    }
  });
});

describe("a mole fraction", () => {
  const stack: StackOf = {
    layers: [{ l: 2, D: 0.5 }],
    left: { kind: "flux", flux: 2 },
    fields: {
      solves: [{ kind: "transient", times: [0.3] }],
      sources: [{ name: "supply", species: "drug", layer: "", law: { kind: "zero-order", rate: 3 } }],
    },
  };
  const read = (level: Level, model: Model) => readings(level, cut(model, 10));

  test.each([continuum, master])("is counted in moles at the level $name: fluxes, sources and amounts", (level) => {
    const model = mixture({ ...stack, initial: 0.1 }, { measure: "mole-fraction", total: 50 });
    const found = read(level, model);
    expect(found.get("flux(drug, left) at 0.3")).toBeNear(2, { rel: 1e-12 });
    // 50 mol/m^3 · 0.1 · 2 m, and 2 and 3 · 2 mol/m^2/s for 0.3 s
    expect(found.get("amount(drug, all) at 0.3")).toBeNear(10 + 0.3 * 8, { rel: 1e-12 });
    expect(found.get("c(drug, left) at 0.3")).toBeLessThan(1);
  });

  test.each([continuum, master])("may start at a point, with moles, at the level $name", (level) => {
    const initial = { kind: "point" as const, at: [1], amount: 4 };
    const model = mixture({ ...stack, initial }, { measure: "mole-fraction", total: 50 });
    expect(read(level, model).get("amount(drug, all) at 0.3")).toBeNear(4 + 0.3 * 8, { rel: 1e-12 });
  });
});
