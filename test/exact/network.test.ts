import { describe, expect, test } from "vitest";
import { isOpen } from "#generator/network.ts";
import { fillNetworkRate, networkMatrix } from "#generator/network-system.ts";
import { drivenAmounts } from "#generator/steady-amounts.ts";
import { suppliesOf } from "#generator/transition-matrix.ts";
import { fastestRate, uniformisedSteps } from "#generator/uniformisation.ts";
import type { Source } from "#model/model.ts";
import { fluxSpread, massDrift, smallestConcentration, steadyInvariants } from "#observables/network-invariants.ts";
import { flowOver, steadyFlowOver } from "#observables/network-state.ts";
import { held, type StackOf } from "../support/closed-form.ts";
import { networkOfStack } from "../support/networks.ts";

const rounding = { rel: 20 * Number.EPSILON };

describe("a uniform slab", () => {
  // D = 3, cells of width 0.5: D / h² = 12, and twice that from a node to the wall of its cell
  const slab = { layers: [{ l: 2, D: 3 }] };

  test("hops at D / h² to either side, and at 2 D / h² to a held or absorbing end", () => {
    const { forward, backward, gain } = networkOfStack({ ...slab, left: held(5), right: { kind: "absorbing" } }, 4);
    expect([...forward]).toEqual([0, 12, 12, 12, 24]);
    expect([...backward]).toEqual([24, 12, 12, 12, 0]);
    // what is given is 2 D c / h per area, and is taken from the ledger
    expect([...gain]).toEqual([-60, 60, 0, 0, 0, 0]);
  });

  test("keeps everything behind a closed end, and hops round behind a periodic one", () => {
    const closed = networkOfStack(slab, 4);
    expect([closed.forward[4], closed.backward[0], closed.wrap, isOpen(closed)]).toEqual([0, 0, undefined, false]);
    const ring = networkOfStack({ ...slab, left: { kind: "periodic" }, right: { kind: "periodic" } }, 4);
    expect(ring.wrap).toEqual({ forward: 12, backward: 12 });
    expect([ring.forward[4], ring.backward[0], ring.ends.left.kind]).toEqual([0, 0, "periodic"]);
  });

  test("exchanges with a bath through half a cell: 2 D / h over the volume of each", () => {
    const bath = { kind: "bath" as const, volume: 8, concentration: 1 };
    const { forward, backward, volume, weight, gain } = networkOfStack({ ...slab, left: bath }, 4);
    expect([backward[0], forward[0], volume[0], weight[0]]).toEqual([24, 12 / 8, 8, 8]);
    expect(gain.every((rate) => rate === 0)).toBe(true);
  });

  test("exchanges with a bath behind a membrane over both in series, with the area of its end", () => {
    const bath = { kind: "bath" as const, volume: 8, concentration: 1 };
    const tube = (fields: Pick<StackOf, "left" | "right" | "layers">) =>
      networkOfStack({ geometry: "cylinder", start: 1, ...fields }, 1);
    // one cell from 1 to 2, its node at 3/2: ln(3/2) / 2πD inward, ln(4/3) / 2πD outward, and 1 / P A
    const inner = 1 / (Math.log(1.5) / (2 * Math.PI * 3) + 1 / (0.5 * 2 * Math.PI));
    const left = tube({ layers: [{ P: 0.5 }, { l: 1, D: 3 }], left: bath });
    expect(left.backward[0]).toBeNear(inner / (3 * Math.PI), rounding);
    expect(left.forward[0]).toBeNear(inner / 8, rounding);
    const outer = 1 / (Math.log(4 / 3) / (2 * Math.PI * 3) + 1 / (0.5 * 4 * Math.PI));
    const right = tube({ layers: [{ l: 1, D: 3 }, { P: 0.5 }], right: bath });
    expect(right.forward[1]).toBeNear(outer / (3 * Math.PI), rounding);
    expect(right.backward[1]).toBeNear(outer / 8, rounding);
  });

  test("takes a flux from the ledger, whatever it holds", () => {
    const network = networkOfStack({ ...slab, right: { kind: "flux", flux: 2 } }, 4);
    expect([...network.gain]).toEqual([0, 0, 0, 0, 2, -2]);
    expect([network.forward[4], isOpen(network)]).toEqual([0, true]);
  });

  test("lets a flux in per area of the end of a tube", () => {
    const tube = { layers: [{ l: 2, D: 3 }], geometry: "cylinder" as const, start: 1 };
    const { gain } = networkOfStack({ ...tube, left: { kind: "flux", flux: 2 }, right: { kind: "flux", flux: 1 } }, 4);
    expect(gain[1]).toBeNear(2 * 2 * Math.PI, rounding);
    expect(gain[4]).toBeNear(2 * Math.PI * 3, rounding);
  });

  test("carries with a drift at v / h more to the right than to the left", () => {
    const { forward, backward } = networkOfStack({ ...slab, drift: 2 }, 4);
    for (let f = 1; f < 4; f++) expect(forward[f] - backward[f]).toBeNear(2 / 0.5, rounding);
    // B(-Pe) / B(Pe) = e^{Pe}, Pe = v h / D
    expect(forward[2] / backward[2]).toBeNear(Math.exp((2 * 0.5) / 3), rounding);
  });
});

describe("sources", () => {
  const source = (law: Source["law"], layer = ""): Source => ({ name: "s", species: "drug", layer, law });
  const with_ = (...sources: Source[]) =>
    networkOfStack(
      {
        layers: [
          { l: 2, D: 3 },
          { l: 1, D: 3 },
        ],
        fields: { sources },
      },
      2,
    );

  test("make, multiply and consume per volume of the cells of their layer", () => {
    expect([...with_(source({ kind: "zero-order", rate: 4 }, "b")).gain]).toEqual([0, 0, 0, 2, 2, 0]);
    expect([...with_(source({ kind: "linear", rate: -4 }, "a")).growth]).toEqual([0, -4, -4, 0, 0, 0]);
    expect([...with_(source({ kind: "zero-order", rate: -4 })).appetite]).toEqual([0, 4, 4, 2, 2, 0]);
  });

  test("add up, and leave other species alone", () => {
    const other = { ...source({ kind: "linear", rate: 1 }), species: "other" };
    const both = with_(source({ kind: "linear", rate: -1 }), source({ kind: "linear", rate: -2 }, "a"), other);
    expect([...both.growth]).toEqual([0, -3, -3, -1, -1, 0]);
    expect(isOpen(both)).toBe(true);
  });
});

describe("the rate of change", () => {
  const periodic = { kind: "periodic" as const };
  const sources: Source[] = [{ name: "s", species: "drug", layer: "", law: { kind: "linear", rate: -2 } }];
  const stacks = {
    "a row between a bath and a reservoir": {
      layers: [{ l: 2, D: 3, K: 4 }],
      left: { kind: "bath" as const, volume: 3, concentration: 1 },
      right: held(2),
    },
    "a ring": { layers: [{ l: 2, D: 3, K: "exp(x)" }], left: periodic, right: periodic, drift: 1 },
  };

  test.each(Object.entries(stacks))("of %s is the matrix times the amounts plus the gains", (_, stack) => {
    const network = networkOfStack({ ...stack, fields: { sources } }, 4);
    const { size, wrap, gain } = network;
    const n = Float64Array.from({ length: size }, (_, i) => 1 + i * i);
    const rate = new Float64Array(size);
    fillNetworkRate(rate, network, n);
    const { lower, diagonal, upper } = networkMatrix(network);
    for (let i = 0; i < size; i++) {
      let expected = gain[i] + diagonal[i] * n[i] + (lower[i] * n[i - 1] || 0) + (upper[i] * n[i + 1] || 0);
      if (wrap && i === 1) expected += wrap.forward * n[size - 2];
      if (wrap && i === size - 2) expected += wrap.backward * n[1];
      expect(rate[i]).toBeNear(expected, { abs: 1e-12 });
    }
  });

  test("counts an appetite only where something is left", () => {
    const eat: Source = { name: "s", species: "drug", layer: "", law: { kind: "zero-order", rate: -4 } };
    const network = networkOfStack({ layers: [{ l: 2, D: 3 }], fields: { sources: [eat] } }, 2);
    const rate = new Float64Array(4);
    fillNetworkRate(rate, network, Float64Array.of(0, 1, 0, 0));
    expect([...rate]).toEqual([0, -4 - 3, 3, 0]);
  });
});

test("the fastest rate is that of the node left most often, and a Poisson clock of that rate ticks about as often", () => {
  const slab = { layers: [{ l: 2, D: 3 }] };
  expect(fastestRate(networkOfStack(slab, 4))).toBe(24);
  expect(fastestRate(networkOfStack({ ...slab, left: held(1) }, 4))).toBe(36);
  const periodic = { kind: "periodic" as const };
  expect(fastestRate(networkOfStack({ ...slab, left: periodic, right: periodic }, 4))).toBe(24);
  expect(uniformisedSteps(networkOfStack(slab, 4), 100)).toBe(2400 + 9 * Math.sqrt(2400) + 30);
});

const made = (rate: number): Source => ({ name: "s", species: "drug", layer: "a", law: { kind: "zero-order", rate } });

describe("supplies by origin", () => {
  const two = {
    layers: [
      { l: 1, D: 1 },
      { l: 1, D: 1 },
    ],
    left: held(5),
    right: held(0),
  };

  test("tell a source from the reservoir beside it, in one cell or against one that gives 1e20 times as much", () => {
    const one = { layers: [{ l: 1, D: 1 }], left: held(5), right: held(7) };
    const both = networkOfStack({ ...one, fields: { sources: [made(3)] } }, 1);
    expect(both.supplies).toEqual({ left: 10, right: 14, volume: Float64Array.of(0, 3, 0) });
    expect([...both.gain]).toEqual([-10, 27, -14]);
    const weak = networkOfStack({ ...one, fields: { sources: [made(1e-19)] } }, 1);
    expect([...(suppliesOf(weak).volume ?? [])]).toEqual([0, 1e-19, 0]);
    expect(suppliesOf(networkOfStack({ ...one, left: held(0.1), right: held(0.3) }, 1)).volume).toBeUndefined();
  });

  test("a source in an outer layer of one cell makes the flows at its two ends differ", () => {
    const network = networkOfStack({ ...two, fields: { sources: [made(3)] } }, 1);
    // 2 n1 + (n1 - n2) = 10 + 3 and n1 - n2 = 2 n2
    const steady = Float64Array.of(0, 39 / 8, 13 / 8, 0);
    const flows = [0, 1, 2].map((edge) => steadyFlowOver(network, steady, edge));
    expect(flows).toEqual([0.25, 3.25, 3.25]);
    expect(fluxSpread(network, steady)).toBe(0);
  });

  test("the flow through two fed ends is read where it is clearest", () => {
    const network = networkOfStack({ ...two, right: held(5 * (1 - 1e-9)) }, 1);
    expect(steadyFlowOver(network, drivenAmounts(network), 1)).toBeNear(2.5e-9, { rel: 1e-6 }); // of 10, to rounding
  });
});

describe("invariants", () => {
  const driven = { layers: [{ l: 1, D: 1 }], left: held(1), right: held(0) };

  test("the flux spread is the largest imbalance of a cell over the largest flow", () => {
    const network = networkOfStack(driven, 4);
    const steady = Float64Array.of(0, 0.875 / 4, 0.625 / 4, 0.375 / 4, 0.125 / 4, 0);
    expect(fluxSpread(network, steady)).toBe(0);
    const bent = steady.slice();
    bent[2] *= 1.1; // rates 16: 2 · 16 · 0.0625 / 4 out of balance in the cell, over the largest flow
    const lost = 0.0625 / 4;
    expect(fluxSpread(network, bent)).toBeNear((32 * lost) / (1 + 16 * lost), rounding);
  });

  test("the flux spread sees what is out of balance in a cell with a source, at an end too", () => {
    const network = networkOfStack({ ...driven, fields: { sources: [made(3)] } }, 1);
    expect(fluxSpread(network, Float64Array.of(0, 5 / 4, 0))).toBe(0); // 2 + 3 = 4 n
    expect(fluxSpread(network, Float64Array.of(0, 6 / 4, 0))).toBeNear(1 / 3, rounding);
  });

  test("the flux spread is 0 where nothing flows, whatever the rounding", () => {
    const stack = {
      layers: [
        { l: 1, D: 1, K: 3 },
        { l: 0.3, D: 0.7 },
      ],
      left: held(0.3),
      right: held(0.1),
    };
    const network = networkOfStack(stack, 9);
    const n = network.weight.map((w) => 0.1 * w);
    expect(n.some((_, i) => i < network.size - 1 && flowOver(network, n, i) !== 0)).toBe(true);
    expect(fluxSpread(network, n)).toBe(0);
  });

  test("the equilibrium spread is that of the activity, part by part where a membrane lets nothing through", () => {
    const layers = [{ l: 1, D: 1, K: 2 }, { P: 0 }, { l: 1, D: 1 }];
    const network = networkOfStack({ layers }, 2);
    const spread = (...n: number[]) => steadyInvariants(network, Float64Array.from(n)).equilibriumSpread;
    expect(spread(0, 2, 2, 7, 7, 0)).toBe(0);
    expect(spread(0, 2, 2, 7, 6, 0)).toBeNear(1 / 7, rounding);
    expect(spread(0, 2, 1, 7, 7, 0)).toBeNear(1 / 2, rounding);
    const one = networkOfStack(
      {
        layers: [
          { l: 1, D: 1, K: 2 },
          { l: 1, D: 1 },
        ],
      },
      2,
    );
    expect(steadyInvariants(one, Float64Array.of(0, 2, 2, 7, 7, 0)).equilibriumSpread).toBeNear(6 / 7, rounding);
  });

  test("the smallest concentration is that of a cell, not of a ledger", () => {
    const network = networkOfStack(driven, 4);
    expect(smallestConcentration(network, Float64Array.of(-9, 1, 2, 0.5, 3, 4))).toBe(2);
  });

  test("the mass drift is what is missing of the start and the gains, over the largest amount", () => {
    const network = networkOfStack({ ...driven, fields: { sources: [] } }, 4);
    const start = Float64Array.of(0, 1, 1, 1, 1, 0);
    const later = Float64Array.of(-2, 2, 2, 1, 1, 0);
    expect(massDrift(network, start, later, 10)).toBe(0);
    later[3] = 0.5;
    expect(massDrift(network, start, later, 10)).toBeNear(0.5 / 4, rounding);
  });

  test("the mass drift counts what sources have made since", () => {
    const make: Source = { name: "s", species: "drug", layer: "", law: { kind: "zero-order", rate: 2 } };
    const network = networkOfStack({ layers: [{ l: 1, D: 1 }], fields: { sources: [make] } }, 2);
    expect(massDrift(network, Float64Array.of(0, 1, 1, 0), Float64Array.of(0, 4, 4, 0), 3)).toBe(0);
  });
});
