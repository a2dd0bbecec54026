/**
 * Schema of `species:`.
 *
 * @module
 */

import * as z from "zod";
import { ACTIVITY_TERM_WORDS, ACTIVITY_TERMS } from "./activity-term.ts";
import { count, either, flag, list, named, number, oneKey, quantity, record, word } from "./vocabulary.ts";

const stokesEinstein = record(
  {
    viscosity: quantity(
      "the viscosity of the solvent, such as 0.89 mPa s, or water (pure water at the temperature of the model)",
    ),
    radius: quantity("the hydrodynamic radius, such as 2 nm").optional(),
    surface: word(["stick", "slip"], "what the solvent does at the surface: stick or slip").optional(),
  },
  "Stokes-Einstein: {viscosity, radius, surface}",
);

const arrhenius = record(
  {
    D0: quantity("the diffusion coefficient at infinite temperature, such as 1e-7 m^2/s"),
    Ea: quantity("the activation energy, such as 20 kJ/mol"),
  },
  "Arrhenius: {D0, Ea}",
);

const ion = record(
  {
    D: quantity("the diffusion coefficient of the ion, such as 1.334e-9 m^2/s"),
    charge: number("its charge number; 1 or -1 without it").optional(),
  },
  "an ion: {D: 1.334e-9 m^2/s, charge: 1}",
);

const nernstHartley = record(
  { cation: ion, anion: ion },
  "Nernst and Hartley, a salt whose ions hold each other back: {cation: {D: 1.334e-9 m^2/s}, anion: {D: 2.032e-9 m^2/s}}",
);

const diffusivity = either(
  [
    z.string(),
    z.number(),
    oneKey(
      { "stokes-einstein": stokesEinstein, arrhenius, "nernst-hartley": nernstHartley },
      "a law for D: {stokes-einstein: ...}, {arrhenius: ...} or {nernst-hartley: ...}",
    ),
  ],
  "a diffusion coefficient such as 6.5e-10 m^2/s, an expression, {stokes-einstein: {viscosity: 0.89 mPa s}}, {arrhenius: {D0, Ea}} or {nernst-hartley: {cation, anion}}",
);

const partition = quantity(
  "a partition coefficient K = c_medium / c_reference at equilibrium, such as 2e-4, or an expression",
);

const medium = either(
  [
    word(["impenetrable"], "impenetrable, or {D, K}"),
    record(
      {
        D: diffusivity.optional(),
        K: partition.optional(),
        hindrance: quantity("the factor by which what stands in its way slows it, such as 0.73").optional(),
      },
      "D and K in this medium: {D: 5e-11 m^2/s, K: 2e-4}",
    ),
  ],
  "D and K in this medium: {D: 5e-11 m^2/s, K: 2e-4}, or impenetrable",
);

const TERMS = `ideal, {potential: EXPRESSION}, ${ACTIVITY_TERM_WORDS}, {free-energy: EXPRESSION}, {gradient: KAPPA}, {phi: PHI} or {osmotic-pressure: EXPRESSION}`;

const term = either(
  [
    word(["ideal"], TERMS),
    oneKey(
      {
        potential: quantity("the energy of one molecule, an expression such as kappa * x^2 / 2"),
        ...ACTIVITY_TERMS,
        "free-energy": quantity(
          "the free energy of a mole of mixture over RT, such as 5 * (a - 0.3)^2 * (0.7 - a)^2; it stands in place of ideal",
        ),
        phi: quantity("the osmotic coefficient on the molar scale, Pi = phi R T c, such as 0.93; in compartments"),
        "osmotic-pressure": quantity(
          "the osmotic pressure that the species makes, an expression of its own name, such as landis_pappenheimer(protein); in compartments",
        ),
        gradient: quantity("the gradient-energy coefficient kappa of -R T kappa laplace(a), such as 1e-18 m^2"),
      },
      TERMS,
    ),
  ],
  `a term of the chemical potential: ${TERMS}`,
);

const move = record(
  { by: quantity("the move of one step, such as -1 nm"), probability: quantity("its probability, such as 0.4") },
  "one move of a step: {by: 2 nm, probability: 0.4}",
);

const step = record(
  {
    lattice: quantity("the lattice spacing of a step to a neighbour, such as 1 nm").optional(),
    gaussian: quantity("the standard deviation of a normal step along each axis, such as 1 nm").optional(),
    uniform: quantity("the half-width of an even step, such as 1 nm").optional(),
    laplace: quantity("the decay length of an exponential step, such as 1 nm").optional(),
    table: list(move, "the moves of a step and their probabilities: [{by: 2 nm, probability: 0.5}, ...]").optional(),
    stable: quantity("the scale of an alpha-stable step, such as 1 nm; index: says how heavy its tail is").optional(),
    zipf: quantity(
      "the lattice spacing of a power-law step, such as 1 nm; index: says how heavy its tail is",
    ).optional(),
    dimensions: count("the number of dimensions", 3).optional(),
    right: quantity("the probability of a step to the right, such as 0.7; an expression of x on a line").optional(),
    stay: quantity("the probability of staying, such as 0.1").optional(),
    persistence: quantity("the probability of repeating the last step, such as 0.9").optional(),
    accept: word(["heat-bath"], "heat-bath: steps are proposed to both sides alike and taken as mu says").optional(),
    index: quantity("the index of a stable or power-law step, above 0 and at most 2, such as 1.5").optional(),
  },
  "the law of one step: {lattice: 1 nm}, {gaussian: 1 nm}, {uniform: 1 nm}, {laplace: 1 nm}, {table: [...]}, {stable: 1 nm, index: 1.5} or {zipf: 1 nm, index: 1.5}",
);

const clock = oneKey(
  {
    fixed: quantity("the time from step to step, such as 1 ns"),
    poisson: quantity("the mean time from step to step, such as 1 ns"),
    gamma: record(
      {
        mean: quantity("the mean time from step to step, such as 1 ns"),
        shape: quantity("the shape, 1 / cv^2, such as 4"),
      },
      "waits of a gamma law: {mean: 1 ns, shape: 4}",
    ),
    pareto: record(
      {
        scale: quantity("the scale of the waits, such as 1 ns"),
        index: quantity("the index of the tail, such as 0.7"),
      },
      "waits with P(T > t) = (1 + t/scale)^-index: {scale: 1 ns, index: 0.7}",
    ),
    "mittag-leffler": record(
      {
        scale: quantity("the scale of the waits, such as 1 ns"),
        index: quantity("the index of the tail, above 0 and at most 1, such as 0.5"),
      },
      "waits with P(T > t) = E_index(-(t/scale)^index): {scale: 1 ns, index: 0.5}",
    ),
  },
  "the clock: {fixed: 1 ns}, {poisson: 1 ns}, {gamma: {mean, shape}}, {pareto: {scale, index}} or {mittag-leffler: {scale, index}}",
);

const walk = record({ step, clock }, "a walk: {step: {lattice: 1 nm}, clock: {fixed: 1 ns}}");

const rates = list(quantity("a rate, such as 150 1/s"), "a rate for each substep: [150 1/s, 300 1/s]");

const motion = oneKey(
  {
    run: record(
      {
        speed: quantity("the speed, such as 20 um/s"),
        reversals: quantity("the rate of turning round on a line, such as 1 1/s").optional(),
        tumbles: quantity("the rate of taking a new direction in a plane, such as 1 1/s").optional(),
      },
      "straight runs: {speed: 20 um/s, reversals: 1 1/s} on a line, {speed: 20 um/s, tumbles: 1 1/s} in a plane",
    ),
    flight: record(
      {
        index: quantity("the Lévy index, above 0 and at most 2, such as 1.5"),
        K: quantity("the generalised diffusion coefficient, such as 1 um^1.5/s"),
      },
      "a Lévy flight: {index: 1.5, K: 1 um^1.5/s}",
    ),
    subdiffusion: record(
      {
        index: quantity("the index of the waits, above 0 and at most 1, such as 0.5"),
        K: quantity("the generalised diffusion coefficient, such as 1 um^2/s^0.5"),
      },
      "subdiffusion: {index: 0.5, K: 1 um^2/s^0.5}",
    ),
    "fractional-brownian": record(
      {
        hurst: quantity("the Hurst exponent, between 0 and 1, such as 0.3"),
        K: quantity("the generalised diffusion coefficient, such as 1 um^2/s^0.6"),
      },
      "fractional Brownian motion: {hurst: 0.3, K: 1 um^2/s^0.6}",
    ),
    motor: record(
      {
        step: quantity("the length of one step, such as 8 nm"),
        forward: rates,
        backward: rates.optional(),
        detachment: quantity("the rate of falling off, such as 0.8 1/s").optional(),
      },
      "a molecular motor: {step: 8 nm, forward: [150 1/s, 300 1/s], detachment: 0.8 1/s}",
    ),
  },
  "a motion of its own law: {run: ...}, {flight: ...}, {subdiffusion: ...}, {fractional-brownian: ...} or {motor: ...}",
);

/** One species. */
export const speciesSchema = record(
  {
    D: diffusivity.optional(),
    K: partition.optional(),
    in: named(medium, "D and K per medium: {water: {D: 6.5e-10 m^2/s}}").optional(),
    radius: quantity("the hydrodynamic radius, such as 0.5 um").optional(),
    mass: quantity("the mass of one particle, such as 180 Da").optional(),
    charge: number("the charge number").optional(),
    mu: list(term, "a list of terms of the chemical potential: [ideal, {margules: 1.5}]").optional(),
    measure: word(
      ["concentration", "mole-fraction", "volume-fraction", "molality", "energy"],
      "what the name of the species stands for: concentration, mole-fraction, volume-fraction, molality, or the density of energy",
    ).optional(),
    total: quantity(
      "the concentration of both components of a mixture together, such as 55 M; of a volume fraction that of the pure solute, one over its molar volume",
    ).optional(),
    "solvent-density": quantity(
      "the mass of solvent in a volume of solution, such as 997.05 kg/m^3: it turns a molality into moles in a volume",
    ).optional(),
    mobility: quantity("the mobility of J = -c M grad mu, such as D * a * (1 - a) / (R * T)").optional(),
    drift: either(
      [z.string(), z.number(), z.array(z.union([z.string(), z.number()]))],
      "the velocity of the medium, such as 1 um/s, or an expression; in a grid one along each axis",
    ).optional(),
    walk: walk.optional(),
    motion: motion.optional(),
    inertia: flag("true if the particle keeps its velocity for the time mass x D / kT").optional(),
  },
  "a species: {D: 5e-10 m^2/s}",
);
