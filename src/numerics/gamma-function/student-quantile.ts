/**
 * Quantiles of Student's law.
 *
 * @module
 */

import { exp, log } from "#numerics/elementary.ts";
import { normalQuantile } from "#numerics/error-function.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { DomainError } from "#units/domain-error.ts";
import { betaBelow, betaWeight, shareOf } from "./incomplete-beta.ts";

/**
 * The t below which a variable of Student's law with dof degrees of freedom lies with probability p: the factor of a
 * confidence interval. Relative error at most 1e-12.
 *
 * Newton's steps on the logarithms of tail and t, between which the law is nearly a straight line: on the tail beyond
 * t for p outside (1/4, 3/4), on the mass between 0 and t inside.
 *
 * @throws DomainError unless 0 <= p <= 1 and dof > 0.
 */
export function studentQuantile(p: number, dof: number): number {
  if (!(p >= 0 && p <= 1)) throw new DomainError("p", p, "a probability lies between 0 and 1");
  if (!(dof > 0 && dof < Number.POSITIVE_INFINITY))
    throw new DomainError("dof", dof, "a number of degrees of freedom must be positive");
  if (p === 0.5) return 0;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const central = Math.abs(p - 0.5) < 0.25;
  const wanted = log(central ? Math.abs(p - 0.5) : Math.min(p, 1 - p));
  let s = log(Math.abs(normalQuantile(p)));
  for (let step = 0; step < 100; step++) {
    const t = exp(s);
    const at = shareOf(dof, t, t); // dof/(dof + t²)
    const away = { x: at.y, xTail: at.yTail, y: at.x, yTail: at.xTail };
    const mass = 0.5 * (central ? betaBelow(0.5, 0.5 * dof, away) : betaBelow(0.5 * dof, 0.5, at));
    const change = ((log(mass) - wanted) * mass) / betaWeight(0.5 * dof, 0.5, at);
    s += central ? -change : change;
    if (Math.abs(change) < 1e-15 * Math.max(1, Math.abs(s)) || (Math.abs(change) < 1e-9 && step > 50))
      return p < 0.5 ? -exp(s) : exp(s);
    if (!(Math.abs(s) < 300)) break;
  }
  throw new NumericalFailure(
    `Student quantile of p = ${p} with ${dof} degrees of freedom`,
    "no convergence",
    "The quantile may lie beyond 1e130; ask for a less extreme p.",
  );
}
