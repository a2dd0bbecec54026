/**
 * Schema of `compartments:` and `membranes:`.
 *
 * @module
 */

import * as z from "zod";
import { SOLVENT_DRAGS } from "#model/compartments.ts";
import { either, list, named, quantity, record, text, word } from "./vocabulary.ts";

const wall = either(
  [
    word(["rigid", "flexible"], "rigid, flexible or {elastic: 1 MPa}"),
    record(
      { elastic: quantity("the modulus E of P = P0 + E (V - V0) / V0, such as 1 MPa") },
      "an elastic wall: {elastic: 1 MPa}",
    ),
  ],
  "the wall: rigid (the volume is kept), flexible (the pressure is given) or {elastic: 1 MPa}",
);

const contents = named(
  quantity("a concentration, such as 150 mM, an expression of t in an infinite bath, or balance for one ion"),
  "what it holds: {sodium: 150 mM, chloride: balance}",
);

const compartment = record(
  {
    volume: quantity(
      "the volume, such as 1 mL; infinite for a bath; filtrate for what passes a membrane and is carried away",
    ),
    solids: quantity("the part of the volume that is no solvent, such as 0.4 pL").optional(),
    wall: wall.optional(),
    contains: contents.optional(),
    pressure: quantity("the pressure, such as 10 mmHg").optional(),
    "electric-potential": quantity("the electric potential at which it is clamped, such as -60 mV").optional(),
    K: named(quantity("the partition coefficient, such as 0.03"), "partition coefficients: {oxygen: 0.03}").optional(),
    binding: named(
      quantity("the bound concentration, an expression of the free one, such as 8 mM * oxygen / (oxygen + 40 uM)"),
      "what is bound at a free concentration: {oxygen: 8 mM * oxygen / (oxygen + 40 uM)}",
    ).optional(),
    bursts: quantity("the volume at which it bursts, such as 150 fL").optional(),
  },
  "a compartment: {volume: 1 mL, wall: rigid, contains: {urea: 10 mM}}",
);

/** All compartments. */
export const compartmentsSchema = named(compartment, "stirred compartments: {a: {volume: 1 mL, contains: {}}}");

const sigma = either(
  [
    z.string(),
    z.number(),
    record(
      {
        osmotic: quantity("the reflection coefficient of the osmotic flow, such as 0.8"),
        filtration: quantity("the reflection coefficient of the drag, such as 0.7"),
      },
      "{osmotic: 0.8, filtration: 0.7}",
    ),
  ],
  "the reflection coefficient, such as 0.8, or {osmotic: 0.8, filtration: 0.7}",
);

const solute = either(
  [
    word(["impermeant"], "impermeant, or a permeability: {P: 1e-6 m/s, sigma: 0.2}"),
    record(
      {
        P: quantity("the permeability, such as 1e-6 m/s").optional(),
        g: quantity("the conductance of an ion, such as 1 S/m^2: I = g (V - E)").optional(),
        sigma: sigma.optional(),
      },
      "a permeability: {P: 1e-6 m/s, sigma: 0.2}",
    ),
  ],
  "impermeant, or a permeability: {P: 1e-6 m/s, sigma: 0.2}",
);

const conductivity = quantity("the hydraulic conductivity, such as 2e-12 m/s/Pa").optional();
const solutes = named(solute, "how each species passes: {urea: {P: 1e-6 m/s}, protein: impermeant}").optional();

const membrane = record(
  {
    between: list(text("the name of a compartment"), "two compartments, from and to: [a, b]"),
    area: quantity("the area, such as 1 cm^2"),
    Lp: conductivity,
    solutes,
    pathways: list(
      record({ name: text("the name of the way"), Lp: conductivity, solutes }, "{name: junctions, Lp: 1e-13 m/s/Pa}"),
      "ways side by side, in place of Lp and solutes: [{name: cells, ...}, {name: junctions, ...}]",
    ).optional(),
    "solvent-drag": word(SOLVENT_DRAGS, "patlak (the exact profile), kk-log-mean or kk-arithmetic").optional(),
    carriers: list(
      record(
        {
          carrier: text("the name of a carrier under carriers:"),
          species: text("the species that it carries"),
          area: quantity("its area over that of the membrane, such as 20; 1 without it").optional(),
        },
        "{carrier: sglt, species: glucose}",
      ),
      "carriers of the membrane: [{carrier: sglt, species: glucose}]",
    ).optional(),
    pumps: list(
      record(
        {
          name: text("the name of the pump"),
          rate: quantity("how often it turns per area, such as 50 nmol/m^2/s"),
          moves: named(
            quantity("how many it moves at each turn; negative from the second side to the first"),
            "what one turn moves from the first side to the second: {sodium: 3, potassium: -2}",
          ),
        },
        "{name: pump, rate: 50 nmol/m^2/s, moves: {sodium: 3, potassium: -2}}",
      ),
      "pumps of the membrane",
    ).optional(),
    capacitance: quantity("the electric capacitance, such as 1 uF/cm^2").optional(),
  },
  "a membrane: {between: [a, b], area: 1 cm^2, solutes: {urea: {P: 1e-6 m/s}}}",
);

/** All membranes. */
export const membranesSchema = named(membrane, "membranes between compartments");
