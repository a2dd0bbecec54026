/**
 * What a walk with a bias that depends on the site looks like from afar.
 *
 *     v(x) = (right - left) l / τ,    D(x) = [right + left - (right - left)²] l² / 2τ        at each site, exact
 *
 * A linear bias ½ - (x - m) / 2 M l pulls back at the rate 1 / M τ, and the spread at rest is M l² / 2: Boltzmann's law
 * of a trap with 2kT / κ l² = M, whatever l. On the way there it spreads less than the Ornstein-Uhlenbeck law by the
 * factor 4 p+ p- < 1 off the centre.
 *
 * @module
 */

import type { Model, Species } from "#model/model.ts";
import type { SiteWalk } from "#model/motion-law.ts";
import { expm1 } from "#numerics/elementary.ts";
import type { CoarseGrained, CoarseGraining } from "./coarse-grained.ts";
import { urnMoments, urnsOf } from "./ehrenfest.ts";
import { type SiteChain, siteChain } from "./site-chain.ts";
import { slowestSiteRate } from "./site-rest.ts";

/** Ticks after which the spread is held against that of a trap. */
const EARLY = 10;

/** The coarse-grained numbers of a walk with a bias by site. */
export const coarseSiteWalk: CoarseGraining<SiteWalk> = { numbers, note };

function chainOf(species: Species, model: Model): SiteChain | undefined {
  const chain = siteChain(model, species);
  return "because" in chain ? undefined : chain;
}

function numbers({ spacing: l, interval }: SiteWalk, species: Species, model: Model): readonly CoarseGrained[] {
  const chain = chainOf(species, model);
  if (chain === undefined) return [];
  const [p, q] = [chain.right[chain.start], chain.left[chain.start]];
  const found: CoarseGrained[] = [
    {
      symbol: "v at the start",
      value: ((p - q) * l) / interval,
      unit: "m s^-1",
      formula: "(p+ - p-) l / tau",
      holds: "exact, at that site",
    },
    {
      symbol: "D at the start",
      value: ((p + q - (p - q) * (p - q)) * l * l) / (2 * interval),
      unit: "m^2 s^-1",
      formula: "[p+ + p- - (p+ - p-)^2] l^2 / 2 tau",
      holds: "exact, at that site",
    },
  ];
  const slowest = slowestSiteRate(chain);
  if (slowest !== undefined)
    found.push({
      symbol: "slowest rate",
      value: slowest,
      unit: "s^-1",
      formula: "-ln |lambda| / tau, lambda the largest eigenvalue of a step below 1",
      holds: "exact",
    });
  const urns = urnsOf(chain);
  if (urns !== undefined)
    found.push({
      symbol: "variance at rest",
      value: (urns.balls * l * l) / 4,
      unit: "m^2",
      formula: "M l^2 / 2, p = 1/2 - x / 2 M l",
      holds: "exact, in the mean over two successive ticks",
    });
  return found;
}

function note({ spacing: l }: SiteWalk, species: Species, model: Model): string | undefined {
  const chain = chainOf(species, model);
  const urns = chain && urnsOf(chain);
  if (chain === undefined || urns === undefined) return undefined;
  const p = chain.right[chain.start];
  if (Math.abs(p - 0.5) < 1e-12) return undefined;
  const M = urns.balls / 2;
  const { variance } = urnMoments(urns, EARLY);
  const trap = (-M / 2) * expm1((-2 * EARLY) / M);
  const less = 100 * (1 - variance / trap);
  return (
    `${species.name} starts where p+ = ${p.toPrecision(4)}: a step there spreads by 4 p+ p- = ` +
    `${(4 * p * (1 - p)).toPrecision(4)} of l^2, not by l^2. After ${EARLY} ticks its variance is ` +
    `${(variance * l * l).toPrecision(6)} m^2, ${Math.abs(less).toPrecision(3)} % ${less < 0 ? "above" : "below"} the ${(trap * l * l).toPrecision(6)} m^2 of the ` +
    "Ornstein-Uhlenbeck law, which it meets only at rest."
  );
}
