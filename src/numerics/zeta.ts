/**
 * The zeta function of a real argument, from any place on.
 *
 *     ζ(s, x) = Σ (x + n)^-s,  n = 0, 1, 2 ...;     ζ(s) = ζ(s, 1)
 *
 * The first terms are added one by one; the rest, from y on, is by Euler and Maclaurin
 *
 *     y^(1-s)/(s-1) + y^-s/2 + Σ B_2j/(2j)! s (s+1) ... (s+2j-2) y^(-s-2j+1)
 *
 * whose first neglected term is below 1e-17 of the sum for y > 12 and s <= 6. The sum converges for s > 1; for 0 < s < 1
 * the same expression is its analytic continuation, as it stands in sums over random walks.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { pow } from "./elementary.ts";

/** B_2j / (2j)! for j = 1 ... 7. */
const WEIGHTS = [
  1 / 12,
  -1 / 720,
  1 / 30240,
  -1 / 1209600,
  1 / 47900160,
  -691 / 1307674368000,
  1 / 74724249600,
] as const;

const FAR = 13;

/**
 * ζ(s, x) [1].
 *
 * @throws DomainError unless s > 0, s ≠ 1 and x > 0.
 */
export function hurwitzZeta(s: number, x: number): number {
  if (!(s > 0) || s === 1) throw new DomainError("s", s, "the zeta function is taken above 0, and has a pole at 1");
  if (!(x > 0)) throw new DomainError("x", x, "the sum starts at a positive place");
  const terms = Math.max(0, Math.ceil(FAR - x));
  const y = x + terms;
  let factor = s / y;
  let series = 0;
  for (const [j, weight] of WEIGHTS.entries()) {
    series += weight * factor;
    factor *= ((s + 2 * j + 1) / y) * ((s + 2 * j + 2) / y);
  }
  let sum = pow(y, -s) * (y / (s - 1) + 0.5 + series);
  for (let n = terms - 1; n >= 0; n--) sum += pow(x + n, -s);
  return sum;
}

/** ζ(s) [1]. @throws DomainError unless s > 0, s ≠ 1. */
export function riemannZeta(s: number): number {
  return hurwitzZeta(s, 1);
}
