/**
 * What a stage of ions in time ends in, against its own equations: amounts that the flows over the faces explain, at rates
 * written down from the concentrations and the potential.
 */
import { describe, expect, test } from "vitest";
import { makeIonBalance } from "#generator/ions/ion-balance.ts";
import { ionMesh } from "#generator/ions/ion-mesh.ts";
import { ionSystem } from "#generator/ions/ion-system.ts";
import type { BoundaryCondition } from "#model/model.ts";
import { type IonsOf, ionModel } from "../support/ions.ts";
import "../support/matchers.ts";

const flux = (value: number): BoundaryCondition => ({ kind: "flux", flux: value });
const CLOSED: BoundaryCondition = { kind: "no-flux" };
const bernoulli = (x: number) => (x === 0 ? 1 : x / Math.expm1(x));

/** A cation and an anion of two charges in two layers of unequal cells, between the given ends. */
function stage(ends: readonly [BoundaryCondition | number, BoundaryCondition | number], cells = 3, layers = 2) {
  const [left, right] = ends;
  const given: IonsOf = {
    ions: [
      { name: "K", z: 1, D: 2, left, right, K: [1, 3] },
      { name: "S", z: -2, D: 0.7, left: right, right: left, K: [1, 0.4] },
    ],
    layers: [{ l: 1 }, { l: 0.5 }].slice(0, layers),
    field: "poisson",
    left: 0,
    right: 0,
    cells,
  };
  const model = ionModel(given);
  const system = ionSystem(model, model.species, ionMesh(model, { cells, refinement: 1 }));
  const nodes = system.mesh.cellCount + 1;
  // concentrations between 1 and 3, a potential of some RT/F, and bases like amounts
  const y = Float64Array.from({ length: 3 * nodes }, (_, i) =>
    i % 3 === 2 ? Math.sin(1.3 * i) : 2 + Math.sin(2.1 * i + 1),
  );
  const base = Float64Array.from({ length: 3 * nodes }, (_, i) => (i % 3 === 2 ? 0 : 0.3 + 0.1 * Math.cos(1.7 * i)));
  // a held end has its own concentration
  for (const [k, { z }] of given.ions.entries())
    for (const [at, end] of [
      [0, system.ends.left],
      [nodes - 1, system.ends.right],
    ] as const)
      if (end.held[k] !== undefined) y[3 * at + k] = end.held[k] as number;
      else expect(z).toBeDefined();
  return { system, nodes, y, base, given };
}

/** Hops over each interval and what a concentration is in the volume of a node, for ion k. */
function ratesOf({ system, nodes, y, given }: ReturnType<typeof stage>, k: number) {
  const { mesh, leftVolume, rightVolume } = system;
  const { z, D, K = [] } = given.ions[k] as (typeof given.ions)[number];
  const at = (i: number, unknown: number) => y[3 * i + unknown] as number;
  const q = (e: number) =>
    given.layers.length === 2 && e === mesh.cellCount / 2 ? (K[1] as number) / (K[0] as number) : 1;
  const room = Array.from(
    { length: nodes },
    (_, i) => (i < nodes - 1 ? (leftVolume[i] as number) * q(i) : 0) + (i > 0 ? (rightVolume[i - 1] as number) : 0),
  );
  const hops = Array.from({ length: nodes - 1 }, (_, e) => {
    const w = z * (at(e + 1, 2) - at(e, 2));
    const conductance = D / ((mesh.edge[e + 1] as number) - (mesh.edge[e] as number));
    return {
      forward: (conductance * bernoulli(w) * q(e)) / (room[e] as number),
      backward: (conductance * bernoulli(-w)) / (room[e + 1] as number),
    };
  });
  return { room, hops };
}

// sums of some ten terms, at steps that hops are much faster than, and much slower
const near = { rel: 1e-11, abs: 1e-12 };

describe.each([
  ["held on both sides", [1.5, 2.5]],
  ["held on the left, fed on the right", [1.5, flux(-0.3)]],
  ["fed on the left, held on the right", [flux(0.4), 2.5]],
  ["fed on both sides", [flux(0.4), flux(0.2)]],
  ["closed", [CLOSED, CLOSED]],
] as const)("ions in two layers, %s", (_, ends) => {
  test.each([1e-4, 0.1, 50])("what a node has more than before has flown to it: s = %d", (s) => {
    const one = stage(ends);
    const { system, nodes, y, base } = one;
    const rates = [0, 1].map((k) => ratesOf(one, k));
    const found = y.slice();
    const { amounts, flows } = makeIonBalance(system)(y, base, s);
    for (const [k, { room, hops }] of rates.entries()) {
      const N = (i: number) => amounts[3 * i + k] as number;
      const over = hops.map(({ forward, backward }, e) => forward * N(e) - backward * N(e + 1));
      let [sum, fed] = [0, 0];
      for (let i = 0; i < nodes; i++) {
        const end = i === 0 ? system.ends.left : i === nodes - 1 ? system.ends.right : undefined;
        const held = end?.held[k];
        const given = held === undefined ? (end?.inflow[k] ?? 0) : 0;
        const into = (over[i - 1] ?? 0) - (over[i] ?? 0) + given;
        const flow = flows[3 * i + k] as number;
        const scale = Math.abs(over[i - 1] ?? 0) + Math.abs(over[i] ?? 0) + Math.abs(given);
        expect(Math.abs(flow - into), `flow of ${k} at ${i}`).toBeLessThan(1e-11 * scale + 1e-12 * (1 + 1 / s));
        sum += flow;
        fed += given;
        if (held === undefined) {
          expect(N(i), `amount of ${k} at ${i}`).toBeNear((base[3 * i + k] as number) + s * flow, near);
          // where more is drawn than there is, c stays as it was found
          const c = N(i) > 0 ? N(i) / (room[i] as number) : (found[3 * i + k] as number);
          expect(y[3 * i + k], `c of ${k} at ${i}`).toBeNear(c, near);
        } else expect(N(i), `held ${k} at ${i}`).toBeNear(held * (room[i] as number), near);
      }
      // what flows over faces only goes from node to node
      expect(sum).toBeNear(fed, { abs: 1e-12 * (1 + 1 / s) });
    }
  });
});

test("between two held ends and nothing else, what leaves one comes to the other", () => {
  const one = stage([1.5, 2.5], 2, 1);
  const { system, y, base } = one;
  expect(system.mesh.cellCount).toBe(2);
  const { amounts, flows } = makeIonBalance(system)(y, base, 1e6);
  for (const k of [0, 1]) {
    // at rest the middle passes on what it gets
    expect(flows[3 + k]).toBeNear(0, { abs: 1e-5 });
    expect(flows[k]).toBeNear(-(flows[6 + k] as number), { rel: 1e-4 });
    expect(amounts[3 + k]).toBeGreaterThan(0);
  }
});
