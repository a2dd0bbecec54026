import { describe, expect, test } from "vitest";
import type { Network } from "#generator/network.ts";
import { fillAdvanced, suppliesOf, transitionsOver } from "#generator/transition-matrix.ts";
import { advanceByUniformisation, fastestRate } from "#generator/uniformisation.ts";
import { networkOfStack } from "../support/networks.ts";

/** A closed slab of eight cells whose hops have the rate D / h^2 = 64 D / l^2, and in which everything grows. */
const growing = (D: number, rate: number): Network => {
  const network = networkOfStack({ layers: [{ l: 1, D }] }, 8);
  return { ...network, growth: network.growth.map((_, i) => (i > 0 && i < network.size - 1 ? rate : 0)) };
};
const cells = (network: Network): Float64Array => network.volume.map((v) => (Number.isFinite(v) ? v : 0));

/** The network with a constant source of 0.7 per volume in each cell. */
function producing(still: Network): Network {
  const volume = cells(still).map((v) => 0.7 * v);
  return { ...still, gain: volume, supplies: { left: 0, right: 0, volume } };
}

function squared(network: Network, n: Float64Array, interval: number): Float64Array {
  const out = new Float64Array(network.size);
  const volume = suppliesOf(network).volume;
  fillAdvanced(out, transitionsOver(network, interval, volume ? [volume] : []), n);
  return out;
}

function uniformised(network: Network, n: Float64Array, interval: number): Float64Array {
  const out = n.slice();
  advanceByUniformisation(network, out, interval);
  return out;
}

// a relative error of LEFT_OUT in the weights, and one rounding a term
const rel = 1e-12;

describe.each([
  ["uniformisation", uniformised],
  ["squaring", squared],
])("%s where something grows", (_, advanced) => {
  test.each([
    ["faster than it hops", 1e-6],
    ["as fast as it hops", 1 / 64],
    ["slower than it hops", 1],
  ])("an even amount that grows %s grows as e^{gt}", (_, D) => {
    const network = growing(D, 3);
    const n = advanced(network, cells(network), 2);
    for (let i = 1; i <= 8; i++) expect(n[i]).toBeNear(network.volume[i] * Math.exp(6), { rel });
  });

  test("a constant source in it becomes s (e^{gt} - 1) / g", () => {
    const still = growing(1e-6, 3);
    const network = producing(still);
    const n = advanced(network, new Float64Array(network.size), 2);
    for (let i = 1; i <= 8; i++) expect(n[i]).toBeNear((network.volume[i] * 0.7 * Math.expm1(6)) / 3, { rel });
  });

  test("a constant source without any hop, growth or decay becomes s t", () => {
    const still = { ...growing(1e-6, 0), forward: new Float64Array(9), backward: new Float64Array(9) };
    const network = producing(still);
    const n = advanced(network, cells(network), 2);
    for (let i = 1; i <= 8; i++) expect(n[i]).toBeNear(network.volume[i] * 2.4, { rel });
  });
});

test("the clock is as fast as the fastest node, be it a small bath", () => {
  const bath = { kind: "bath", volume: 1e-6, concentration: 1 } as const;
  for (const end of ["left", "right"] as const) {
    const network = networkOfStack({ layers: [{ l: 1, D: 1 }], [end]: bath }, 8);
    const out = end === "left" ? network.forward[0] : network.backward[network.size - 2];
    expect(fastestRate(network)).toBe(out);
    // nothing becomes negative, and nothing is lost
    const n = uniformised(network, cells(network), 1e-5);
    const before = cells(network).reduce((sum, value) => sum + value, 0);
    expect(Math.min(...n)).toBeGreaterThanOrEqual(0);
    expect(n.reduce((sum, value) => sum + value, 0)).toBeNear(before, { rel });
  }
});
