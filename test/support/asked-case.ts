/** What is asked of motions in models of them, and short ways to write those. */

import type { LevelName } from "#model/model.ts";

/** Exponents of length and time of a measure; a place moves with the frame. */
export type Kind = readonly [length: number, time: number] | "place";

export interface Case {
  /** A model with lengths in m, times in s, energies in J; places after @ in m. */
  readonly text: string;
  readonly asked: Readonly<Record<string, Kind>>;
  /** Levels that carry it. */
  readonly levels: readonly LevelName[];
  /** Whether it may stand anywhere. */
  readonly movable?: boolean;
}

export const MOMENTS: Case["asked"] = {
  "mean(w)": "place",
  "variance(w)": [2, 0],
  "msd(w)": [2, 0],
  "moment(w, 3)": [3, 0],
  "moment(w, 4)": [4, 0],
  "mean_distance(w)": [1, 0],
  "skewness(w)": [0, 0],
  "excess_kurtosis(w)": [0, 0],
  "quantile(w, 0.7)": "place",
  "probability(w, x < @1)": [0, 0],
  "probability(w, abs(x - @0.5) < 2 m)": [0, 0],
  "intermediate_scattering(w, 0.5 1/m)": [0, 0],
  "normal_distance(w)": [0, 0],
};
export const SPREAD: Case["asked"] = { ...MOMENTS, "diffusivity(w)": [2, -1] };
export const TRACKS: Case["asked"] = {
  "time_averaged_msd(w)": [2, 0],
  "ergodicity_breaking(w)": [0, 0],
  "step_correlation(w, 1)": [0, 0],
};
export const LATTICE: Case["asked"] = {
  "entropy(w)": [0, 0],
  "amount(w, all)": [0, 0],
  "survival(w)": [0, 0],
  "return_probability(w)": [0, 0],
  "distinct_sites(w)": [0, 0],
  "range(w)": [1, 0],
  "probability(w, x == @2)": [0, 0],
};
export const INERTIA: Case["asked"] = {
  "vacf(w)": [2, -2],
  "green_kubo(w)": [2, -1],
  "msd_slope(w)": [0, 0],
  "kinetic_temperature(w)": [0, 0],
};
export const line = (species: string, rest = "{geometry: line}", until = "until: 12 s, every: 3 s") =>
  `species: {w: {${species}}}\ndomain: ${rest}\ninitial: {w: {at: @0}}\nsolve: {transient: {${until}}}\n`;
export const steps = (step: string, clock: string) => line(`walk: {step: {${step}}, clock: {${clock}}}`);
