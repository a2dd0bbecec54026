/**
 * `sources:` with a carrier: where carriers sit, on how much membrane, and what they take.
 *
 * @module
 */

import type { Carrier } from "#model/carrier.ts";
import { isLinearCarrier } from "#model/carrier.ts";
import { type Declarations, replaceDeclared } from "#model/declared.ts";
import { complain, type Draft, listed } from "#model/draft.ts";
import { dimensionOf } from "#model/expression/dimension-of.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import { simplify } from "#model/expression/simplify.ts";
import { substitute } from "#model/expression/walk-tree.ts";
import { type Boundary, END_NAMES, type End, type LayeredDomain, type Species } from "#model/model.ts";
import { hasOwnLaw } from "#model/own-law.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import { porousIn, type Uptake } from "#model/uptake.ts";
import type { Path } from "#model/yaml-node.ts";
import { DIMENSIONLESS, describeDimension, dimension, sameDimension } from "#units/dimension.ts";
import { carrierNamed } from "./carriers.ts";
import { claimName } from "./names.ts";
import { isTainted, numberAt, parsedAt, quantityWithin, reportingExpressionErrors } from "./quantity.ts";

/** A source as the file writes it. */
export type SourceFile = NonNullable<ModelFile["sources"]>[number];

/** What uptakes are read with. */
export interface UptakeContext {
  readonly declarations: Pick<Declarations, "species" | "domain" | "porousMedia">;
  readonly boundaries: readonly Boundary[];
  readonly carriers: readonly Carrier[];
  /** Names of the compartments at the ends. */
  readonly attached?: { readonly [E in End]?: string };
}

const PLACES = ["walls", "left", "right", "inner", "outer"] as const;

/** An uptake; undefined, and reported, if it is wrong. */
export function readUptake(
  draft: Draft,
  path: Path,
  source: SourceFile & { readonly carrier: string },
  species: Species | undefined,
  { declarations, boundaries, carriers, attached = {} }: UptakeContext,
): Uptake | undefined {
  const before = draft.issues.length;
  claimName(draft, [...path, "name"], source.name, "a source", "value");
  for (const key of ["law", "rate"] as const)
    if (source[key] !== undefined)
      complain(
        draft,
        [...path, key],
        { code: "one-of", found: `${key} beside carrier`, expected: `either carrier: or law: and rate:` },
        "key",
      );
  const carrier = carrierNamed(draft, [...path, "carrier"], source.carrier, carriers);
  if (carrier?.law.kind === "pump") refusePump(draft, path);
  const place = readPlace(draft, path, source, declarations);
  if (species !== undefined) refuseSpecies(draft, path, species, carrier);
  if (place === undefined) return undefined;
  const { layer, at } = place;
  if (at !== "walls") refuseHeldFace(draft, path, source, { layer, at }, { declarations, boundaries });
  const area = readArea(draft, path, source, place, declarations);
  const crosses = readCrossing(draft, path, source, place, { declarations, boundaries, carriers, attached });
  if (crosses === "wrong") return undefined;
  const behind = quantityWithin(draft, [...path, "behind"], crosses ? "0 mM" : (source.behind ?? "0 mM"), {
    of: dimension("mol m^-3"),
    holds: (c) => c >= 0,
    expected: "a concentration, not below zero",
  });
  const isRight = draft.issues.length === before && species !== undefined && carrier !== undefined;
  if (!isRight || area === undefined || behind === undefined) return undefined;
  const uptake = { name: source.name, species: species.name, law: carrier.law, layer, at, area, behind };
  return crosses ? { ...uptake, crosses } : uptake;
}

/**
 * Whether what they take is to appear at a place: the one across a membrane from where they sit. Undefined if no place is
 * given, or a wrong one, which is reported.
 */
function readCrossing(
  draft: Draft,
  path: Path,
  { behind, carrier: name, species }: SourceFile,
  { layer, at }: PlaceOfUptake,
  { declarations: { domain }, boundaries, carriers, attached = {} }: UptakeContext,
): true | "wrong" | undefined {
  if (typeof behind !== "string" || domain?.kind !== "layers") return undefined;
  const word = behind.trim();
  const known = [...domain.layers.map((one) => one.name), ...END_NAMES, ...Object.values(attached)];
  if (!known.includes(word.split(".")[0] ?? "")) return undefined;
  const place = placeAcross(domain, { layer, at }, { boundaries, attached, species });
  const kind = carriers.find((one) => one.name === name)?.law.kind;
  const isOneWay = kind === undefined || kind === "michaelis-menten";
  if (place === word && isOneWay) return true;
  const elsewhere =
    "else the concentration behind the membrane that bears them, such as 0 mM: what they take then leaves the model";
  complain(draft, [...path, "behind"], {
    code: "one-of",
    found:
      place === word
        ? `"${behind}" behind carriers with law: ${kind}`
        : `"${behind}", which is not across a membrane from ${layer}.${at}`,
    expected:
      place === word
        ? `law: michaelis-menten, which takes one way, where what is taken is to appear there; ${elsewhere}`
        : place === undefined
          ? `carriers at a face with a membrane on it, such as {name: wall, membrane: {${species}: {P: 1e-6 m/s}}}, to put what they take on its other side; ${elsewhere}`
          : `${place}; ${elsewhere}`,
    ...(place === undefined || place === word ? {} : { fix: place }),
  });
  return "wrong";
}

/** The place on the other side of the membrane at a face: the face of a layer, or a stirred bath at that end. */
function placeAcross(
  { layers, geometry }: LayeredDomain,
  { layer, at }: PlaceOfUptake,
  {
    boundaries,
    attached = {},
    species,
  }: Pick<UptakeContext, "boundaries" | "attached"> & { readonly species: string | undefined },
): string | undefined {
  if (at === "walls") return undefined;
  const step = at === "left" ? -1 : 1;
  let i = layers.findIndex(({ name }) => name === layer) + step;
  if (layers[i]?.membrane === undefined) return undefined;
  while (layers[i]?.membrane !== undefined) i += step;
  const beyond = layers[i];
  const sides = geometry === "slab" ? (["left", "right"] as const) : (["inner", "outer"] as const);
  if (beyond !== undefined) return `${beyond.name}.${sides[at === "left" ? 1 : 0]}`;
  const end = boundaries.find((one) => one.species === species && one.end === at)?.condition;
  if (end?.kind !== "bath") return undefined;
  return attached[at] ?? (geometry === "slab" ? at : at === "left" ? "inner" : "outer");
}

/** A flux that asks not what is there would draw concentrations in layers below zero. */
function refusePump(draft: Draft, path: Path): void {
  complain(draft, [...path, "carrier"], {
    code: "one-of",
    found: "a pump in layers, which would take what is not there",
    expected:
      "law: zero-order with a rate: below zero, which stops where nothing is left; or a carrier with law: michaelis-menten and a Km well below the concentrations, which takes nearly Vmax",
  });
}

/** Carriers take moles of what diffuses, in proportion to the area of a face. */
function refuseSpecies(draft: Draft, path: Path, species: Species, carrier: Carrier | undefined): void {
  const isWalker = species.measure === "probability" && (carrier === undefined || !isLinearCarrier(carrier.law));
  if (!hasOwnLaw(species) && !isWalker && ["amount", "probability"].includes(species.measure)) return;
  complain(draft, [...path, "species"], {
    code: "needs-amount",
    found: `carriers of ${species.name}, ${hasOwnLaw(species) ? "which moves by a law of its own" : `a ${species.measure}`}`,
    expected: isWalker
      ? "a carrier with law: linear, or an amount in initial:, since a single walker fills no carrier"
      : "a species with D: that is counted by its concentration",
  });
}

interface PlaceOfUptake {
  readonly layer: string;
  readonly at: Uptake["at"];
}

function readPlace(
  draft: Draft,
  path: Path,
  { at }: SourceFile,
  { domain }: UptakeContext["declarations"],
): PlaceOfUptake | undefined {
  if (domain === undefined || draft.tainted.has("domain")) return undefined;
  if (domain.kind !== "layers") {
    complain(
      draft,
      [...path, "carrier"],
      {
        code: "one-of",
        found: "carriers outside of layers",
        expected:
          "geometry: slab, cylinder or sphere, or a membrane between compartments, which has carriers: of its own",
      },
      "key",
    );
    return undefined;
  }
  const layers = domain.layers.filter(({ membrane }) => membrane === undefined).map(({ name }) => name);
  const faces = domain.geometry === "slab" ? ["walls", "left", "right"] : ["walls", "inner", "outer"];
  const places = layers.flatMap((name) => faces.map((face) => `${name}.${face}`));
  if (at === undefined) {
    complain(
      draft,
      path,
      {
        code: "missing-key",
        found: "carriers without a place",
        expected: `at: ${listed(places)}`,
        fix: `at: ${places.at(-1)}`,
      },
      "key",
    );
    return undefined;
  }
  const [layer = "", word = "", ...more] = at.split(".");
  const face = PLACES.find((one) => one === word);
  if (layers.includes(layer) && face !== undefined && more.length === 0)
    return { layer, at: face === "inner" ? "left" : face === "outer" ? "right" : face };
  complain(draft, [...path, "at"], {
    code: "unknown-layer",
    found: `"${at}", where no carriers can sit`,
    expected: listed(places),
    fix: layers.includes(at) ? `${at}.walls` : nearestName(at, places),
  });
  return undefined;
}

/**
 * What sits where an end holds the concentration takes from what is beyond, and changes nothing inside; so does what sits
 * at a stirred bath, unless a membrane stands between.
 */
function refuseHeldFace(
  draft: Draft,
  path: Path,
  { species, at }: SourceFile,
  { layer, at: face }: PlaceOfUptake,
  { declarations: { domain }, boundaries }: Pick<UptakeContext, "declarations" | "boundaries">,
): void {
  if (domain?.kind !== "layers") return;
  const { layers } = domain;
  const [first, last] = [layers[0]?.name, layers.at(-1)?.name];
  const isEnd = (face === "left" && layer === first) || (face === "right" && layer === last);
  const held = boundaries.find((one) => one.species === species && one.end === face);
  const kind = held?.condition.kind;
  if (!isEnd || (kind !== "concentration" && kind !== "absorbing" && kind !== "periodic" && kind !== "bath")) return;
  const wall = `{name: wall, membrane: {${species}: {P: 1e-6 m/s}}}`;
  complain(draft, [...path, "at"], {
    code: "one-of",
    found: `carriers at ${at}, where the boundary is ${kind}`,
    expected: `no-flux, flux or robin at that end, so that the concentration there can follow${kind === "periodic" ? "" : `; or a layer between the carriers and what is beyond, such as ${wall}`}`,
  });
}

/** Carriers on both sides of a membrane would need the concentrations on both. */
export function refuseBothSides(
  draft: Draft,
  uptakes: readonly (Uptake & { readonly path: Path })[],
  { domain }: UptakeContext["declarations"],
): void {
  if (domain?.kind !== "layers") return;
  const { layers } = domain;
  for (const right of uptakes) {
    if (right.at !== "left") continue;
    const index = layers.findIndex(({ name }) => name === right.layer);
    const before = layers.findLastIndex(({ membrane }, i) => i < index && membrane === undefined);
    if (before < 0 || before === index - 1) continue;
    const left = uptakes.find(
      (one) => one.species === right.species && one.at === "right" && one.layer === layers[before]?.name,
    );
    if (left === undefined) continue;
    const { name: membrane } = layers[index - 1] ?? {};
    complain(draft, [...right.path, "at"], {
      code: "one-of",
      found: `carriers on both sides of ${membrane}: ${left.name} at ${left.layer}.right and ${right.name} at ${right.layer}.left`,
      expected: `carriers on one side of it; or a thin layer of fluid between it and the carriers on the other, such as {name: film, thickness: 1 nm, medium: ${layers[index]?.medium}}`,
    });
  }
}

function readArea(
  draft: Draft,
  path: Path,
  { area }: SourceFile,
  { layer: name, at }: PlaceOfUptake,
  declarations: UptakeContext["declarations"],
): number | undefined {
  if (at !== "walls" && area === undefined) {
    complain(
      draft,
      path,
      {
        code: "missing-key",
        found: "carriers at a face without area",
        expected: "area: of the membrane that bears them, over that of the face",
        fix: "area: 1",
      },
      "key",
    );
    return undefined;
  }
  const share = area === undefined ? 1 : shareAt(draft, [...path, "area"], area, declarations);
  if (at !== "walls" || share === undefined) return share;
  const layers = declarations.domain?.kind === "layers" ? declarations.domain.layers : [];
  const medium = layers.find((one) => one.name === name)?.medium ?? "";
  const wallArea = porousIn(declarations, medium)?.wallArea;
  if (wallArea !== undefined) return share * wallArea;
  if (draft.tainted.has(`media.${medium}`)) return undefined;
  complain(draft, [...path, "at"], {
    code: "missing-key",
    found: `walls of ${name}, whose area is not known`,
    expected: `media: {${medium || "MEDIUM"}: {wall-area: ...}}, the area of wall in a volume of its medium`,
    fix: medium === "" ? undefined : `media: {${medium}: {porosity: 0.4, wall-area: 1e7 1/m}}`,
  });
  return undefined;
}

/** A pure number, not negative, in which what the file declares may stand: 1 - porosity(brush). */
function shareAt(
  draft: Draft,
  path: Path,
  text: string | number,
  declarations: UptakeContext["declarations"],
): number | undefined {
  const tree = parsedAt(draft, path, text, DIMENSIONLESS);
  if (tree === undefined || isTainted(draft, tree)) return undefined;
  const known = reportingExpressionErrors(draft, path, () => {
    const written = substitute(replaceDeclared(tree, { ...declarations, boundaries: [] }), draft.constants);
    return {
      expression: simplify(written),
      dimension: dimensionOf(written, { text: String(text), name: () => undefined }),
    };
  });
  if (known === undefined) return undefined;
  if (!sameDimension(known.dimension, DIMENSIONLESS)) {
    complain(draft, path, {
      code: "wrong-dimension",
      found: `"${text}" is ${describeDimension(known.dimension)}`,
      expected: "an area over an area, a pure number",
    });
    return undefined;
  }
  const value = numberAt(draft, path, known.expression);
  if (value === undefined || value >= 0) return value;
  complain(draft, path, {
    code: "out-of-range",
    found: `"${text}", which is ${value}`,
    expected: "an area, not below zero",
  });
  return undefined;
}
