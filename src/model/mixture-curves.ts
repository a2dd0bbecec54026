/**
 * The curves of a mixture that a figure may show, over what each is drawn, what may stand beside it, and which species
 * have one.
 *
 * @module
 */

import { isFraction } from "./composition-scale.ts";
import type { CurveCompanion, CurveName, CurveParameter, Species } from "./model.ts";

/** How one curve may be asked for. */
export interface MixtureCurve {
  readonly over: readonly CurveParameter[];
  readonly beside: readonly CurveCompanion[];
  /** Whether a species has it. */
  readonly has: (species: Species) => boolean;
  /** What a species needs to have it, in words. */
  readonly needs: string;
}

const isMixture = ({ activity, freeEnergy }: Species): boolean => activity !== undefined || freeEnergy !== undefined;

/** All curves. */
export const MIXTURE_CURVES: Readonly<Record<CurveName, MixtureCurve>> = {
  growth_rate: {
    over: ["wavelength"],
    beside: [],
    has: (species) => isFraction(species) && species.gradientEnergy !== undefined,
    needs:
      "a species with measure: mole-fraction or volume-fraction and a gradient energy, such as {gradient: 1e-18 m^2} in mu:",
  },
  free_energy_density: {
    over: ["composition"],
    beside: ["common-tangent", "spinodal"],
    has: isMixture,
    needs: "a species with an activity, such as {margules: 2.5} in mu:",
  },
  thermodynamic_factor: {
    over: ["composition"],
    beside: ["spinodal"],
    has: isMixture,
    needs: "a species with an activity, such as {margules: 2.5} in mu:",
  },
  "phase-diagram": {
    over: ["margules", "temperature"],
    beside: [],
    has: (species) => regularParameter(species) !== undefined,
    needs: "a regular solution: measure: mole-fraction with {margules: A} as its only activity",
  },
};

/** A of a regular solution [1]; undefined for another mixture. */
export function regularParameter({ measure, activity = [], freeEnergy }: Species): number | undefined {
  if (measure !== "mole-fraction" || freeEnergy !== undefined || activity.length === 0) return undefined;
  // terms of one composition add up
  let sum = 0;
  for (const law of activity) {
    if (law.kind !== "margules" || typeof law.parameter !== "number") return undefined;
    sum += law.parameter;
  }
  return sum;
}
