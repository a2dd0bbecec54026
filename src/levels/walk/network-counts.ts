/**
 * Walkers on the network as counts per node.
 *
 * Independent walkers that start in a node and hop for an interval are spread multinomially by the transition
 * probabilities of that node; what a reservoir sends in during it arrives as independent Poisson numbers. The cost does
 * not grow with the number of walkers.
 *
 * @module
 */

import { longestTime } from "#generator/motion.ts";
import type { Network } from "#generator/network.ts";
import { canReduce, reducedResponse } from "#generator/state-reduction.ts";
import { drivenAmounts } from "#generator/steady-amounts.ts";
import { suppliesOf, transitionsOver } from "#generator/transition-matrix.ts";
import { BATCHES, type Progress, type Reading } from "#levels/contract.ts";
import type { Model, Species } from "#model/model.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { fillMultinomial } from "#numerics/multinomial.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { poisson } from "#numerics/poisson-sampler.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream, type RandomStream } from "#numerics/random-stream.ts";
import type { ProbedMeasure } from "#observables/reading-list.ts";
import { type Deck, dealOut, deckOf } from "./dealing.ts";
import { makeNetworkSample } from "./network-sample.ts";

/** A walk on a network: what every way of sampling it needs. */
export interface NetworkWalk {
  readonly model: Model;
  readonly species: Species;
  readonly network: Network;
  readonly initial: Float64Array;
  readonly probed: readonly ProbedMeasure[];
  readonly walkers: number;
  readonly seed: number;
}

/** Amount that one walker stands for [mol per area, per length or whole; or probability]. */
export function amountPerWalker({ model, network, initial, walkers }: NetworkWalk): number {
  const atStart = sumOf(initial);
  const supplied = network.gain.reduce((sum, gain, i) => (i > 0 && i < network.size - 1 ? sum + gain : sum), 0);
  const later = supplied > 0 ? (steadyTotal(network) ?? atStart + supplied * longestTime(model.solves)) : 0;
  return Math.max(atStart, later) / walkers;
}

/** What the network holds at its steady state; undefined where it fills without end. */
function steadyTotal(network: Network): number | undefined {
  try {
    return sumOf(canReduce(network) ? reducedResponse(network, network.gain) : drivenAmounts(network));
  } catch (error) {
    if (error instanceof NumericalFailure) return undefined;
    throw error;
  }
}

/** Sample the walk at the record times. */
export function* sampleCounts(walk: NetworkWalk, times: readonly number[]): Generator<Progress, Reading[]> {
  const { network, probed } = walk;
  const amount = amountPerWalker(walk);
  const sample = makeNetworkSample(network, probed, times, amount);
  const interval = intervalsOf(network, times);
  for (let batch = 0; batch < BATCHES; batch++) {
    const stream = makeRandomStream(walk.seed, PURPOSE.counts, batch);
    let counts = startingCounts(walk, amount, stream);
    let next: Float64Array = new Float64Array(network.size);
    for (let k = 0; k < times.length; k++) {
      const deal = interval(k);
      if (deal) {
        dealOut(next, deal.deck, counts, stream);
        addArrivals(next, deal, amount, stream);
        [counts, next] = [next, counts];
      }
      sample.add(batch, k, counts);
    }
    yield { fraction: (batch + 1) / BATCHES, doing: "walkers" };
  }
  return sample.readings();
}

interface Deal {
  readonly deck: Deck;
  /** Mean amounts that arrive in each node, and the ledger that gives them. */
  readonly arrivals: readonly { readonly mean: Float64Array; readonly ledger: number | undefined }[];
}

/** The deal of each interval; equal intervals share one. */
function intervalsOf(network: Network, times: readonly number[]): (k: number) => Deal | undefined {
  const supplies = suppliesOf(network);
  const sources = [
    { mean: supplies.left, ledger: 0 },
    { mean: supplies.right, ledger: network.size - 1 },
    { mean: supplies.volume, ledger: undefined },
  ].filter((source): source is { mean: Float64Array; ledger: number | undefined } => source.mean !== undefined);
  const cache = new Map<number, Deal>();
  return (k) => {
    const length = Number((times[k] - (k > 0 ? times[k - 1] : 0)).toPrecision(12));
    if (length === 0) return undefined;
    let deal = cache.get(length);
    if (!deal) {
      const transitions = transitionsOver(
        network,
        length,
        sources.map(({ mean }) => mean),
      );
      deal = {
        deck: deckOf(transitions),
        arrivals: transitions.arrivals.map((mean, s) => ({ mean, ledger: sources[s].ledger })),
      };
      cache.set(length, deal);
    }
    return deal;
  };
}

function addArrivals(counts: Float64Array, { arrivals }: Deal, amount: number, stream: RandomStream): void {
  for (const { mean, ledger } of arrivals) {
    for (let i = 0; i < counts.length; i++) {
      if (mean[i] === 0) continue;
      // each batch receives its share of the walkers that the whole amount stands for
      const arrived = poisson(stream, mean[i] / amount / BATCHES);
      counts[i] += arrived;
      if (ledger !== undefined) counts[ledger] -= arrived;
    }
  }
}

/** Walkers of one batch by node: dealt from the initial distribution, whole numbers that sum to the batch's share. */
function startingCounts({ network, initial }: NetworkWalk, amount: number, stream: RandomStream): Float64Array {
  const counts = new Float64Array(network.size);
  const total = sumOf(initial);
  if (total === 0) return counts;
  fillMultinomial(
    counts,
    stream,
    Math.round(total / amount / BATCHES),
    initial.map((n) => n / total),
  );
  return counts;
}
