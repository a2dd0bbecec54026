/**
 * Schema of the activities that a term of `mu:` may name.
 *
 * @module
 */

import * as z from "zod";
import { either, quantity, record } from "./vocabulary.ts";

const charges = {
  cation: quantity("the charge number of the cation, such as 2"),
  anion: quantity("the charge number of the anion, such as 1; its sign may be left out"),
};

const slope = quantity(
  "the slope A of the osmotic coefficient in kg^1/2/mol^1/2; 0.3915, of water at 25 degC, without it",
);

const pitzer = either(
  [
    z.string(),
    record(
      {
        beta0: quantity("beta0 in kg/mol, such as 0.0765"),
        beta1: quantity("beta1 in kg/mol, such as 0.2664"),
        beta2: quantity("beta2 in kg/mol, of salts of two ions with two charges each; 0 without it").optional(),
        cphi: quantity("C_phi in kg^2/mol^2, such as 0.00127"),
        ...charges,
        A: slope.optional(),
        highest: quantity("the highest molality that was fitted in mol/kg, such as 6").optional(),
      },
      "Pitzer's parameters: {beta0: 0.0765, beta1: 0.2664, cphi: 0.00127, cation: 1, anion: 1}",
    ),
  ],
  "a salt of the table, such as NaCl, or {beta0, beta1, cphi, cation, anion}",
);

/** The terms, by their names. */
export const ACTIVITY_TERMS = {
  virial: either(
    [z.string(), z.number(), z.array(z.union([z.string(), z.number()]))],
    "the second virial coefficient, such as 4e-4 m^3/mol, or a list of the second, third ...",
  ),
  margules: either(
    [z.string(), z.number(), z.array(z.union([z.string(), z.number()]))],
    "the Margules parameter A of ln gamma = A (1 - a)^2, such as 1.5, or [A_solute, A_solvent]: ln gamma of each in the other, when pure",
  ),
  frumkin: quantity(
    "the interaction g of Frumkin's isotherm, for the share of filled sites, such as 5: above zero repulsion",
  ),
  "flory-huggins": record(
    {
      segments: quantity("the number of segments of a chain, in units of a molecule of solvent, such as 100"),
      solvent: quantity("the number of segments of a molecule of the solvent; 1 without it").optional(),
      interaction: quantity("the interaction chi of a segment with the solvent, such as 0.4"),
    },
    "a polymer in a solvent: {segments: 100, interaction: 0.4}",
  ),
  "carnahan-starling": quantity(
    "the volume of one mole of hard spheres, such as 40 L/mol, or of one sphere, such as 65 nm^3",
  ),
  pitzer,
  davies: record({ ...charges, A: slope.optional() }, "the charges of a salt: {cation: 1, anion: 1}"),
  "debye-hueckel": record(
    {
      ...charges,
      b: quantity(
        "the closest approach of ions over the Debye length at 1 mol/kg, such as 1.2; 0, the limiting law, without it",
      ).optional(),
      A: slope.optional(),
    },
    "the charges of a salt, and b: {cation: 1, anion: 1, b: 1.2}",
  ),
  "ln-gamma": quantity("ln gamma, an expression of the species' own name, such as drug / (1 M)"),
};

/** Their forms, in a sentence. */
export const ACTIVITY_TERM_WORDS =
  "{virial: B}, {margules: A}, {frumkin: G}, {flory-huggins: {segments, interaction}}, {carnahan-starling: VOLUME}, {pitzer: SALT}, {davies: {cation, anion}}, {debye-hueckel: {cation, anion}}, {ln-gamma: EXPRESSION}";
