/**
 * Measures: the questions that an output may ask of a level, each defined once for all levels.
 *
 * A model's output is an expression over calls such as `flux(drug, right)`. Each call becomes one measure; each level
 * answers the measures that it can state, and says nothing of the others.
 *
 * @module
 */

import type { Expression } from "./expression/expression.ts";
import type { Side } from "./model.ts";

/** Where a measure is taken. */
export type Place =
  | { readonly kind: "all" }
  | { readonly kind: "end"; readonly end: "left" | "right" }
  | { readonly kind: "bath"; readonly end: "left" | "right" }
  /** A side of a rectangle, box or finite cylinder. */
  | { readonly kind: "side"; readonly side: Side }
  /** Along one of the axes of a grid: 0 is x or r. */
  | { readonly kind: "axis"; readonly axis: number }
  /** A layer; in a grid a medium. */
  | { readonly kind: "layer"; readonly layer: string }
  /** The face of a layer, on its own side of the interface. */
  | { readonly kind: "layer-face"; readonly layer: string; readonly side: "left" | "right" }
  | { readonly kind: "compartment"; readonly compartment: string }
  /** A membrane between compartments; positive is from the first that it names to the second. */
  | { readonly kind: "membrane"; readonly membrane: string }
  /** A point at the coordinate x or the radius r [m]; in two and three dimensions also [x, y] or [x, y, z]. */
  | { readonly kind: "point"; readonly at: readonly number[] };

export interface Measure {
  /** The call as it stands in the file, in canonical spelling: the key under which levels answer. */
  readonly key: string;
  readonly name: MeasureName;
  /** Its species; "" for a measure of the model as a whole, such as the electric potential. */
  readonly species: string;
  readonly place?: Place;
  /** For `probability`: a condition on x, y, z or r. */
  readonly condition?: Expression;
  /** The number that stands as second argument of those measures that take one (coherent SI). */
  readonly argument?: number;
  /** For `uptake`: the name of the source whose carriers are meant; absent: all of the species. */
  readonly source?: string;
  /** For `zero_of`: the output that vanishes, and the parameter that is varied. */
  readonly zero?: { readonly output: string; readonly parameter: string };
}

/** What a measure depends on: the state at one time, all that happened until then, or neither. */
export type MeasureKind = "state" | "history" | "timeless";

/**
 * The vocabulary. Amounts are moles (per area in a slab, per length in a cylinder), or a probability where the
 * species is a single walker.
 */
export const MEASURES = {
  /** Concentration in the medium at the place. */
  c: "state",
  /** Activity a = c e^u = c e^(V/kT) / K at the place: that of the reference phase, continuous over every interface. */
  activity: "state",
  /** Flux through the place in the direction of +x or +r, per area. */
  flux: "state",
  /** What carriers take per time: those that a source names, or all; per area in a slab. */
  uptake: "state",
  /** Amount in the place. */
  amount: "state",
  /** Mean position along x (radius is not averaged). */
  mean: "state",
  /** Variance of the position along x. */
  variance: "state",
  /** Skewness of the position along x. */
  skewness: "state",
  /** Excess kurtosis of the position along x. */
  excess_kurtosis: "state",
  /** Mean squared displacement <|r(t) - r(0)|^2>, all axes together. */
  msd: "state",
  /** Local slope d ln msd / d ln t: 2 while the motion is ballistic, 1 when it is diffusive. */
  msd_slope: "state",
  /** Moment <(x - x(0))^n> of the displacement along x; n is the argument, a whole number. */
  moment: "state",
  /** Intermediate scattering function <cos k (x(t) - x(0))>; the argument is the wavenumber k [m^-1]. */
  intermediate_scattering: "state",
  /** Quantile of the position along x; the argument is the probability below it. */
  quantile: "state",
  /** Mean squared displacement over a lag equal to the time, averaged along each recorded track and over the tracks. */
  time_averaged_msd: "state",
  /** Variance over tracks of the time-averaged squared displacement of one track, over its mean squared. */
  ergodicity_breaking: "state",
  /** Velocity autocorrelation <v(0) . v(t)>, all axes together. */
  vacf: "state",
  /** Integral of the velocity autocorrelation from 0 to the time, over the number of axes: the running diffusivity. */
  green_kubo: "state",
  /** Temperature m <v²> / (d k_B) that the velocities show. */
  kinetic_temperature: "state",
  /** Mean distance from the start <|r(t) - r(0)|>. */
  mean_distance: "state",
  /** Largest |F(x) - Φ((x - mean) / sd)|, F the distribution function of x, on both sides of each of its jumps. */
  normal_distance: "state",
  /** Fraction of all that started which is there and whose position fulfils a condition. */
  probability: "state",
  /** Fraction of the initial amount that has not left. */
  survival: "state",
  /** Entropy -sum P ln P over the sites of a lattice. */
  entropy: "state",
  /** Coordinate or radius of the surface of a solid that dissolves. */
  surface: "state",
  /** Largest concentration anywhere. */
  max: "state",
  /** Smallest concentration anywhere. */
  min: "state",
  /** Depth of a front behind which there is something and before which there is nothing: D vanishes with c. */
  front_depth: "state",
  /** Amplitude A of mean + A cos(2 π n x / L) in the concentration of a slab of thickness L; n is the argument. */
  fourier: "state",
  /** Free energy of mixing with its gradient term, of all that has one; per area in a slab. */
  free_energy: "state",
  /** Electric potential at the place, of all ions together; at an end that of the bath. */
  electric_potential: "state",
  /** Volume of a compartment, or of all that have one. */
  volume: "state",
  /** Volume of water through a membrane, per area. */
  volume_flux: "state",
  /** Pressure in a compartment. */
  pressure: "state",
  /** Osmotic pressure of all that a compartment holds, as water that all of it is kept from would feel it. */
  osmotic_pressure: "state",
  /** Rate at which the free energy of all compartments together changes: below zero but for pumps and what is clamped. */
  free_energy_rate: "state",
  /** Time at which a compartment reaches the volume at which it bursts. */
  burst_time: "timeless",
  /** Value of a parameter at which an output vanishes: zero_of(OUTPUT, PARAMETER), by runs with other values of it. */
  zero_of: "timeless",
  /** Rate at which free energy is dissipated, per area in a slab. */
  dissipation: "state",
  /** Net amount that has left through an end since the start, per area. */
  amount_permeated: "history",
  /** Probability that the walker has come back to its start at least once. */
  return_probability: "history",
  /** Mean number of distinct sites visited, the start included. */
  distinct_sites: "history",
  /** Mean of the largest less the smallest x visited. */
  range: "history",
  /** Time lag: intercept on the time axis of the asymptote of the permeated amount, starting empty. */
  time_lag: "timeless",
  /** Mean time until the species leaves through the place, from the initial state. */
  mean_exit_time: "timeless",
  /** Variance of the time until the species leaves through the place. */
  exit_time_variance: "timeless",
  /** Time until which the fraction given as argument has left. */
  exit_time_quantile: "timeless",
  /** Probability that the species leaves through this end rather than another. */
  exit_probability: "timeless",
  /** Probability that a motor ever reaches the point before it falls off. */
  hitting_probability: "timeless",
  /** Mean displacement until a motor falls off. */
  mean_run_length: "timeless",
  /** Randomness 2 D / (v l) of a motor of step l. */
  randomness: "timeless",
  /** Smallest rate, other than zero, at which a distribution relaxes. */
  slowest_rate: "timeless",
  /** Correlation of steps between successive records that are k apart, all axes together; k is the argument. */
  step_correlation: "timeless",
  /** Exponent with which the width of the law (its interquartile range) grows with time. */
  width_exponent: "timeless",
  /** Time until a solid has dissolved. */
  dissolution_time: "timeless",
  /** Flux per drop of activity over the place, at the steady state. */
  permeance: "timeless",
  /** 1 / permeance. */
  resistance: "timeless",
  /** Depth to which the species reaches at the steady state, from the end that supplies it. */
  penetration_depth: "timeless",
  /** Drift velocity that the motion shows at long times. */
  drift_velocity: "timeless",
  /** Diffusion coefficient that the motion shows at long times. */
  diffusivity: "timeless",
  /** Flux over the whole cross-section at a mean gradient of 1, along an axis of a periodic grid (x if none is named). */
  D_effective: "timeless",
  /** Leading-order diffusion coefficient beside the exact one: l^2/2d tau of a walk, l^2/2(1-p) tau of a persistent one. */
  diffusivity_leading_order: "timeless",
} as const satisfies Record<string, MeasureKind>;

export type MeasureName = keyof typeof MEASURES;
