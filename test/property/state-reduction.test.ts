import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fillNetworkRate } from "#generator/network-system.ts";
import { canReduce, reducedResponse } from "#generator/state-reduction.ts";
import { held, type StackOf } from "../support/closed-form.ts";
import { anyLayers, anyShape, decades, networkOfStack } from "../support/networks.ts";

test("what state reduction finds stands still at every node to rounding, however stiff the network and with decay", () => {
  fc.assert(
    fc.property(anyLayers, anyShape, decades(-3, 3), decades(-6, 6), (layers, shape, c, decay) => {
      const source = { name: "loss", species: "drug", layer: "", law: { kind: "linear" as const, rate: -decay } };
      const stack = { layers, ...shape, left: held(c), right: { kind: "absorbing" as const } };
      const network = networkOfStack({ ...stack, fields: { sources: [source] } }, 5);
      expect(canReduce(network)).toBe(true);
      const n = reducedResponse(network, network.gain);
      const rate = new Float64Array(network.size);
      fillNetworkRate(rate, network, n);
      for (let i = 1; i < network.size - 1; i++) {
        const leaving = (network.forward[i] + network.backward[i - 1] - network.growth[i]) * n[i];
        // each amount carries a few roundings for every node to its right
        expect(Math.abs(rate[i])).toBeLessThanOrEqual(30 * network.size * Number.EPSILON * leaving);
        expect(n[i]).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test("state reduction serves a row in which nothing grows and nothing is eaten, and no other network", () => {
  const law = (kind: "linear" | "zero-order", rate: number) => ({
    sources: [{ name: "s", species: "drug", layer: "", law: { kind, rate } }],
  });
  const row = { layers: [{ l: 1, D: 1 }], left: held(1) };
  const reduces = (stack: StackOf) => canReduce(networkOfStack(stack, 4));
  expect([{}, law("linear", -1), law("zero-order", 1)].map((fields) => reduces({ ...row, fields }))).toEqual([
    true,
    true,
    true,
  ]);
  expect([law("linear", 1), law("zero-order", -1)].map((fields) => reduces({ ...row, fields }))).toEqual([
    false,
    false,
  ]);
  const periodic = { kind: "periodic" as const };
  expect(reduces({ layers: row.layers, left: periodic, right: periodic })).toBe(false);
});
