/** Models of every motion that a level carries, with all that can be asked of them. */

import { type Case, INERTIA, LATTICE, line, MOMENTS, SPREAD, steps, TRACKS } from "./asked-case.ts";
import { LAYERED } from "./asked-layers.ts";

const TRAP = `temperature: 1 J / kB\n${line('D: 0.5 m^2/s, mu: [ideal, {potential: "0.25 J/m^2 * (x - @1)^2"}]', "{geometry: line, resolve: [@-15, @15], cells: 60}")}`;
const TRAPPED: Case["asked"] = {
  "mean(w)": "place",
  "variance(w)": [2, 0],
  "probability(w, x < @1)": [0, 0],
  "slowest_rate(w)": [0, -1],
};

export const CASES: Readonly<Record<string, Case>> = {
  "a cloud on a line": {
    text: line("D: 0.5 m^2/s", "{geometry: line, resolve: [@-32, @32], cells: 128}"),
    asked: { ...SPREAD, ...TRACKS, "c(w, @1)": [-1, 0] },
    levels: ["closed-form", "walk", "master", "langevin", "continuum"],
    movable: true,
  },
  "a cloud beside a wall that absorbs": {
    text: `${line("D: 0.5 m^2/s", "{geometry: line, from: @-2}")}boundary: {left: {w: absorbing}}\n`,
    asked: { "survival(w)": [0, 0], "c(w, @1)": [-1, 0], "probability(w, x < @1)": [0, 0] },
    levels: ["closed-form", "langevin"],
    movable: true,
  },
  "a cloud that drifts to a wall that absorbs": {
    text: `${line("D: 0.5 m^2/s, drift: -0.5 m/s", "{geometry: line, from: @-2}")}boundary: {left: {w: absorbing}}\n`,
    asked: { "survival(w)": [0, 0], "c(w, @1)": [-1, 0], "mean_exit_time(w)": [0, 1], "exit_time_variance(w)": [0, 2] },
    levels: ["closed-form", "langevin"],
    movable: true,
  },
  "a cloud that drifts from a wall that absorbs": {
    text: `${line("D: 0.5 m^2/s, drift: 1.5 m/s", "{geometry: line, from: @-2}")}boundary: {left: {w: absorbing}}\n`,
    asked: { "survival(w)": [0, 0], "exit_probability(w, left)": [0, 0] },
    levels: ["closed-form", "langevin"],
    movable: true,
  },
  "a cloud in a trap": {
    text: TRAP,
    asked: TRAPPED,
    levels: ["closed-form", "master", "langevin", "continuum"],
    movable: true,
  },
  // elsewhere its hops have other last bits, and so its draws other fates
  "a cloud in a trap that hops": { text: TRAP, asked: TRAPPED, levels: ["walk"] },
  "a lattice walk with a bias": {
    text: steps("lattice: 1 m, right: 0.6", "fixed: 1 s"),
    asked: { ...SPREAD, ...LATTICE },
    levels: ["closed-form", "walk", "master", "continuum"],
    movable: true,
  },
  "a lattice walk by a Poisson clock": {
    text: steps("lattice: 1 m", "poisson: 0.5 s"),
    asked: { ...SPREAD, ...LATTICE, ...TRACKS },
    levels: ["closed-form", "walk", "master"],
    movable: true,
  },
  "a lattice walk that is looked at now and then": {
    text: steps("lattice: 1 m, right: 0.6", "fixed: 1 s"),
    asked: SPREAD,
    levels: ["closed-form", "walk", "master"],
    movable: true,
  },
  "a lattice walk that rests, by a Poisson clock": {
    text: steps("lattice: 1 m, right: 0.5, stay: 0.25", "poisson: 0.5 s"),
    asked: SPREAD,
    levels: ["closed-form", "walk", "master"],
    movable: true,
  },
  "a lattice walk in a box": {
    text: `species: {w: {walk: {step: {lattice: 1 m}, clock: {fixed: 1 s}}}}
domain: {geometry: lattice, sites: 7}
initial: {w: {at: 2 m}}
solve: {transient: {until: 12 s, every: 3 s}}
`,
    asked: {
      "mean(w)": [1, 0],
      "variance(w)": [2, 0],
      "probability(w, x < 2.5 m)": [0, 0],
      "entropy(w)": [0, 0],
      "mean_distance(w)": [1, 0],
      "msd(w)": [2, 0],
    },
    levels: ["closed-form", "walk", "master"],
  },
  "Ehrenfest's urns, a lattice walk": {
    text: steps("lattice: 1 m, right: 0.5 - (x - @0) / (8 m)", "fixed: 1 s").replace("at: @0", "at: @2"),
    asked: {
      "mean(w)": "place",
      "variance(w)": [2, 0],
      "skewness(w)": [0, 0],
      "excess_kurtosis(w)": [0, 0],
      "msd(w)": [2, 0],
      "moment(w, 3)": [3, 0],
      "moment(w, 4)": [4, 0],
      "probability(w, x < @1)": [0, 0],
      "slowest_rate(w)": [0, -1],
    },
    levels: ["closed-form", "walk", "master"],
    movable: true,
  },
  "waits of a gamma law": {
    text: steps("lattice: 1 m, right: 0.7", "gamma: {mean: 1 s, shape: 4}"),
    asked: SPREAD,
    levels: ["closed-form", "walk", "master", "continuum"],
    movable: true,
  },
  "uniform steps": {
    text: steps("uniform: 1 m", "fixed: 1 s"),
    asked: SPREAD,
    levels: ["closed-form", "walk", "continuum"],
    movable: true,
  },
  "Laplace steps": {
    text: steps("laplace: 1 m", "fixed: 1 s"),
    asked: SPREAD,
    levels: ["closed-form", "walk", "continuum"],
    movable: true,
  },
  "skewed steps": {
    text: steps("table: [{by: 2 m, probability: 1/3}, {by: -1 m, probability: 2/3}]", "fixed: 1 s"),
    asked: SPREAD,
    levels: ["closed-form", "walk", "master", "continuum"],
    movable: true,
  },
  "waits without a mean": {
    text: steps("gaussian: 1 m", "mittag-leffler: {scale: 1 s, index: 0.5}"),
    asked: { "msd(w)": [2, 0], "moment(w, 4)": [4, 0], "excess_kurtosis(w)": [0, 0], "variance(w)": [2, 0] },
    levels: ["closed-form", "walk"],
    movable: true,
  },
  "a persistent walk": {
    text: steps("lattice: 1 m, persistence: 0.8", "fixed: 1 s"),
    asked: SPREAD,
    levels: ["closed-form", "walk", "master"],
    movable: true,
  },
  "runs with reversals": {
    text: line("motion: {run: {speed: 1 m/s, reversals: 0.5 1/s}}"),
    asked: { ...SPREAD, "c(w, @1)": [-1, 0], "vacf(w)": [2, -2] },
    levels: ["closed-form", "walk", "continuum"],
    movable: true,
  },
  subdiffusion: {
    text: line("motion: {subdiffusion: {index: 0.5, K: 0.5 m^2/s^0.5}}"),
    asked: { ...MOMENTS, ...TRACKS },
    levels: ["closed-form", "walk", "continuum"],
    movable: true,
  },
  "fractional Brownian motion": {
    text: line("motion: {fractional-brownian: {hurst: 0.25, K: 0.5 m^2/s^0.5}}"),
    asked: { ...MOMENTS, ...TRACKS },
    levels: ["closed-form", "walk"],
    movable: true,
  },
  "a Lévy flight": {
    text: line("motion: {flight: {index: 1.5, K: 1 m^1.5/s}}", "{geometry: line, resolve: [@-32, @32], cells: 256}"),
    asked: {
      "width_exponent(w)": [0, 0],
      "c(w, @1)": [-1, 0],
      "probability(w, x < @1)": [0, 0],
      "quantile(w, 0.7)": "place",
    },
    levels: ["closed-form", "walk", "master"],
    movable: true,
  },
  inertia: {
    text: `temperature: 1 J / kB\n${line("D: 1 m^2/s, mass: 2 kg, inertia: true")}`,
    asked: { "mean(w)": "place", "variance(w)": [2, 0], "msd(w)": [2, 0], "mean_distance(w)": [1, 0], ...INERTIA },
    levels: ["closed-form", "langevin"],
    movable: true,
  },
  "inertia in a trap": {
    text: `temperature: 1 J / kB\n${line('D: 1 m^2/s, mass: 1 kg, inertia: true, mu: [ideal, {potential: "0.5 J/m^2 * (x - @1)^2"}]')}`,
    asked: { "mean(w)": "place", "variance(w)": [2, 0], "msd(w)": [2, 0], ...INERTIA, "slowest_rate(w)": [0, -1] },
    levels: ["closed-form", "langevin"],
    movable: true,
  },
  "a motor that falls off": {
    text: line(
      "motion: {motor: {step: 1 m, forward: [2 1/s, 4 1/s], backward: [1 1/s, 0.5 1/s], detachment: 0.125 1/s}}",
    ),
    asked: {
      "mean(w)": "place",
      "variance(w)": [2, 0],
      "survival(w)": [0, 0],
      "hitting_probability(w, @3)": [0, 0],
      "mean_run_length(w)": [1, 0],
      "mean_exit_time(w)": [0, 1],
      "randomness(w)": [0, 0],
    },
    levels: ["closed-form", "master", "walk"],
    movable: true,
  },
  "a motor of one substep that falls off": {
    text: line("motion: {motor: {step: 1 m, forward: [3 1/s], backward: [1 1/s], detachment: 0.125 1/s}}"),
    asked: {
      "probability(w, x < @6)": [0, 0],
      "probability(w, x == @6)": [0, 0],
      "mean_distance(w)": [1, 0],
      "entropy(w)": [0, 0],
      "survival(w)": [0, 0],
      "exit_time_variance(w)": [0, 2],
      "exit_time_quantile(w, 0.5)": [0, 1],
      "hitting_probability(w, @3)": [0, 0],
      "diffusivity(w)": [2, -1],
    },
    levels: ["closed-form", "master", "walk"],
    movable: true,
  },
  "a motor that is pulled back": {
    text: line(
      "motion: {motor: {step: 1 m, forward: [1 1/s, 2 1/s], backward: [3 1/s, 2 1/s], detachment: 0.0625 1/s}}",
    ),
    asked: {
      "mean(w)": "place",
      "variance(w)": [2, 0],
      "hitting_probability(w, @2)": [0, 0],
      "mean_run_length(w)": [1, 0],
      "drift_velocity(w)": [1, -1],
    },
    levels: ["closed-form", "master", "walk"],
    movable: true,
  },
  "steps in a plane after waits of a gamma law": {
    text: `species: {w: {walk: {step: {lattice: 1 m, dimensions: 2}, clock: {gamma: {mean: 1 s, shape: 2}}}}}
domain: {geometry: plane}
initial: {w: {at: [0 m, 0 m]}}
solve: {transient: {until: 10 s, times: [3 s, 6 s, 10 s]}}
`,
    asked: { "msd(w)": [2, 0], "mean_distance(w)": [1, 0], "variance(w)": [2, 0], "probability(w, r < 2.5 m)": [0, 0] },
    levels: ["closed-form", "walk"],
  },
  "steps in a plane": {
    text: `species: {w: {walk: {step: {lattice: 1 m, dimensions: 2}, clock: {fixed: 1 s}}}}
domain: {geometry: plane}
initial: {w: {at: [0 m, 0 m]}}
solve: {transient: {until: 10 s, times: [3 s, 6 s, 10 s]}}
`,
    asked: { "msd(w)": [2, 0], "mean_distance(w)": [1, 0], "probability(w, r < 2.5 m)": [0, 0], "entropy(w)": [0, 0] },
    levels: ["closed-form", "walk", "master"],
  },
  "runs and tumbles in a plane": {
    text: `species: {w: {motion: {run: {speed: 2 m/s, tumbles: 1 1/s}}}}
domain: {geometry: plane}
initial: {w: {at: [0 m, 0 m]}}
solve: {transient: {until: 2 s, times: [0.5 s, 1 s]}}
`,
    asked: {
      "msd(w)": [2, 0],
      "mean_distance(w)": [1, 0],
      "probability(w, r < 1.5 m)": [0, 0],
      "probability(w, r >= 1 m)": [0, 0],
      "vacf(w)": [2, -2],
    },
    levels: ["closed-form", "walk"],
  },
  "a cloud in a plane": {
    text: `species: {w: {D: 0.5 m^2/s}}
domain: {geometry: plane}
initial: {w: {at: [0 m, 0 m]}}
solve: {transient: {until: 12 s, every: 3 s}}
`,
    asked: {
      "msd(w)": [2, 0],
      "mean_distance(w)": [1, 0],
      "moment(w, 4)": [4, 0],
      "probability(w, r < 2 m)": [0, 0],
      "probability(w, abs(r - 2 m) < 1 m)": [0, 0],
      "probability(w, r > 6 m)": [0, 0],
      "c(w, 1 m, 0.5 m)": [-2, 0],
      "diffusivity(w)": [2, -1],
    },
    levels: ["closed-form", "langevin"],
  },
  "a cloud in space": {
    text: `species: {w: {D: 0.5 m^2/s}}
domain: {geometry: space}
initial: {w: {at: [0 m, 0 m, 0 m]}}
solve: {transient: {until: 12 s, every: 3 s}}
`,
    asked: {
      "msd(w)": [2, 0],
      "mean_distance(w)": [1, 0],
      "moment(w, 4)": [4, 0],
      "probability(w, r < 2 m)": [0, 0],
      "probability(w, abs(r - 6 m) < 1 m)": [0, 0],
      "c(w, 1 m, 0.5 m, 0 m)": [-3, 0],
    },
    levels: ["closed-form", "langevin"],
  },
  "a cloud that drifts": {
    text: line("D: 0.5 m^2/s, drift: 0.25 m/s", "{geometry: line, resolve: [@-32, @32], cells: 128}"),
    asked: { ...SPREAD, "c(w, @1)": [-1, 0], "flux(w, @1)": [0, -1], "drift_velocity(w)": [1, -1] },
    levels: ["closed-form", "walk", "master", "langevin", "continuum"],
    movable: true,
  },
  "exponential waits of a table": {
    text: steps("table: [{by: 2 m, probability: 1/3}, {by: -1 m, probability: 2/3}]", "poisson: 0.5 s"),
    asked: {
      "mean(w)": "place",
      "variance(w)": [2, 0],
      "moment(w, 3)": [3, 0],
      "skewness(w)": [0, 0],
      "excess_kurtosis(w)": [0, 0],
      "mean_distance(w)": [1, 0],
      "quantile(w, 0.6)": "place",
      "probability(w, x < @1)": [0, 0],
      "entropy(w)": [0, 0],
    },
    levels: ["closed-form", "walk", "master"],
    movable: true,
  },
  "normal steps by a Poisson clock": {
    text: steps("gaussian: 1 m", "poisson: 0.5 s"),
    asked: { ...SPREAD, "c(w, @1)": [-1, 0] },
    levels: ["closed-form", "walk", "continuum"],
    movable: true,
  },
  "steps of a stable law": {
    text: steps("stable: 1 m, index: 1.5", "fixed: 1 s"),
    asked: { "probability(w, x < @1)": [0, 0], "quantile(w, 0.7)": "place", "width_exponent(w)": [0, 0] },
    levels: ["closed-form", "walk"],
    movable: true,
  },
  "steps of a power law": {
    text: steps("zipf: 1 m, index: 1.5", "fixed: 1 s"),
    asked: { "probability(w, x < @1)": [0, 0], "probability(w, x == @0)": [0, 0] },
    levels: ["walk", "master"],
    movable: true,
  },
  "a walk that turns more often than not": {
    text: steps("lattice: 1 m, persistence: 0.3", "fixed: 1 s"),
    asked: SPREAD,
    levels: ["closed-form", "walk", "master"],
    movable: true,
  },
  "fractional Brownian motion in a plane": {
    text: `species: {w: {motion: {fractional-brownian: {hurst: 0.75, K: 0.5 m^2/s^1.5}}}}
domain: {geometry: plane}
initial: {w: {at: [0 m, 0 m]}}
solve: {transient: {until: 12 s, every: 3 s}}
`,
    asked: {
      "msd(w)": [2, 0],
      "mean_distance(w)": [1, 0],
      "probability(w, r < 2 m)": [0, 0],
      "time_averaged_msd(w)": [2, 0],
      "ergodicity_breaking(w)": [0, 0],
    },
    levels: ["closed-form", "walk"],
  },
  "inertia in a plane": {
    text: `temperature: 1 J / kB
species: {w: {D: 1 m^2/s, mass: 2 kg, inertia: true}}
domain: {geometry: plane}
initial: {w: {at: [0 m, 0 m]}}
solve: {transient: {until: 12 s, every: 3 s}}
`,
    asked: { "msd(w)": [2, 0], "mean_distance(w)": [1, 0], "probability(w, r < 2 m)": [0, 0], ...INERTIA },
    levels: ["closed-form", "langevin"],
  },
  "inertia in a trap that damps": {
    text: `temperature: 1 J / kB\n${line('D: 1 m^2/s, mass: 0.125 kg, inertia: true, mu: [ideal, {potential: "0.5 J/m^2 * (x - @1)^2"}]')}`,
    asked: { "mean(w)": "place", "variance(w)": [2, 0], "msd(w)": [2, 0], ...INERTIA, "slowest_rate(w)": [0, -1] },
    levels: ["closed-form", "langevin"],
    movable: true,
  },
  ...LAYERED,
};
