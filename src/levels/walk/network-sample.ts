/**
 * What a sample of walkers on a network says: readings of every measure at every record time, from the whole sample and
 * from each of its parts.
 *
 * @module
 */

import type { Network } from "#generator/network.ts";
import { BATCHES, type Reading } from "#levels/contract.ts";
import { localNode } from "#observables/local-node.ts";
import type { ProbedMeasure } from "#observables/reading-list.ts";

/** A sample that is being gathered, part by part. */
export interface NetworkSample {
  /** Add the counts of a part at a record time. */
  add(part: number, record: number, counts: Float64Array): void;
  /** The readings, once all parts are in. */
  readings(): Reading[];
}

/**
 * A sample of walkers that each stand for `amount`. A local measure is not stated at a time at which no walker of any
 * part was in the cell beside its place: it would carry the noise of everything but what it asks for.
 */
export function makeNetworkSample(
  network: Network,
  probed: readonly ProbedMeasure[],
  times: readonly number[],
  amount: number,
): NetworkSample {
  const measured = probed.filter(({ kind }) => kind !== "timeless");
  const values = measured.map(() => times.map(() => new Float64Array(BATCHES)));
  const totals = times.map(() => new Float64Array(network.size));
  const amounts = new Float64Array(network.size);
  return {
    add(part, record, counts) {
      for (let i = 0; i < amounts.length; i++) {
        amounts[i] = counts[i] * amount * BATCHES;
        totals[record][i] += counts[i] * amount;
      }
      measured.forEach(({ probe }, m) => {
        values[m][record][part] = probe(amounts);
      });
    },
    readings: () =>
      measured.flatMap(({ measure, probe }, m) => {
        const node = localNode(measure, network);
        return times.flatMap((when, k): Reading[] => {
          if (node !== undefined && totals[k][node] === 0) return [];
          return [{ measure: measure.key, when, value: probe(totals[k]), batches: values[m][k] }];
        });
      }),
  };
}
