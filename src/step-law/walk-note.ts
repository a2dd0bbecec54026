/**
 * What has to be said of a walk beside its numbers: by which clock it steps, and what that does to D.
 *
 * The leading order D = l²/2dτ is exact by a Poisson clock. By a fixed clock a bias takes from it: every step that is
 * foreseen is no noise.
 *
 *     D = 4 p (1 - p) l²/2τ      fixed clock, one dimension, bias p, no rests
 *
 * The general renewal law is D = (Var l + <l>² cv²) / 2τ, derived in lattice-law.ts.
 *
 * @module
 */

import type { WalkLaw } from "#model/model.ts";
import { diffusivity, leadingOrderDiffusivity } from "./lattice-law.ts";

/** Relative difference below which the two are the same number. */
const SAME = 1e-12;

/** A sentence on the clock and D of a walk of the given species, or undefined where the leading order is exact. */
export function walkNote(species: string, law: WalkLaw): string | undefined {
  const exact = diffusivity(law);
  const leading = leadingOrderDiffusivity(law);
  const excess = leading / exact - 1;
  if (Math.abs(excess) < SAME) return undefined;
  const formula =
    law.dimensions === 1 && law.stay === 0 && law.clock.kind === "fixed"
      ? "4 p (1 - p) l^2 / 2 tau"
      : "(Var l + <l>^2 cv^2) / 2 tau";
  return (
    `${species} steps by a ${law.clock.kind} clock with p = ${law.right}: its exact diffusion coefficient is ` +
    `${formula} = ${exact.toPrecision(6)} m^2/s; the leading order l^2 / 2 tau = ${leading.toPrecision(6)} m^2/s, ` +
    `often quoted whatever the bias, is ${(100 * excess).toPrecision(4)} % ${excess > 0 ? "too large" : "too small"}.`
  );
}
