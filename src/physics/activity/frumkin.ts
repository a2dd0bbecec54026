/**
 * The isotherm of Frumkin: particles on sites, one to a site, that attract or repel in mean field.
 *
 *     µ/RT = ln(θ / (1-θ)) + g θ,    ln γ = -ln(1-θ) + g θ,    Γ = 1/(1-θ) + g θ
 *
 * θ is the fraction of sites that are filled. A particle moves only to an empty site, so that its mobility carries
 * 1-θ, and the coefficient of diffusion is D = D0 (1-θ) Γ = D0 [1 + g θ (1-θ)]. It vanishes first at θ = 1/2, g = -4:
 * beyond, the particles condense. Used for intercalation in battery electrodes and for adsorbed layers.
 *
 * @see A. Frumkin, Z. Phys. Chem. 116, 466 (1925) (not opened)
 * @module
 */

import { log1p } from "#numerics/elementary.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Activity } from "./activity.ts";
import { FRACTION, requireWithin } from "./composition.ts";
import { IDEAL_MIXTURE } from "./ideal.ts";

/**
 * The activity of particles on sites by the filled fraction [1], g the interaction [1], positive for repulsion.
 *
 * @throws DomainError unless g is finite.
 */
export function frumkinActivity(interaction: number): Activity {
  if (!Number.isFinite(interaction))
    throw new DomainError("interaction", interaction, "an interaction is a finite number [1]");
  const check = (theta: number): number => requireWithin(FRACTION, "volume-fraction", theta);
  return {
    scale: "volume-fraction",
    heldFixed: "solvent",
    domain: FRACTION,
    trusted: FRACTION,
    particles: 1,
    lnGamma: (theta) => interaction * check(theta) - log1p(-theta),
    dLnGamma: (theta) => 1 / (1 - check(theta)) + interaction,
    thermodynamicFactor: (theta) => 1 / (1 - check(theta)) + interaction * theta,
    osmoticCoefficient: (theta) => (check(theta) > 0 ? 0.5 * interaction * theta - log1p(-theta) / theta : 1),
    freeEnergy: {
      lowest: 0,
      highest: 1,
      value: (theta) => IDEAL_MIXTURE.value(theta) + 0.5 * interaction * theta * theta,
      slope: (theta) => IDEAL_MIXTURE.slope(theta) + interaction * theta,
      curvature: (theta) => IDEAL_MIXTURE.curvature(theta) + interaction,
    },
  };
}

/** D / D0 = 1 + g θ (1-θ) [1] of particles that move to empty sites only, at the filled fraction θ [1]. */
export function frumkinDiffusivityRatio(interaction: number, theta: number): number {
  return 1 + interaction * requireWithin(FRACTION, "volume-fraction", theta) * (1 - theta);
}
