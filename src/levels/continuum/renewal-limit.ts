/**
 * The continuum limit of independent steps at independent waits: advection and diffusion with the exact long-time v and D.
 *
 *     c_t = -v c_x + D c_xx,    v = <l>/τ,    D = (Var l + <l>² cv²) / 2τ
 *
 * Mean and variance are those of the walk (at whole steps of a fixed clock, at any time of a Poisson clock, and but for
 * a constant at late times of others); the shape differs to leading order by the skewness, which fades as t^-1/2, and
 * the excess kurtosis, which fades as t^-1. A walk without a finite variance of steps or mean of waits has another limit.
 *
 * @module
 */

import type { Acceptance } from "#levels/contract.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { speciesNamed } from "#levels/species-named.ts";
import { finiteWaitOrders, hasStepVariance } from "#model/finite-moments.ts";
import type { Model } from "#model/model.ts";
import { recordTimes } from "#model/record-times.ts";
import { displacementCumulants, meanWait, renewalDiffusivity } from "#step-law/renewal.ts";
import { renewalProblem } from "#step-law/renewal-problem.ts";
import { diffusive } from "./diffusion.ts";

/** Independent steps at independent waits at the continuum level. */
export const renewalLimit: MotionCarrier = {
  accepts,
  *solve(task) {
    const result = yield* diffusive.solve(task);
    return {
      ...result,
      method: `${result.method}; ${leadingDifference(task.model, task.species)}`,
      sharesRatesWith: ["closed-form"], // the formulas of v and D
    };
  },
};

function accepts(model: Model, name: string): Acceptance {
  const problem = renewalProblem(model, name);
  if ("because" in problem) return { accepts: false, ...problem };
  const { step, clock } = problem.law;
  if (!hasStepVariance(step))
    return {
      accepts: false,
      because: "steps of infinite variance do not become diffusion: their limit is a Lévy flight",
      change: "give motion: {flight: {index: ..., K: ...}}, or steps of finite variance",
    };
  if (finiteWaitOrders(clock) <= 1)
    return {
      accepts: false,
      because: "waits of infinite mean do not become diffusion: the walk ages, and its limit is subdiffusion",
      change: "give motion: {subdiffusion: {index: ..., K: ...}}, or waits of finite mean",
    };
  if (renewalDiffusivity(problem.law) === undefined)
    return {
      accepts: false,
      because: "a bias with waits of infinite variance spreads faster than diffusion",
      change: "leave the bias out, or take waits of finite variance",
    };
  return diffusive.accepts(model, name);
}

/** What the walk has and the continuum drops, at the last record time. */
function leadingDifference(model: Model, name: string): string {
  const { motion } = speciesNamed(model, name);
  if (motion?.kind !== "renewal") throw new Error(`Bug: ${name} does not walk by independent steps.`);
  const start = "limit of independent steps with their long-time v and D";
  const last = recordTimes(model.solves).at(-1);
  const cumulants = last === undefined ? undefined : displacementCumulants(motion, last);
  if (last === undefined || cumulants === undefined || !(cumulants[1] > 0)) return start;
  const [, variance, third, fourth] = cumulants;
  const D = renewalDiffusivity(motion) ?? Number.NaN;
  const digits = (x: number) => Number(x.toPrecision(3));
  return (
    `${start}; after ${digits(last / meanWait(motion.clock))} mean waits the walk still has skewness ` +
    `${digits(third / (variance * Math.sqrt(variance)))}, excess kurtosis ${digits(fourth / (variance * variance))} and ` +
    `a variance of ${digits(variance / (2 * D * last))} times 2 D t, which the limit drops`
  );
}
