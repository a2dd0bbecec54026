/**
 * An assay on one membrane: volume fluxes are imposed between two held solutions, and the flux of a solute is read.
 *
 * @module
 */

/** What is imposed, and what is read from it. */
export interface Experiment {
  readonly membrane: string;
  readonly solute: string;
  /** J_v from the first side to the second [m s^-1]. */
  readonly volumeFluxes: readonly number[];
  /** Concentration of the solute on the first side and on the second [mol m^-3]. */
  readonly left: number;
  readonly right: number;
  /** Standard error of each flux that is read, relative to the largest; absent: none but rounding. */
  readonly error?: number;
}

/** What an output may ask of the experiment, as sigma(experiment), with its dimension. */
export const EXPERIMENT_RESULTS = {
  /** Reflection coefficient by Patlak's law. */
  sigma: "1",
  /** Permeability by Patlak's law. */
  permeability: "m s^-1",
  /** Their standard errors. */
  sigma_error: "1",
  permeability_error: "m s^-1",
  /** Slope and intercept of the straight line of J_s over J_v. */
  line_slope: "mol m^-3",
  line_intercept: "mol m^-2 s^-1",
  /** What that line says with the arithmetic or the logarithmic mean of the two concentrations. */
  line_sigma_arithmetic: "1",
  line_sigma_log_mean: "1",
  line_permeability: "m s^-1",
  /** Largest |Pe| = (1 - sigma) |J_v| / P. */
  largest_peclet: "1",
} as const;

export type ExperimentResult = keyof typeof EXPERIMENT_RESULTS;

/** Whether a word names a result of an experiment. */
export function isExperimentResult(name: string): name is ExperimentResult {
  return Object.hasOwn(EXPERIMENT_RESULTS, name);
}
