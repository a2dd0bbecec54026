/**
 * Amounts of a row of nodes in which each edge is in balance.
 *
 *     n_{i+1} = n_i k(i→i+1) / k(i+1→i)
 *
 * The product may rise and fall by any number of kT. It is kept as a fraction and a power of 2^200, so that a well loses
 * nothing by what lies before it: only what is 1e-308 of the fullest node comes out as 0.
 *
 * @module
 */

import { NumericalFailure } from "#numerics/numerical-failure.ts";
import type { Network } from "./network.ts";

/** A positive number: fraction · 2^(200 step), with the fraction from 2^-100 to 2^100. */
interface Stepped {
  readonly fraction: number;
  readonly step: number;
}

/** 2^100. */
const HALF_STEP = 1.2676506002282294e30;
const STEP = HALF_STEP * HALF_STEP;

function stepped(x: number, step = 0): Stepped {
  let fraction = x;
  let steps = step;
  for (; fraction > HALF_STEP; steps++) fraction /= STEP;
  for (; fraction < 1 / HALF_STEP; steps--) fraction *= STEP;
  return { fraction, step: steps };
}

/**
 * Amounts of the nodes from `start` to `end` (not included) into `out`, up to a common factor [1].
 *
 * @throws NumericalFailure if over some edge the hops of one direction alone are too rare for a number.
 */
export function fillBalanced(out: Float64Array, { forward, backward }: Network, start: number, end: number): void {
  const steps = new Int32Array(end - start);
  out[start] = 1;
  let highest = 0;
  for (let i = start; i < end - 1; i++) {
    if (forward[i] === 0 || backward[i] === 0)
      throw new NumericalFailure(
        `equilibrium, between nodes ${i} and ${i + 1}`,
        "hops pass in one direction only: those back are too rare for a number, and the balance is not known",
        "use more cells, or a potential or drift that is less steep",
      );
    const [there, back] = [stepped(forward[i]), stepped(backward[i])];
    const next = stepped((out[i] * there.fraction) / back.fraction, steps[i - start] + there.step - back.step);
    out[i + 1] = next.fraction;
    steps[i + 1 - start] = next.step;
    highest = Math.max(highest, next.step);
  }
  for (let i = start; i < end; i++)
    for (let below = highest - steps[i - start]; below > 0 && out[i] > 0; below--) out[i] /= STEP;
}
