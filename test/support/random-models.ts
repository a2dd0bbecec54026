/**
 * Families of models with exact laws, each with parameters drawn from a stream: what a level may be asked of them, and
 * which levels must answer.
 *
 * Numbers are of order one, in units drawn anew for every model: a scale of length, of time and of amount.
 */

import { parseExpression } from "#model/expression/parse-expression.ts";
import type { Boundary, BoundaryCondition, Domain, LevelName, Model, Solve, Species, WalkLaw } from "#model/model.ts";
import { held, type StackOf, textOf } from "./closed-form.ts";
import { modelWith } from "./models.ts";
import { stackModel, UNIT_TEMPERATURE, withCells } from "./networks.ts";
import { ANOMALOUS } from "./random-anomalous.ts";
import { COMPARTMENTS } from "./random-compartments.ts";
import { FLIGHTS } from "./random-flights.ts";
import { RECTANGLES } from "./random-grids.ts";
import { INERTIA } from "./random-inertia.ts";
import { IONS } from "./random-ions.ts";
import { NONLINEAR } from "./random-nonlinear.ts";
import { PASSAGES } from "./random-passages.ts";
import { MIXTURES } from "./random-phase-separation.ts";
import { RENEWALS } from "./random-renewal.ts";
import { RUNS } from "./random-runs.ts";
import { UPTAKES } from "./random-uptakes.ts";

export interface Drawn {
  readonly model: Model;
  /** Measures, as a file writes them. */
  readonly texts: readonly string[];
}

export interface Family {
  /** Levels that must carry every model of the family and answer some of its measures. */
  readonly levels: readonly LevelName[];
  readonly draw: (random: Random) => Drawn;
  /** The coarser of the two refinements at which a level on a grid is compared; 1 if not given. */
  readonly coarse?: Readonly<Partial<Record<LevelName, number>>>;
  /** Largest h / σ on the mesh refined once, where a start or a place lies anywhere in a cell. */
  readonly cut?: number;
}

/** Draws of one model. */
export interface Random {
  /** Evenly between two numbers. */
  readonly evenly: (from: number, to: number) => number;
  /** Evenly in the logarithm. */
  readonly decades: (from: number, to: number) => number;
}

export function randomFrom(uniform: () => number): Random {
  const evenly = (from: number, to: number) => from + (to - from) * uniform();
  return { evenly, decades: (from, to) => 10 ** evenly(Math.log10(from), Math.log10(to)) };
}

const GRIDS = ["continuum", "master", "walk"] as const;
const POINT = (x: number, amount = 1) => ({ kind: "point" as const, at: [x], amount });
const WATER = (D: number) => [{ medium: "", diffusivity: textOf(D), partition: textOf(1) }];
const ABSORBING = { kind: "absorbing" as const };

/** Scales of length, time and concentration. */
function units({ decades }: Random) {
  const [L, T, C] = [decades(1e-9, 1), decades(1e-6, 1e3), decades(1e-3, 1e3)];
  return { L, T, C, D: (value: number) => (value * L * L) / T, v: (value: number) => (value * L) / T };
}

const transient = (...times: number[]): Solve => ({ kind: "transient", times });

/** One species "drug" that walks, or moves, in a domain that has no layers. */
function modelOf(domain: Domain, fields: Partial<Species>, rest: Partial<Model>): Model {
  const species: Species = {
    name: "drug",
    measure: "probability",
    media: [],
    terms: [],
    initial: POINT(0),
    ...fields,
  };
  return modelWith({ species: [species], domain, temperature: UNIT_TEMPERATURE, ...rest });
}

/** A layered model with that many cells a layer, watched at the given times. */
function layered(stack: StackOf, cells: number, ...solves: Solve[]): Model {
  return withCells(stackModel({ ...stack, fields: { ...stack.fields, solves } }), cells);
}

const leftEnd = (condition: BoundaryCondition): Boundary[] => [{ end: "left", species: "drug", condition }];

export const FAMILIES: Readonly<Record<string, Family>> = {
  "a point source on a line that drifts": {
    levels: [...GRIDS, "langevin"],
    cut: 0.2,
    draw: (random) => {
      const { L, T, D, v } = units(random);
      const [spread, drift, start] = [random.evenly(0.3, 3), random.evenly(-1, 1), random.evenly(-5, 5)];
      const domain = { kind: "free" as const, geometry: "line" as const, dimensions: 1 as const, cells: 60 };
      const fields = { media: WATER(D(spread)), drift: textOf(v(drift)), initial: POINT(start * L) };
      const far = (start + drift + random.evenly(-1, 1)) * L;
      return {
        model: modelOf(domain, fields, { solves: [transient(0.4 * T, T)] }),
        texts: ["mean(drug)", "variance(drug)", "msd(drug)", `probability(drug, x > ${far})`],
      };
    },
  },
  "a point source in a plane": {
    levels: [...GRIDS, "langevin"],
    coarse: { master: 0.5 }, // a lattice refined twice has 256 times the work
    cut: 0.1,
    draw: (random) => freeSource(random, "plane", 2),
  },
  "a point source in space": {
    // the master equation has a lattice in space that is too large to be refined; the walk is held against it
    levels: ["continuum", "walk", "langevin"],
    cut: 0.1,
    draw: (random) => freeSource(random, "space", 3),
  },
  "a half-line that empties into its wall": {
    levels: GRIDS,
    draw: (random) => {
      const { L, T, C, D } = units(random);
      const from = random.evenly(-3, 3) * L;
      const domain = { kind: "free" as const, geometry: "line" as const, dimensions: 1 as const, from, cells: 60 };
      const initial = { kind: "concentration" as const, concentration: textOf(C) };
      const fields = { measure: "amount" as const, media: WATER(D(random.evenly(0.3, 3))), initial };
      return {
        model: modelOf(domain, fields, { boundaries: leftEnd(ABSORBING), solves: [transient(0.5 * T, T)] }),
        texts: ["flux(drug, left)", "amount_permeated(drug, left)"],
      };
    },
  },
  "a walker before a wall": {
    levels: [...GRIDS, "langevin"],
    cut: 0.2,
    draw: (random) => {
      const { L, T, D } = units(random);
      const isMirror = random.evenly(0, 1) < 0.5;
      const domain = { kind: "free" as const, geometry: "line" as const, dimensions: 1 as const, from: 0, cells: 80 };
      const fields = { media: WATER(D(random.evenly(0.3, 2))), initial: POINT(random.evenly(1, 2) * L) };
      const boundaries = leftEnd(isMirror ? { kind: "no-flux" } : ABSORBING);
      return {
        model: modelOf(domain, fields, { boundaries, solves: [transient(0.3 * T, T)] }),
        texts: ["survival(drug)", `probability(drug, x < ${1.5 * L})`, ...(isMirror ? ["mean(drug)"] : [])],
      };
    },
  },
  "a walker in a box": {
    levels: [...GRIDS, "langevin"],
    cut: 0.2,
    draw: (random) => {
      const { L, T, D } = units(random);
      const ends = [{ kind: "no-flux" as const }, ABSORBING];
      const end = () => ends[random.evenly(0, 1) < 0.5 ? 0 : 1] ?? ABSORBING;
      const layers = [{ l: L, D: D(random.evenly(0.05, 0.5)) }];
      const stack = { layers, initial: POINT(random.evenly(0.2, 0.8) * L), left: end(), right: end() };
      return {
        model: layered(stack, 20, transient(0.3 * T, T)),
        texts: ["survival(drug)", `probability(drug, x < ${0.5 * L})`],
      };
    },
  },
  "a slab between two concentrations": {
    levels: GRIDS,
    draw: (random) => {
      const { L, T, C, D } = units(random);
      const layers = [{ l: L, D: D(random.evenly(0.1, 1)), K: random.decades(0.1, 10) }];
      const [left, right] = [held(random.evenly(0.5, 2) * C), held(random.evenly(0, 0.3) * C)];
      return {
        model: layered({ layers, left, right }, 16, { kind: "steady" }, transient(0.2 * T, T)),
        texts: ["flux(drug, right)", "amount_permeated(drug, right)", "amount(drug, all)", "time_lag(drug, right)"],
      };
    },
  },
  "a stack of layers with jumps of K and a membrane": {
    levels: GRIDS,
    draw: (random) => {
      const { L, C, D, v } = units(random);
      const layer = () => ({ l: random.evenly(0.3, 1) * L, D: D(random.decades(0.1, 2)), K: random.decades(0.1, 10) });
      const layers = [layer(), layer(), { P: v(random.decades(0.1, 10)) }, layer()];
      const settled = Math.max(...layers.map((each) => ("l" in each ? each.l ** 2 / each.D : 0)));
      const stack = { layers, left: held(random.evenly(0.5, 2) * C), right: held(0) };
      return {
        model: layered(stack, 6, { kind: "steady" }, transient(settled, 4 * settled)),
        texts: [
          "flux(drug, right)",
          "amount(drug, b)",
          "amount(drug, all)",
          "time_lag(drug, right)",
          "c(drug, b.left)",
        ],
      };
    },
  },
  "a ball in a stirred bath": {
    levels: GRIDS,
    draw: (random) => {
      const { L, T, C, D } = units(random);
      const volume = random.evenly(0.5, 5) * (4 / 3) * Math.PI * L ** 3;
      const right = { kind: "bath" as const, volume, concentration: 0 };
      const stack = {
        geometry: "sphere" as const,
        layers: [{ l: L, D: D(random.evenly(0.05, 0.3)) }],
        initial: C,
        right,
      };
      return {
        model: layered(stack, 30, { kind: "equilibrium" }, transient(0.1 * T, T)),
        texts: ["amount(drug, right.bath)", "amount(drug, all)"],
      };
    },
  },
  "a bead in a harmonic trap": {
    levels: [...GRIDS, "langevin"],
    draw: (random) => {
      const { L, T, D } = units(random);
      const stiffness = random.evenly(0.5, 4) / L ** 2; // kT per square of length
      const [D0, start] = [D(random.evenly(0.2, 1)), random.evenly(-1, 1) * L];
      const width = 7 / Math.sqrt(stiffness) + Math.abs(start);
      const resolve = { from: -width, to: width };
      const domain = { kind: "free" as const, geometry: "line" as const, dimensions: 1 as const, resolve, cells: 60 };
      const terms = [{ kind: "potential" as const, energy: parseExpression(`${stiffness / 2} * x^2`) }];
      return {
        model: modelOf(domain, { media: WATER(D0), terms, initial: POINT(start) }, { solves: [transient(0.3 * T, T)] }),
        texts: ["mean(drug)", "variance(drug)"],
      };
    },
  },
  "a slab where D grows": {
    levels: GRIDS,
    draw: (random) => {
      const { L, C, D } = units(random);
      const layers = [{ l: L, D: `${D(1)} * (1 + ${random.evenly(0.2, 4)} * x / ${L})` }];
      return {
        model: layered({ layers, left: held(C), right: held(0) }, 16, { kind: "steady" }),
        texts: ["flux(drug, right)", `c(drug, ${0.5 * L})`],
      };
    },
  },
  "a walker that leaves where D grows": {
    levels: ["continuum", "master"],
    draw: (random) => {
      const { L, D } = units(random);
      const layers = [{ l: L, D: `${D(1)} * (1 + ${random.evenly(0.2, 4)} * x / ${L})` }];
      return {
        model: layered({ layers, initial: POINT(0), right: ABSORBING }, 16),
        texts: ["mean_exit_time(drug)"],
      };
    },
  },
  "a slab where K grows": {
    levels: GRIDS,
    draw: (random) => {
      const { L, C, D } = units(random);
      const layers = [{ l: L, D: D(1), K: `exp(${random.evenly(-2, 2)} * x / ${L} - (x / ${L})^2)` }];
      const stack = { layers, left: held(C), right: held(random.evenly(0, 1) * C) };
      return { model: layered(stack, 16, { kind: "steady" }), texts: ["flux(drug, right)", `c(drug, ${0.5 * L})`] };
    },
  },
  "a closed slab where K and D vary": {
    levels: [...GRIDS, "langevin"],
    draw: (random) => {
      const { L, T, C, D } = units(random);
      const K = `exp(${random.evenly(-2, 2)} * x / ${L} - (x / ${L})^2)`;
      const layers = [{ l: L, D: `${D(1)} * (1 + x / ${L})`, K }];
      return {
        model: layered({ layers, initial: C, fields: {} }, 16, { kind: "equilibrium" }, transient(T)),
        texts: ["mean(drug)", `probability(drug, x < ${0.5 * L})`],
      };
    },
  },
  "a walk by a fixed clock with a bias": {
    levels: ["master", "walk"],
    draw: (random) => latticeWalk(random, "fixed"),
  },
  "a walk by a Poisson clock with a bias": {
    levels: ["master", "walk"],
    draw: (random) => latticeWalk(random, "poisson"),
  },
  "a walk on a row of sites": {
    levels: ["master", "walk"],
    draw: (random) => {
      const { model } = latticeWalk(random, "poisson");
      const [species] = model.species;
      const spacing = species?.walk?.spacing ?? 1;
      const sites = 5 + Math.floor(random.evenly(0, 10));
      const initial = POINT(Math.floor(random.evenly(0, sites)) * spacing);
      return {
        model: {
          ...model,
          species: [{ ...(species as Species), initial }],
          domain: { kind: "lattice", sites, spacing },
        },
        texts: ["mean(drug)", `probability(drug, x < ${1.5 * spacing})`],
      };
    },
  },
  ...INERTIA,
  ...ANOMALOUS,
  ...RENEWALS,
  ...RUNS,
  ...FLIGHTS,
  ...PASSAGES,
  // a family draws from a stream of its place: new ones come last
  ...RECTANGLES,
  ...MIXTURES,
  ...NONLINEAR,
  ...IONS,
  ...UPTAKES,
  ...COMPARTMENTS,
};

function freeSource(random: Random, geometry: "plane" | "space", dimensions: 2 | 3): Drawn {
  const { L, T, D } = units(random);
  const start = Array.from({ length: dimensions }, () => random.evenly(-3, 3) * L);
  const place = start.map((x, axis) => (axis === 0 ? x + random.evenly(0.2, 1.5) * L : x));
  const domain = { kind: "free" as const, geometry, dimensions, cells: 60 };
  const initial = { kind: "point" as const, at: start, amount: 1 };
  return {
    model: modelOf(domain, { media: WATER(D(random.evenly(0.3, 2))), initial }, { solves: [transient(0.4 * T, T)] }),
    texts: ["msd(drug)", `c(drug, ${place.join(", ")})`],
  };
}

function latticeWalk(random: Random, kind: "fixed" | "poisson"): Drawn {
  const { L, T } = units(random);
  const interval = T / 40;
  const walk: WalkLaw = {
    spacing: L,
    dimensions: 1,
    right: random.evenly(0.2, 0.8),
    stay: kind === "fixed" ? random.evenly(0, 0.5) : 0,
    clock: { kind, interval },
  };
  const domain = { kind: "free" as const, geometry: "line" as const, dimensions: 1 as const };
  const times = [10, 40].map((steps) => steps * interval);
  return {
    model: modelOf(domain, { walk }, { solves: [transient(...times)] }),
    texts: ["mean(drug)", "variance(drug)", "msd(drug)", `probability(drug, x > ${2.5 * L})`],
  };
}
