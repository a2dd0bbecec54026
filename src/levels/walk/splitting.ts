/**
 * Steady flux from reservoir to reservoir by walkers, with multilevel splitting.
 *
 * A reservoir sends walkers in at a known rate; the flux is that rate times the probability that a walker comes out at
 * the other end. Where that is rare, the way is cut into stages: all walkers start at the first node of a stage, and
 * the fraction that reaches the first node of the next one before they are lost is counted. On a row of nodes a walker
 * cannot pass a node unseen, so the product of the fractions estimates the probability without bias.
 *
 * Walkers move as counts: in each step of their embedded chain the walkers of a node part binomially.
 *
 * @see H. Kahn and T. E. Harris, Natl. Bur. Stand. Appl. Math. Ser. 12, 27 (1951) (not opened)
 * @module
 */

import type { Network } from "#generator/network.ts";
import { BATCHES, type Progress } from "#levels/contract.ts";
import { binomial } from "#numerics/binomial-sampler.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream, type RandomStream } from "#numerics/random-stream.ts";

/** A stage is closed when fewer than this fraction would reach the next node. */
const STAGE_PROBABILITY = 0.5;

/** Passage from one end to the other, seen in the direction of travel. */
interface Passage {
  /** Rate towards the far end, towards the near end, and of decay, for nodes 1 ... N in the order of travel. */
  readonly onward: Float64Array;
  readonly back: Float64Array;
  readonly decay: Float64Array;
}

/**
 * Probability to pass from one end to the other, in each batch [1].
 *
 * @throws NumericalFailure if walkers that enter can never leave.
 */
export function* sampledPassage(
  network: Network,
  from: "left" | "right",
  walkers: number,
  seed: number,
): Generator<Progress, Float64Array> {
  const passage = passageFrom(network, from);
  const stages = stagesOf(passage);
  const out = new Float64Array(BATCHES).fill(1);
  const share = Math.ceil(walkers / BATCHES);
  for (let batch = 0; batch < BATCHES; batch++) {
    const stream = makeRandomStream(seed, PURPOSE.generatorWalk, 2 * batch + (from === "left" ? 0 : 1));
    for (let s = 0; s + 1 < stages.length; s++) {
      out[batch] *= fractionThrough(passage, stages[s], stages[s + 1], share, stream);
      yield { fraction: (batch + (s + 1) / stages.length) / BATCHES, doing: `walkers entering from the ${from}` };
    }
  }
  return out;
}

function passageFrom({ size, forward, backward, growth }: Network, from: "left" | "right"): Passage {
  const n = size - 2;
  const nodeOf = (i: number): number => (from === "left" ? i + 1 : n - i);
  const rightward = Float64Array.from({ length: n }, (_, i) => forward[nodeOf(i)]);
  const leftward = Float64Array.from({ length: n }, (_, i) => backward[nodeOf(i) - 1]);
  return {
    onward: from === "left" ? rightward : leftward,
    back: from === "left" ? leftward : rightward,
    decay: Float64Array.from({ length: n }, (_, i) => -growth[nodeOf(i)]),
  };
}

/** First nodes of the stages, from 0 to N (beyond the last node). The choice sets the variance, not the mean. */
function stagesOf({ onward, back, decay }: Passage): number[] {
  const stages = [0];
  let lossBefore = 0;
  let reach = 1;
  for (let i = 0; i < onward.length; i++) {
    const previous = i > 0 ? lossBefore / (onward[i - 1] + lossBefore || 1) : 1;
    const loss = decay[i] + back[i] * previous;
    if (onward[i] + loss === 0)
      throw new NumericalFailure(
        "steady flux by splitting",
        "walkers that enter can never leave",
        "give an end a concentration, or ask for a transient",
      );
    reach *= onward[i] / (onward[i] + loss);
    lossBefore = loss;
    if (reach < STAGE_PROBABILITY && i + 1 < onward.length) {
      stages.push(i + 1);
      reach = 1;
    }
  }
  stages.push(onward.length);
  return stages;
}

/** Fraction of walkers that start at node `start` and reach node `goal` before they are lost. */
function fractionThrough(
  { onward, back, decay }: Passage,
  start: number,
  goal: number,
  walkers: number,
  stream: RandomStream,
): number {
  let counts = new Float64Array(goal + 1);
  let next = new Float64Array(goal + 1);
  counts[start] = walkers;
  let alive = walkers;
  let through = 0;
  while (alive > 0) {
    next.fill(0);
    for (let i = 0; i < goal; i++) {
      const count = counts[i];
      if (count === 0) continue;
      const rate = onward[i] + back[i] + decay[i];
      const ahead = binomial(stream, count, onward[i] / rate);
      const rest = count - ahead;
      const lost = decay[i] > 0 ? binomial(stream, rest, decay[i] / (back[i] + decay[i])) : 0;
      if (i + 1 === goal) {
        through += ahead;
        alive -= ahead;
      } else next[i + 1] += ahead;
      alive -= lost;
      if (i > 0) next[i - 1] += rest - lost;
      else alive -= rest - lost;
    }
    [counts, next] = [next, counts];
  }
  return through / walkers;
}
