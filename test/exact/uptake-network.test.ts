import { describe, expect, test } from "vitest";
import { compositionSystem } from "#generator/composition-system.ts";
import { bareNetwork, speciesNetwork } from "#generator/motion.ts";
import { drivenAmounts } from "#generator/steady-amounts.ts";
import { uptakeNetwork } from "#generator/uptake-network.ts";
import { carrierFlux } from "#model/carrier.ts";
import type { LayeredDomain, Model, Species } from "#model/model.ts";
import type { Uptake } from "#model/uptake.ts";
import {
  flowBeside,
  flowBeyond,
  flowOver,
  leftFaceConcentration,
  rightFaceConcentration,
} from "#observables/network-state.ts";
import { textOf } from "../support/closed-form.ts";
import { modelWith } from "../support/models.ts";
import "../support/matchers.ts";

const WISH = { cells: 20, refinement: 1, thinnerThan: 0, most: Number.POSITIVE_INFINITY, graded: true };
const MM = { kind: "michaelis-menten", maximum: 3, halfSaturation: 0.7 } as const;
const LINEAR = { kind: "linear", permeability: 0.8 } as const;
const uptake = (fields: Partial<Uptake>): Uptake => ({
  name: "taken",
  species: "drug",
  law: LINEAR,
  layer: "second",
  at: "right",
  area: 1,
  behind: 0,
  ...fields,
});

interface Given {
  readonly uptakes: readonly Uptake[];
  readonly porosity?: number;
  readonly geometry?: LayeredDomain["geometry"];
  readonly right?: Model["boundaries"][number]["condition"];
  readonly K?: number;
}

function modelOf({ uptakes, porosity = 0.4, geometry = "slab", right = { kind: "no-flux" }, K = 1 }: Given): {
  model: Model;
  species: Species;
} {
  const species: Species = {
    name: "drug",
    measure: "amount",
    media: [
      { medium: "water", diffusivity: textOf(1), partition: textOf(1) },
      { medium: "pores", diffusivity: textOf(0.5), partition: textOf(K) },
    ],
    terms: [],
    initial: { kind: "concentration", concentration: textOf(0) },
  };
  const model = modelWith({
    species: [species],
    domain: {
      kind: "layers",
      geometry,
      start: geometry === "slab" ? 0 : 1,
      layers: [
        { name: "first", medium: "water", thickness: 1 },
        { name: "second", medium: "pores", thickness: 0.5 },
      ],
    },
    porousMedia: { pores: { porosity, tortuosity: 1 } },
    uptakes,
    boundaries: [
      { end: "left", species: "drug", condition: { kind: "concentration", concentration: 2 } },
      { end: "right", species: "drug", condition: right },
    ],
    solves: [{ kind: "steady" }],
  });
  return { model, species };
}

describe("a network with carriers", () => {
  test("porous layers are resistances l / ε D K in series, with the fluids' concentration continuous between them", () => {
    const { model, species } = modelOf({ uptakes: [], right: { kind: "absorbing" }, K: 1.5 });
    const network = speciesNetwork(model, species, WISH);
    const n = drivenAmounts(network);
    const J = 2 / (1 + 0.5 / (0.4 * 0.5 * 1.5));
    const at = network.mesh.layer.lastIndexOf(0);
    expect(flowOver(network, n, 3)).toBeNear(J, { rel: 1e-12 });
    expect(rightFaceConcentration(network, n, at)).toBeNear(2 - J, { rel: 1e-12 });
    expect(leftFaceConcentration(network, n, at + 1)).toBeNear(1.5 * (2 - J), { rel: 1e-12 });
  });

  test.each([
    "slab",
    "cylinder",
    "sphere",
  ] as const)("a linear carrier at the end of a %s is a film to an empty bath", (geometry) => {
    const film = modelOf({
      uptakes: [],
      geometry,
      K: 1.5,
      right: { kind: "robin", permeability: 0.8 * 0.3 * 1.5, concentration: 0 },
    });
    const carried = modelOf({ uptakes: [uptake({ area: 0.3 })], geometry, K: 1.5 });
    const [a, b] = [film, carried].map(({ model, species }) => {
      const network = speciesNetwork(model, species, WISH);
      return { network, n: drivenAmounts(network) };
    }) as [
      { network: ReturnType<typeof speciesNetwork>; n: Float64Array },
      { network: ReturnType<typeof speciesNetwork>; n: Float64Array },
    ];
    for (let i = 1; i < a.n.length - 1; i++) expect(b.n[i]).toBeNear(a.n[i] as number, { rel: 1e-12 });
  });

  test("carriers at a face take what arrives less what passes on, whichever layer they belong to", () => {
    for (const at of [uptake({ at: "left", area: 0.6 }), uptake({ layer: "first", at: "right", area: 0.6 })]) {
      const { model, species } = modelOf({ uptakes: [at], right: { kind: "absorbing" } });
      const network = speciesNetwork(model, species, WISH);
      const n = drivenAmounts(network);
      const cell = network.mesh.layer.lastIndexOf(0);
      const [arriving, passing] = [flowBeside(network, n, cell, "right"), flowBeside(network, n, cell + 1, "left")];
      const c = rightFaceConcentration(network, n, cell);
      expect(arriving - passing).toBeNear(0.6 * 0.8 * c, { rel: 1e-11 });
      // conductances before, after and of the carriers: 1, ε D / l and A P
      expect(c).toBeNear(2 / (1 + 0.4 + 0.48), { rel: 1e-12 });
      expect(leftFaceConcentration(network, n, cell + 1)).toBeNear(c, { rel: 1e-12 });
    }
  });

  test("between equal concentrations in front and behind nothing flows", () => {
    const takers = [uptake({ behind: 2 }), uptake({ name: "tips", at: "left", behind: 2 })];
    const { model, species } = modelOf({ uptakes: takers });
    const network = speciesNetwork(model, species, WISH);
    const n = drivenAmounts(network);
    for (let i = 0; i < network.mesh.cellCount; i++)
      expect((n[i + 1] as number) / network.mesh.volume[i]).toBeNear(2, { rel: 1e-12 });
  });

  test.each([
    LINEAR,
    MM,
  ])("%o at a bath behind a membrane takes what comes from both sides, and all is accounted for", (law) => {
    const uptakes = [uptake({ law, area: 0.6 })];
    const { model, species } = modelOf({ uptakes, right: { kind: "bath", volume: 3, concentration: 0 } });
    const domain = model.domain as LayeredDomain;
    const walled = {
      ...model,
      domain: {
        ...domain,
        layers: [...domain.layers, { name: "wall", medium: "", thickness: 0, membrane: { drug: 0.7 } }],
      },
    };
    const network = uptakeNetwork(walled, species, bareNetwork(walled, species, WISH));
    const { size, volume } = network.base;
    const n = Float64Array.from(volume, (v, i) => (v === Number.POSITIVE_INFINITY ? 0 : v * (0.5 + 0.01 * i)));
    const frozen = network.at(n);
    const a = rightFaceConcentration(frozen, n, frozen.mesh.cellCount - 1);
    const arriving = flowBeside(frozen, n, frozen.mesh.cellCount - 1, "right");
    const leaving = flowBeyond(frozen, n, "right");
    const bath = (n[size - 1] as number) / 3;
    expect(leaving).toBeNear(0.7 * (a - bath), { rel: 1e-11 });
    expect(arriving - leaving).toBeNear(0.6 * carrierFlux(law, a), { rel: 1e-11 });
  });

  test("in smaller units of amount carriers take as much: activities of 1e-12 are found as those of 1 are", () => {
    // by a power of two, so that not a bit differs
    const facesIn = (unit: number): readonly number[] => {
      const law = { kind: "michaelis-menten", maximum: 3 * unit, halfSaturation: 0.75 * unit } as const;
      const between = uptake({ law, at: "left", area: 0.6, name: "between" });
      const { model, species } = modelOf({ uptakes: [uptake({ law }), between] });
      const network = uptakeNetwork(model, species, bareNetwork(model, species, WISH));
      const n = Float64Array.from(network.base.volume, (v, i) =>
        v === Number.POSITIVE_INFINITY ? 0 : v * (0.5 + 0.01 * i) * unit,
      );
      const frozen = network.at(n);
      const cell = frozen.mesh.layer.lastIndexOf(0);
      return [cell, frozen.mesh.cellCount - 1].map((i) => rightFaceConcentration(frozen, n, i) / unit);
    };
    expect(facesIn(2 ** -40)).toEqual(facesIn(1));
  });

  test("the slopes of Newton's method are those of the rates, at walls, faces and ends", () => {
    const { model, species } = modelOf({
      uptakes: [
        uptake({ law: MM, at: "walls", area: 2 }),
        uptake({ law: MM, at: "left", area: 0.6, name: "tips" }),
        uptake({ law: { ...MM, kind: "facilitated" }, behind: 0.1, name: "base" }),
        uptake({ law: LINEAR, layer: "first", at: "right", name: "under" }),
      ].slice(0, 3),
    });
    const base = bareNetwork(model, species, { ...WISH, cells: 5 });
    const system = compositionSystem(uptakeNetwork(model, species, base));
    const { size } = system;
    const n = Float64Array.from(base.volume, (v, i) => (v === Number.POSITIVE_INFINITY ? 0 : v * (1.9 - 0.05 * i)));
    const rateAt = (at: Float64Array) => {
      const out = new Float64Array(size);
      system.fillRate(out, at);
      return out;
    };
    for (let k = 1; k < size - 1; k++) {
      const h = 1e-4 * (n[k] as number);
      const [up, down] = [
        rateAt(n.map((x, i) => (i === k ? x + h : x))),
        rateAt(n.map((x, i) => (i === k ? x - h : x))),
      ];
      const column = up.map((x, i) => (x - (down[i] as number)) / (2 * h));
      rateAt(n);
      system.linearise();
      // (1 - f') y = e_k - f' e_k has the solution e_k
      const y = column.map((x, i) => (i === k ? 1 : 0) - x);
      system.solve(y, 1, 1);
      for (let i = 1; i < size - 1; i++) expect(y[i]).toBeNear(i === k ? 1 : 0, { rel: 1e-6, abs: 1e-6 });
    }
  });

  test("what carriers take is never more than Vmax, and amounts stay positive however strong they are", () => {
    const strong = { ...MM, maximum: 1e6 };
    const { model, species } = modelOf({ uptakes: [uptake({ law: strong, at: "walls", area: 2 })] });
    const base = bareNetwork(model, species, WISH);
    const composition = uptakeNetwork(model, species, base);
    const network = composition.at(new Float64Array(base.size));
    const n = drivenAmounts(network);
    for (let i = 1; i < n.length - 1; i++) expect(n[i]).toBeGreaterThan(0);
    const full = composition.at(Float64Array.from(base.volume, (v) => (v === Number.POSITIVE_INFINITY ? 0 : 1e9 * v)));
    const cell = base.size - 2;
    // walls of area 2 in a whole volume, of which 0.4 is fluid
    expect(-(full.growth[cell] as number) * 1e9 * (base.volume[cell] as number)).toBeNear(
      (2 * 1e6 * (base.volume[cell] as number)) / 0.4,
      { rel: 1e-8 },
    );
  });
});
