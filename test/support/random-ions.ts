/** Families of ions: in a field that is given, and in layers that are neutral everywhere. */

import { linearPotentialTerm } from "#model/linear-potential.ts";
import type { LayeredDomain, Model } from "#model/model.ts";
import { textOf } from "./closed-form.ts";
import { type IonOf, ionModel } from "./ions.ts";
import type { Drawn, Family, Random } from "./random-models.ts";

/** Bath concentrations of some ions of one |z|, the last of which balances the others and a charge. */
export function neutralIons({ evenly, decades }: Random, size: number, count: number): readonly IonOf[] {
  const D = () => decades(1e-10, 5e-9);
  const ions = Array.from({ length: count }, (_, k) => {
    const isCation = k === 0 ? evenly(0, 1) < 0.5 : evenly(0, 1) < 0.5;
    return {
      name: k === 0 ? "drug" : `ion${k}`,
      z: isCation ? size : -size,
      D: D(),
      left: decades(1, 500),
      right: decades(1, 500),
    };
  });
  const excess = (side: "left" | "right") => ions.reduce((sum, ion) => sum + Math.sign(ion.z) * ion[side], 0);
  const [left, right] = [excess("left"), excess("right")];
  // a cation and an anion that make up for the rest, with something of both everywhere
  const some = decades(1, 100);
  return [
    ...ions,
    { name: "cation", z: size, D: D(), left: some + Math.max(0, -left), right: some + Math.max(0, -right) },
    { name: "anion", z: -size, D: D(), left: some + Math.max(0, left), right: some + Math.max(0, right) },
  ];
}

/** The model with the energy of each charge in the field between its ends. */
function inField(model: Model): Model {
  const domain = model.domain as LayeredDomain;
  const { left = 0, right = 0 } = model.electricPotentials ?? {};
  return {
    ...model,
    species: model.species.map((one) =>
      one.charge === undefined ? one : { ...one, terms: [linearPotentialTerm(one.charge, domain, { left, right })] },
    ),
  };
}

export const IONS: Readonly<Record<string, Family>> = {
  "an ion in a constant field": {
    levels: ["continuum", "master"],
    draw: (random): Drawn => {
      const { evenly, decades } = random;
      const z = [-3, -2, -1, 1, 2, 3][Math.floor(evenly(0, 6))] ?? 1;
      const ion = { name: "drug", z, D: decades(1e-12, 1e-8), left: decades(0.1, 1000), right: decades(0.1, 1000) };
      const layers = Array.from({ length: 1 + Math.floor(evenly(0, 3)) }, () => ({ l: decades(1e-9, 1e-4) }));
      const model = ionModel({
        ions: [{ ...ion, K: layers.map(() => decades(0.1, 10)) }],
        layers,
        field: "constant-field",
        left: evenly(-0.1, 0.1),
        right: evenly(-0.1, 0.1),
        cells: 16,
      });
      return { model: inField(model), texts: ["flux(drug, right)", "c(drug, a.right)", "flux(drug, a.left)"] };
    },
  },
  "ions that keep a layer neutral": {
    levels: ["continuum"],
    draw: (random): Drawn => {
      const { evenly, decades } = random;
      const size = evenly(0, 1) < 0.7 ? 1 : 2;
      const ions = neutralIons(random, size, 1 + Math.floor(evenly(0, 2)));
      const isOpen = evenly(0, 1) < 0.4;
      const charge = evenly(0, 1) < 0.7 ? evenly(-300, 300) : undefined;
      const model = ionModel({
        ions,
        layers: [{ l: decades(1e-8, 1e-3), ...(charge === undefined ? {} : { X: charge }) }],
        field: "electroneutral",
        left: evenly(-0.1, 0.1),
        ...(isOpen ? {} : { right: evenly(-0.1, 0.1) }),
        cells: 100,
      });
      return {
        model,
        texts: ["flux(drug, right)", "c(drug, a.left)", "c(drug, a.right)"],
      };
    },
  },
  "a salt that diffuses without a current": {
    levels: ["continuum"],
    draw: ({ evenly, decades }): Drawn => {
      const [p, m] = [1 + Math.floor(evenly(0, 2)), 1 + Math.floor(evenly(0, 2))];
      const [left, right, start, L] = [decades(1, 100), decades(1, 100), decades(1, 100), decades(1e-7, 1e-3)];
      const isWall = evenly(0, 1) < 0.4;
      const ends = (z: number) => ({ left: left / z, right: isWall ? { kind: "no-flux" as const } : right / z });
      const ions = [
        { name: "drug", z: p, D: decades(2e-10, 5e-9), ...ends(p) },
        { name: "other", z: -m, D: decades(2e-10, 5e-9), ...ends(m) },
      ];
      const model = ionModel({ ions, layers: [{ l: L }], field: "electroneutral", left: evenly(-0.1, 0.1), cells: 40 });
      const D = ((p + m) * (ions[0]?.D ?? 0) * (ions[1]?.D ?? 0)) / (p * (ions[0]?.D ?? 0) + m * (ions[1]?.D ?? 0));
      const initial = (z: number) => ({ kind: "concentration" as const, concentration: textOf(start / z) });
      return {
        model: {
          ...model,
          species: model.species.map((one) => ({ ...one, initial: initial(Math.abs(one.charge ?? 1)) })),
          solves: [{ kind: "transient", times: [0.03, 0.1, 1].map((t) => (t * L * L) / D) }],
        },
        texts: [`c(drug, ${L / 4})`, "amount(drug, all)"],
      };
    },
  },
};
