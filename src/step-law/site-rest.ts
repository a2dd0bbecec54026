/**
 * What a chain of sites comes to: its law at rest, and how fast it gets there.
 *
 *     π_{j+1} / π_j = right_j / left_{j+1}
 *
 * A tick multiplies each mode of the chain by an eigenvalue λ; modes fade at -ln |λ| / τ by a fixed clock and at
 * (1 - λ) / τ by a Poisson clock. A chain that steps at every tick is on every other site in turn: it has λ = -1, its
 * law never settles, and the mean over two successive ticks does.
 *
 * @module
 */

import { type BirthDeathChain, fastestRate, slowestRate } from "#numerics/birth-death-rates.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { log1p } from "#numerics/elementary.ts";
import type { Rate } from "#units/flavour.ts";
import type { SiteChain } from "./site-chain.ts";

/** Weight of the outermost site, relative to all, below which what lies beyond is left out. */
const NOTHING = 1e-30;

/** The law at rest; undefined where walkers leave, or where the sites that hold them are not all known. */
export function siteRest(chain: SiteChain): Float64Array | undefined {
  const { right, left, start, absorbs, closed } = chain;
  if (absorbs.left || absorbs.right) return undefined;
  const weights = new Float64Array(right.length);
  weights[start] = 1;
  for (let i = start; i + 1 < weights.length; i++) weights[i + 1] = weights[i] * (right[i] / left[i + 1]);
  for (let i = start; i > 0; i--) weights[i - 1] = weights[i] * (left[i] / right[i - 1]);
  const total = sumOf(weights);
  if (!Number.isFinite(total)) return undefined;
  const rest = weights.map((weight) => weight / total);
  const isHeld = (i: number) => rest[i] < NOTHING;
  return closed || (isHeld(0) && isHeld(rest.length - 1)) ? rest : undefined;
}

/** Whether the walk steps at every tick, so that it is on every other site in turn. */
export function alternates(chain: SiteChain): boolean {
  const { clock, absorbs } = chain;
  return clock.kind === "fixed" && !absorbs.left && !absorbs.right && alternatesInside(chain);
}

/** The slowest rate at which a law fades or settles [s^-1]; undefined where the sites are not all known. */
export function slowestSiteRate(chain: SiteChain): Rate | undefined {
  const { clock, absorbs } = chain;
  if (!absorbs.left && !absorbs.right && siteRest(chain) === undefined) return undefined;
  const states = statesOf(chain);
  const gap = slowestRate(states);
  if (gap === undefined) return undefined;
  if (clock.kind === "poisson") return gap / clock.interval;
  // A mode that changes sign at every tick; where the walk alternates, each mode has such a twin of the same rate.
  const swinging = alternatesInside(chain) ? gap : 2 - fastestRate(states);
  return -log1p(-Math.min(gap, swinging)) / clock.interval;
}

/** Whether no step stays where it is, but on sites that absorb. */
function alternatesInside({ right, left, absorbs }: SiteChain): boolean {
  const first = absorbs.left ? 1 : 0;
  const end = right.length - (absorbs.right ? 1 : 0);
  return right.every((p, i) => i < first || i >= end || Math.abs(p + left[i] - 1) < 1e-15);
}

/** The sites that are not left for good, as a row of states whose rates are chances per tick. */
function statesOf({ right, left, absorbs }: SiteChain): BirthDeathChain {
  const first = absorbs.left ? 1 : 0;
  const end = right.length - (absorbs.right ? 1 : 0);
  const up = right.slice(first, end);
  const down = left.slice(first, end);
  const loss = new Float64Array(end - first);
  if (absorbs.left) loss[0] += down[0];
  if (absorbs.right) loss[loss.length - 1] += up[up.length - 1];
  return { up, down, loss };
}
