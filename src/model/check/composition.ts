/**
 * `measure:` and `total:` of a species: what its name stands for, a concentration or a share of a mixture.
 *
 * @module
 */

import { complain, type Draft } from "#model/draft.ts";
import type { Species } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { DIMENSIONLESS, type Dimension, dimension } from "#units/dimension.ts";
import { positiveAt } from "./quantity.ts";

type SpeciesFile = NonNullable<ModelFile["species"]>[string];

const CONCENTRATION = dimension("mol m^-3");
const ENERGY_DENSITY = dimension("J m^-3");

/** The scale on which a species is given: its dimension, and the interval in which its values lie. */
export interface Scale {
  readonly dimension: Dimension;
  readonly most: number;
  readonly expected: string;
  /** Unit in which amounts and fluxes are counted. */
  readonly counted: "mol" | "J";
}

const MOLAR: Scale = {
  dimension: CONCENTRATION,
  most: Number.POSITIVE_INFINITY,
  expected: "a concentration that is not negative",
  counted: "mol",
};
const FRACTION: Scale = {
  dimension: DIMENSIONLESS,
  most: 1,
  expected: "a mole fraction from 0 to 1",
  counted: "mol",
};
const ENERGY: Scale = {
  dimension: ENERGY_DENSITY,
  most: Number.POSITIVE_INFINITY,
  expected: "an energy density that is not negative; count it from the lowest temperature there is",
  counted: "J",
};

/** The scale of a species of a file. */
export function scaleOf({ measure }: Pick<SpeciesFile, "measure">): Scale {
  if (measure === "energy") return ENERGY;
  return measure === "mole-fraction" ? FRACTION : MOLAR;
}

/** The scale of a species that was read. */
export function scaleOfSpecies({ measure }: Pick<Species, "measure">): Scale {
  if (measure === "energy") return ENERGY;
  return measure === "mole-fraction" ? FRACTION : MOLAR;
}

/** The concentration of a whole mixture [mol m^-3]; undefined for a species that is no mole fraction. */
export function readTotal(draft: Draft, path: Path, { measure, total }: SpeciesFile): number | undefined {
  if (measure === "mole-fraction") {
    if (total !== undefined) return positiveAt(draft, [...path, "total"], total, CONCENTRATION, "a concentration");
    complain(
      draft,
      path,
      {
        code: "missing-key",
        found: "a mole fraction without total",
        expected: "total: the concentration of both components together",
        fix: "total: 55 M",
      },
      "key",
    );
  } else if (total !== undefined)
    complain(
      draft,
      [...path, "total"],
      {
        code: "one-of",
        found: "total: for a species that is no mole fraction",
        expected: "measure: mole-fraction beside total:",
        fix: "measure: mole-fraction",
      },
      "key",
    );
  return undefined;
}
