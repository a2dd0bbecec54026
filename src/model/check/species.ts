/**
 * `species:` and `initial:`.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import type { Expression } from "#model/expression/expression.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Species, SpeciesInMedium, WalkLaw } from "#model/model.ts";
import type { MotionLaw } from "#model/motion-law.ts";
import { hasOwnLaw } from "#model/own-law.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { DIMENSIONLESS, dimension } from "#units/dimension.ts";
import { type ChemicalPotential, readChemicalPotential } from "./chemical-potential.ts";
import { type Composition, readComposition, scaleOf } from "./composition.ts";
import { readDiffusivity } from "./diffusivity.ts";
import { coordinatesOf, type DomainDraft } from "./domain.ts";
import { readDrift } from "./drift.ts";
import { EMPTY_START, readInitial, type Start } from "./initial.ts";
import { inPores, type PorousMedia } from "./media.ts";
import { isPositiveIn } from "./mobility.ts";
import { readMotionLaw } from "./motion-law.ts";
import { claimName } from "./names.ts";
import { fieldAt, numberExpression, positiveAt } from "./quantity.ts";
import { isStirred, refuseMotion } from "./stirred.ts";
import { readWalk } from "./walk-law.ts";

type SpeciesFile = NonNullable<ModelFile["species"]>[string];

/** The species that are right; the names of the others are tainted. */
export function readSpecies(
  draft: Draft,
  file: ModelFile,
  domain: DomainDraft | undefined,
  porous: PorousMedia,
): readonly Species[] {
  const all = Object.entries(file.species ?? {});
  for (const [name] of all) if (!claimName(draft, ["species", name], name, "a species", "key")) draft.tainted.add(name);
  refuseUnknownSpecies(draft, ["initial"], Object.keys(file.initial ?? {}));
  const species: Species[] = [];
  for (const [name, value] of all) {
    const read = draft.tainted.has(name) ? undefined : readOne(draft, name, value, { file, domain, porous });
    if (read === undefined) draft.tainted.add(name);
    else species.push(read);
  }
  return species;
}

/** Reports names that are no species; true if all are. */
export function refuseUnknownSpecies(draft: Draft, path: Path, names: readonly string[]): boolean {
  // Without the section of the species, which was reported, no name can be one.
  if (draft.tainted.has("species")) return false;
  const known = [...draft.names].filter(([, what]) => what === "a species").map(([name]) => name);
  const unknown = names.filter((name) => !known.includes(name) && !draft.tainted.has(name));
  for (const name of unknown) complain(draft, [...path, name], unknownSpecies(name, known), "key");
  return unknown.length === 0;
}

/** The complaint about a name that is no species. */
export function unknownSpecies(name: string, known: readonly string[]) {
  return {
    code: "unknown-species",
    found: `"${name}", which is no species`,
    expected: listed(known),
    fix: nearestName(name, known),
  } as const;
}

function readOne(
  draft: Draft,
  name: string,
  value: SpeciesFile,
  { file, domain, porous }: { file: ModelFile; domain: DomainDraft | undefined; porous: PorousMedia },
): Species | undefined {
  const path: Path = ["species", name];
  const before = draft.issues.length;
  const radius =
    value.radius === undefined
      ? undefined
      : positiveAt(draft, [...path, "radius"], value.radius, dimension("m"), "a radius");
  const mass =
    value.mass === undefined ? undefined : positiveAt(draft, [...path, "mass"], value.mass, dimension("kg"), "a mass");
  const motion = isStirred(file)
    ? refuseMotion(draft, path, value)
      ? { media: [] }
      : undefined
    : readMotion(draft, path, value, { name, domain, radius, porous });
  const composition = readComposition(draft, path, value);
  if (value.measure === "energy") refuseMolecules(draft, path, value);
  const thermodynamics = readChemicalPotential(draft, path, name, value, domain);
  const drift = readDrift(draft, [...path, "drift"], value.drift, domain);
  const given = file.initial?.[name];
  const start =
    given === undefined ? EMPTY_START : readInitial(draft, ["initial", name], given, domain, scaleOf(value));
  if (motion !== undefined && hasOwnLaw(motion) && start?.initial.kind === "concentration") {
    complain(
      draft,
      given === undefined ? path : ["initial", name],
      {
        code: "missing-key",
        found: "a walk by steps that does not start at a point",
        expected: `initial: {${name}: {at: 0 nm}}`,
        fix: `initial: {${name}: {at: 0 nm}}`,
      },
      "key",
    );
  }
  if (start?.initial.kind === "concentration" && start.initial.noise !== undefined && !hasGradient(value))
    complain(
      draft,
      ["initial", name, "noise"],
      {
        code: "one-of",
        found: `noise in ${name}, which only smooths it out`,
        expected: "noise for a mixture with {gradient: KAPPA} in mu:, whose waves it starts",
      },
      "key",
    );
  if (value.inertia === true) refuseInertia(draft, [...path, "inertia"], value);
  if (draft.issues.length > before || motion === undefined || start === undefined) return undefined;
  const inertia = value.inertia === true;
  const charge = value.charge === 0 ? undefined : value.charge;
  return assembled(name, {
    radius,
    mass,
    drift,
    motion,
    thermodynamics,
    start,
    inertia,
    composition,
    charge,
    isEnergy: value.measure === "energy",
  });
}

/** Heat is no molecules: it has no chemical potential but its temperature, no charge and no walk. */
function refuseMolecules(draft: Draft, path: Path, value: SpeciesFile): void {
  for (const key of ["mu", "mobility", "charge", "radius", "mass", "walk", "motion", "inertia"] as const) {
    if (value[key] === undefined) continue;
    complain(
      draft,
      [...path, key],
      {
        code: "one-of",
        found: `${key} beside measure: energy`,
        expected: "D, the thermal diffusivity, and K, the heat capacity of a medium by that of the reference",
      },
      "key",
    );
  }
}

function hasGradient({ mu = [] }: SpeciesFile): boolean {
  return mu.some((term) => term !== "ideal" && term.gradient !== undefined);
}

/** Inertia needs a mass, a drag (from D and T), and no law of steps. */
function refuseInertia(draft: Draft, path: Path, { mass, walk, motion }: SpeciesFile): void {
  const own = walk === undefined ? (motion === undefined ? undefined : "motion") : "walk";
  if (own !== undefined)
    complain(
      draft,
      path,
      { code: "one-of", found: `inertia beside ${own}`, expected: "inertia beside D: and mass:" },
      "key",
    );
  else if (mass === undefined)
    complain(
      draft,
      path,
      { code: "missing-key", found: "inertia without a mass", expected: "mass: of one particle", fix: "mass: 66 kDa" },
      "key",
    );
  else if (draft.temperature === undefined)
    complain(
      draft,
      path,
      {
        code: "needs-temperature",
        found: "inertia without a temperature",
        expected: "temperature: in the file, since the drag is kT / D",
        fix: "temperature: 25 degC",
      },
      "key",
    );
}

interface Parts {
  readonly radius: number | undefined;
  readonly mass: number | undefined;
  readonly drift: readonly Expression[];
  readonly motion: Motion;
  readonly thermodynamics: ChemicalPotential;
  readonly start: Start;
  readonly inertia: boolean;
  readonly composition: Composition;
  readonly charge: number | undefined;
  readonly isEnergy: boolean;
}

function assembled(name: string, parts: Parts): Species {
  const { radius, mass, drift, motion, thermodynamics, start, inertia, composition, charge, isEnergy } = parts;
  const { viscosity, media, walk, motion: law } = motion;
  return {
    name,
    measure: start.measure === "amount" && isEnergy ? "energy" : start.measure,
    ...composition,
    ...(charge === undefined ? {} : { charge }),
    ...(radius === undefined ? {} : { radius }),
    ...(mass === undefined ? {} : { mass }),
    ...(viscosity === undefined ? {} : { viscosity }),
    media,
    ...thermodynamics,
    ...(drift[0] === undefined ? {} : { drift: drift[0] }),
    ...(drift.length < 2 ? {} : { driftAlong: drift.slice(1) }),
    ...(walk === undefined ? {} : { walk }),
    ...(law === undefined ? {} : { motion: law }),
    ...(inertia ? { inertia: true as const } : {}),
    initial: start.initial,
  };
}

/** How a species moves: D and K in each medium, or a law of its own. */
interface Motion {
  readonly media: readonly SpeciesInMedium[];
  readonly viscosity?: number;
  readonly walk?: WalkLaw;
  readonly motion?: MotionLaw;
}

interface Surroundings {
  readonly name: string;
  readonly domain: DomainDraft | undefined;
  readonly radius: number | undefined;
  readonly porous: PorousMedia;
}

function readMotion(draft: Draft, path: Path, value: SpeciesFile, around: Surroundings): Motion | undefined {
  const own = value.walk === undefined ? "motion" : "walk";
  if (value[own] !== undefined) {
    const beside = (["motion", "D", "K", "in", "drift"] as const).filter(
      (key) => key !== own && value[key] !== undefined,
    );
    for (const key of beside)
      complain(
        draft,
        [...path, key],
        {
          code: "one-of",
          found: `${key} beside ${own}`,
          expected: key === "motion" ? "either walk: or motion:" : `either ${own}: or D:`,
          because: "A law of its own says how fast the species spreads and drifts.",
        },
        "key",
      );
    const read =
      value.walk === undefined
        ? value.motion && asMotion(readMotionLaw(draft, [...path, "motion"], value.motion, around.domain))
        : readWalk(draft, [...path, "walk"], value.walk, around.domain);
    return read === undefined || beside.length > 0 ? undefined : { media: [], ...read };
  }
  if (around.domain?.kind === "lattice") {
    complain(
      draft,
      path,
      {
        code: "missing-key",
        found: "a species without a walk on a lattice",
        expected: "walk: {step: {lattice: 1 nm}, clock: {fixed: 1 ns}}",
      },
      "key",
    );
    return undefined;
  }
  if (value.D === undefined && value.in === undefined) {
    complain(
      draft,
      path,
      {
        code: "missing-key",
        found: "no D",
        expected: "D: (a diffusion coefficient), in: (one per medium), walk: (a law of steps) or motion: (another law)",
        fix: "D: 5e-10 m^2/s",
      },
      "key",
    );
    return undefined;
  }
  const read = mediaOf(draft, value, path, around).map((medium) => readInMedium(draft, path, value, medium, around));
  if (!read.every((one) => one !== undefined)) return undefined;
  const passable = read.filter((one) => one !== "impenetrable");
  const viscosity = passable.find((one) => one.viscosity !== undefined)?.viscosity;
  return { media: passable.map(({ inMedium }) => inMedium), ...(viscosity === undefined ? {} : { viscosity }) };
}

function asMotion(motion: MotionLaw | undefined): { readonly motion: MotionLaw } | undefined {
  return motion === undefined ? undefined : { motion };
}

/** The media in which the species may be: those of the domain that it lists, or all if D stands beside its name. */
function mediaOf(draft: Draft, value: SpeciesFile, path: Path, { domain }: Surroundings): readonly string[] {
  const thick = domain?.kind === "layers" ? domain.layers.filter(({ membrane }) => membrane === undefined) : [];
  const layerNames = thick.map(({ name }) => name);
  const painted = domain?.kind === "grid" ? domain.media : [];
  const inDomain =
    domain?.kind === "layers" || domain?.kind === "grid"
      ? [...new Set([...thick, ...painted].map(({ medium }) => medium))]
      : [""];
  const listedMedia = Object.keys(value.in ?? {});
  if (!draft.tainted.has("domain"))
    for (const medium of listedMedia.filter((name) => !inDomain.includes(name))) {
      const named = inDomain.filter((name) => name !== "");
      const expected =
        named.length === 0 ? "D: beside the name of the species, since the domain names no media" : listed(named);
      complain(
        draft,
        [...path, "in", medium],
        {
          code: "unknown-medium",
          found: `"${medium}", which is no medium of the domain`,
          expected,
          because: layerNames.includes(medium)
            ? `${medium} is the name of a layer: add medium: ${medium} to the layer ${medium}.`
            : undefined,
          fix: layerNames.includes(medium) ? undefined : nearestName(medium, named),
        },
        "key",
      );
    }
  if (draft.tainted.has("domain")) return value.in === undefined ? [""] : listedMedia;
  return value.D === undefined ? inDomain.filter((medium) => listedMedia.includes(medium)) : inDomain;
}

interface ReadInMedium {
  readonly inMedium: SpeciesInMedium;
  readonly viscosity?: number;
}

function readInMedium(
  draft: Draft,
  path: Path,
  value: SpeciesFile,
  medium: string,
  around: Surroundings,
): ReadInMedium | "impenetrable" | undefined {
  const own = value.in?.[medium];
  if (own === "impenetrable") return "impenetrable";
  const inside = [...path, "in", medium];
  const [D, pathOfD] = own?.D === undefined ? [value.D, [...path, "D"]] : [own.D, [...inside, "D"]];
  if (D === undefined) {
    complain(
      draft,
      inside,
      {
        code: "missing-key",
        found: `no D in ${medium}`,
        expected: "D: (a diffusion coefficient) here or beside the name of the species",
        fix: "D: 5e-10 m^2/s",
      },
      "key",
    );
    return undefined;
  }
  const coordinates = coordinatesOf(around.domain);
  const itself = { name: around.name, dimension: scaleOf(value).dimension };
  const read = readDiffusivity(draft, pathOfD, D, { radius: around.radius, coordinates, species: itself });
  const [K, pathOfK] = own?.K === undefined ? [value.K, [...path, "K"]] : [own.K, [...inside, "K"]];
  const partition =
    K === undefined
      ? numberExpression(1)
      : fieldAt(draft, pathOfK, K, { dimensions: [DIMENSIONLESS], what: "K", coordinates })?.expression;
  if (read === undefined || partition === undefined) return undefined;
  const { viscosity } = read;
  const tortuosity = around.porous[medium]?.tortuosity ?? 1;
  const diffusivity = inPores(draft, [...inside, "hindrance"], read.diffusivity, {
    hindrance: own?.hindrance,
    tortuosity,
  });
  if (diffusivity === undefined) return undefined;
  const where = { domain: around.domain, medium };
  // a D that depends on the concentration is looked at when it is solved for
  const positive =
    (namesIn(diffusivity).has(around.name) || isPositiveIn(draft, pathOfD, diffusivity, "D", where)) &&
    isPositiveIn(draft, pathOfK, partition, "K", where);
  return positive
    ? { inMedium: { medium, diffusivity, partition }, ...(viscosity === undefined ? {} : { viscosity }) }
    : undefined;
}
