/**
 * The activity of a species as a function of its own composition: the laws of the file, added up.
 *
 *     ln γ = sum of the laws,    Γ = 1 + s d ln γ / ds
 *
 * s is the composition on the scale of the species: its concentration [mol m^-3], its fraction [1], or its molality
 * [mol kg^-1], where γ is the mean activity coefficient of the ions of a salt.
 *
 * @module
 */

import type { BoundedInterval } from "#physics/activity/composition.ts";
import { osmoticCoefficientFrom } from "#physics/activity/gibbs-duhem.ts";
import { frameOf, highestComposition } from "./composition-scale.ts";
import { derivative } from "./expression/derivative.ts";
import { functionOfOne } from "./expression/function-of-one.ts";
import type { ActivityLaw, Species } from "./model.ts";
import { namedActivity } from "./named-activity.ts";

/** How the activity coefficient of a species depends on its composition s [mol m^-3, or 1]. */
export interface SpeciesActivity {
  /** ln γ(s) [1]. */
  readonly lnGamma: (s: number) => number;
  /** d ln γ / ds [1 per unit of s]; of a salt its value at a trace for s below that, since it has no bound at 0. */
  readonly slope: (s: number) => number;
  /** Thermodynamic factor Γ(s) = 1 + s d ln γ / ds [1]. */
  readonly factor: (s: number) => number;
  /** Osmotic coefficient φ(s) [1]: in closed form for one law with a name, else by quadrature of Γ (Gibbs and Duhem). */
  readonly osmoticCoefficient: (s: number) => number;
  /** Particles ν of one unit of solute [1]: the ions of a salt, by whose mean γ its activity is given. */
  readonly particles: number;
  /** Compositions for which the laws are trusted, where that is less than what they admit. */
  readonly trusted: readonly Pick<BoundedInterval, "highest" | "because">[];
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
  readonly osmoticCoefficient?: (s: number) => number;
  readonly particles: number;
  readonly trusted?: Pick<BoundedInterval, "highest" | "because">;
}

/** Composition of a salt below which the slope of its ln γ, which goes as -1/sqrt(s), is kept [mol kg^-1]. */
const TRACE = 1e-12;

/** The activity of a species; outside of the compositions that have a meaning its functions are NaN or throw. */
export function activityOf({
  name,
  measure,
  activity = [],
}: Pick<Species, "name" | "measure" | "activity">): SpeciesActivity {
  const parts = activity.map((law) => partOf(law, name));
  const total = (of: (part: Part) => (s: number) => number) => (s: number) => {
    let sum = 0;
    for (const part of parts) sum += of(part)(s);
    return sum;
  };
  const slope = total((part) => part.slope);
  const factor = (s: number): number => (s > 0 ? 1 + s * slope(s) : 1);
  const known = parts.length === 1 ? parts[0]?.osmoticCoefficient : undefined;
  return {
    lnGamma: total((part) => part.lnGamma),
    slope,
    factor,
    osmoticCoefficient: known ?? ((s) => osmoticCoefficientFrom(frameOf({ measure }), factor, s)),
    particles: parts.reduce((most, { particles }) => Math.max(most, particles), 1),
    trusted: parts.flatMap(({ trusted }) => trusted ?? []),
    highest: parts.reduce((least, { highest }) => Math.min(least, highest), highestComposition({ measure })),
    isIdeal: parts.length === 0,
  };
}

function partOf(law: ActivityLaw, name: string): Part {
  if (law.kind === "expression") {
    const tree = law.lnGamma;
    return {
      lnGamma: functionOfOne(tree, name),
      slope: functionOfOne(derivative(tree, name), name),
      highest: Number.POSITIVE_INFINITY,
      particles: 1,
    };
  }
  const { activity, perUnit: v } = namedActivity(law);
  const { lnGamma, dLnGamma, osmoticCoefficient, domain, trusted, particles, scale } = activity;
  const lowest = scale === "molal" ? TRACE : 0;
  const parts = {
    highest: domain.highest / v,
    particles,
    ...(trusted.highest < domain.highest && { trusted: { ...trusted, highest: trusted.highest / v } }),
  };
  return v === 1
    ? { ...parts, lnGamma, slope: (s) => dLnGamma(Math.max(s, lowest)), osmoticCoefficient }
    : {
        ...parts,
        lnGamma: (s) => lnGamma(v * s),
        slope: (s) => v * dLnGamma(v * s),
        osmoticCoefficient: (s) => osmoticCoefficient(v * s),
      };
}
