/**
 * The dimension of each measure: amounts are per area in a slab and per length in a cylinder, and pure numbers where
 * the species is one walker.
 *
 * @module
 */

import { DIMENSIONLESS, type Dimension, dimension, divided, multiplied } from "#units/dimension.ts";
import { amountDimension, concentrationDimension, fluxDimension } from "./check/amounts.ts";
import type { Measure, MeasureName } from "./measure.ts";
import type { Model } from "./model.ts";

type Rule =
  | Dimension
  | "rate"
  | "moment"
  | "concentration"
  | "amount"
  | "flux"
  | "permeated"
  | "energy"
  | "dissipation";

const RULES: Readonly<Record<MeasureName, Rule>> = {
  c: "concentration",
  activity: "concentration",
  flux: "flux",
  uptake: "rate",
  amount: "amount",
  mean: dimension("m"),
  variance: dimension("m^2"),
  skewness: DIMENSIONLESS,
  excess_kurtosis: DIMENSIONLESS,
  msd: dimension("m^2"),
  msd_slope: DIMENSIONLESS,
  moment: "moment",
  intermediate_scattering: DIMENSIONLESS,
  quantile: dimension("m"),
  time_averaged_msd: dimension("m^2"),
  ergodicity_breaking: DIMENSIONLESS,
  vacf: dimension("m^2 s^-2"),
  green_kubo: dimension("m^2 s^-1"),
  kinetic_temperature: dimension("K"),
  mean_distance: dimension("m"),
  normal_distance: DIMENSIONLESS,
  probability: DIMENSIONLESS,
  survival: DIMENSIONLESS,
  entropy: DIMENSIONLESS,
  surface: dimension("m"),
  dissolution_time: dimension("s"),
  max: "concentration",
  min: "concentration",
  fourier: "concentration",
  free_energy: "energy",
  electric_potential: dimension("V"),
  volume: dimension("m^3"),
  volume_flux: dimension("m s^-1"),
  pressure: dimension("Pa"),
  osmotic_pressure: dimension("Pa"),
  free_energy_rate: dimension("W"),
  burst_time: dimension("s"),
  zero_of: DIMENSIONLESS, // that of the parameter: see check/outputs.ts
  dissipation: "dissipation",
  amount_permeated: "permeated",
  return_probability: DIMENSIONLESS,
  distinct_sites: DIMENSIONLESS,
  range: dimension("m"),
  time_lag: dimension("s"),
  mean_exit_time: dimension("s"),
  exit_time_variance: dimension("s^2"),
  exit_time_quantile: dimension("s"),
  exit_probability: DIMENSIONLESS,
  hitting_probability: DIMENSIONLESS,
  mean_run_length: dimension("m"),
  randomness: DIMENSIONLESS,
  slowest_rate: dimension("s^-1"),
  step_correlation: DIMENSIONLESS,
  width_exponent: DIMENSIONLESS,
  permeance: dimension("m s^-1"),
  resistance: dimension("s m^-1"),
  penetration_depth: dimension("m"),
  front_depth: dimension("m"),
  drift_velocity: dimension("m s^-1"),
  diffusivity: dimension("m^2 s^-1"),
  D_effective: dimension("m^2 s^-1"),
  diffusivity_leading_order: dimension("m^2 s^-1"),
};

/** Dimension of a measure of a model. */
export function measureDimension(
  { name, species, argument }: Pick<Measure, "name" | "species" | "argument">,
  model: Pick<Model, "species" | "domain">,
): Dimension {
  const rule = RULES[name];
  if (typeof rule !== "string") return rule;
  const measure = model.species.find((one) => one.name === species)?.measure ?? "amount";
  const amount = amountDimension(model.domain, measure);
  const concentration = concentrationDimension(model.domain, measure);
  const flux = fluxDimension(model.domain, measure);
  switch (rule) {
    case "moment":
      return dimension(`m^${argument}`);
    case "amount":
      return amount;
    case "rate":
      return divided(amount, dimension("s"));
    case "concentration":
      return concentration;
    case "flux":
      return flux;
    case "permeated":
      return multiplied(flux, dimension("s"));
    case "energy":
      return multiplied(amountDimension(model.domain, "amount"), dimension("J mol^-1"));
    case "dissipation":
      return multiplied(amount, divided(dimension(measure === "probability" ? "J" : "J mol^-1"), dimension("s")));
  }
}
