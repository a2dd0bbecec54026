/**
 * The flight that a walk with power-law steps on a lattice becomes.
 *
 *     p(k) = |k|^(-1-a) / 2ζ(1+a):   1 - φ(q) → c |q|^a,    c = π / [2 ζ(1+a) Γ(1+a) sin(πa/2)]       0 < a < 2
 *
 * so that after n steps of spacing l the scale is (n c)^(1/a) l, and K = c l^a / τ. What is left out of φ is of order q²,
 * of which n^-(2-a)/a remains after n steps: at a = 1.5 P(0) is still 3.1 % above the limit after 1000 of them.
 *
 * @module
 */

import { pow, sin } from "#numerics/elementary.ts";
import { gamma } from "#numerics/gamma-function.ts";
import { riemannZeta } from "#numerics/zeta.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Length, Time } from "#units/flavour.ts";

/** The coefficient c of |q|^a [1]. @throws DomainError unless 0 < a < 2: at 2 it diverges as a logarithm. */
export function zipfCoefficient(index: number): number {
  if (!(index > 0 && index < 2))
    throw new DomainError("index", index, "power-law steps tend to a flight for an index between 0 and 2");
  const a = index;
  return Math.PI / (2 * riemannZeta(1 + a) * gamma(1 + a) * sin((Math.PI * (2 - a)) / 2));
}

/** K of the flight [m^index s^-1]. @throws DomainError as {@link zipfCoefficient} */
export function zipfDiffusion({
  index,
  spacing,
  interval,
}: {
  readonly index: number;
  readonly spacing: Length;
  readonly interval: Time;
}): number {
  return (zipfCoefficient(index) * pow(spacing, index)) / interval;
}
