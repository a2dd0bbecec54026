/**
 * Walkers whose step depends on the site where they are: tick by tick, one uniform number each.
 *
 * By a Poisson clock the wait until the next step is exponential; a record cuts it, and it is drawn afresh. A walker on a
 * site that absorbs is gone, at the tick that took it there.
 *
 * @module
 */

import type { StartedMotion } from "#levels/ensemble/motion.ts";
import { Refusal } from "#levels/ensemble/refusal.ts";
import { ensembleCarrier } from "#levels/ensemble/solve-ensemble.ts";
import { INSIDE, LEFT_OUT, RIGHT_OUT, type Walkers } from "#levels/ensemble/walkers.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import type { End, Model, Species } from "#model/model.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { stepsUntil } from "#step-law/lattice-law.ts";
import { type SiteChain, siteChain } from "#step-law/site-chain.ts";
import { alternates, siteRest, slowestSiteRate } from "#step-law/site-rest.ts";

/** Walks from site to site at the walk level. */
export const siteWalkCarrier: MotionCarrier = ensembleCarrier({ level: "walk", purpose: PURPOSE.stepLaw }, started);

function started(model: Model, species: Species): StartedMotion {
  const chain = siteChain(model, species);
  if ("because" in chain) throw new Refusal(chain.because, chain.change);
  return siteMotion(chain);
}

/** The motion of walkers on a chain of sites. */
function siteMotion(chain: SiteChain): StartedMotion {
  const { clock, absorbs, spacing, coordinate, start, right, left, closed, amount } = chain;
  const exits = (["left", "right"] as const).filter((end: End) => absorbs[end]);
  const isFixed = clock.kind === "fixed";
  const slowest = exits.length > 0 || siteRest(chain) !== undefined ? slowestSiteRate(chain) : undefined;
  return {
    amount,
    motion: {
      dimensions: 1,
      method: isFixed
        ? "step by step, one uniform number for each tick"
        : "step by step at exponential waits, one uniform number for each step",
      law: { kind: "discrete", spacing, ...(isFixed && { step: clock.interval }) },
      stepRate: 1 / clock.interval,
      exits,
      unbounded: false,
      ...(exits.length === 0 && slowest !== undefined && !alternates(chain) && { relaxation: 1 / slowest }),
      ...(alternates(chain) && { whyUnsettled: "they step at every tick, and are on every other site in turn" }),
      // a walk that never turns leaves at one tick, which is an infinite rate
      ...(exits.length > 0 && closed && slowest !== undefined && { exitScale: Math.max(clock.interval, 2 / slowest) }),
      sharesRatesWith: ["master"],
      sources: [],
      start({ axes: [x], origin: [from], inner }) {
        x.fill(coordinate[start]);
        from.fill(coordinate[start]);
        inner.fill(start);
      },
      advance: (walkers, first, end, from, to) => {
        let steps = 0;
        for (let i = first; i < end; i++) steps += isFixed ? tick(walkers, i, from, to) : hop(walkers, i, from, to);
        const [x] = walkers.axes;
        for (let i = first; i < end; i++) x[i] = coordinate[walkers.inner[i]];
        return steps;
      },
    },
  };

  /** The site after a step from a site, by a uniform number. */
  function stepFrom(site: number, uniform: number): number {
    if (uniform < right[site]) return site + 1;
    return uniform < right[site] + left[site] ? site - 1 : site;
  }

  /** Marks a walker that stands on a site that absorbs. */
  function leaves({ fate }: Walkers, i: number, site: number): boolean {
    if (absorbs.left && site === 0) fate[i] = LEFT_OUT;
    else if (absorbs.right && site === right.length - 1) fate[i] = RIGHT_OUT;
    return fate[i] !== INSIDE;
  }

  function tick(walkers: Walkers, i: number, from: number, to: number): number {
    if (walkers.fate[i] !== INSIDE) return 0;
    const before = stepsUntil({ clock }, from);
    const ticks = stepsUntil({ clock }, to) - before;
    let site = walkers.inner[i];
    for (let k = 1; k <= ticks; k++) {
      site = stepFrom(site, walkers.noise.uniform());
      if (!leaves(walkers, i, site)) continue;
      walkers.inner[i] = site;
      walkers.exitTime[i] = (before + k) * clock.interval;
      return k;
    }
    walkers.inner[i] = site;
    return ticks;
  }

  function hop(walkers: Walkers, i: number, from: number, to: number): number {
    if (walkers.fate[i] !== INSIDE) return 0;
    let site = walkers.inner[i];
    let steps = 0;
    for (let now = from; ; steps++) {
      now += clock.interval * walkers.noise.exponential();
      if (now > to) break;
      site = stepFrom(site, walkers.noise.uniform());
      if (!leaves(walkers, i, site)) continue;
      walkers.exitTime[i] = now;
      break;
    }
    walkers.inner[i] = site;
    return steps;
  }
}
