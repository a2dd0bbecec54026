/**
 * The activities that a term of `mu:` names: each belongs to a scale of composition, which `measure:` of the species says.
 *
 *     measure            activities
 *     concentration      virial, carnahan-starling
 *     mole-fraction      margules, frumkin
 *     volume-fraction    flory-huggins
 *     molality           pitzer, davies, debye-hueckel
 *     any                ln-gamma
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import type { ActivityLaw } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { isPitzerSalt, PITZER_SALTS, WATER_SLOPE_25C } from "#physics/activity/pitzer-table.ts";
import { AVOGADRO } from "#units/constants.ts";
import { DIMENSIONLESS, dimension, raised, sameDimension } from "#units/dimension.ts";
import { scaleOf } from "./composition.ts";
import { dimensionAt, fieldAt, positiveAt, quantityAt, quantityWithin } from "./quantity.ts";

type SpeciesFile = NonNullable<ModelFile["species"]>[string];
type TermFile = Exclude<NonNullable<SpeciesFile["mu"]>[number], string>;
type Quantity = string | number;
type MeasureFile = NonNullable<SpeciesFile["measure"]>;

/** The measure on whose scale an activity is; one that is missing fits every scale. */
const MEASURE_OF: Readonly<Partial<Record<keyof TermFile, MeasureFile>>> = {
  virial: "concentration",
  "carnahan-starling": "concentration",
  margules: "mole-fraction",
  frumkin: "mole-fraction",
  "flory-huggins": "volume-fraction",
  pitzer: "molality",
  davies: "molality",
  "debye-hueckel": "molality",
};

/** Reads a term that is an activity. */
export function readActivity(
  draft: Draft,
  path: Path,
  name: string,
  value: SpeciesFile,
  term: TermFile,
): ActivityLaw | undefined {
  const [key] = Object.keys(term) as [keyof TermFile];
  const here = [...path, key];
  const refuse = (found: string, expected: string, because?: string, fix?: string): undefined => {
    complain(draft, here, { code: "one-of", found, expected, because, fix }, "key");
    return undefined;
  };
  if (value.walk !== undefined || value.motion !== undefined) {
    const own = value.walk === undefined ? "motion" : "walk";
    const because = "A law of steps knows no other molecules, and activity is what they do to each other.";
    return refuse(`${key} beside ${own}`, "D: with mu:", because);
  }
  const { measure = "concentration" } = value;
  const wanted = MEASURE_OF[key];
  if (wanted !== undefined && wanted !== measure) {
    const fitting = Object.entries(MEASURE_OF).flatMap(([law, of]) => (of === measure ? [law] : []));
    return refuse(
      `${key} on the scale of ${inWords(measure)}`,
      `measure: ${wanted}, or ${listed([...fitting, "ln-gamma"])} for ${inWords(measure)}`,
      undefined,
      `measure: ${wanted}`,
    );
  }
  if (wanted === "molality" && value.charge !== undefined && value.charge !== 0)
    return refuse(
      `${key} of a species with a charge`,
      "a salt as one neutral species, without charge:",
      "It is the mean activity of all ions of a salt together.",
    );
  if (wanted === "molality" || wanted === "volume-fraction") {
    const others = (value.mu ?? []).filter(
      (one) => one !== "ideal" && MEASURE_OF[Object.keys(one)[0] as keyof TermFile],
    );
    if (others.length > 1 && others[0] !== term)
      return refuse(`${key} beside another activity of the whole`, "one of them; ln-gamma adds what it lacks");
  }
  const law = readNamed(draft, here, term);
  if (law !== "unnamed") return law;
  const read = fieldAt(draft, here, term["ln-gamma"] as string, {
    dimensions: [DIMENSIONLESS],
    what: "ln gamma",
    species: { name, dimension: scaleOf(value).dimension },
  });
  return read === undefined ? undefined : { kind: "expression", lnGamma: read.expression };
}

function inWords(measure: MeasureFile): string {
  return measure === "molality" ? "molalities" : `${measure.replace("-", " ")}s`;
}

function readNamed(draft: Draft, here: Path, term: TermFile): ActivityLaw | "unnamed" | undefined {
  if (term.virial !== undefined) return readVirial(draft, here, term.virial);
  if (term.margules !== undefined) return readMargules(draft, here, term.margules);
  if (term.frumkin !== undefined) {
    // the share a of filled sites: ln(a / (1 - a)) + g a, but for a constant that of A = -g/2
    const g = numberOf(draft, here, term.frumkin, "an interaction");
    return g === undefined ? undefined : { kind: "margules", parameter: -0.5 * g };
  }
  const polymer = term["flory-huggins"];
  if (polymer !== undefined) return readPolymer(draft, here, polymer);
  const spheres = term["carnahan-starling"];
  if (spheres !== undefined) return readSpheres(draft, here, spheres);
  if (term.pitzer !== undefined) return readPitzer(draft, here, term.pitzer);
  if (term.davies !== undefined) {
    const salt = readSalt(draft, here, term.davies);
    return salt && { kind: "davies", ...salt };
  }
  const ions = term["debye-hueckel"];
  if (ions === undefined) return "unnamed";
  const salt = readSalt(draft, here, ions);
  const approach = ions.b === undefined ? 0 : notNegative(draft, [...here, "b"], ions.b, "a closest approach of ions");
  return salt && approach !== undefined ? { kind: "debye-hueckel", ...salt, approach } : undefined;
}

function numberOf(draft: Draft, path: Path, value: Quantity, what: string): number | undefined {
  return quantityAt(draft, path, value, DIMENSIONLESS, what);
}

function notNegative(draft: Draft, path: Path, value: Quantity, what: string): number | undefined {
  const expected = `${what} that is not below zero`;
  return quantityWithin(draft, path, value, { of: DIMENSIONLESS, holds: (x) => x >= 0, expected });
}

function readVirial(draft: Draft, path: Path, value: Quantity | readonly Quantity[]): ActivityLaw | undefined {
  const written = typeof value === "object" ? value : [value];
  const coefficients = written.map((one, i) =>
    quantityAt(
      draft,
      typeof value === "object" ? [...path, i] : path,
      one,
      raised(dimension("m^3 mol^-1"), i + 1),
      "a virial coefficient",
    ),
  );
  return coefficients.every((one) => one !== undefined) ? { kind: "virial", coefficients } : undefined;
}

/** One parameter, or that of the solute and that of the solvent. */
function readMargules(draft: Draft, path: Path, value: Quantity | readonly Quantity[]): ActivityLaw | undefined {
  if (typeof value !== "object") {
    const parameter = numberOf(draft, path, value, "a Margules parameter");
    return parameter === undefined ? undefined : { kind: "margules", parameter };
  }
  if (value.length !== 2) {
    complain(draft, path, {
      code: "wrong-type",
      found: `a list of ${value.length}`,
      expected: "two parameters: [A_solute, A_solvent], ln gamma of each in the other when pure",
    });
    return undefined;
  }
  const [solute, solvent] = value.map((one, i) => numberOf(draft, [...path, i], one, "a Margules parameter"));
  return solute === undefined || solvent === undefined
    ? undefined
    : { kind: "margules", parameter: { solute, solvent } };
}

/** The volume of a mole of spheres, or of one sphere. */
function readSpheres(draft: Draft, path: Path, value: Quantity): ActivityLaw | undefined {
  const one = dimension("m^3");
  const found = dimensionAt({ ...draft, issues: [] }, path, value);
  const single = found !== undefined && sameDimension(found, one);
  const volume = positiveAt(draft, path, value, single ? one : dimension("m^3 mol^-1"), "a volume");
  if (volume === undefined) return undefined;
  return { kind: "carnahan-starling", molarVolume: single ? volume * AVOGADRO : volume };
}

function readPolymer(
  draft: Draft,
  path: Path,
  { segments: chain, solvent = 1, interaction: chi }: NonNullable<TermFile["flory-huggins"]>,
): ActivityLaw | undefined {
  const segments = positiveAt(draft, [...path, "segments"], chain, DIMENSIONLESS, "a number of segments");
  const solventSegments = positiveAt(draft, [...path, "solvent"], solvent, DIMENSIONLESS, "a number of segments");
  const interaction = numberOf(draft, [...path, "interaction"], chi, "an interaction");
  if (segments === undefined || solventSegments === undefined || interaction === undefined) return undefined;
  return { kind: "flory-huggins", segments, solventSegments, interaction };
}

interface SaltFile {
  readonly cation: Quantity;
  readonly anion: Quantity;
  readonly A?: Quantity | undefined;
}

interface Salt {
  readonly cationCharge: number;
  readonly anionCharge: number;
  readonly slope: number;
}

/** The charges of a salt, that of the anion with or without its sign, and the slope of Debye and Hückel. */
function readSalt(draft: Draft, path: Path, { cation, anion, A }: SaltFile): Salt | undefined {
  const cationCharge = quantityWithin(draft, [...path, "cation"], cation, {
    of: DIMENSIONLESS,
    holds: (z) => Number.isInteger(z) && z > 0,
    expected: "the charge number of a cation, a whole number above zero",
  });
  const anionCharge = quantityWithin(draft, [...path, "anion"], anion, {
    of: DIMENSIONLESS,
    holds: (z) => Number.isInteger(z) && z !== 0,
    expected: "the charge number of an anion, a whole number other than zero",
  });
  const slope = A === undefined ? WATER_SLOPE_25C : positiveAt(draft, [...path, "A"], A, DIMENSIONLESS, "a slope");
  if (cationCharge === undefined || anionCharge === undefined || slope === undefined) return undefined;
  return { cationCharge, anionCharge: -Math.abs(anionCharge), slope };
}

/** A salt of the table, or its parameters. */
function readPitzer(draft: Draft, path: Path, value: NonNullable<TermFile["pitzer"]>): ActivityLaw | undefined {
  if (typeof value === "string") {
    if (isPitzerSalt(value)) return { kind: "pitzer", salt: value };
    complain(draft, path, {
      code: "unknown-kind",
      found: `"${value}", a salt that the table of Pitzer's parameters does not have`,
      expected: `${listed(PITZER_SALTS)}, or its own parameters {beta0, beta1, cphi, cation, anion}`,
      fix: nearestSalt(value),
    });
    return undefined;
  }
  const salt = readSalt(draft, path, value);
  const [beta0, beta1, cPhi] = (["beta0", "beta1", "cphi"] as const).map((key) =>
    numberOf(draft, [...path, key], value[key], key),
  );
  const beta2 = value.beta2 === undefined ? 0 : numberOf(draft, [...path, "beta2"], value.beta2, "beta2");
  const highest =
    value.highest === undefined
      ? Number.POSITIVE_INFINITY
      : positiveAt(draft, [...path, "highest"], value.highest, DIMENSIONLESS, "a molality");
  if (salt === undefined || beta0 === undefined || beta1 === undefined || cPhi === undefined) return undefined;
  if (beta2 === undefined || highest === undefined) return undefined;
  const bounded = highest < Number.POSITIVE_INFINITY && { highest };
  return { kind: "pitzer", salt: { ...salt, beta0, beta1, beta2, cPhi, ...bounded } };
}

/** The salt meant by a name in other letters, or by one that is written much alike. */
function nearestSalt(name: string): string | undefined {
  const same = PITZER_SALTS.find((salt) => salt.toLowerCase() === name.toLowerCase());
  return same ?? nearestName(name, PITZER_SALTS);
}
