/**
 * What a file declares of its mixtures: thermodynamic_factor(a, 0.5), spinodal(a).high, growth_rate(a, 10 nm) and the
 * like. They are numbers once the file is read.
 *
 * @module
 */

import { exp } from "#numerics/elementary.ts";
import type { CompositionInterval } from "#physics/activity/composition.ts";
import { lnSolventActivity, WATER_MOLAR_MASS } from "#physics/activity/solvent-activity.ts";
import { growthRate } from "#physics/phase-separation/cahn-hilliard.ts";
import { DIMENSIONLESS, type Dimension, describeDimension, dimension, sameDimension } from "#units/dimension.ts";
import { DomainError } from "#units/domain-error.ts";
import { activityOf } from "./activity.ts";
import { scaleOfSpecies } from "./check/composition.ts";
import { isFraction } from "./composition-scale.ts";
import type { Declarations } from "./declared.ts";
import { diffusivityByComposition, disturbedMixture, meanOfStart } from "./disturbed-mixture.ts";
import { dimensionOf } from "./expression/dimension-of.ts";
import { evaluate } from "./expression/evaluate.ts";
import type { CallExpression, Expression } from "./expression/expression.ts";
import { ExpressionError } from "./expression/expression-error.ts";
import { substitute } from "./expression/walk-tree.ts";
import { phaseDiagramOf, thermodynamicFactorOf } from "./mixture.ts";
import type { Species } from "./model.ts";

interface Value {
  readonly value: number;
  readonly dimension: Dimension;
}

type MixtureFunction = (call: CallExpression, model: Declarations, species: Species) => Value;

/** Functions of mixtures that have no member. */
export const MIXTURE_FUNCTIONS: ReadonlyMap<string, MixtureFunction> = new Map<string, MixtureFunction>([
  ["thermodynamic_factor", (...of) => atComposition(of, DIMENSIONLESS, thermodynamicFactorOf)],
  ["activity_coefficient", (...of) => atComposition(of, DIMENSIONLESS, activityCoefficient)],
  ["osmotic_coefficient", (...of) => atComposition(of, DIMENSIONLESS, osmoticCoefficient)],
  ["water_activity", (...of) => atComposition(of, DIMENSIONLESS, waterActivity)],
  ["chemical_diffusivity", (...of) => atComposition(of, dimension("m^2 s^-1"), chemicalDiffusivity)],
  ["growth_rate", growthRateOf],
  ["total", totalOf],
]);

/** Functions of mixtures that are an interval of compositions, with the members low and high. */
export const MIXTURE_INTERVALS: ReadonlyMap<string, (species: Species) => readonly CompositionInterval[]> = new Map([
  ["spinodal", (species: Species) => phaseDiagramOf(species).spinodals],
  ["binodal", (species: Species) => phaseDiagramOf(species).tieLines],
]);

function refuse(call: CallExpression, found: string, expected: string): ExpressionError {
  return new ExpressionError({ range: call.range, found, expected });
}

/** spinodal(a).low and the like. @throws ExpressionError where there is none, or no member */
export function mixtureInterval(call: CallExpression, species: Species): Value {
  const { name, member } = call;
  if (member !== "low" && member !== "high")
    throw refuse(
      call,
      `${name}(${species.name}), which is an interval`,
      `${name}(${species.name}).low or ${name}(${species.name}).high`,
    );
  const intervals = guarded(call, () => MIXTURE_INTERVALS.get(name)?.(species) ?? []);
  const [first] = intervals;
  if (first === undefined)
    throw refuse(
      call,
      `${name}(${species.name}), which is one phase at every composition`,
      "an activity with a thermodynamic factor below zero somewhere, such as {margules: 2.5}",
    );
  const value = member === "low" ? first.lowest : Math.max(...intervals.map(({ highest }) => highest));
  return { value, dimension: scaleOfSpecies(species).dimension };
}

function atComposition(
  [call, model, species]: Parameters<MixtureFunction>,
  of: Dimension,
  law: (species: Species, model: Declarations, call: CallExpression) => (s: number) => number,
): Value {
  const [, written, ...more] = call.arguments;
  const expected = `${call.name}(${species.name}, COMPOSITION)`;
  if (written === undefined || more.length > 0) throw refuse(call, `${call.name} without its composition`, expected);
  const s = compositionOf(written, species, model, expected);
  const value = guarded(call, () => law(species, model, call)(s));
  return { value, dimension: of };
}

/** A composition that is written as an argument, on the scale of the species. */
function compositionOf(written: Expression, species: Species, model: Declarations, expected: string): number {
  const s = numberOf(written, scaleOfSpecies(species).dimension, model, expected);
  if (s >= 0 && s <= scaleOfSpecies(species).most) return s;
  throw new ExpressionError({ range: written.range, found: String(s), expected: scaleOfSpecies(species).expected });
}

function numberOf(written: Expression, of: Dimension, model: Declarations, expected: string): number {
  const tree = model.constants === undefined ? written : substitute(written, model.constants);
  const its = dimensionOf(tree, { name: () => undefined, unknownName: () => `a number: ${expected}` });
  if (!sameDimension(its, of))
    throw new ExpressionError({ range: written.range, found: describeDimension(its), expected: describeDimension(of) });
  return evaluate(tree, { name: () => undefined });
}

/** A value that a formula has no meaning for is a mistake of the file. */
function guarded<T>(call: CallExpression, calculate: () => T): T {
  try {
    return calculate();
  } catch (error) {
    const isKnown =
      error instanceof DomainError || (error instanceof Error && "kind" in error && error.kind === "numerical");
    if (!isKnown) throw error;
    throw refuse(call, error.message, "a composition that its activity admits");
  }
}

function activityCoefficient(species: Species, _: Declarations, call: CallExpression): (s: number) => number {
  refuseWritten(call, species);
  const { lnGamma } = activityOf(species);
  return (s) => exp(lnGamma(s));
}

function osmoticCoefficient(species: Species, _: Declarations, call: CallExpression): (s: number) => number {
  refuseWritten(call, species);
  return activityOf(species).osmoticCoefficient;
}

/** a_w = exp(-φ ν m M_w) over a solution whose solute is counted by its molality. */
function waterActivity(species: Species, _: Declarations, call: CallExpression): (s: number) => number {
  refuseWritten(call, species);
  if (species.measure !== "molality")
    throw refuse(call, `water_activity of ${species.name}, which is no molality`, "measure: molality");
  const solute = { ...activityOf(species), scale: "molal" as const };
  return (s) => exp(lnSolventActivity(solute, s, WATER_MOLAR_MASS));
}

/** A free energy says nothing of its pure components, by which γ and φ are counted. */
function refuseWritten(call: CallExpression, { name, freeEnergy }: Species): void {
  if (freeEnergy !== undefined)
    throw refuse(call, `${call.name} of ${name}, whose free-energy has no pure components`, "an activity in mu:");
}

/** D Γ, of a species whose D is the same function of the composition everywhere. */
function chemicalDiffusivity(
  species: Species,
  { temperature }: Declarations,
  call: CallExpression,
): (s: number) => number {
  const D = diffusivityOf(species, temperature, call);
  const factor = thermodynamicFactorOf(species);
  return (s) => D(s) * factor(s);
}

function diffusivityOf(species: Species, temperature: number | undefined, call: CallExpression): (s: number) => number {
  const D = diffusivityByComposition(species, temperature);
  if (D === undefined)
    throw refuse(call, `a D of ${species.name} that depends on the place`, "a D that is the same everywhere");
  return D;
}

/** growth_rate(a, WAVELENGTH) of a small wave about the mean of the start, or about a composition as third argument. */
function growthRateOf(call: CallExpression, model: Declarations, species: Species): Value {
  const [, wave, about, ...more] = call.arguments;
  const expected = `growth_rate(${species.name}, WAVELENGTH), or with a composition as third argument`;
  if (wave === undefined || more.length > 0) throw refuse(call, "growth_rate without its wavelength", expected);
  if (!isFraction(species))
    throw refuse(
      call,
      `growth_rate of ${species.name}, which is no fraction`,
      "measure: mole-fraction or volume-fraction",
    );
  const wavelength = numberOf(wave, dimension("m"), model, expected);
  const a = about === undefined ? meanOfStart(species, model.domain) : compositionOf(about, species, model, expected);
  if (a === undefined)
    throw refuse(
      call,
      `growth_rate about no composition of ${species.name}`,
      "growth_rate(SPECIES, WAVELENGTH, COMPOSITION)",
    );
  const D = diffusivityOf(species, model.temperature, call)(a);
  const value = guarded(call, () => growthRate(disturbedMixture(species, a, D), (2 * Math.PI) / wavelength));
  return { value, dimension: dimension("s^-1") };
}

function totalOf(call: CallExpression, _: Declarations, species: Species): Value {
  if (species.total === undefined)
    throw refuse(call, `total(${species.name}), which is no fraction`, `total: in species.${species.name}`);
  return { value: species.total, dimension: dimension("mol m^-3") };
}
