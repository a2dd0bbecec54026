import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Network } from "#generator/network.ts";
import { canReduce, reducedResponse } from "#generator/state-reduction.ts";
import { closedAmounts, drivenAmounts } from "#generator/steady-amounts.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { flowOver } from "#observables/network-state.ts";
import { held, type LayerOf, type StackOf } from "../support/closed-form.ts";
import {
  anyLayers,
  anyShape,
  anyStack,
  decades,
  mirrored,
  networkOfStack,
  rescaled,
  startOf,
} from "../support/networks.ts";

const EPS = Number.EPSILON;

/** Steady amounts without a subtraction: every one carries a relative error of a few roundings per node. */
const steadyOf = (network: Network): Float64Array => reducedResponse(network, network.gain);
const perNode = 12 * EPS;

/** Flow at the steady state, over the right end unless told: at an end that only takes, it is no difference. */
function throughput(stack: StackOf, cells: number, end: "left" | "right" = "right"): number {
  const network = networkOfStack(stack, cells);
  return flowOver(network, steadyOf(network), end === "left" ? 0 : network.size - 2);
}

describe("a jump of K", () => {
  /** Water, lipid with K = 1e-3, water: three layers of equal thickness and D. */
  const unstirred = (cells: number, solve: (network: Network) => Float64Array): number => {
    const layers = [
      { l: 1e-4, D: 1e-9 },
      { l: 1e-4, D: 1e-9, K: 1e-3 },
      { l: 1e-4, D: 1e-9 },
    ];
    const network = networkOfStack({ layers, left: held(1), right: held(0) }, cells);
    return flowOver(network, solve(network), network.size - 2);
  };
  const exact = 1 / (1e5 * (1 + 1e3 + 1));

  test("is exact to rounding with one cell a layer and with forty, by elimination with pivots that are sums", () => {
    for (let n = 1; n <= 40; n++) expect(unstirred(n, drivenAmounts)).toBeNear(exact, { rel: 3 * n * perNode });
  });

  test("is exact to rounding by state reduction, which subtracts nothing", () => {
    for (let n = 1; n <= 40; n++) expect(unstirred(n, steadyOf)).toBeNear(exact, { rel: 3 * n * perNode });
  });

  test("adds resistances l / D K and 1 / P, in any stack of layers and membranes, on any mesh", () => {
    fc.assert(
      fc.property(anyLayers, decades(-3, 3), fc.integer({ min: 1, max: 8 }), (layers, upstream, cells) => {
        const [first, last] = [layers[0] as { K: number }, layers[layers.length - 1] as { K: number }];
        const resistance = layers.reduce((sum, layer) => sum + resistanceOf(layer), 0);
        const J = throughput({ layers, left: held(upstream), right: { kind: "absorbing" } }, cells);
        expect(J).toBeNear(upstream / first.K / resistance, { rel: 50 * perNode });
        const back = throughput({ layers, left: { kind: "absorbing" }, right: held(upstream) }, cells, "left");
        expect(back).toBeNear(-upstream / last.K / resistance, { rel: 50 * perNode });
      }),
    );
  });
});

function resistanceOf(layer: LayerOf): number {
  return "P" in layer ? 1 / layer.P : layer.l / (Number(layer.D) * Number(layer.K ?? 1));
}

describe("drivenAmounts", () => {
  const anyDriven = fc.tuple(anyLayers, anyShape, decades(-3, 3), decades(-3, 3));

  test("the same amount passes every face", () => {
    fc.assert(
      fc.property(anyDriven, fc.integer({ min: 1, max: 8 }), ([layers, shape, left, right], cells) => {
        const network = networkOfStack({ layers, ...shape, left: held(left), right: held(right) }, cells);
        const n = steadyOf(network);
        for (let i = 1; i < network.size - 1; i++) {
          const imbalance = Math.abs(flowOver(network, n, i - 1) - flowOver(network, n, i));
          const through = (network.forward[i] + network.backward[i - 1]) * n[i] + network.gain[i];
          expect(imbalance).toBeLessThanOrEqual(2 * network.size * perNode * through);
        }
      }),
    );
  });

  test("two supplies together give the sum of what each gives", () => {
    fc.assert(
      fc.property(anyDriven, ([layers, shape, left, right]) => {
        const of = (l: number, r: number) => {
          const network = networkOfStack({ layers, ...shape, left: held(l), right: held(r) }, 4);
          return steadyOf(network);
        };
        const [both, one, other] = [of(left, right), of(left, 0), of(0, right)];
        for (let i = 0; i < both.length; i++)
          expect(both[i]).toBeNear(one[i] + other[i], { rel: 2 * both.length * perNode });
      }),
    );
  });

  test("a mirror turns the flux round", () => {
    fc.assert(
      fc.property(anyLayers, decades(-3, 3), fc.integer({ min: 1, max: 6 }), (layers, c, cells) => {
        const stack = { layers, left: held(c), right: { kind: "absorbing" as const } };
        const back = throughput(mirrored(stack), cells, "left");
        expect(back).toBeNear(-throughput(stack, cells), { rel: 2 * layers.length * cells * perNode });
      }),
    );
  });

  test("lengths and times in other units scale the flow as m/s, bit for bit", () => {
    fc.assert(
      fc.property(anyDriven, fc.integer({ min: -20, max: 20 }), ([layers, shape, left, right], p) => {
        const stack = { layers, ...shape, left: held(left), right: held(right) };
        const dimension = shape.geometry === "slab" ? 1 : shape.geometry === "cylinder" ? 2 : 3;
        const [length, time] = [2 ** p, 2 ** (7 - p)];
        const scale = length ** dimension / time;
        expect(throughput(rescaled(stack, length, time), 3)).toBe(throughput(stack, 3) * scale);
      }),
    );
  });
});

describe("reducedResponse", () => {
  test("equals elimination from the other end to rounding, however stiff the network", () => {
    const driven = fc.tuple(anyLayers, anyShape, decades(-3, 3), decades(-3, 3), fc.integer({ min: 1, max: 6 }));
    fc.assert(
      fc.property(driven, ([layers, shape, left, right, cells]) => {
        const network = networkOfStack({ layers, ...shape, left: held(left), right: held(right) }, cells);
        expect(canReduce(network)).toBe(true);
        const [reduced, eliminated] = [steadyOf(network), drivenAmounts(network)];
        for (let i = 0; i < reduced.length; i++)
          expect(eliminated[i]).toBeNear(reduced[i], { rel: 2 * reduced.length * perNode });
      }),
    );
  });
});

describe("closedAmounts", () => {
  test("equilibrium is c proportional to K e^{-V/kT} to rounding, baths included, whatever the mesh", () => {
    const end = fc.oneof(
      fc.constant({ kind: "no-flux" as const }),
      decades(-7, -3).map((volume) => ({ kind: "bath" as const, volume, concentration: 1 })),
    );
    fc.assert(
      fc.property(anyStack, end, end, fc.integer({ min: 1, max: 8 }), (stack, left, right, cells) => {
        const network = networkOfStack({ ...stack, left, right }, cells);
        const initial = startOf({ ...stack, left, right }, network);
        const n = closedAmounts(network, initial);
        const [total, weights] = [sumOf(initial), sumOf(network.weight)];
        expect(sumOf(n)).toBeNear(total, { rel: n.length * EPS });
        for (let i = 0; i < n.length; i++)
          expect(n[i]).toBeNear((total * network.weight[i]) / weights, { rel: n.length * 200 * EPS });
      }),
    );
  });

  test("layers between which nothing passes keep what they hold", () => {
    fc.assert(
      fc.property(decades(-3, 3), decades(-3, 3), decades(-3, 3), (K, c1, c2) => {
        const layers = [{ l: 1, D: 1, K }, { l: 2, D: 1 }, { P: 0 }, { l: 1, D: 2 }];
        const stack = { layers, initial: `if(x < 3, ${c1}, ${c2})` };
        const network = networkOfStack(stack, 4);
        const n = closedAmounts(network, startOf(stack, network));
        const activity = (3 * c1) / (K + 2);
        expect(n[1] / network.mesh.volume[0]).toBeNear(K * activity, { rel: 1e3 * EPS });
        expect(n[8] / network.mesh.volume[7]).toBeNear(activity, { rel: 1e3 * EPS });
        expect(n[network.size - 2] / network.mesh.volume[network.size - 3]).toBeNear(c2, { rel: 1e3 * EPS });
      }),
    );
  });
});
