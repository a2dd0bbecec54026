import { describe, expect, test } from "vitest";
import { initialAmounts } from "#generator/initial-amounts.ts";
import { continuumSpecies, longestTime, speciesNetwork, whyNoMesh } from "#generator/motion.ts";
import { reducedResponse } from "#generator/state-reduction.ts";
import type { Expression } from "#model/expression/expression.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import type { BoundaryCondition, FreeDomain, Model, Species } from "#model/model.ts";
import { conditionShares } from "#observables/condition-shares.ts";
import { flowOver } from "#observables/network-state.ts";
import { held, type StackOf, textOf } from "../support/closed-form.ts";
import { modelWith, walkerWith } from "../support/models.ts";
import { networkOfStack, stackModel, startOf, UNIT_TEMPERATURE } from "../support/networks.ts";

const rounding = { rel: 20 * Number.EPSILON };
const wish = { cells: 40, refinement: 1, thinnerThan: 0, most: Number.POSITIVE_INFINITY, graded: true };
const water = (D: number | string, K: number | string = 1) => [
  { medium: "", diffusivity: textOf(D), partition: textOf(K) },
];

/** One walker in free space that is watched until t = 2. */
function free(domain: Partial<FreeDomain>, fields: Partial<Species> = {}): Model {
  const species = walkerWith({ media: water(3), ...fields });
  const whole: FreeDomain = { kind: "free", geometry: "line", dimensions: 1, ...domain };
  const solves = [{ kind: "transient" as const, times: [1, 2] }];
  return modelWith({ species: [species], domain: whole, solves, temperature: UNIT_TEMPERATURE });
}
const meshOf = (model: Model) => speciesNetwork(model, model.species[0] as Species, wish).mesh;

describe("the window of an unbounded line", () => {
  const spread = 7.2 * Math.sqrt(2 * 3 * 2);

  test("holds 7.2 standard deviations to each side of the start", () => {
    const { edge, cellCount } = meshOf(free({}, { initial: { kind: "point", at: [5], amount: 1 } }));
    const h = (edge[cellCount] - edge[0]) / cellCount;
    expect(Math.abs(edge[0] - (5 - spread))).toBeLessThanOrEqual(h);
    expect(Math.abs(edge[cellCount] - (5 + spread))).toBeLessThanOrEqual(h);
  });

  test("goes with the drift, forward or backward", () => {
    for (const v of [1, -1]) {
      const { edge, cellCount } = meshOf(free({}, { drift: textOf(v) }));
      const h = (edge[cellCount] - edge[0]) / cellCount;
      expect(Math.abs(edge[0] - (Math.min(0, 2 * v) - spread))).toBeLessThanOrEqual(h);
      expect(Math.abs(edge[cellCount] - (Math.max(0, 2 * v) + spread))).toBeLessThanOrEqual(h);
    }
  });

  test("ends at a wall, and looks at the wall if nothing says where the species starts", () => {
    const uniform = { kind: "concentration" as const, concentration: textOf(1) };
    const right = meshOf(free({ from: 1000 }, { initial: uniform }));
    expect(right.edge[0]).toBe(1000);
    expect(right.edge[right.cellCount]).toBeNear(1000 + spread, rounding);
    const left = meshOf(free({ to: -1000 }, { initial: uniform }));
    expect(left.edge[left.cellCount]).toBe(-1000);
  });

  test("is the one that the file names, within the walls", () => {
    const { edge, cellCount } = meshOf(free({ resolve: { from: -4, to: 6 }, from: -1 }));
    expect([edge[0], edge[cellCount]]).toEqual([-1, 6]);
  });

  test("looks along the radius around the start in a plane and in space", () => {
    const start = { kind: "point" as const, at: [5, 7, 9], amount: 1 };
    const model = free({ geometry: "space", dimensions: 3 }, { initial: start });
    const network = speciesNetwork(model, model.species[0] as Species, wish);
    expect(network.mesh.geometry).toBe("sphere");
    expect(network.mesh.edge[0]).toBe(0);
    expect(initialAmounts(model, model.species[0] as Species, network)[1]).toBe(1);
  });

  test("spreads what drifts by exactly D: the rates to both sides sum to 2 D / h², their difference to v / h", () => {
    const model = free({}, { drift: textOf(1) });
    const { forward, backward, mesh } = speciesNetwork(model, model.species[0] as Species, wish);
    const h = (mesh.edge[mesh.cellCount] - mesh.edge[0]) / mesh.cellCount;
    expect(forward[20] + backward[20]).toBeNear((2 * 3) / h ** 2, { rel: 1e-12 });
    expect(forward[20] - backward[20]).toBeNear(1 / h, { rel: 1e-12 });
  });
});

describe("whyNoMesh", () => {
  const why = (model: Model) => whyNoMesh(model, model.species[0] as Species);
  const energy = [{ kind: "potential" as const, energy: parseExpression("x^2") }];

  test("asks where to look on a line that keeps no width", () => {
    const varying: readonly Partial<Species>[] = [
      { terms: energy },
      { media: water("1 + exp(x)") },
      { media: water(1, "exp(x)") },
      { drift: textOf("sin(x)") },
      { initial: { kind: "concentration", concentration: textOf("exp(-x^2)") } },
    ];
    for (const fields of varying) {
      expect(why(free({}, fields))?.change).toMatch(/resolve/);
      expect(why(free({ resolve: { from: -1, to: 1 } }, fields))).toBeUndefined();
    }
    expect(why(free({}))).toBeUndefined();
  });

  test("refuses a plane or space without a point start or with a direction", () => {
    const space = { geometry: "space" as const, dimensions: 3 as const };
    const uniform = { kind: "concentration" as const, concentration: textOf(1) };
    expect(why(free(space, { initial: uniform }))?.change).toMatch(/start it at a point/);
    expect(why(free(space, { terms: energy }))?.because).toMatch(/direction/);
    expect(why(free(space))).toBeUndefined();
  });

  test("refuses layers that the species cannot enter, and a model without a domain", () => {
    const model = stackModel({
      layers: [
        { l: 1, D: 1 },
        { l: 1, D: 1 },
      ],
    });
    const species = model.species[0] as Species;
    const shut = { ...model, species: [{ ...species, media: species.media.slice(0, 1) }] };
    expect(why(shut)?.because).toMatch(/cannot enter b/);
    expect(why(model)).toBeUndefined();
    expect(why(modelWith({ species: [species] }))?.change).toMatch(/domain/);
  });
});

describe("initialAmounts", () => {
  const slab = { layers: [{ l: 4, D: 1 }] };
  const start = (stack: StackOf, cells = 4) => [...startOf(stack, networkOfStack(stack, cells))];
  const point = (x: number, amount = 1) => ({ kind: "point" as const, at: [x], amount });

  test("of a concentration are c times the volume of each cell", () => {
    expect(start({ ...slab, initial: "2 * x" })).toEqual([0, 1, 3, 5, 7, 0]);
  });

  test("of a point have the coordinate of the point as their mean, in a shell too", () => {
    expect(start({ ...slab, initial: point(1.75, 2) })).toEqual([0, 0, 1.5, 0.5, 0, 0]);
    expect(start({ ...slab, geometry: "sphere", start: 1, initial: point(3.25) })).toEqual([0, 0, 0.25, 0.75, 0, 0]);
  });

  test("of a point within half a cell of an end are in the last cell; beyond it there is no mesh", () => {
    expect(start({ ...slab, initial: point(0.1) })).toEqual([0, 1, 0, 0, 0, 0]);
    expect(start({ ...slab, initial: point(4) })).toEqual([0, 0, 0, 0, 1, 0]);
    expect(() => start({ ...slab, initial: point(4.1) })).toThrow(/looks from 0 m to 4 m/);
  });

  test("of an equilibrium are proportional to K e^{-V/kT}", () => {
    const layers = [
      { l: 1, D: 1, K: 3 },
      { l: 1, D: 1, K: 1 },
    ];
    const [, rich = 0, poor = 0] = start({ layers, initial: { kind: "equilibrium", amount: 8 } }, 1);
    expect(rich).toBeNear(6, rounding);
    expect(poor).toBeNear(2, rounding);
    const falling = start({ ...slab, energy: "-x", initial: { kind: "equilibrium", amount: 1 } });
    expect(falling[3] / falling[2]).toBeNear(Math.E, rounding);
  });

  test("of an equilibrium are shared by the cells alone; baths hold what they declare", () => {
    const bath = (concentration: number): BoundaryCondition => ({ kind: "bath", volume: 5, concentration });
    const initial = { kind: "equilibrium" as const, amount: 8 };
    expect(start({ ...slab, initial, left: bath(0), right: bath(3) })).toEqual([0, 2, 2, 2, 2, 15]);
  });

  test("of an equilibrium are right wherever the zero of the energy lies", () => {
    for (const energy of ["1000 - x", "-1000 - x"]) {
      const falling = start({ ...slab, energy, initial: { kind: "equilibrium", amount: 1 } });
      // a potential of 1000 kT is known to 1e-13
      expect(falling[3] / falling[2]).toBeNear(Math.E, { rel: 3000 * Number.EPSILON });
    }
  });

  test("fill a bath to its concentration", () => {
    const bath: BoundaryCondition = { kind: "bath", volume: 5, concentration: 3 };
    expect(start({ ...slab, right: bath })).toEqual([0, 0, 0, 0, 0, 15]);
  });

  test("cannot be negative", () => {
    expect(() => start({ ...slab, initial: "x - 1" })).toThrow(/cannot be negative/);
  });
});

test("the share of a cell in which a condition holds is counted at 64 points", () => {
  const { mesh } = networkOfStack({ layers: [{ l: 4, D: 1 }] }, 4);
  const shares = conditionShares(modelWith({}), mesh, parseExpression("x > 1.25 and x < 3"));
  expect([...shares]).toEqual([0, 0.75, 1, 0]);
});

test("a species that walks by steps is carried by the D and v of its steps", () => {
  const walk = {
    spacing: 2,
    dimensions: 1 as const,
    right: 0.7,
    stay: 0,
    clock: { kind: "fixed" as const, interval: 0.5 },
  };
  const { media, drift } = continuumSpecies(walkerWith({ walk }));
  const numberIn = (e: Expression | undefined) => (e?.kind === "number" ? e.value : Number.NaN);
  expect(numberIn(media[0]?.diffusivity)).toBeNear((4 * 0.7 * 0.3 * 4) / (2 * 0.5), rounding);
  expect(numberIn(drift)).toBeNear((0.4 * 2) / 0.5, rounding);
});

test("thin layers become faces only where a resistance says all of them", () => {
  const coarse = { ...wish, thinnerThan: 0.01 };
  const layers = [
    { l: 1, D: 1 },
    { l: 1e-3, D: 1, K: 0.1 },
    { l: 1, D: 1 },
  ];
  const membranes = (stack: StackOf) => [...networkOfStack(stack, 10, coarse).mesh.membranes.values()].flat();
  const driven = { layers, left: held(1), right: held(0) };
  expect(membranes(driven)).toEqual(["b"]);
  const network = networkOfStack(driven, 10, coarse);
  const J = flowOver(network, reducedResponse(network, network.gain), network.size - 2);
  expect(J).toBeNear(1 / (1 + 1e-3 / 0.1 + 1), { rel: 300 * Number.EPSILON });
  expect(membranes({ ...driven, initial: 1 })).toEqual([]);
  expect(membranes({ ...driven, energy: "x" })).toEqual([]);
  expect(membranes({ ...driven, drift: 1 })).toEqual([]);
  const loss = { name: "s", species: "drug", layer: "", law: { kind: "linear" as const, rate: -1 } };
  expect(membranes({ ...driven, fields: { sources: [loss] } })).toEqual([]);
});

test("the longest time is the last record time of all solves, and 1 s where there is none", () => {
  expect(
    longestTime([{ kind: "steady" }, { kind: "transient", times: [1, 7] }, { kind: "transient", times: [3] }]),
  ).toBe(7);
  expect(longestTime([{ kind: "steady" }])).toBe(1);
});

test("a drift that carries a walker too far for any grid is refused with words, before a grid is made", () => {
  const model = modelWith({
    domain: { kind: "free", geometry: "line", dimensions: 1 },
    species: [
      walkerWith({
        walk: { spacing: 1e-9, dimensions: 1, right: 0.7, stay: 0, clock: { kind: "fixed", interval: 1e-9 } },
      }),
    ],
    solves: [{ kind: "transient", times: [0, 1e3] }],
  });
  expect(whyNoMesh(model, model.species[0]!)?.because).toContain("carries it so far that a grid would need");
});
