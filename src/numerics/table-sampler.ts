/**
 * Draws from a discrete law by its table: one uniform number, inverted in the cumulated weights with a guide.
 *
 * A guide of as many equal parts of [0, 1] as there are weights says where to begin, so that a draw takes two
 * comparisons on average whatever the size of the table. The law drawn is that of the table to 2^-53 in the cumulated
 * probability.
 *
 * @module
 */

import type { RandomStream } from "./random-stream.ts";
import type { DiscreteWeights } from "./unimodal-weights.ts";

/** A function that draws a number of the law from a stream; it takes one uniform number each time. */
export function makeTableSampler({ first, weights }: DiscreteWeights): (stream: RandomStream) => number {
  const last = weights.length - 1;
  const cumulated = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i <= last; i++) {
    sum += weights[i];
    cumulated[i] = sum;
  }
  cumulated[last] = 1;
  const parts = weights.length;
  const guide = new Int32Array(parts);
  for (let part = 0, i = 0; part < parts; part++) {
    while (i < last && cumulated[i] <= part / parts) i++;
    guide[part] = i;
  }
  return (stream) => {
    const u = stream.uniform();
    let i = guide[Math.floor(u * parts)];
    while (cumulated[i] < u) i++;
    return first + i;
  };
}
