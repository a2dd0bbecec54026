/**
 * Progress of work that has parts.
 *
 * @module
 */

import type { Progress } from "#levels/contract.ts";

/** Do a part of some work, which makes it go from one fraction to another [1]. */
export function* shareOfWork<T>(
  part: Generator<Progress, T, unknown>,
  from: number,
  to: number,
): Generator<Progress, T, unknown> {
  let answer: unknown;
  for (;;) {
    const next = part.next(answer);
    if (next.done) return next.value;
    answer = yield { ...next.value, fraction: from + (to - from) * next.value.fraction };
  }
}
