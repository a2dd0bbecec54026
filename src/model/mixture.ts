/**
 * A mixture by what the file says of it: its thermodynamic factor, its free energy, and what becomes of a composition.
 *
 *     Γ(s) = 1 + d ln γ / d ln s,    of a mole fraction also a (1 - a) f''(a)
 *
 * The free energy is per mole of mixture for a mole fraction, and per mole of solute for a volume fraction, where the
 * slope is the exchange potential; it is per volume for a concentration and per mass of solvent for a molality, where the
 * slope is the chemical potential. Laws without a closed form are integrated.
 *
 * @module
 */

import { log, log1p } from "#numerics/elementary.ts";
import { integrate } from "#numerics/quadrature.ts";
import type { CompositionInterval } from "#physics/activity/composition.ts";
import { entropyTerm, type FreeEnergy } from "#physics/activity/free-energy.ts";
import { IDEAL_MIXTURE } from "#physics/activity/ideal.ts";
import { type PhaseDiagram, phaseDiagram } from "#physics/phase-separation/phase-diagram.ts";
import { type NegativeInterval, negativeIntervals } from "#physics/phase-separation/spinodal.ts";
import { activityOf, type SpeciesActivity } from "./activity.ts";
import { closedEnergy } from "./closed-energy.ts";
import { isFraction } from "./composition-scale.ts";
import { derivative } from "./expression/derivative.ts";
import { evaluate } from "./expression/evaluate.ts";
import type { Expression } from "./expression/expression.ts";
import type { Species } from "./model.ts";

/** No condensed matter has more moles in a volume: compositions are searched up to here [mol m^-3]. */
export const HIGHEST_CONCENTRATION = 2e5;
/** Hardly a salt dissolves to more: molalities are searched up to here [mol kg^-1]. */
const HIGHEST_MOLALITY = 20;

/** Thermodynamic factor Γ of a species at a composition [1]. */
export function thermodynamicFactorOf(species: Species): (s: number) => number {
  if (species.freeEnergy === undefined) return activityOf(species).factor;
  const { curvature } = mixtureEnergy(species);
  return (a) => a * (1 - a) * curvature(a);
}

/** Free energy of mixing of a species by its composition [RT]. */
export function mixtureEnergy(species: Species): FreeEnergy {
  const { name, freeEnergy } = species;
  if (freeEnergy !== undefined) return written(freeEnergy, name);
  const activity = activityOf(species);
  const closed = species.measure === "volume-fraction" ? closedEnergy(species) : undefined;
  if (closed !== undefined) return closed;
  if (!isFraction(species)) {
    const { lnGamma, factor } = activity;
    return {
      lowest: 0,
      highest: highestKnown(species, activity),
      value: (c) => entropyTerm(c) - c + integrate(lnGamma, 0, c, TO_TEN_DIGITS),
      slope: (c) => log(c) + lnGamma(c),
      curvature: (c) => factor(c) / c,
    };
  }
  // by Gibbs and Duhem d ln γ = (1 - a) d(excess exchange potential)
  const steepness = (a: number): number => activity.slope(a) / (1 - a);
  const excess = (a: number): number => integrate(steepness, 0.5, a, TO_TEN_DIGITS);
  return {
    lowest: 0,
    highest: 1,
    value: (a) => IDEAL_MIXTURE.value(a) + integrate((x) => (a - x) * steepness(x), 0.5, a, TO_TEN_DIGITS),
    slope: (a) => log(a) - log1p(-a) + excess(a),
    curvature: (a) => IDEAL_MIXTURE.curvature(a) + steepness(a),
  };
}

/** Compositions are looked at up to here; a fit says nothing beyond what was fitted. */
function highestKnown({ measure }: Species, { highest, trusted }: SpeciesActivity): number {
  if (measure !== "molality") return Math.min(highest, HIGHEST_CONCENTRATION);
  return trusted.reduce((least, one) => Math.min(least, one.highest), HIGHEST_MOLALITY);
}

/** An integral that may vanish counts as exact to this much of RT. */
const TO_TEN_DIGITS = { relative: 1e-13, absolute: 1e-15 };

function written(value: Expression, name: string): FreeEnergy {
  const slope = derivative(value, name);
  const of = (e: Expression) => (composition: number) =>
    evaluate(e, { name: (one) => (one === name ? composition : undefined) });
  return { lowest: 0, highest: 1, value: of(value), slope: of(slope), curvature: of(derivative(slope, name)) };
}

/** Spinodals and tie lines of a species over all compositions. @throws NumericalFailure if a tangent is not found */
export function phaseDiagramOf(species: Species): PhaseDiagram {
  const isPlain = species.freeEnergy === undefined && isFraction(species) && species.activity?.length === 1;
  return phaseDiagram((isPlain ? closedEnergy(species) : undefined) ?? mixtureEnergy(species));
}

/** The parts of an interval of compositions over which Γ < 0, in rising order, with the least Γ found in each. */
export function unstableParts(species: Species, within: CompositionInterval): NegativeInterval[] {
  return negativeIntervals(thermodynamicFactorOf(species), within);
}
