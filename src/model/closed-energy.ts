/**
 * The free energy of mixing of a mixture of fractions whose laws have one in closed form.
 *
 *     f = a ln a + (1 - a) ln(1 - a) + sum of what each law adds,    Γ = a (1 - a) f''
 *
 * f is per mole of mixture for a mole fraction. For a volume fraction it is per mole of solute, that is per N sites of a
 * chain of N segments, since `total` counts moles of solute: N times the energy of a site.
 *
 * @module
 */

import { floryHugginsActivity, type PolymerSolution } from "#physics/activity/flory-huggins.ts";
import type { FreeEnergy } from "#physics/activity/free-energy.ts";
import { IDEAL_MIXTURE } from "#physics/activity/ideal.ts";
import { type MargulesParameters, margulesActivity } from "#physics/activity/margules.ts";
import type { Species } from "./model.ts";

/** f of a species by its laws [RT]; undefined where one of them has no closed form, or the species is no fraction. */
export function closedEnergy({ activity = [] }: Pick<Species, "activity">): FreeEnergy | undefined {
  if (activity.length === 0) return IDEAL_MIXTURE;
  let sum: number | MargulesParameters = 0;
  for (const law of activity) {
    if (law.kind === "flory-huggins" && activity.length === 1) return perMoleOfSolute(law);
    if (law.kind !== "margules") return undefined;
    sum = added(sum, law.parameter);
  }
  return margulesActivity(sum).freeEnergy;
}

/** Parameters of one composition add up. */
function added(a: number | MargulesParameters, b: number | MargulesParameters): number | MargulesParameters {
  if (typeof a === "number" && typeof b === "number") return a + b;
  const [first, second] = [both(a), both(b)];
  return { solute: first.solute + second.solute, solvent: first.solvent + second.solvent };
}

function both(a: number | MargulesParameters): MargulesParameters {
  return typeof a === "number" ? { solute: a, solvent: a } : a;
}

function perMoleOfSolute(law: PolymerSolution): FreeEnergy | undefined {
  const { freeEnergy } = floryHugginsActivity(law);
  if (freeEnergy === undefined) return undefined;
  const { segments } = law;
  const { lowest, highest, value, slope, curvature } = freeEnergy;
  return {
    lowest,
    highest,
    value: (s) => segments * value(s),
    slope: (s) => segments * slope(s),
    curvature: (s) => segments * curvature(s),
  };
}
