/**
 * Schema of `species:`.
 *
 * @module
 */

import * as z from "zod";
import { count, either, list, named, number, oneKey, quantity, record, word } from "./vocabulary.ts";

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

const diffusivity = either(
  [
    z.string(),
    z.number(),
    oneKey({ "stokes-einstein": stokesEinstein, arrhenius }, "a law for D: {stokes-einstein: ...} or {arrhenius: ...}"),
  ],
  "a diffusion coefficient such as 6.5e-10 m^2/s, an expression, {stokes-einstein: {viscosity: 0.89 mPa s}} or {arrhenius: {D0, Ea}}",
);

const partition = quantity(
  "a partition coefficient K = c_medium / c_reference at equilibrium, such as 2e-4, or an expression",
);

const medium = either(
  [
    word(["impenetrable"], "impenetrable, or {D, K}"),
    record({ D: diffusivity.optional(), K: partition.optional() }, "D and K in this medium: {D: 5e-11 m^2/s, K: 2e-4}"),
  ],
  "D and K in this medium: {D: 5e-11 m^2/s, K: 2e-4}, or impenetrable",
);

const term = either(
  [
    word(["ideal"], "ideal, or {potential: EXPRESSION}"),
    oneKey(
      { potential: quantity("the energy of one molecule, an expression such as kappa * x^2 / 2") },
      "{potential: EXPRESSION}",
    ),
  ],
  "a term of the chemical potential: ideal, or {potential: EXPRESSION}",
);

const walk = record(
  {
    step: record(
      {
        lattice: quantity("the lattice spacing, such as 1 nm"),
        dimensions: count("the number of dimensions", 3).optional(),
        right: quantity("the probability of a step to the right, such as 0.7").optional(),
        stay: quantity("the probability of staying, such as 0.1").optional(),
      },
      "the law of one step: {lattice: 1 nm, dimensions: 1, right: 0.5, stay: 0}",
    ),
    clock: oneKey(
      {
        fixed: quantity("the time from step to step, such as 1 ns"),
        poisson: quantity("the mean time from step to step, such as 1 ns"),
      },
      "the clock: {fixed: 1 ns} or {poisson: 1 ns}",
    ),
  },
  "a walk: {step: {lattice: 1 nm}, clock: {fixed: 1 ns}}",
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
    mu: list(term, "a list of terms of the chemical potential: [ideal, {potential: EXPRESSION}]").optional(),
    drift: quantity("the velocity of the medium, such as 1 um/s, or an expression").optional(),
    walk: walk.optional(),
  },
  "a species: {D: 5e-10 m^2/s}",
);
