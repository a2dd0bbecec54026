/**
 * The experiment of a model: both sides of the membrane are held, pressure drives each volume flux, and the flux of the
 * solute is read by Patlak's law and by straight lines.
 *
 * @module
 */

import { compartmentSystem } from "#generator/compartments/compartment-system.ts";
import { type PatlakReading, patlakReading } from "#inference/patlak-reading.ts";
import { numberExpression } from "#model/check/quantity.ts";
import type { CompartmentDomain, Membrane } from "#model/compartments.ts";
import type { Experiment, ExperimentResult } from "#model/experiment.ts";
import type { Model } from "#model/model.ts";
import { dimension } from "#units/dimension.ts";

/** The fluxes of an experiment, and what is read from them. */
export interface ExperimentReport {
  readonly membrane: string;
  readonly solute: string;
  /** [m s^-1] */
  readonly volumeFlux: readonly number[];
  /** [mol m^-2 s^-1] */
  readonly soluteFlux: readonly number[];
  /** [mol m^-3] */
  readonly left: number;
  readonly right: number;
  readonly reading: PatlakReading;
  /** σ of the drag [1] and P [m s^-1] that the file declares, where the solute has one way through the membrane. */
  readonly declared?: { readonly reflection: number; readonly permeability: number };
  /** What makes the readings differ from properties of one uniform membrane. */
  readonly warnings: readonly string[];
}

/** Does the experiment of a model; undefined if it has none. */
export function experimentOf(model: Model): ExperimentReport | undefined {
  const { experiment, domain } = model;
  if (experiment === undefined || domain?.kind !== "compartments") return undefined;
  const { membrane, solute, volumeFluxes, left, right, error } = experiment;
  const soluteFlux = fluxesIn(model, domain, experiment);
  const largest = Math.max(...soluteFlux.map(Math.abs));
  const reading = patlakReading({
    volumeFlux: volumeFluxes,
    soluteFlux,
    left: volumeFluxes.map(() => left),
    right: volumeFluxes.map(() => right),
    ...(error === undefined ? {} : { standardErrors: soluteFlux.map(() => error * largest) }),
  });
  const examined = domain.membranes.find(({ name }) => name === membrane);
  const warnings = examined === undefined ? [] : warningsOf(examined, solute);
  const declared = examined === undefined ? undefined : declaredIn(examined, solute);
  return {
    membrane,
    solute,
    volumeFlux: volumeFluxes,
    soluteFlux,
    left,
    right,
    reading,
    ...(declared === undefined ? {} : { declared }),
    warnings,
  };
}

/** Carriers and pumps that move the solute, by name. */
function moversOf({ carriers, pumps }: Membrane, solute: string): readonly string[] {
  return [
    ...carriers.flatMap(({ name, species }) => (species === solute ? [name] : [])),
    ...pumps.flatMap(({ name, turns }) => (turns[solute] === undefined ? [] : [name])),
  ];
}

/** σ and P of the solute in the file, where there is one way for it. */
function declaredIn(membrane: Membrane, solute: string): ExperimentReport["declared"] {
  const [way, other] = membrane.pathways;
  const passage = way?.solutes[solute];
  if (passage === undefined || other !== undefined || moversOf(membrane, solute).length > 0) return undefined;
  return { reflection: passage.filtration, permeability: passage.permeability };
}

/** Why what is read is not the σ and P of one uniform membrane. */
function warningsOf(membrane: Membrane, solute: string): readonly string[] {
  const { name, pathways, solventDrag } = membrane;
  const movers = moversOf(membrane, solute);
  const warnings: string[] = [];
  if (movers.length > 0)
    warnings.push(`${movers.join(" and ")} in ${name} moves ${solute} too, and sigma and P are read as if nothing did`);
  if (pathways.length > 1)
    warnings.push(
      `${name} has ${pathways.length} pathways: sigma and P are read of all together, which one uniform membrane need not have`,
    );
  if (solventDrag !== undefined && solventDrag !== "patlak")
    warnings.push(`${solute} is dragged through ${name} by ${solventDrag}, and read by Patlak's law`);
  return warnings;
}

/** What sigma(experiment) and its like are worth; undefined where the experiment does not tell. */
export function experimentValue({ reading }: ExperimentReport, result: ExperimentResult): number | undefined {
  const { reflection, permeability, arithmetic, logarithmic } = reading;
  switch (result) {
    case "sigma":
      return reflection.kind === "determined" ? reflection.value : undefined;
    case "permeability":
      return permeability.kind === "determined" ? permeability.value : undefined;
    case "sigma_error":
      return reflection.kind === "determined" ? reflection.standardError : undefined;
    case "permeability_error":
      return permeability.kind === "determined" ? permeability.standardError : undefined;
    case "line_slope":
      return reading.slope;
    case "line_intercept":
      return reading.intercept;
    case "line_sigma_arithmetic":
      return arithmetic.reflection;
    case "line_sigma_log_mean":
      return logarithmic.reflection;
    case "line_permeability":
      return arithmetic.permeability;
    case "largest_peclet":
      return reading.largestPeclet;
  }
}

/** Why sigma(experiment) and its like have no value. */
export function experimentSilence({ solute, reading }: ExperimentReport, result: ExperimentResult): string {
  const isSigma = result === "sigma" || result === "sigma_error";
  const what = isSigma ? `sigma of ${solute}` : `P of ${solute}`;
  const estimate = isSigma ? reading.reflection : reading.permeability;
  switch (estimate.kind) {
    case "at-least":
      return `the experiment says only that ${what} is at least ${shown(estimate.low)}`;
    case "at-most":
      return `the experiment says only that ${what} is at most ${shown(estimate.high)}`;
    case "undetermined":
      return `the experiment does not tell ${what}: ${estimate.because}`;
    case "determined":
      return `${result} of the experiment is no finite number`;
  }
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** Flux of the solute at each volume flux [mol m^-2 s^-1]: the pressure that drives it is found, J_v being linear in it. */
function fluxesIn(
  model: Model,
  domain: CompartmentDomain,
  { membrane, solute, volumeFluxes, left, right }: Experiment,
): readonly number[] {
  const found = domain.membranes.find(({ name }) => name === membrane);
  if (found === undefined) throw new Error(`Bug: there is no membrane ${membrane}.`);
  const conductivity = found.pathways.reduce((sum, pathway) => sum + pathway.conductivity, 0);
  const at = (pressure: number) => {
    const held: CompartmentDomain = {
      kind: "compartments",
      membranes: [found],
      compartments: domain.compartments
        .filter(({ name }) => found.between.includes(name))
        .map((one) => ({
          ...one,
          extent: { kind: "infinite" },
          contains: {
            ...one.contains,
            [solute]: numberExpression(one.name === found.between[0] ? left : right, dimension("mol m^-3")),
          },
          pressure: numberExpression(one.name === found.between[0] ? pressure : 0, dimension("Pa")),
          binding: {},
        })),
    };
    const system = compartmentSystem(model, held);
    const flows = system.flowsOf(0, 0, system.start);
    return { volume: flows.volume, solute: flows.solute[model.species.findIndex(({ name }) => name === solute)] };
  };
  const still = at(0).volume;
  return volumeFluxes.map((wanted) => at((wanted - still) / conductivity).solute);
}
