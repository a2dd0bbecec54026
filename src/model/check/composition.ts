/**
 * `measure:`, `total:` and `solvent-density:` of a species: what its name stands for, a concentration, a share of a mixture
 * or a molality.
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
const VOLUME: Scale = { ...FRACTION, expected: "a volume fraction from 0 to 1" };
const MOLAL: Scale = {
  dimension: dimension("mol kg^-1"),
  most: Number.POSITIVE_INFINITY,
  expected: "a molality that is not negative",
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
  return SCALES[measure ?? "concentration"] ?? MOLAR;
}

/** The scale of a species that was read. */
export function scaleOfSpecies({ measure }: Pick<Species, "measure">): Scale {
  return SCALES[measure] ?? MOLAR;
}

const SCALES: Readonly<Record<string, Scale>> = {
  energy: ENERGY,
  "mole-fraction": FRACTION,
  "volume-fraction": VOLUME,
  molality: MOLAL,
};

/** What turns a composition into moles in a volume, by the measures that need it. */
const CONTENTS = {
  "mole-fraction": {
    key: "total",
    fix: "total: 55 M",
    expected: "total: the concentration of both components together",
  },
  "volume-fraction": {
    key: "total",
    fix: "total: 10 mol/m^3",
    expected: "total: the concentration of the pure solute, one over its molar volume",
  },
  molality: {
    key: "solvent-density",
    fix: "solvent-density: 997.05 kg/m^3",
    expected: "solvent-density: the mass of solvent in a volume of solution",
  },
} as const;

/** The parts of a species that say what its composition is. */
export type Composition = Partial<Pick<Species, "measure" | "total" | "solventDensity">>;

/** Reads measure, total and solvent-density; without `measure` it is a concentration, or a probability. */
export function readComposition(draft: Draft, path: Path, value: SpeciesFile): Composition {
  const { measure, total, "solvent-density": density } = value;
  const content =
    measure === undefined || measure === "concentration" || measure === "energy" ? undefined : CONTENTS[measure];
  for (const key of ["total", "solvent-density"] as const)
    if (value[key] !== undefined && content?.key !== key) {
      const wanted = key === "total" ? "mole-fraction or volume-fraction" : "molality";
      complain(
        draft,
        [...path, key],
        {
          code: "one-of",
          found: `${key}: for a species that is no ${wanted.replaceAll("-", " ")}`,
          expected: `measure: ${wanted} beside ${key}:`,
          fix: key === "total" ? "measure: mole-fraction" : "measure: molality",
        },
        "key",
      );
    }
  if (measure === undefined || content === undefined) return {};
  const read = { measure } as Pick<Species, "measure">;
  if (content.key === "total" && total !== undefined) {
    const number = positiveAt(draft, [...path, "total"], total, CONCENTRATION, "a concentration");
    return number === undefined ? read : { ...read, total: number };
  }
  if (content.key === "solvent-density" && density !== undefined) {
    const number = positiveAt(draft, [...path, "solvent-density"], density, dimension("kg m^-3"), "a density");
    return number === undefined ? read : { ...read, solventDensity: number };
  }
  complain(
    draft,
    path,
    {
      code: "missing-key",
      found: `a ${measure.replace("-", " ")} without ${content.key}`,
      expected: content.expected,
      fix: content.fix,
    },
    "key",
  );
  return read;
}
