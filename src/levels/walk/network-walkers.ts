/**
 * Walkers on the network one by one, hop by hop (Gillespie): wait an exponential time, hop left or right by the rates.
 *
 * @see D. T. Gillespie, J. Phys. Chem. 81, 2340 (1977), doi:10.1021/j100540a008 (not opened)
 * @module
 */

import { suppliesOf } from "#generator/transition-matrix.ts";
import { type BatchStage, solveBatches } from "#levels/batches.ts";
import { BATCHES, type BatchSolver, type Progress, type Reading } from "#levels/contract.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { poisson } from "#numerics/poisson-sampler.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream, type RandomStream } from "#numerics/random-stream.ts";
import { amountPerWalker, type NetworkWalk } from "./network-counts.ts";
import { makeNetworkSample } from "./network-sample.ts";

/** A walker that has decayed. */
const GONE = -1;

/** Counts per node at each record time: what one batch of walkers gives. */
export type NodeCounts = readonly Float64Array[];

/** Sample the walk at the record times, every hop simulated. */
export function* sampleWalkers(
  walk: NetworkWalk,
  times: readonly number[],
  stage: BatchStage,
): Generator<Progress, Reading[], unknown> {
  const sample = makeNetworkSample(walk.network, walk.probed, times, amountPerWalker(walk));
  yield* solveBatches(stage, walkerBatches(walk, times), (batch, counts) => {
    for (let k = 0; k < times.length; k++) sample.add(batch, k, counts[k]);
  });
  return sample.readings();
}

/** The walkers of one batch, hop by hop. */
export function walkerBatches(walk: NetworkWalk, times: readonly number[]): BatchSolver<NodeCounts> {
  const { network, initial } = walk;
  const amount = amountPerWalker(walk);
  const cumulative = runningSum(initial);
  const total = sumOf(initial);
  const until = times.at(-1) ?? 0;
  const supplies = suppliesOf(network);
  const supplied = [
    { mean: supplies.left, ledger: 0 },
    { mean: supplies.right, ledger: network.size - 1 },
    { mean: supplies.volume, ledger: undefined },
  ];
  return {
    *solve(batch) {
      const stream = makeRandomStream(walk.seed, PURPOSE.singleWalkers, batch);
      const counts = times.map(() => new Float64Array(network.size));
      const born = Math.round(total / amount / BATCHES);
      for (let w = 0; w < born; w++) {
        followWalker(walk, counts, times, placeOf(cumulative, stream.uniform() * total), 0, stream);
        if (w % 256 === 255) yield { fraction: w / born, doing: "walkers, hop by hop" };
      }
      for (const { mean, ledger } of supplied) {
        if (!mean) continue;
        const sums = runningSum(mean);
        const rate = sums[sums.length - 1];
        const arriving = poisson(stream, (rate * until) / amount / BATCHES);
        for (let w = 0; w < arriving; w++) {
          const time = stream.uniform() * until;
          if (ledger !== undefined) for (let k = 0; k < times.length; k++) if (times[k] >= time) counts[k][ledger]--;
          followWalker(walk, counts, times, placeOf(sums, stream.uniform() * rate), time, stream);
          if (w % 256 === 255) yield { fraction: w / arriving, doing: "walkers, hop by hop" };
        }
      }
      yield { fraction: 1, doing: "walkers, hop by hop" };
      return counts;
    },
  };
}

/** Follow one walker from a node and a time to the last record, and count it at each record time. */
function followWalker(
  { network }: NetworkWalk,
  counts: readonly Float64Array[],
  times: readonly number[],
  start: number,
  born: number,
  stream: RandomStream,
): void {
  const { forward, backward, growth, size, wrap } = network;
  let node = start;
  let time = born;
  let record = 0;
  while (record < times.length && times[record] < born) record++;
  while (record < times.length) {
    const right = node < size - 1 ? forward[node] : 0;
    const left = node > 0 ? backward[node - 1] : 0;
    const around = wrap ? (node === size - 2 ? wrap.forward : node === 1 ? wrap.backward : 0) : 0;
    const decay = -growth[node];
    const rate = right + left + around + decay;
    const next = rate > 0 ? time + stream.exponential() / rate : Number.POSITIVE_INFINITY;
    while (record < times.length && times[record] < next) counts[record++][node]++;
    if (record === times.length) return;
    time = next;
    const choice = stream.uniform() * rate;
    if (choice < right) node++;
    else if (choice < right + left) node--;
    else if (choice < right + left + around) node = node === 1 ? size - 2 : 1;
    else node = GONE;
    if (node === GONE) return;
  }
}

function runningSum(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}

function placeOf(cumulative: Float64Array, target: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] > target) high = middle;
    else low = middle + 1;
  }
  return low;
}
