/**
 * `boundary:`: what happens at the ends, for every species at every end.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import { type Boundary, type BoundaryCondition, SIDE_NAMES, type Side, type Species } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { type Dimension, dimension, sameDimension } from "#units/dimension.ts";
import { conditionsOfCompartment } from "./attached-compartments.ts";
import { refuseAreas } from "./bath-area.ts";
import { type Scale, scaleOf, scaleOfSpecies } from "./composition.ts";
import { type DomainDraft, sidesOf } from "./domain.ts";
import { dimensionAt, positiveAt, quantityAt, quantityWithin } from "./quantity.ts";
import { refuseUnknownSpecies } from "./species.ts";

type BoundaryFile = NonNullable<ModelFile["boundary"]>;
type EndsFile = Exclude<BoundaryFile, string>;
type EndFile = NonNullable<EndsFile["left"]>;
type ConditionFile = Exclude<EndFile[string], string | number | undefined> | "no-flux" | "absorbing";
type BathFile = NonNullable<Exclude<ConditionFile, string>["bath"]>;

const END_WORDS = ["left", "right", "inner", "outer", "bottom", "top", "front", "back"] as const;

/** One condition per species and end; no-flux where the file says nothing. */
export function readBoundaries(
  draft: Draft,
  file: ModelFile,
  domain: DomainDraft | undefined,
  species: readonly Species[],
): readonly Boundary[] {
  const { boundary } = file;
  if (domain === undefined) {
    for (const word of END_WORDS)
      if (typeof boundary === "object")
        refuseUnknownSpecies(draft, ["boundary", word], Object.keys(conditionsOf(boundary[word])));
    return [];
  }
  const ends = sidesOf(domain);
  const read = new Map<string, BoundaryCondition>();
  if (boundary === "periodic") {
    const isStraight =
      (domain.kind === "layers" && domain.geometry === "slab") ||
      (domain.kind === "grid" && domain.geometry !== "cylinder");
    if (!isStraight)
      complain(draft, ["boundary"], {
        code: "no-such-end",
        found: "periodic ends",
        expected: "periodic only with the geometries slab, rectangle and box; along z of a cylinder, {periodic: [z]}",
      });
    else
      for (const { name } of species) for (const end of ends.values()) read.set(`${end} ${name}`, { kind: "periodic" });
  } else if (boundary !== undefined) {
    readPeriodicAxes(draft, boundary, domain, species, read);
    for (const word of END_WORDS) {
      const end = boundary[word];
      if (end === undefined || !isEnd(draft, word, ends)) continue;
      const own = conditionsOf(end);
      const meant = conditionsOfCompartment(
        file,
        end,
        species.map(({ name }) => name),
        domain,
      );
      for (const name of Object.keys(own))
        if (meant[name] !== undefined)
          complain(
            draft,
            ["boundary", word, name],
            {
              code: "one-of",
              found: `a condition on ${name} beside compartment: ${end.compartment}`,
              expected: `${name} in contains: of ${end.compartment}, or no compartment at this end`,
            },
            "key",
          );
      readEnd(draft, { word, conditions: own, ends, domain, species }, read);
      const { compartment } = end;
      if (compartment !== undefined && mayHold(draft, word, compartment, Object.values(meant)[0], domain))
        readEnd(draft, { word, conditions: meant as typeof own, ends, domain, species, compartment }, read);
    }
    refuseAreas(draft, boundary, domain);
  }
  const noFlux: BoundaryCondition = { kind: "no-flux" };
  return species.flatMap(({ name }) =>
    [...ends.values()].map((end) => ({ end, species: name, condition: read.get(`${end} ${name}`) ?? noFlux })),
  );
}

/** {periodic: [y]}: both sides of an axis joined, for every species. */
function readPeriodicAxes(
  draft: Draft,
  boundary: EndsFile,
  domain: DomainDraft,
  species: readonly Species[],
  out: Map<string, BoundaryCondition>,
): void {
  for (const [i, name] of (boundary.periodic ?? []).entries()) {
    const axes = domain.kind === "grid" ? domain.axes.map((one) => one.name) : [];
    const axis = axes.indexOf(name);
    if (axis < 0) {
      complain(draft, ["boundary", "periodic", i], {
        code: "no-such-end",
        found: `the axis ${name}, which this domain does not have`,
        expected: axes.length === 0 ? "boundary: periodic, in a slab" : listed(axes.filter((one) => one !== "r")),
      });
      continue;
    }
    for (const side of SIDE_NAMES.slice(2 * axis, 2 * axis + 2)) {
      for (const one of species) out.set(`${side} ${one.name}`, { kind: "periodic" });
      if (boundary[side] !== undefined)
        complain(
          draft,
          ["boundary", side],
          {
            code: "one-of",
            found: `conditions at ${side} beside periodic: [${name}]`,
            expected: "one of them: a periodic axis has no sides",
          },
          "key",
        );
    }
  }
}

/** The conditions on species at an end, without what stands there for all of them. */
function conditionsOf(end: EndFile | undefined): Readonly<Record<string, ConditionFile>> {
  const { "electric-potential": _, compartment: __, area: ___, ...conditions } = end ?? {};
  return conditions as Readonly<Record<string, ConditionFile>>;
}

function isEnd(draft: Draft, word: string, ends: ReadonlyMap<string, Side>): boolean {
  if (ends.has(word)) return true;
  const names = [...ends.keys()];
  const expected = names.length === 0 ? "no boundary: this domain has no ends" : listed(names);
  const twin: Readonly<Record<string, string>> = { left: "inner", inner: "left", right: "outer", outer: "right" };
  const fix = names.find((name) => name === twin[word]);
  complain(
    draft,
    ["boundary", word],
    { code: "no-such-end", found: `the end "${word}", which this domain does not have`, expected, fix },
    "key",
  );
  return false;
}

/** Whether the volume of a compartment at an end can be read; complained of once, however many species it holds. */
function mayHold(
  draft: Draft,
  word: string,
  compartment: string,
  meant: object | undefined,
  domain: DomainDraft,
): boolean {
  if (domain.kind === "grid" || meant === undefined || !("bath" in meant)) return true;
  const places = placesOfCompartment(word, compartment, "");
  return readBathVolume(draft, places, meant.bath as BathFile, domain) !== undefined;
}

/** Where the parts of a bath stand in the file. */
interface BathPlaces {
  readonly volume: Path;
  readonly area: Path;
  readonly concentration: Path;
}

function placesOfCompartment(word: string, compartment: string, species: string): BathPlaces {
  return {
    volume: ["compartments", compartment, "volume"],
    area: ["boundary", word, "area"],
    concentration: ["compartments", compartment, "contains", species],
  };
}

interface EndContext {
  readonly word: (typeof END_WORDS)[number];
  readonly conditions: Readonly<Record<string, ConditionFile>>;
  readonly ends: ReadonlyMap<string, Side>;
  readonly domain: DomainDraft;
  readonly species: readonly Species[];
  /** The compartment that means these conditions, where the file does not write them one by one. */
  readonly compartment?: string;
}

function readEnd(
  draft: Draft,
  { word, conditions, ends, domain, species, compartment }: EndContext,
  out: Map<string, BoundaryCondition>,
): void {
  const path = ["boundary", word];
  refuseUnknownSpecies(draft, path, Object.keys(conditions));
  for (const [name, condition] of Object.entries(conditions)) {
    const one = species.find((s) => s.name === name);
    const here = [...path, name];
    const places = compartment === undefined ? undefined : placesOfCompartment(word, compartment, name);
    if (one === undefined) {
      // A species that was refused has conditions all the same, and they may be wrong too.
      if (draft.tainted.has(name)) readCondition(draft, here, condition, { domain, scale: scaleOf({}) });
      continue;
    }
    if (domain.kind === "grid" && typeof condition === "object" && condition.bath !== undefined) {
      complain(draft, compartment === undefined ? here : [...path, "compartment"], {
        code: "later-version",
        found: "a finite bath at a side of a grid, which comes with a later version",
        expected: "concentration, or robin: a bath so large that its concentration stays",
      });
      continue;
    }
    if (typeof condition === "object" && condition.dissolving !== undefined && !mayDissolve(word, domain)) {
      complain(draft, here, {
        code: "one-of",
        found: "a solid that dissolves at this end",
        expected:
          "a solid at the left of a slab or half-line, or inside a cylinder or sphere with an inner-radius: its own radius",
      });
      continue;
    }
    const stepsOnSites = one.walk !== undefined || one.motion?.kind === "site-walk";
    if (domain.kind === "lattice" && condition !== "no-flux" && !(condition === "absorbing" && stepsOnSites)) {
      complain(draft, here, {
        code: "later-version",
        found: "an open end of a lattice, which comes with a later version",
        expected:
          "no-flux: at a wall of a lattice a step that would leave is not made; or absorbing: a walker that steps on the last site is gone",
      });
      continue;
    }
    const read = readCondition(draft, here, condition, { domain, scale: scaleOfSpecies(one), places });
    if (read === undefined) continue;
    if (one.measure === "probability" && bringsMoles(read)) {
      const because = `${name} starts at a point without an amount, so it is one walker.`;
      complain(draft, places?.concentration ?? here, {
        code: "needs-amount",
        found: "a supply in moles for a single walker",
        expected: "absorbing or no-flux, or an amount in initial:",
        because,
      });
      continue;
    }
    out.set(`${ends.get(word)} ${name}`, read);
  }
}

/** A solid lies to the left of the liquid, or inside of it. */
function mayDissolve(word: string, { kind }: DomainDraft): boolean {
  return (kind === "layers" || kind === "free") && (word === "left" || word === "inner");
}

function bringsMoles(condition: BoundaryCondition): boolean {
  if (condition.kind === "flux") return condition.flux !== 0;
  return "concentration" in condition && condition.concentration !== 0;
}

function readCondition(
  draft: Draft,
  path: Path,
  value: ConditionFile,
  context: { readonly domain: DomainDraft; readonly scale: Scale; readonly places?: BathPlaces | undefined },
): BoundaryCondition | undefined {
  if (typeof value === "string") return { kind: value };
  const { domain, scale, places } = context;
  const concentrationAt = (key: readonly string[], text: string | number) =>
    quantityWithin(draft, places?.concentration ?? [...path, ...key], text, {
      of: scale.dimension,
      holds: (c) => c >= 0 && c <= scale.most,
      expected: scale.expected,
    });
  if (value.concentration !== undefined) {
    const concentration = concentrationAt(["concentration"], value.concentration);
    return concentration === undefined ? undefined : { kind: "concentration", concentration };
  }
  if (value.flux !== undefined) {
    const flux = quantityAt(draft, [...path, "flux"], value.flux, dimension(`${scale.counted} m^-2 s^-1`));
    return flux === undefined ? undefined : { kind: "flux", flux };
  }
  if (value.robin !== undefined) {
    const permeability = quantityWithin(draft, [...path, "robin", "P"], value.robin.P, {
      of: dimension("m s^-1"),
      holds: (p) => p > 0,
      expected: "a permeability above zero; no-flux is a permeability of zero",
    });
    const concentration = concentrationAt(["robin", "concentration"], value.robin.concentration);
    return permeability === undefined || concentration === undefined
      ? undefined
      : { kind: "robin", permeability, concentration };
  }
  if (value.dissolving !== undefined) return readDissolving(draft, [...path, "dissolving"], value.dissolving);
  if (value.bath === undefined) return undefined;
  const own = { volume: [...path, "bath", "volume"], area: [...path, "bath", "area"], concentration: path };
  const volume = readBathVolume(draft, places ?? own, value.bath, domain);
  const concentration = concentrationAt(["bath", "concentration"], value.bath.concentration);
  return volume === undefined || concentration === undefined ? undefined : { kind: "bath", volume, concentration };
}

/** A solid is denser than the liquid that it saturates, or nothing would stop it from dissolving at once. */
function readDissolving(
  draft: Draft,
  path: Path,
  value: NonNullable<Exclude<ConditionFile, string>["dissolving"]>,
): BoundaryCondition | undefined {
  const of = dimension("mol m^-3");
  const solubility = positiveAt(draft, [...path, "solubility"], value.solubility, of, "a solubility");
  const density = quantityWithin(draft, [...path, "density"], value.density, {
    of,
    holds: (rho) => solubility === undefined || rho > solubility,
    expected: "a density of the solid above its solubility",
  });
  return solubility === undefined || density === undefined ? undefined : { kind: "dissolving", solubility, density };
}

/** Volume of a bath: per area of a slab [m], per length of a cylinder [m^2], of a sphere [m^3]. */
function readBathVolume(
  draft: Draft,
  places: BathPlaces,
  { volume, area }: BathFile,
  domain: DomainDraft,
): number | undefined {
  const above = (key: "volume" | "area", text: string | number, of: Dimension, what: string) =>
    quantityWithin(draft, places[key], text, { of, holds: (v) => v > 0, expected: `${what} above zero` });
  const geometry = domain.kind === "layers" ? domain.geometry : "slab";
  if (geometry === "sphere") return above("volume", volume, dimension("m^3"), "a volume");
  if (geometry === "cylinder") return above("volume", volume, dimension("m^2"), "a volume per length of the cylinder");
  const given = area === undefined ? dimensionAt({ ...draft, issues: [] }, places.volume, volume) : undefined;
  if (given !== undefined && sameDimension(given, dimension("m^3"))) {
    complain(
      draft,
      places.volume,
      {
        code: "missing-key",
        found: `a volume of "${volume}" without the area that it stands on`,
        expected: "area: beside volume:, or a volume per area, such as 1 mm",
        fix: "area: 1 cm^2",
      },
      "value",
    );
    return undefined;
  }
  if (area === undefined) return above("volume", volume, dimension("m"), "a volume per area (or give area: too)");
  const [v, a] = [
    above("volume", volume, dimension("m^3"), "a volume"),
    above("area", area, dimension("m^2"), "an area"),
  ];
  return v === undefined || a === undefined ? undefined : v / a;
}
