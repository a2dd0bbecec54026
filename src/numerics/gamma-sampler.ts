/**
 * Gamma numbers by their exact law: the sum of `shape` exponential waits of mean 1, for any positive shape.
 *
 *     density x^(a-1) e^-x / Γ(a),   mean a, variance a
 *
 * By Marsaglia and Tsang: x = d v with v = (1 + c Z)³, d = a - ⅓, c = 1/√(9d), Z normal, taken with the probability
 * v^d e^(d - d v + Z²/2); at least 95 of 100 trials are. Below a = 1 a number of shape a + 1 times U^(1/a). The number
 * of words taken varies: draw from a stream that nobody else must find in step.
 *
 * @see G. Marsaglia and W. W. Tsang, ACM Trans. Math. Softw. 26, 363 (2000), doi:10.1145/358407.358414 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { log, pow } from "./elementary.ts";
import type { RandomStream } from "./random-stream.ts";

/** A gamma number of a shape, of mean equal to the shape. @throws DomainError unless the shape is positive and finite. */
export function gammaNumber(stream: RandomStream, shape: number): number {
  if (!(shape > 0 && shape < Number.POSITIVE_INFINITY))
    throw new DomainError("shape", shape, "the shape of a gamma law is positive");
  if (shape === 1) return stream.exponential();
  if (shape < 1) return byRejection(stream, shape + 1) * pow(stream.uniform(), 1 / shape);
  return byRejection(stream, shape);
}

/** For a shape of at least 1. */
function byRejection(stream: RandomStream, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / (3 * Math.sqrt(d));
  for (;;) {
    const z = stream.normal();
    const root = 1 + c * z;
    const u = stream.uniform();
    if (!(root > 0)) continue;
    const v = root * root * root;
    // most trials are taken without a logarithm: 1 - 0.0331 z⁴ lies below the ratio
    if (u < 1 - 0.0331 * (z * z) * (z * z) || log(u) < 0.5 * z * z + d * (1 - v + log(v))) return d * v;
  }
}
