/**
 * Schema of `domain:`.
 *
 * @module
 */

import * as z from "zod";
import { count, either, list, named, quantity, record, text, word } from "./vocabulary.ts";

/** The most cells of a layer or a line. */
export const MOST_CELLS = 1_000_000;

const cells = count("the number of grid cells", MOST_CELLS).optional();
/** The most cells along one side of a rectangle or box. */
export const MOST_GRID_CELLS = 4096;

const cellsAlong = list(
  count("the number of grid cells along each axis", MOST_GRID_CELLS),
  "the number of grid cells along each axis: [64, 64]",
).optional();
const at = (what: string) => quantity(`${what}, such as 1 um`);

const layer = record(
  {
    name: text("the name of the layer"),
    thickness: at("the thickness").optional(),
    medium: text("the medium that fills the layer, such as water").optional(),
    "fixed-charge": quantity("the concentration of fixed charges with their sign, such as -300 mM").optional(),
    cells,
    membrane: named(
      record({ P: quantity("the permeability, such as 1e-6 m/s") }, "{P: 1e-6 m/s}"),
      "the permeability of a membrane without thickness, by species: {drug: {P: 1e-6 m/s}}",
    ).optional(),
  },
  "a layer: {name: film, thickness: 150 um, medium: water}",
);

const layers = list(layer, "layers from left to right, or from the inside out").optional();
const medium = text("the medium that fills the domain").optional();

const painted = list(
  record(
    {
      medium: text("the medium, such as water"),
      where: text("where it is: a condition such as (x - 5 um)^2 + (y - 5 um)^2 < (2 um)^2").optional(),
      box: list(
        list(quantity("a coordinate, such as 1 um"), "from and to along an axis: [1 um, 2 um]"),
        "where it is: [from, to] along each axis, [[1 um, 2 um], [0 um, 5 um]]",
      ).optional(),
    },
    '{medium: rod, where: "x < 1 um"}',
  ),
  'media, each painted over those before it: [{medium: water}, {medium: rod, where: "x < 1 um"}]',
).optional();

const free = record(
  {
    geometry: word(["line", "plane", "space"], "the geometry"),
    from: at("the left end of a half-line").optional(),
    to: at("the right end of a half-line").optional(),
    resolve: list(quantity("a coordinate, such as 1 um"), "where grids look: [-1 um, 1 um]").optional(),
    cells,
  },
  "unbounded space: {geometry: line}",
);

const slab = record(
  {
    geometry: word(["slab"], "the geometry"),
    from: at("the coordinate of the left end").optional(),
    thickness: at("the thickness").optional(),
    medium,
    cells,
    layers,
  },
  "a slab: {geometry: slab, thickness: 100 um}, or with layers",
);

const round = record(
  {
    geometry: word(["cylinder", "sphere"], "the geometry"),
    radius: at("the outer radius").optional(),
    "inner-radius": at("the inner radius").optional(),
    length: at("the length of a cylinder, along which z runs from 0").optional(),
    medium,
    media: painted,
    cells: either(
      [
        count("the number of grid cells", MOST_CELLS),
        z.array(count("the number of grid cells along r and z", MOST_GRID_CELLS)),
      ],
      "the number of grid cells, or [along r, along z] of a cylinder with a length",
    ).optional(),
    layers,
  },
  "a cylinder or sphere: {geometry: sphere, radius: 100 um}, or with layers; a cylinder may have a length",
);

const grid = record(
  {
    geometry: word(["rectangle", "box"], "the geometry"),
    size: list(at("a size"), "the size along each axis: [1 um, 1 um]"),
    from: list(quantity("a coordinate, such as 0 um"), "the corner from which the axes run: [0 um, 0 um]").optional(),
    cells: cellsAlong,
    medium,
    media: painted,
  },
  "a rectangle or box: {geometry: rectangle, size: [1 um, 1 um]}",
);

const lattice = record(
  {
    geometry: word(["lattice"], "the geometry"),
    sites: count("the number of sites", MOST_CELLS),
  },
  "a row of sites of a walk: {geometry: lattice, sites: 20}",
);

/** The geometries of this version. */
export const GEOMETRIES = [
  "line",
  "plane",
  "space",
  "slab",
  "cylinder",
  "sphere",
  "lattice",
  "rectangle",
  "box",
] as const;

/** The domain. */
export const domainSchema = z
  .discriminatedUnion("geometry", [free, slab, round, lattice, grid], {
    error: () => "a domain such as {geometry: slab, thickness: 100 um}",
  })
  .meta({ description: "Where the species live." });

const point = either(
  [z.string(), z.number(), z.array(z.union([z.string(), z.number()]))],
  "a point such as 0 nm, or [0 um, 0 um]",
);

/** How one species starts. */
export const initialSchema = either(
  [
    z.string(),
    z.number(),
    z.record(z.string(), z.union([point, z.boolean()], { error: () => "a quantity, a point or true" })),
  ],
  "a concentration such as 1 mM, an expression, {at: 0 nm}, {equilibrium: true}, {concentration: 0.5, noise: 0.01}, or a concentration per layer",
).meta({
  description:
    "Concentration (quantity or expression), {at: point, amount: optional}, {equilibrium: true, amount: optional}, {concentration, noise} of a mixture, or one concentration per layer.",
});
