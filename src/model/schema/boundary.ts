/**
 * Schema of `boundary:` and `sources:`.
 *
 * @module
 */

import * as z from "zod";
import { either, list, oneKey, quantity, record, text, word } from "./vocabulary.ts";

/** The boundary conditions of this version, for messages. */
export const BOUNDARY_KINDS =
  "no-flux, concentration, flux, absorbing, dissolving, robin, bath (and periodic for both ends together)";

const concentration = quantity("a concentration, such as 1 mM");

const condition = either(
  [
    word(["no-flux", "absorbing"], BOUNDARY_KINDS),
    oneKey(
      {
        concentration,
        flux: quantity("the flux into the domain, such as 1 nmol/cm^2/s"),
        dissolving: record(
          {
            solubility: quantity("the concentration of the saturated liquid at the surface, such as 100 mol/m^3"),
            density: quantity("the concentration of the solid, such as 4636 mol/m^3"),
          },
          "a solid that dissolves: {solubility: 100 mol/m^3, density: 4636 mol/m^3}",
        ),
        robin: record(
          { P: quantity("the permeability, such as 1e-6 m/s"), concentration },
          "a permeability to a bath: {P: 1e-6 m/s, concentration: 0 mM}",
        ),
        bath: record(
          {
            volume: quantity("the volume of the bath, such as 10 nL (per area in a slab: 1 mm)"),
            area: quantity("the area of the slab that the bath touches, such as 1 cm^2").optional(),
            concentration,
          },
          "a stirred bath: {volume: 10 nL, concentration: 0 mM}",
        ),
      },
      BOUNDARY_KINDS,
    ),
  ],
  BOUNDARY_KINDS,
);

const CONDITIONS = "a condition per species: {drug: {concentration: 1 mM}}";

const end = z
  .object(
    {
      "electric-potential": quantity("the electric potential, such as 50 mV").optional(),
      compartment: text("the name of the compartment that is at this end").optional(),
      area: quantity("the area of the slab that the compartment touches, such as 1 cm^2").optional(),
    },
    { error: () => CONDITIONS },
  )
  .catchall(condition)
  .meta({ description: CONDITIONS })
  .optional();

/** Conditions at the ends. */
export const boundarySchema = either(
  [
    word(["periodic"], "periodic, or conditions at the ends"),
    record(
      {
        left: end,
        right: end,
        inner: end,
        outer: end,
        bottom: end,
        top: end,
        front: end,
        back: end,
        periodic: list(word(["x", "y", "z"], "x, y, z"), "the axes along which a grid is periodic: [y]").optional(),
      },
      "conditions at the ends: {left: {drug: no-flux}}",
    ),
  ],
  "periodic, or conditions at the ends: {left: {drug: no-flux}}",
);

/** One source: in a volume, or carriers in membranes. */
export const sourceSchema = record(
  {
    name: text("the name of the source"),
    species: text("the species that is made or used up"),
    at: text("the layer where it happens, or all; of a carrier LAYER.walls, LAYER.left or LAYER.right").optional(),
    law: word(["zero-order", "linear"], "zero-order, linear").optional(),
    rate: quantity("the rate, positive where the species is made: 1 uM/s (zero-order) or 0.1 1/s (linear)").optional(),
    carrier: text("the carrier that takes the species, instead of law: and rate:").optional(),
    area: quantity(
      "the area of membrane that bears the carrier over that of the face, such as 1; at walls the share that bears it",
    ).optional(),
    behind: quantity("the concentration behind the membrane, such as 0 mM").optional(),
  },
  "a source: {name: uptake, species: drug, at: all, law: linear, rate: -0.1 1/s}, or {name: uptake, species: drug, carrier: sglt, at: brush.walls}",
);

/** All sources. */
export const sourcesSchema = list(sourceSchema, "a list of sources");
