import { expect, test } from "vitest";
import type { Network } from "#generator/network.ts";
import { sampledPassage } from "#levels/walk/splitting.ts";

/** Hops between a reservoir at each end and nodes in between, which also lose walkers by decay [s^-1]. */
function rowOf(forward: readonly number[], backward: readonly number[], decay: readonly number[]): Network {
  const network: Pick<Network, "size" | "forward" | "backward" | "growth"> = {
    size: decay.length + 2,
    forward: Float64Array.from(forward),
    backward: Float64Array.from(backward),
    growth: Float64Array.from([0, ...decay.map((rate) => -rate), 0]),
  };
  return network as Network;
}

/** Probability to pass from the first node to beyond the last one: onward, back and decay by node, seen along the way. */
function passage(onward: readonly number[], back: readonly number[], decay: readonly number[]): number {
  // the chance to get from node i to the next one, from that of node i - 1
  let [product, before] = [1, 0];
  for (const [i, f] of onward.entries()) {
    before = f / (f + (decay[i] as number) + (back[i] as number) * (1 - before));
    product *= before;
  }
  return product;
}

const sampled = (network: Network, from: "left" | "right", walkers: number): Float64Array => {
  const run = sampledPassage(network, from, walkers, 5);
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
};

// rates by bond: the first and the last are those from and to the reservoirs
const FORWARD = [9, 4, 3, 5, 2];
const BACKWARD = [1, 2, 1, 6, 9];
const DECAY = [1, 0, 2, 0.5];

// False alarm: 5 standard errors of 64 batches, one seed in 200 000 for each of four. 64 000 walkers know 0.1 to 1 %.
test.each([
  ["left", FORWARD.slice(1), BACKWARD.slice(0, -1), DECAY],
  ["right", BACKWARD.slice(0, -1).reverse(), FORWARD.slice(1).reverse(), [...DECAY].reverse()],
] as const)("from the %s walkers pass a row in which they may be lost, as the hitting probability says", (from, onward, back, decay) => {
  for (const nodes of [1, 4]) {
    // of one node: the row up to it
    const [f, b, d] = [onward, back, decay].map((rates) => rates.slice(0, nodes)) as [number[], number[], number[]];
    const [there, home] = from === "left" ? [f, b] : [[...b].reverse(), [...f].reverse()];
    const lost = from === "left" ? d : [...d].reverse();
    const network = rowOf([9, ...there], [...home, 9], lost);
    expect(sampled(network, from, 64_000)).toHaveMean(passage(f, b, d), { sigmas: 5 });
  }
});
