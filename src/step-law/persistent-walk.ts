/**
 * A persistent walk from afar: its memory, its diffusion coefficient, and the telegrapher equation beside it.
 *
 *     ρ = 2p - 1                  correlation of neighbouring steps; of steps k apart ρ^k
 *     <x_n²> = l² [ n (1+ρ)/(1-ρ) - 2ρ (1-ρ^n)/(1-ρ)² ]
 *     D = (1+ρ)/(1-ρ) l²/2τ = p/(1-p) l²/2τ
 *
 * The telegrapher equation P_tt + α P_t = c² P_xx, c = l/τ, has D = c²/α. With α = 2(1-p)/τ, as it is often derived, D
 * is 1/p times the exact one; with α = -ln(2p-1)/τ the memory decays as it does on the lattice, and D is nearer.
 *
 * @see S. Goldstein, Q. J. Mech. Appl. Math. 4, 129 (1951), doi:10.1093/qjmam/4.2.129 (not opened)
 * @module
 */

import type { PersistentWalk } from "#model/motion-law.ts";
import { log } from "#numerics/elementary.ts";
import type { Diffusivity, Rate } from "#units/flavour.ts";
import type { CoarseGrained, CoarseGraining } from "./coarse-grained.ts";

type Law = Pick<PersistentWalk, "spacing" | "interval" | "persistence">;

/** Exact diffusion coefficient at long times [m^2 s^-1]; infinite for a walk that never turns. */
export function persistentDiffusivity({ spacing: l, interval, persistence: p }: Law): Diffusivity {
  return ((p / (1 - p)) * l * l) / (2 * interval);
}

/** D of the telegrapher equation with α = 2(1-p)/τ: leading order in 1 - p [m^2 s^-1]. */
export function telegrapherDiffusivity({ spacing: l, interval, persistence: p }: Law): Diffusivity {
  return (l * l) / (2 * (1 - p) * interval);
}

/** α = -ln(2p-1)/τ, at which the memory of direction decays [s^-1]; undefined for p <= ½, where it alternates or is none. */
export function memoryRate({ interval, persistence: p }: Law): Rate | undefined {
  return p > 0.5 ? -log(2 * p - 1) / interval : undefined;
}

/** What is to be said of a persistent walk. */
export const coarsePersistentWalk: CoarseGraining<PersistentWalk> = {
  numbers(law) {
    const { spacing, interval, persistence: p } = law;
    const c = spacing / interval;
    const alpha = memoryRate(law);
    const telegrapher: CoarseGrained[] =
      alpha === undefined
        ? []
        : [
            {
              symbol: "alpha",
              value: alpha,
              unit: "s^-1",
              formula: "-ln(2p - 1) / tau",
              holds: "exact decay of the memory of direction",
            },
            {
              symbol: "alpha, leading order",
              value: (2 * (1 - p)) / interval,
              unit: "s^-1",
              formula: "2 (1 - p) / tau",
              holds: "in the limit p -> 1",
            },
            {
              symbol: "D, telegrapher",
              value: (c * c) / alpha,
              unit: "m^2 s^-1",
              formula: "c^2 / alpha = -l^2 / (tau ln(2p - 1))",
              holds: "in the limit p -> 1, to second order in 1 - p",
            },
            {
              symbol: "D, telegrapher, leading order",
              value: telegrapherDiffusivity(law),
              unit: "m^2 s^-1",
              formula: "l^2 / (2 tau (1 - p))",
              holds: "in the limit p -> 1, to first order: too large by the factor 1/p",
            },
          ];
    return [
      { symbol: "v", value: 0, unit: "m s^-1", formula: "0", holds: "exact" },
      { symbol: "c", value: c, unit: "m s^-1", formula: "l / tau", holds: "exact: nothing is ahead of the front" },
      {
        symbol: "D",
        value: persistentDiffusivity(law),
        unit: "m^2 s^-1",
        formula: "(1 + rho) / (1 - rho) l^2 / 2 tau, rho = 2p - 1",
        holds: "exact slope of the msd at long times",
      },
      ...telegrapher,
    ];
  },
  note(law, { name }) {
    const { persistence: p } = law;
    const alpha = memoryRate(law);
    const exact = persistentDiffusivity(law);
    if (alpha === undefined || !(p < 1)) return undefined;
    const c = law.spacing / law.interval;
    const leading = telegrapherDiffusivity(law);
    const nearer = (c * c) / alpha;
    const percent = (value: number) => `${(100 * Math.abs(value / exact - 1)).toPrecision(3)} %`;
    return (
      `${name} persists with p = ${p}: its exact diffusion coefficient is p / (1 - p) l^2 / 2 tau = ` +
      `${exact.toPrecision(6)} m^2/s; the telegrapher equation with alpha = 2 (1 - p) / tau gives ` +
      `${leading.toPrecision(6)} m^2/s, 1/p times that (${percent(leading)} too large), and with ` +
      `alpha = -ln(2p - 1) / tau ${nearer.toPrecision(6)} m^2/s (${percent(nearer)} too small).`
    );
  },
};
