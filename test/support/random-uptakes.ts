/** Families of layers with pores and carriers: linear ones at walls and faces, and those that fill up behind layers. */

import type { Uptake } from "#model/uptake.ts";
import { textOf } from "./closed-form.ts";
import { modelWith } from "./models.ts";
import type { Drawn, Family, Random } from "./random-models.ts";

const NAMES = ["first", "second"] as const;

/** Two layers of their own medium each, between a held concentration and a closed or absorbing end. */
function layersWith(random: Random, uptakes: readonly Uptake[], right: "no-flux" | "absorbing"): Drawn["model"] {
  const { evenly, decades } = random;
  const thickness = [evenly(0.5, 2), evenly(0.5, 2)];
  return modelWith({
    species: [
      {
        name: "drug",
        measure: "amount",
        media: NAMES.map((medium) => ({
          medium,
          diffusivity: textOf(evenly(0.3, 2)),
          partition: textOf(decades(0.3, 3)),
        })),
        terms: [],
        initial: { kind: "concentration", concentration: textOf(0) },
      },
    ],
    domain: {
      kind: "layers",
      geometry: "slab",
      start: 0,
      layers: NAMES.map((name, i) => ({ name, medium: name, thickness: thickness[i] ?? 1, cells: 24 })),
    },
    porousMedia: Object.fromEntries(
      NAMES.map((medium) => [medium, { porosity: evenly(0.2, 1), tortuosity: 1, wallArea: 1 }]),
    ),
    uptakes,
    boundaries: [
      { end: "left", species: "drug", condition: { kind: "concentration", concentration: decades(0.2, 5) } },
      { end: "right", species: "drug", condition: { kind: right } },
    ],
    solves: [{ kind: "steady" }],
  });
}

const ASKED = ["flux(drug, left)", "c(drug, second.left)", "flux(drug, first.right)", "flux(drug, second.left)"];

export const UPTAKES: Readonly<Record<string, Family>> = {
  "linear carriers at walls and faces of porous layers": {
    levels: ["continuum", "master"],
    draw: (random): Drawn => {
      const { evenly, decades } = random;
      const of = (name: string, layer: string, at: Uptake["at"], area: number): Uptake => ({
        name,
        species: "drug",
        law: { kind: "linear", permeability: decades(0.05, 2) },
        layer,
        at,
        area,
        behind: at === "walls" ? 0 : evenly(0, 0.5),
      });
      const uptakes = [
        of("tips", "second", "left", evenly(0.1, 1)),
        of("walls", "second", "walls", evenly(0.2, 3)),
        of("base", "second", "right", evenly(0.1, 1)),
      ];
      return {
        model: layersWith(random, uptakes, "no-flux"),
        texts: [...ASKED, "c(drug, second.right)", "uptake(drug, tips)", "uptake(drug, walls)", "uptake(drug)"],
      };
    },
  },
  "carriers that fill up behind porous layers": {
    levels: ["continuum", "master"],
    draw: (random): Drawn => {
      const { decades, evenly } = random;
      const uptake: Uptake = {
        name: "base",
        species: "drug",
        law: { kind: "michaelis-menten", maximum: decades(0.1, 10), halfSaturation: decades(0.1, 10) },
        layer: "second",
        at: "right",
        area: evenly(0.1, 2),
        behind: 0,
      };
      return {
        model: layersWith(random, [uptake], "no-flux"),
        texts: ["flux(drug, left)", "c(drug, second.right)", "uptake(drug, base)"],
      };
    },
  },
};
