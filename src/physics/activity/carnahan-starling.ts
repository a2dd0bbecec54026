/**
 * The equation of Carnahan and Starling: what crowding by hard spheres does.
 *
 *     φ = Z = (1 + η + η^2 - η^3) / (1 - η)^3
 *     ln γ = (8 η - 9 η^2 + 3 η^3) / (1 - η)^3
 *     Γ = (1 + 4 η + 4 η^2 - 4 η^3 + η^4) / (1 - η)^4
 *
 * η is the fraction of the volume that lies in the spheres. Trusted up to freezing at η = 0.494; beyond that the
 * fluid is not the stable phase. Gradient diffusion speeds up by Γ while the diffusion of a
 * marked sphere slows down: two different D.
 *
 * @see N. F. Carnahan and K. E. Starling, J. Chem. Phys. 51, 635 (1969), doi:10.1063/1.1672048 (not opened)
 * @module
 */

import { log } from "#numerics/elementary.ts";
import type { Activity } from "./activity.ts";
import { type BoundedInterval, requireWithin } from "./composition.ts";
import { entropyTerm } from "./free-energy.ts";

/** Volume fraction of equal spheres packed as densely as can be, π / sqrt(18) [1]. */
export const CLOSEST_PACKING = 0.7404804896930611;

/** Volume fraction at which the fluid of hard spheres begins to freeze [1]. */
export const FREEZING_PACKING = 0.494;

const DOMAIN: BoundedInterval = {
  lowest: 0,
  highest: CLOSEST_PACKING,
  because: "equal spheres fill at most 0.7405 of the volume",
};

/** Hard spheres in a solvent, by their volume fraction [1]. */
export const CARNAHAN_STARLING: Activity = {
  scale: "volume-fraction",
  heldFixed: "solvent",
  domain: DOMAIN,
  trusted: { lowest: 0, highest: FREEZING_PACKING, because: "above it hard spheres freeze" },
  particles: 1,
  lnGamma: (eta) => excess(check(eta)),
  dLnGamma: (eta) => (8 - 2 * check(eta)) / fourthPower(1 - eta),
  thermodynamicFactor,
  osmoticCoefficient: (eta) => {
    const free = 1 - check(eta);
    return (1 + eta * (1 + eta * (1 - eta))) / (free * free * free);
  },
  freeEnergy: {
    lowest: 0,
    highest: CLOSEST_PACKING,
    value: (eta) => entropyTerm(eta) - eta + (eta * eta * (4 - 3 * eta)) / ((1 - eta) * (1 - eta)),
    slope: (eta) => log(eta) + excess(eta),
    curvature: (eta) => thermodynamicFactor(eta) / eta,
  },
};

function check(eta: number): number {
  return requireWithin(DOMAIN, "volume-fraction", eta);
}

function thermodynamicFactor(eta: number): number {
  check(eta);
  return (1 + eta * (4 + eta * (4 + eta * (eta - 4)))) / fourthPower(1 - eta);
}

function excess(eta: number): number {
  const free = 1 - eta;
  return (eta * (8 + eta * (3 * eta - 9))) / (free * free * free);
}

function fourthPower(x: number): number {
  return x * x * (x * x);
}
