/**
 * The logarithm of a binomial coefficient, for numbers of any size.
 *
 * @module
 */

import { log, log1p } from "#numerics/elementary.ts";
import { DomainError } from "#units/domain-error.ts";
import { stirlingError } from "./gamma.ts";

/**
 * log(n! / (k! (n - k)!)). Relative error at most 1e-14.
 *
 * By the product where it is short, else by Stirling's formula with its error added, in which all large terms have one
 * sign: k log(n/k) - (n - k) log(1 - k/n) + log(n / (2π k (n - k)))/2 + δ(n) - δ(k) - δ(n - k).
 *
 * @throws DomainError unless n and k are whole numbers with 0 <= k <= n.
 */
export function logBinomial(n: number, k: number): number {
  if (!(n >= 0 && Math.floor(n) === n && n < Number.POSITIVE_INFINITY))
    throw new DomainError("n", n, "a binomial coefficient needs a whole number of at least 0");
  if (!(k >= 0 && k <= n && Math.floor(k) === k))
    throw new DomainError("k", k, `a binomial coefficient of n = ${n} needs a whole number from 0 to n`);
  const few = Math.min(k, n - k);
  if (few <= 20) {
    let sum = 0;
    let product = 1;
    for (let i = 1; i <= few; i++) {
      product *= (n - few + i) / i;
      if (product > 1e250) {
        sum += log(product);
        product = 1;
      }
    }
    return sum + log(product);
  }
  const many = n - few;
  return (
    few * log(n / few) +
    many * log1p(few / many) +
    (0.5 * log(n / (2 * Math.PI * few * many)) + (stirlingError(n) - stirlingError(few) - stirlingError(many)))
  );
}
