/**
 * Subdiffusion: a Brownian walker whose own time S runs by rare jumps of the clock, x(t) = x0 + B(S(t)).
 *
 *     S(t) = min { s : L(s) > t },  <e^(-qL(s))> = e^(-s q^a),      <B(s)²> = 2 K s
 *
 * S is the operational time, the limit of the number of steps of a walk with Mittag-Leffler waits. With it
 *
 *     <S^n> = n! t^(an) / Γ(1 + an),    <x²> = 2 K t^a / Γ(1 + a),    <e^(ikx)> = E_a(-K k² t^a),
 *     <S(s) S(t)> = [ s^(2a) + t^(2a) I_(s/t)(a, 1 + a) ] / Γ(1 + 2a),    s <= t,
 *
 * and the density is P(x, t) = M_(a/2)(|x|/σ) / 2σ with σ² = K t^a, which solves Caputo D_t^a P = K P_xx.
 *
 * @see R. Metzler and J. Klafter, Phys. Rep. 339, 1 (2000), doi:10.1016/S0370-1573(00)00070-3 (not opened)
 * @see N. N. Leonenko, M. M. Meerschaert, R. L. Schilling and A. Sikorskii, Commun. Appl. Ind. Math. 6, e-483 (2014) (not opened)
 * @module
 */

import type { Subdiffusion } from "#model/motion-law.ts";
import { pow, powInteger } from "#numerics/elementary.ts";
import { gamma, regularisedBeta } from "#numerics/gamma-function.ts";
import type { Length, Time } from "#units/flavour.ts";
import type { CoarseGraining } from "./coarse-grained.ts";

/** σ = √(K t^a): the length by which positions are measured [m]. */
export function subdiffusiveScale({ index, K }: Subdiffusion, time: Time): Length {
  return Math.sqrt(K * pow(time, index));
}

/** <(x - x0)^n> [m^n]: zero for odd n, else n! (K t^a)^(n/2) / Γ(1 + an/2). */
export function subdiffusiveMoment(law: Subdiffusion, order: number, time: Time): number {
  if (order % 2 === 1) return 0;
  const scale = subdiffusiveScale(law, time);
  return (gamma(order + 1) * powInteger(scale, order)) / gamma(1 + (law.index * order) / 2);
}

/** <x⁴> / <x²>² - 3 = 6 Γ(1 + a)² / Γ(1 + 2a) - 3, at all times. */
export function subdiffusiveKurtosis({ index: a }: Subdiffusion): number {
  return (6 * gamma(1 + a) * gamma(1 + a)) / gamma(1 + 2 * a) - 3;
}

/** Limit of the ergodicity breaking of long tracks, 2 Γ(1 + a)² / Γ(1 + 2a) - 1: time averages stay random. */
export function ergodicityBreakingLimit({ index: a }: Subdiffusion): number {
  return (2 * gamma(1 + a) * gamma(1 + a)) / gamma(1 + 2 * a) - 1;
}

/** <S(s) S(t)> for s <= t, in powers of the unit of time [s^2a]. */
export function operationalCorrelation(a: number, s: Time, t: Time): number {
  if (s === 0) return 0;
  return (pow(s, 2 * a) + pow(t, 2 * a) * regularisedBeta(a, 1 + a, s / t)) / gamma(1 + 2 * a);
}

/** What `perrin check` prints of subdiffusion. */
export const coarseSubdiffusion: CoarseGraining<Subdiffusion> = {
  numbers(law) {
    const { index: a, K } = law;
    return [
      { symbol: "alpha", value: a, unit: "1", formula: "<x²> grows as t^alpha", holds: "exact" },
      { symbol: "K", value: K, unit: `m^2 s^-${a}`, formula: "<x²> = 2 K t^a / Γ(1 + a)", holds: "exact" },
      {
        symbol: "<x²> at 1 s",
        value: subdiffusiveMoment(law, 2, 1),
        unit: "m^2",
        formula: "2 K t^a / Γ(1 + a)",
        holds: "exact",
      },
      {
        symbol: "excess kurtosis",
        value: subdiffusiveKurtosis(law),
        unit: "1",
        formula: "6 Γ(1 + a)² / Γ(1 + 2a) - 3",
        holds: "exact at all times: the law never becomes Gaussian",
      },
      {
        symbol: "ergodicity breaking",
        value: ergodicityBreakingLimit(law),
        unit: "1",
        formula: "2 Γ(1 + a)² / Γ(1 + 2a) - 1",
        holds: "in the limit of tracks much longer than the lag",
      },
    ];
  },
  note({ index: a }) {
    if (a === 1) return undefined;
    return `There is no diffusion coefficient: <x²>/2t falls towards 0 as t^-${exponentText(1 - a)}. K is read from <x²> Γ(1 + a) / 2t^a; <x²>/2t^a is smaller by the factor Γ(1 + a).`;
  },
};

function exponentText(value: number): string {
  return String(Number(value.toPrecision(12)));
}
