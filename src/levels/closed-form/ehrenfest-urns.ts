/**
 * A walk whose bias is proportional to the distance from a centre: Ehrenfest's urns.
 *
 *     mean        m + (x0 - m) (1 - 1/M)^n,    p± = ½ ∓ (x - m) / 2 M l
 *     variance    l² { (M/2) [1 - (1 - 2/M)^n] + y0² [(1 - 2/M)^n - (1 - 1/M)^2n] },    y0 = (x0 - m) / l
 *     at rest     binomial: P(m + j l) = C(2M, M + j) / 4^M
 *
 * 2M must be a whole number, and the start a whole number of steps from where both steps are never taken. The walk is on
 * every other site in turn, so its law does not settle: what stands at rest is the mean over two successive ticks.
 *
 * @see M. Kac, Am. Math. Mon. 54, 369 (1947), doi:10.2307/2304386 (not opened)
 * @module
 */

import type { When } from "#levels/contract.ts";
import { type LineLaw, lineReading } from "#levels/line-law.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import { log1p } from "#numerics/elementary.ts";
import { unimodalWeights } from "#numerics/unimodal-weights.ts";
import { type UrnMoments, type Urns, urnMoments, urnsOf } from "#step-law/ehrenfest.ts";
import { rounded15 } from "#step-law/lattice-coordinate.ts";
import { stepsUntil } from "#step-law/lattice-law.ts";
import { siteChain } from "#step-law/site-chain.ts";
import type { NotThis, Recognition } from "./law.ts";

const NAME = "Ehrenfest's urns";

/** Recognises a bias that is linear in x and vanishes at a site. */
export function recogniseEhrenfestUrns(model: Model, species: Species): Recognition {
  const { motion } = species;
  const notThis = (met: number, because: string, change: string): NotThis => ({
    kind: "not-this",
    form: NAME,
    met,
    because,
    change,
  });
  if (motion?.kind !== "site-walk" || motion.bias.kind !== "expression")
    return notThis(0, "the bias is not an expression of x", "give right: 0.5 - x / (2 * M * l)");
  const chain = siteChain(model, species);
  if ("because" in chain) return notThis(1, chain.because, chain.change);
  const urns = urnsOf(chain);
  if (urns === undefined)
    return notThis(
      2,
      "the bias is not linear in x with a whole number of sites between where it is 0 and 1",
      "give right: 0.5 - x / (2 * M * l) with a whole number M",
    );
  const { interval } = motion;
  return {
    kind: "law",
    name: NAME,
    formula: "mean y0 (1-1/M)^n, variance (M/2)[1-(1-2/M)^n] + y0^2 [(1-2/M)^n - (1-1/M)^(2n)], at rest C(2M,M+j)/4^M",
    source: "M. Kac, Am. Math. Mon. 54, 369 (1947), doi:10.2307/2304386",
    describes: { kind: "discrete", spacing: urns.spacing, step: interval },
    read: (measure, when) => read(model, urns, interval, measure, when, chain.amount),
  };
}

function read(
  model: Model,
  urns: Urns,
  interval: number,
  measure: Measure,
  when: When,
  amount: number,
): number | undefined {
  if (measure.name === "slowest_rate") return urns.balls > 2 ? -log1p(-2 / urns.balls) / interval : undefined;
  if (when === "timeless") return undefined;
  if (typeof when !== "number") return lineReading(measure, atRest(urns, amount), model);
  const steps = stepsUntil({ clock: { kind: "fixed", interval } }, when);
  return fromMoments(measure, urns, urnMoments(urns, steps), amount);
}

function fromMoments(
  { name, place, argument }: Measure,
  { spacing: l, centre, balls, right }: Urns,
  { mean, variance, third, fourth }: UrnMoments,
  amount: number,
): number | undefined {
  const y0 = right - balls / 2;
  const moved = mean - y0;
  switch (name) {
    case "mean":
      return centre + l * mean;
    case "variance":
      return l * l * variance;
    case "skewness":
      return variance > 0 ? third / (variance * Math.sqrt(variance)) : undefined;
    case "excess_kurtosis":
      return variance > 0 ? fourth / (variance * variance) - 3 : undefined;
    case "msd":
      return l * l * (variance + moved * moved);
    case "moment":
      if (argument === 1) return l * moved;
      if (argument === 2) return l * l * (variance + moved * moved);
      if (argument === 3) return l * l * l * (third + 3 * moved * variance + moved * moved * moved);
      if (argument === 4)
        return (
          l * l * l * l * (fourth + 4 * moved * third + 6 * moved * moved * variance + moved * moved * moved * moved)
        );
      return undefined;
    case "survival":
      return 1;
    case "amount":
      return place?.kind === "all" ? amount : undefined;
    default:
      return undefined;
  }
}

/** The binomial law of the urns. */
function atRest({ balls: N, centre, spacing }: Urns, amount: number): LineLaw {
  const { first, weights } = unimodalWeights(
    { mode: Math.floor(N / 2), up: (k) => (N - k) / (k + 1), down: (k) => k / (N - k + 1) },
    1e-290,
  );
  const x = weights.map((_, i) => rounded15(centre + (first + i - N / 2) * spacing));
  // the middle is the centre to the last digit
  return {
    x: x.map((at) => (Math.abs(at - centre) < 1e-9 * spacing ? centre : at)),
    p: weights,
    start: undefined,
    amount,
  };
}
