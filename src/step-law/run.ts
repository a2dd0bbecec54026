/**
 * Straight runs from afar.
 *
 *     on a line, reversals at the rate λ:   <v(0) v(t)> = c² e^(-2λt),    D = c²/2λ = c²/α, α = 2λ
 *     in a plane, tumbles at the rate λ:    <v(0)·v(t)> = c² e^(-λt),     D = c²/2λ
 *
 * A reversal undoes the direction, a tumble forgets it: hence the factor 2 in the exponent; the plane has two axes to
 * share, hence the same D.
 *
 * @module
 */

import type { RunLaw } from "#model/motion-law.ts";
import type { Diffusivity, Rate } from "#units/flavour.ts";
import type { CoarseGraining } from "./coarse-grained.ts";

/** Rate at which the direction is forgotten: <v(0)·v(t)> = c² e^(-rate t) [s^-1]. */
export function forgettingRate({ turning, rate }: Pick<RunLaw, "turning" | "rate">): Rate {
  return turning === "reversals" ? 2 * rate : rate;
}

/** Exact diffusion coefficient at long times [m^2 s^-1]. */
export function runDiffusivity(law: RunLaw): Diffusivity {
  return (law.speed * law.speed) / (law.dimensions * forgettingRate(law));
}

/** What is to be said of runs. */
export const coarseRun: CoarseGraining<RunLaw> = {
  numbers(law) {
    const onLine = law.turning === "reversals";
    return [
      { symbol: "v", value: 0, unit: "m s^-1", formula: "0", holds: "exact" },
      {
        symbol: "c",
        value: law.speed,
        unit: "m s^-1",
        formula: "speed",
        holds: "exact: nothing is ahead of the front",
      },
      {
        symbol: "alpha",
        value: forgettingRate(law),
        unit: "s^-1",
        formula: onLine ? "2 x rate of reversals" : "rate of tumbles",
        holds: "exact decay of the memory of direction",
      },
      {
        symbol: "D",
        value: runDiffusivity(law),
        unit: "m^2 s^-1",
        formula: onLine ? "c^2 / alpha" : "c^2 / 2 alpha",
        holds: "exact slope of the msd at long times",
      },
    ];
  },
};
