/**
 * `D:` of a species: a value, an expression, or one of three laws.
 *
 *     stokes-einstein   D = kB T / (6 π η a)   (stick),   kB T / (4 π η a)   (slip)
 *     arrhenius         D = D0 exp(-Ea / RT)
 *     nernst-hartley    D = (z+ + |z-|) D+ D- / (z+ D+ + |z-| D-)
 *
 * @module
 */

import { complain, type Draft } from "#model/draft.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { arrheniusDiffusivity } from "#physics/arrhenius.ts";
import { ambipolarDiffusivity } from "#physics/electro/ambipolar.ts";
import { stokesEinstein } from "#physics/stokes-einstein.ts";
import { isLiquidWater, waterViscosity } from "#physics/water-viscosity.ts";
import { AVOGADRO } from "#units/constants.ts";
import { dimension, sameDimension } from "#units/dimension.ts";
import { fieldAt, numberAt, numberExpression, positiveAt, type Wanted } from "./quantity.ts";

/** D as the file gives it. */
export type DiffusivityFile = NonNullable<NonNullable<ModelFile["species"]>[string]["D"]>;
type StokesEinsteinFile = NonNullable<Exclude<DiffusivityFile, string | number>["stokes-einstein"]>;
type NernstHartleyFile = NonNullable<Exclude<DiffusivityFile, string | number>["nernst-hartley"]>;
type ArrheniusFile = NonNullable<Exclude<DiffusivityFile, string | number>["arrhenius"]>;

/** D as a function of position, and the viscosity [Pa s] if it came from Stokes-Einstein. */
export interface DiffusivityRead {
  readonly diffusivity: Expression;
  readonly viscosity?: number;
}

const DIFFUSIVITY = dimension("m^2 s^-1");

/** What D may depend on: the radius of the species [m], the coordinates of the domain, and its own concentration. */
export interface DiffusivityScope {
  readonly radius: number | undefined;
  readonly coordinates: readonly string[];
  readonly species: NonNullable<Wanted["species"]>;
}

/** Reads D. */
export function readDiffusivity(
  draft: Draft,
  path: Path,
  value: DiffusivityFile,
  { radius, coordinates, species }: DiffusivityScope,
): DiffusivityRead | undefined {
  if (typeof value !== "object") {
    const read = fieldAt(draft, path, value, { dimensions: [DIFFUSIVITY], what: "D", coordinates, species });
    return read === undefined ? undefined : { diffusivity: read.expression };
  }
  const stokesEinstein = value["stokes-einstein"];
  if (stokesEinstein !== undefined)
    return readStokesEinstein(draft, [...path, "stokes-einstein"], stokesEinstein, radius);
  const nernstHartley = value["nernst-hartley"];
  if (nernstHartley !== undefined) return readNernstHartley(draft, [...path, "nernst-hartley"], nernstHartley);
  return value.arrhenius === undefined ? undefined : readArrhenius(draft, [...path, "arrhenius"], value.arrhenius);
}

function temperatureFor(draft: Draft, path: Path, what: string): number | undefined {
  if (draft.temperature === undefined)
    complain(
      draft,
      path,
      {
        code: "needs-temperature",
        found: `${what} without a temperature`,
        expected: "temperature: in the file",
        fix: "temperature: 25 degC",
      },
      "key",
    );
  return draft.temperature;
}

function readStokesEinstein(
  draft: Draft,
  path: Path,
  { viscosity, radius: own, surface = "stick" }: StokesEinsteinFile,
  ofSpecies: number | undefined,
): DiffusivityRead | undefined {
  const temperature = temperatureFor(draft, path, "stokes-einstein");
  const eta =
    viscosity === "water"
      ? readWaterViscosity(draft, [...path, "viscosity"], temperature)
      : positiveAt(draft, [...path, "viscosity"], viscosity, dimension("Pa s"), "a viscosity");
  const a =
    own === undefined
      ? ofSpecies
      : positiveAt(draft, [...path, "radius"], own, dimension("m"), "a hydrodynamic radius");
  if (a === undefined && own === undefined)
    complain(
      draft,
      path,
      {
        code: "missing-key",
        found: "no radius",
        expected: "radius: of the species, such as 2 nm",
        fix: "radius: 2 nm",
      },
      "key",
    );
  if (temperature === undefined || eta === undefined || a === undefined) return undefined;
  return { diffusivity: numberExpression(stokesEinstein(temperature, eta, a, surface), DIFFUSIVITY), viscosity: eta };
}

function readWaterViscosity(draft: Draft, path: Path, temperature: number | undefined): number | undefined {
  if (temperature === undefined) return undefined;
  if (isLiquidWater(temperature)) return waterViscosity(temperature);
  complain(draft, path, {
    code: "out-of-range",
    found: `water at ${temperature} K`,
    expected: "a temperature at which the viscosity of water is known (253.15 to 383.15 K), or the viscosity itself",
  });
  return undefined;
}

function readArrhenius(draft: Draft, path: Path, { D0, Ea }: ArrheniusFile): DiffusivityRead | undefined {
  const temperature = temperatureFor(draft, path, "arrhenius");
  const prefactor = positiveAt(draft, [...path, "D0"], D0, DIFFUSIVITY, "a diffusion coefficient");
  const molar = dimension("J mol^-1");
  const energy = fieldAt(draft, [...path, "Ea"], Ea, {
    dimensions: [molar, dimension("J")],
    what: "an activation energy",
  });
  const value = energy === undefined ? undefined : numberAt(draft, [...path, "Ea"], energy.expression);
  if (temperature === undefined || prefactor === undefined || energy === undefined || value === undefined)
    return undefined;
  const molarEnergy = sameDimension(energy.dimension, molar) ? value : value * AVOGADRO;
  return { diffusivity: numberExpression(arrheniusDiffusivity(prefactor, molarEnergy, temperature), DIFFUSIVITY) };
}

/** D of a salt at infinite dilution; its activity adds the thermodynamic factor. */
function readNernstHartley(
  draft: Draft,
  path: Path,
  { cation, anion }: NernstHartleyFile,
): DiffusivityRead | undefined {
  const [cationCharge, anionCharge] = [cation.charge ?? 1, anion.charge ?? -1];
  const charges = [
    ["cation", cationCharge > 0 && Number.isInteger(cationCharge), "a whole number above zero"],
    ["anion", anionCharge < 0 && Number.isInteger(anionCharge), "a whole number below zero"],
  ] as const;
  for (const [key, holds, expected] of charges)
    if (!holds)
      complain(draft, [...path, key, "charge"], {
        code: "out-of-range",
        found: `a ${key} of charge ${key === "cation" ? cationCharge : anionCharge}`,
        expected: `${expected}, such as ${key === "cation" ? 2 : -1}`,
      });
  const [cationDiffusivity, anionDiffusivity] = [
    positiveAt(draft, [...path, "cation", "D"], cation.D, DIFFUSIVITY, "a diffusion coefficient"),
    positiveAt(draft, [...path, "anion", "D"], anion.D, DIFFUSIVITY, "a diffusion coefficient"),
  ];
  if (cationDiffusivity === undefined || anionDiffusivity === undefined) return undefined;
  if (charges.some(([, holds]) => !holds)) return undefined;
  const D = ambipolarDiffusivity({
    cation: { valence: cationCharge, diffusivity: cationDiffusivity },
    anion: { valence: anionCharge, diffusivity: anionDiffusivity },
  });
  return { diffusivity: numberExpression(D, DIFFUSIVITY) };
}
