/**
 * What others call the measures, for the hint beside an unknown word.
 *
 * @module
 */

import type { MeasureName } from "./measure.ts";

/** Words of others, and the measure that they mean. */
export const OTHER_WORDS: ReadonlyMap<string, MeasureName> = new Map([
  ["concentration", "c"],
  ["conc", "c"],
  ["permeability", "permeance"],
  ["permeated", "amount_permeated"],
  ["lag", "time_lag"],
  ["sd", "variance"],
  ["kurtosis", "excess_kurtosis"],
  ["percentile", "quantile"],
  ["tamsd", "time_averaged_msd"],
  ["scattering", "intermediate_scattering"],
  ["isf", "intermediate_scattering"],
  ["potential", "electric_potential"],
  ["reversal_potential", "zero_of"],
]);
