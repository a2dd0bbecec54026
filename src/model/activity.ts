/**
 * The activity of a species as a function of its own composition: the laws of the file, added up.
 *
 *     ln γ = sum of the laws,    Γ = 1 + s d ln γ / ds
 *
 * s is the composition on the scale of the species: its concentration [mol m^-3], or its mole fraction [1].
 *
 * @module
 */

import { CARNAHAN_STARLING } from "#physics/activity/carnahan-starling.ts";
import { margulesActivity } from "#physics/activity/margules.ts";
import { virialActivity } from "#physics/activity/virial.ts";
import { derivative } from "./expression/derivative.ts";
import { evaluate } from "./expression/evaluate.ts";
import type { ActivityLaw, Species } from "./model.ts";

/** How the activity coefficient of a species depends on its composition s [mol m^-3, or 1]. */
export interface SpeciesActivity {
  /** ln γ(s) [1]. */
  readonly lnGamma: (s: number) => number;
  /** d ln γ / ds [m^3 mol^-1, or 1]. */
  readonly slope: (s: number) => number;
  /** Thermodynamic factor Γ(s) = 1 + s d ln γ / ds [1]. */
  readonly factor: (s: number) => number;
  /** Compositions from 0 to this one have a meaning; Infinity where nothing bounds them. */
  readonly highest: number;
  /** γ = 1 at every composition. */
  readonly isIdeal: boolean;
}

/** One law, by ln γ and its slope. */
interface Part {
  readonly lnGamma: (s: number) => number;
  readonly slope: (s: number) => number;
  readonly highest: number;
}

/** The activity of a species; outside of the compositions that have a meaning its functions are NaN or throw. */
export function activityOf({
  name,
  measure,
  activity = [],
}: Pick<Species, "name" | "measure" | "activity">): SpeciesActivity {
  const parts = activity.map((law) => partOf(law, name));
  const top = measure === "mole-fraction" ? 1 : Number.POSITIVE_INFINITY;
  const total = (of: (part: Part) => (s: number) => number) => (s: number) => {
    let sum = 0;
    for (const part of parts) sum += of(part)(s);
    return sum;
  };
  const slope = total((part) => part.slope);
  return {
    lnGamma: total((part) => part.lnGamma),
    slope,
    factor: (s) => (s > 0 ? 1 + s * slope(s) : 1),
    highest: parts.reduce((least, { highest }) => Math.min(least, highest), top),
    isIdeal: parts.length === 0,
  };
}

function partOf(law: ActivityLaw, name: string): Part {
  switch (law.kind) {
    case "virial": {
      const { lnGamma, dLnGamma } = virialActivity(law);
      return { lnGamma, slope: dLnGamma, highest: Number.POSITIVE_INFINITY };
    }
    case "margules": {
      const { lnGamma, dLnGamma } = margulesActivity(law.parameter);
      return { lnGamma, slope: dLnGamma, highest: 1 };
    }
    case "carnahan-starling": {
      const { lnGamma, dLnGamma, domain } = CARNAHAN_STARLING;
      const v = law.molarVolume;
      return { lnGamma: (s) => lnGamma(v * s), slope: (s) => v * dLnGamma(v * s), highest: domain.highest / v };
    }
    case "expression": {
      const tree = law.lnGamma;
      const slope = derivative(tree, name);
      const at = (s: number) => ({ name: (word: string) => (word === name ? s : undefined) });
      return {
        lnGamma: (s) => evaluate(tree, at(s)),
        slope: (s) => evaluate(slope, at(s)),
        highest: Number.POSITIVE_INFINITY,
      };
    }
    default:
      return law satisfies never;
  }
}
