/**
 * Progress of work that has parts.
 *
 * @module
 */

import type { Progress } from "#levels/contract.ts";

/** Do a part of some work, which makes it go from one fraction to another [1]. */
export function* shareOfWork<T>(part: Generator<Progress, T>, from: number, to: number): Generator<Progress, T> {
  for (;;) {
    const next = part.next();
    if (next.done) return next.value;
    yield { ...next.value, fraction: from + (to - from) * next.value.fraction };
  }
}
