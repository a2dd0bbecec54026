/**
 * The coarse-grained numbers of a walk on a lattice.
 *
 * @module
 */

import type { WalkLaw } from "#model/model.ts";
import type { CoarseGrained } from "./coarse-grained.ts";
import {
  diffusivity,
  driftVelocity,
  excessKurtosisAfter,
  leadingOrderDiffusivity,
  skewnessAfter,
} from "./lattice-law.ts";

/** v, D (exact and leading order), and what is left of skewness and excess kurtosis after 100 steps. */
export function coarseLatticeWalk(law: WalkLaw): readonly CoarseGrained[] {
  const exact = law.clock.kind === "fixed" ? "exact at whole steps" : "exact at any time";
  const steps = 100;
  return [
    { symbol: "v", value: driftVelocity(law), unit: "m s^-1", formula: "<l> / tau", holds: exact },
    {
      symbol: "D",
      value: diffusivity(law),
      unit: "m^2 s^-1",
      formula: "(Var l + <l>^2 cv^2) / 2 tau",
      holds: exact,
    },
    {
      symbol: "D, leading order",
      value: leadingOrderDiffusivity(law),
      unit: "m^2 s^-1",
      formula: "<l^2> / 2 d tau",
      holds: "for no bias, or a Poisson clock",
    },
    {
      symbol: "skewness",
      value: skewnessAfter(law, steps),
      unit: "1",
      formula: "K_3 / K_2^(3/2)",
      holds: `exact after ${steps} steps; fades as n^-1/2`,
    },
    {
      symbol: "excess kurtosis",
      value: excessKurtosisAfter(law, steps),
      unit: "1",
      formula: "K_4 / K_2^2",
      holds: `exact after ${steps} steps; fades as n^-1`,
    },
  ];
}
