import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Network, networkOf } from "#generator/network.ts";
import { meshOf } from "#mesh/mesh.ts";
import { flowOver } from "#observables/network-state.ts";
import type { Landscape } from "#potential/landscape.ts";
import { modelWith, walkerWith } from "../support/models.ts";
import {
  anyCondition,
  anyLayers,
  anyShape,
  anyStack,
  decades,
  evenly,
  mirrored,
  networkOfStack,
  rescaled,
} from "../support/networks.ts";

const EPS = Number.EPSILON;

/** A rate holds about 30 rounded factors; an exponential of u carries the rounding of u, of which |u| <= 30 + ln 1e4. */
const bound = (30 + 4 * (30 + Math.log(1e4))) * EPS;

/** How far the edge between nodes i and i + 1 is from detailed balance [1]. */
function imbalance({ weight, forward, backward }: Network, i: number): number {
  const there = weight[i] * forward[i];
  const back = weight[i + 1] * backward[i];
  return Math.abs(there - back) / Math.max(there, back);
}

describe("networkOf", () => {
  test("detailed balance holds on every face, whatever the mesh, the layers, the jumps of K and the potential", () => {
    fc.assert(
      fc.property(anyStack, fc.integer({ min: 1, max: 12 }), fc.boolean(), (stack, cells, graded) => {
        const network = networkOfStack(stack, cells, { graded });
        const { size, ends } = network;
        const first = ends.left.kind === "bath" ? 0 : 1;
        const last = size - (ends.right.kind === "bath" ? 2 : 3);
        for (let i = first; i <= last; i++) {
          if (network.forward[i] > 0) expect(imbalance(network, i)).toBeLessThan(bound);
          else expect(network.backward[i]).toBe(0);
        }
      }),
    );
  });

  /** Cells with any u at the node and on both faces, any D in both halves. */
  const anyLandscape = fc
    .integer({ min: 1, max: 8 })
    .chain((n) => {
      const field = (of: fc.Arbitrary<number>) =>
        fc.array(of, { minLength: n, maxLength: n }).map((values) => Float64Array.from(values));
      const u = field(evenly(-1000, 1000));
      const D = field(decades(-16, -4));
      const v = field(evenly(-1, 1));
      return fc.record({
        potential: u,
        leftPotential: u,
        rightPotential: u,
        leftDiffusivity: D,
        rightDiffusivity: D,
        leftVelocity: v,
        rightVelocity: v,
      });
    })
    .map((landscape): Landscape => landscape);

  test("rates are never negative and never NaN, for drops of 2000 kT over half a cell, D ratios of 1e12 and any drift", () => {
    fc.assert(
      fc.property(anyLandscape, fc.boolean(), (landscape, periodic) => {
        const cells = landscape.potential.length;
        const mesh = meshOf("slab", [{ name: "a", from: 0, thickness: 1e-6, cells, grading: 0 }], periodic);
        const { forward, backward, wrap } = networkOf(modelWith({}), walkerWith({}), mesh, landscape);
        const rates = [...forward, ...backward, wrap?.forward ?? 0, wrap?.backward ?? 0];
        for (const rate of rates) expect(rate).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("at the Boltzmann state nothing flows over any face of closed layers", () => {
    fc.assert(
      fc.property(anyLayers, anyShape, fc.integer({ min: 1, max: 10 }), (layers, shape, cells) => {
        const network = networkOfStack({ layers, ...shape }, cells);
        for (let edge = 1; edge < network.size - 2; edge++) {
          const largest = network.forward[edge] * network.weight[edge];
          expect(Math.abs(flowOver(network, network.weight, edge))).toBeLessThanOrEqual(bound * largest);
        }
      }),
    );
  });

  test("a mirror exchanges the rates to the right with those to the left", () => {
    fc.assert(
      fc.property(
        anyLayers,
        anyCondition,
        anyCondition,
        fc.integer({ min: 1, max: 6 }),
        (layers, left, right, cells) => {
          const stack = { layers, left, right };
          const here = networkOfStack(stack, cells);
          const there = networkOfStack(mirrored(stack), cells);
          const names = here.mesh.layerNames;
          expect(there.mesh.cellCount).toBe(here.mesh.cellCount);
          expect(names.length).toBe(layers.length);
          const last = here.size - 2;
          for (let e = 0; e <= last; e++) {
            // a coordinate near the far end carries the rounding of the whole width, but widths are those declared
            expect(there.backward[last - e]).toBeNear(here.forward[e], { rel: bound });
            expect(there.forward[last - e]).toBeNear(here.backward[e], { rel: bound });
            expect(there.gain[here.size - 1 - e]).toBeNear(here.gain[e], { rel: bound });
          }
        },
      ),
    );
  });

  test("lengths and times in other units change every rate by the ratio of the units of time, bit for bit", () => {
    fc.assert(
      fc.property(anyStack, fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }), (stack, p, q) => {
        const [length, time] = [2 ** p, 2 ** q]; // powers of two, so that scaling rounds nothing
        const here = networkOfStack(stack, 3);
        const there = networkOfStack(rescaled(stack, length, time), 3);
        for (let e = 0; e < here.size - 1; e++) {
          expect(there.forward[e]).toBe(here.forward[e] / time);
          expect(there.backward[e]).toBe(here.backward[e] / time);
        }
        const dimension = stack.geometry === "slab" ? 1 : stack.geometry === "cylinder" ? 2 : 3;
        for (let i = 0; i < here.size; i++) expect(there.gain[i]).toBe((here.gain[i] * length ** dimension) / time);
      }),
    );
  });
});
