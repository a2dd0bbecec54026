import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Network } from "#generator/network.ts";
import { fillAdvanced, suppliesOf, transitionsOver } from "#generator/transition-matrix.ts";
import { advanceByUniformisation, fastestRate } from "#generator/uniformisation.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { anyStack, decades, networkOfStack, startOf, UNIT_TEMPERATURE } from "../support/networks.ts";

const EPS = Number.EPSILON;

/** A network and an interval of 1e-3 to 1e6 times its shortest mean wait. */
const anyInterval = fc.tuple(anyStack, decades(-3, 6), fc.boolean()).map(([stack, waits, decays]) => {
  const sources = decays
    ? [{ name: "loss", species: "drug", layer: "", law: { kind: "linear" as const, rate: -1 } }]
    : [];
  const network = networkOfStack({ ...stack, fields: { sources, temperature: UNIT_TEMPERATURE } }, 3);
  return { network, initial: startOf(stack, network), interval: waits / (fastestRate(network) || 1), decays };
});

/** A short interval costs a few roundings a node; every squaring after it doubles what was there. */
const roundings = (network: Network, interval: number) =>
  40 * network.size * EPS * Math.max(1, fastestRate(network) * interval);

describe("transitionsOver", () => {
  test("every row is a law of probability: nowhere negative, sum 1, or less where walkers decay", () => {
    fc.assert(
      fc.property(anyInterval, ({ network, interval, decays }) => {
        const { size, probability } = transitionsOver(network, interval, []);
        for (let j = 0; j < size; j++) {
          const row = probability.subarray(j * size, (j + 1) * size);
          for (const p of row) expect(p).toBeGreaterThanOrEqual(0);
          if (decays) expect(sumOf(row)).toBeLessThanOrEqual(1 + size * EPS);
          else expect(sumOf(row)).toBeNear(1, { abs: size * EPS });
        }
      }),
    );
  });

  test("detailed balance holds over any interval: w_j T(j → i) = w_i T(i → j)", () => {
    fc.assert(
      fc.property(anyInterval, ({ network, interval }) => {
        const { size, probability } = transitionsOver(network, interval, []);
        const { weight } = network;
        for (let j = 0; j < size; j++)
          for (let i = 0; i < j; i++) {
            const [there, back] = [weight[j] * probability[j * size + i], weight[i] * probability[i * size + j]];
            if (weight[i] * weight[j] === 0 || Math.max(there, back) < 1e-280) continue;
            expect(Math.abs(there - back) / Math.max(there, back)).toBeLessThan(roundings(network, interval));
          }
      }),
    );
  });

  test("two intervals after another are one interval of their sum", () => {
    fc.assert(
      fc.property(anyInterval, ({ network, initial, interval }) => {
        const once = transitionsOver(network, interval, []);
        const twice = transitionsOver(network, 2 * interval, []);
        const [middle, end, straight] = [initial.slice(), initial.slice(), initial.slice()];
        fillAdvanced(middle, once, initial);
        fillAdvanced(end, once, middle);
        fillAdvanced(straight, twice, initial);
        const total = sumOf(initial) || 1;
        const allowed = roundings(network, 2 * interval) * total;
        for (let i = 0; i < end.length; i++) expect(straight[i]).toBeNear(end[i], { abs: allowed });
      }),
    );
  });

  test("squared matrices and the sum over Poisson steps say the same, supplies of reservoirs and sources included", () => {
    fc.assert(
      fc.property(anyInterval, ({ network, initial, interval }) => {
        if (fastestRate(network) * interval > 1000) return;
        const { left, right, volume } = suppliesOf(network);
        const supplies = [left, right, volume].filter((supply) => supply !== undefined);
        const squared = initial.slice();
        fillAdvanced(squared, transitionsOver(network, interval, supplies), initial);
        const summed = initial.slice();
        advanceByUniformisation(network, summed, interval);
        let given = sumOf(initial);
        for (const supply of supplies) given += sumOf(supply) * interval;
        const { ends, gain, size } = network;
        if (ends.left.kind === "reservoir") squared[0] += gain[0] * interval;
        if (ends.right.kind === "reservoir") squared[size - 1] += gain[size - 1] * interval;
        for (let i = 0; i < size; i++)
          expect(squared[i]).toBeNear(summed[i], { abs: (roundings(network, interval) + 2e-15) * given });
      }),
    );
  });
});
