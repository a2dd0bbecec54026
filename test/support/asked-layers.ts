/** Models between ends and in layers that levels carry, with what can be asked of them. */

import type { Case } from "./asked-case.ts";

const SLAB: Case["asked"] = {
  "c(w, 0.4 m)": [0, 0],
  "flux(w, left)": [1, -1],
  "flux(w, right)": [1, -1],
  "amount(w, all)": [1, 0],
  "amount_permeated(w, right)": [1, 0],
  "activity(w, 0.4 m)": [0, 0],
  "c(w, one.right)": [0, 0],
  "c(w, two.left)": [0, 0],
  "time_lag(w, right)": [0, 1],
};

export const LAYERED: Readonly<Record<string, Case>> = {
  "a walker that leaves through a film": {
    text: `species: {w: {D: 1 m^2/s}}
domain: {geometry: slab, thickness: 1 m, cells: 12}
initial: {w: {at: 0.25 m}}
boundary: {left: {w: no-flux}, right: {w: {robin: {P: 4 m/s, concentration: 0 mol/m^3}}}}
solve: {transient: {until: 2 s, every: 1 s}}
`,
    asked: {
      "survival(w)": [0, 0],
      "mean_exit_time(w, right)": [0, 1],
      "exit_time_variance(w, right)": [0, 2],
      "exit_probability(w, right)": [0, 0],
    },
    levels: ["closed-form", "walk", "master", "langevin", "continuum"],
  },
  "a cloud between walls that give it back": {
    text: `species: {w: {D: 1 m^2/s}}
domain: {geometry: slab, thickness: 2 m, cells: 48}
initial: {w: {at: 0.5 m}}
boundary: {left: {w: no-flux}, right: {w: no-flux}}
solve: {transient: {until: 0.25 s, times: [0.0625 s, 0.125 s, 0.25 s]}}
`,
    asked: {
      "c(w, 0.75 m)": [-1, 0],
      "c(w, left)": [-1, 0],
      "mean(w)": [1, 0],
      "variance(w)": [2, 0],
      "probability(w, x < 0.5 m)": [0, 0],
    },
    levels: ["closed-form", "walk", "master", "langevin", "continuum"],
  },
  "a slab with a jump of K and a film": {
    text: `species: {w: {in: {a: {D: 1 m^2/s}, b: {D: 2 m^2/s, K: 3}}}}
domain: {geometry: slab, layers: [{name: one, medium: a, thickness: 1 m, cells: 6}, {name: two, medium: b, thickness: 1 m, cells: 6}]}
initial: {w: 0 mol/m^3}
boundary: {left: {w: {concentration: 1 mol/m^3}}, right: {w: {robin: {P: 0.5 m/s, concentration: 0 mol/m^3}}}}
solve: [steady, {transient: {until: 1 s, every: 0.5 s}}]
`,
    asked: SLAB,
    levels: ["closed-form", "master", "continuum"],
  },
  "a sphere in a bath": {
    text: `species: {w: {D: 1 m^2/s}}
domain: {geometry: sphere, radius: 1 m, cells: 8}
initial: {w: 1 mol/m^3}
boundary: {outer: {w: {bath: {volume: 2 m^3, concentration: 0 mol/m^3}}}}
solve: {transient: {until: 0.5 s, every: 0.25 s}}
`,
    asked: { "amount(w, all)": [3, 0], "amount(w, outer.bath)": [3, 0], "c(w, 0.5 m)": [0, 0] },
    levels: ["closed-form", "master", "continuum"],
  },
  "a walker that leaves a slab": {
    text: `species: {w: {D: 1 m^2/s}}
domain: {geometry: slab, thickness: 1 m, cells: 12}
initial: {w: {at: 0.25 m}}
boundary: {left: {w: absorbing}, right: {w: absorbing}}
solve: {transient: {until: 0.25 s, every: 0.125 s}}
`,
    asked: {
      "survival(w)": [0, 0],
      "mean_exit_time(w, left)": [0, 1],
      "exit_time_variance(w, left)": [0, 2],
      "exit_probability(w, left)": [0, 0],
      "probability(w, x < 0.5 m)": [0, 0],
    },
    levels: ["closed-form", "walk", "master", "langevin", "continuum"],
  },
  "a walker that is carried between absorbers": {
    text: `species: {w: {D: 1 m^2/s, drift: 2 m/s}}
domain: {geometry: slab, thickness: 1 m, cells: 12}
initial: {w: {at: 0.5 m}}
boundary: {left: {w: absorbing}, right: {w: absorbing}}
solve: {transient: {until: 0.25 s, every: 0.125 s}}
`,
    asked: {
      "survival(w)": [0, 0],
      "mean_exit_time(w)": [0, 1],
      "exit_probability(w, left)": [0, 0],
      "exit_probability(w, right)": [0, 0],
      "amount_permeated(w, right)": [0, 0],
    },
    levels: ["closed-form", "walk", "master", "langevin", "continuum"],
  },
  "a walker behind a membrane": {
    text: `species: {w: {in: {a: {D: 1 m^2/s}, b: {D: 2 m^2/s, K: 3}}}}
domain: {geometry: slab, layers: [{name: one, medium: a, thickness: 0.5 m, cells: 6}, {name: skin, membrane: {w: {P: 2 m/s}}}, {name: two, medium: b, thickness: 0.5 m, cells: 6}]}
initial: {w: {at: 0.25 m}}
boundary: {left: {w: absorbing}, right: {w: no-flux}}
solve: {transient: {until: 0.5 s, every: 0.25 s}}
`,
    asked: {
      "survival(w)": [0, 0],
      "mean(w)": [1, 0],
      "variance(w)": [2, 0],
      "probability(w, x > 0.5 m)": [0, 0],
      "c(w, one.right)": [-1, 0],
      "c(w, two.left)": [-1, 0],
      "flux(w, left)": [0, -1],
      "mean_exit_time(w)": [0, 1],
      "slowest_rate(w)": [0, -1],
    },
    levels: ["closed-form", "walk", "master", "langevin", "continuum"],
  },
  "a walker that fades": {
    text: `species: {w: {D: 1 m^2/s}}
domain: {geometry: slab, thickness: 1 m, cells: 12}
initial: {w: {at: 0.25 m}}
boundary: {left: {w: absorbing}, right: {w: no-flux}}
sources: [{name: fading, species: w, at: all, law: linear, rate: -1 1/s}]
solve: {transient: {until: 0.5 s, every: 0.25 s}}
`,
    asked: { "survival(w)": [0, 0], "amount_permeated(w, left)": [0, 0], "probability(w, x < 0.5 m)": [0, 0] },
    levels: ["closed-form", "walk", "master", "continuum"],
  },
  "a cylinder that is supplied and leaks": {
    text: `species: {w: {in: {a: {D: 1 m^2/s}, b: {D: 2 m^2/s, K: 3}}}}
domain: {geometry: cylinder, inner-radius: 0.5 m, layers: [{name: one, medium: a, thickness: 0.5 m, cells: 6}, {name: two, medium: b, thickness: 1 m, cells: 6}]}
initial: {w: 0 mol/m^3}
boundary: {inner: {w: {flux: 2 mol/m^2/s}}, outer: {w: {robin: {P: 0.5 m/s, concentration: 1 mol/m^3}}}}
sources: [{name: supply, species: w, at: two, law: zero-order, rate: 0.5 mol/m^3/s}, {name: sink, species: w, at: one, law: linear, rate: -0.25 1/s}]
solve: [steady, {transient: {until: 1 s, every: 0.5 s}}]
`,
    asked: {
      "amount(w, one)": [2, 0],
      "amount(w, two)": [2, 0],
      "c(w, 0.75 m)": [0, 0],
      "c(w, one.right)": [0, 0],
      "c(w, two.left)": [0, 0],
      "flux(w, outer)": [1, -1],
      "amount_permeated(w, outer)": [1, 0],
    },
    levels: ["closed-form", "master", "continuum"],
  },
  "a walker in two layers of one medium": {
    text: `species: {w: {in: {a: {D: 1 m^2/s}, b: {D: 2 m^2/s, K: 3}}}}
domain: {geometry: slab, layers: [{name: one, medium: a, thickness: 0.5 m, cells: 4}, {name: two, medium: a, thickness: 0.5 m, cells: 4}, {name: three, medium: b, thickness: 0.5 m, cells: 4}]}
initial: {w: {at: 0.25 m}}
boundary: {left: {w: absorbing}, right: {w: no-flux}}
solve: {transient: {until: 0.5 s, every: 0.25 s}}
`,
    asked: { "survival(w)": [0, 0], "amount(w, two)": [0, 0], "amount(w, three)": [0, 0], "mean_exit_time(w)": [0, 1] },
    levels: ["closed-form", "walk", "master", "langevin", "continuum"],
  },
  "a walker that drifts through a jump of K": {
    text: `species: {w: {drift: 1.5 m/s, in: {a: {D: 1 m^2/s}, b: {D: 0.5 m^2/s, K: 3}}}}
domain: {geometry: slab, layers: [{name: one, medium: a, thickness: 1 m, cells: 12}, {name: two, medium: b, thickness: 1 m, cells: 12}]}
initial: {w: {at: 0.5 m}}
boundary: {left: {w: no-flux}, right: {w: absorbing}}
solve: {transient: {until: 0.5 s, every: 0.25 s}}
`,
    asked: { "survival(w)": [0, 0], "amount(w, one)": [0, 0], "amount(w, two)": [0, 0], "mean_exit_time(w)": [0, 1] },
    levels: ["closed-form", "walk", "master", "langevin", "continuum"],
  },
  "a slab between small baths": {
    text: `species: {w: {D: 1 m^2/s}}
domain: {geometry: slab, thickness: 1 m, cells: 8}
initial: {w: 0 mol/m^3}
boundary: {left: {w: {bath: {volume: 0.001 m, concentration: 1000 mol/m^3}}}, right: {w: {bath: {volume: 0.5 m, concentration: 0 mol/m^3}}}}
solve: {transient: {until: 0.5 s, every: 0.25 s}}
`,
    asked: { "amount(w, left.bath)": [1, 0], "amount(w, domain)": [1, 0], "amount(w, right.bath)": [1, 0] },
    levels: ["closed-form", "master", "continuum"],
  },
  "a gambler": {
    text: `species: {w: {walk: {step: {lattice: 1 m, right: 0.6}, clock: {fixed: 1 s}}}}
domain: {geometry: lattice, sites: 11}
boundary: {left: {w: absorbing}, right: {w: absorbing}}
initial: {w: {at: 3 m}}
solve: {transient: {until: 12 s, every: 3 s}}
`,
    asked: {
      "exit_probability(w, right)": [0, 0],
      "exit_probability(w, left)": [0, 0],
      "mean_exit_time(w)": [0, 1],
      "exit_time_variance(w)": [0, 2],
      "exit_time_quantile(w, 0.5)": [0, 1],
      "survival(w)": [0, 0],
      "slowest_rate(w)": [0, -1],
    },
    levels: ["closed-form", "walk", "master"],
  },
  "a Lévy flight between absorbers": {
    text: `species: {w: {motion: {flight: {index: 1.5, K: 1 m^1.5/s}}}}
domain: {geometry: slab, thickness: 2 m, cells: 128}
boundary: {left: {w: absorbing}, right: {w: absorbing}}
initial: {w: {at: 0.75 m}}
solve: {transient: {until: 0.5 s, every: 0.25 s}}
`,
    asked: {
      "survival(w)": [0, 0],
      "mean_exit_time(w)": [0, 1],
      "exit_probability(w, left)": [0, 0],
      "probability(w, x < 1 m)": [0, 0],
      "slowest_rate(w)": [0, -1],
    },
    levels: ["closed-form", "walk", "master"],
  },
};
