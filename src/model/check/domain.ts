/**
 * `domain:`: where the species live.
 *
 * @module
 */

import { complain, type Draft } from "#model/draft.ts";
import {
  type CompartmentDomain,
  type End,
  type FreeDomain,
  type GridDomain,
  type LatticeDomain,
  type Layer,
  type LayeredDomain,
  SIDE_NAMES,
  type Side,
  type SpatialDomain,
} from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { dimension } from "#units/dimension.ts";
import { coordinateNames, readCartesian, readFiniteCylinder } from "./grid-domain.ts";
import { claimName } from "./names.ts";
import { positiveAt, quantityAt, quantityWithin } from "./quantity.ts";

const LENGTH = dimension("m");

type DomainFile = NonNullable<ModelFile["domain"]>;
type SlabFile = Extract<DomainFile, { geometry: "slab" }>;
type RoundFile = Extract<DomainFile, { geometry: "cylinder" | "sphere" }>;
type FreeFile = Extract<DomainFile, { geometry: "line" | "plane" | "space" }>;
type LayerFile = NonNullable<SlabFile["layers"]>[number];

/** A domain, or a lattice whose spacing the walk law will give. */
export type DomainDraft = Exclude<SpatialDomain, LatticeDomain> | Omit<LatticeDomain, "spacing">;

/** The domain; undefined if there is none or it was refused. */
export function readDomain(draft: Draft, file: ModelFile): DomainDraft | undefined {
  const { domain } = file;
  if (domain === undefined) return undefined;
  switch (domain.geometry) {
    case "line":
    case "plane":
    case "space":
      return readFree(draft, domain);
    case "lattice":
      return { kind: "lattice", sites: domain.sites };
    case "rectangle":
    case "box":
      return readCartesian(draft, domain);
    default:
      if (domain.geometry !== "slab" && domain.length !== undefined && domain.geometry === "cylinder")
        return readFiniteCylinder(draft, domain);
      if (refusesGridKeys(draft, domain)) return undefined;
      return readLayered(draft, domain);
  }
}

/** Whether keys of a cylinder with a length stand where there is none; reported if so. */
function refusesGridKeys(draft: Draft, domain: SlabFile | RoundFile): boolean {
  if (domain.geometry === "slab") return false;
  const { geometry, length, media, cells } = domain;
  const key =
    length !== undefined ? "length" : media !== undefined ? "media" : typeof cells === "object" ? "cells" : undefined;
  if (key === undefined) return false;
  const expected =
    geometry === "sphere"
      ? "a sphere by its radius, or a box, which has media:"
      : "length: too, for a cylinder in which things depend on r and z; or layers: for one in which they depend on r alone";
  complain(
    draft,
    ["domain", key],
    {
      code: "unknown-key",
      found: `the key "${key}" of a ${geometry}${length === undefined ? " without a length" : ""}`,
      expected,
    },
    "key",
  );
  return true;
}

function readFree(draft: Draft, domain: FreeFile): FreeDomain | undefined {
  const { geometry, cells } = domain;
  const dimensions = geometry === "line" ? 1 : geometry === "plane" ? 2 : 3;
  const ends = (["from", "to"] as const).filter((key) => domain[key] !== undefined);
  const [first] = ends;
  if (first !== undefined && geometry !== "line") {
    const because = `A ${geometry} has no ends. Use resolve: to say where grids look.`;
    complain(
      draft,
      ["domain", first],
      { code: "unknown-key", found: `the key "${first}"`, expected: "geometry, resolve or cells", because },
      "key",
    );
    return undefined;
  }
  if (ends.length === 2) {
    const because = "A line with two ends is a slab.";
    complain(
      draft,
      ["domain", "to"],
      { code: "one-of", found: "both from and to", expected: "at most one of them", because, fix: "geometry: slab" },
      "key",
    );
    return undefined;
  }
  const end = first === undefined ? undefined : quantityAt(draft, ["domain", first], domain[first] as string, LENGTH);
  const resolve = domain.resolve === undefined ? undefined : readInterval(draft, ["domain", "resolve"], domain.resolve);
  return {
    kind: "free",
    geometry,
    dimensions,
    ...(first === undefined || end === undefined ? {} : { [first]: end }),
    ...(resolve === undefined ? {} : { resolve }),
    ...(cells === undefined ? {} : { cells }),
  };
}

function readInterval(
  draft: Draft,
  path: Path,
  ends: readonly (string | number)[],
): { from: number; to: number } | undefined {
  if (ends.length !== 2) {
    complain(draft, path, {
      code: "wrong-type",
      found: `a list of ${ends.length}`,
      expected: "two coordinates: [from, to]",
    });
    return undefined;
  }
  const [from, to] = ends.map((end, i) => quantityAt(draft, [...path, i], end, LENGTH));
  if (from === undefined || to === undefined) return undefined;
  if (from < to) return { from, to };
  complain(draft, path, {
    code: "out-of-range",
    found: `[${ends.join(", ")}]`,
    expected: "the smaller coordinate first",
  });
  return undefined;
}

function readLayered(draft: Draft, domain: SlabFile | RoundFile): LayeredDomain | undefined {
  const { geometry } = domain;
  const size = geometry === "slab" ? domain.thickness : domain.radius;
  const sizeKey = geometry === "slab" ? "thickness" : "radius";
  if ((size === undefined) === (domain.layers === undefined)) {
    const found =
      size === undefined ? `a ${geometry} without ${sizeKey} and without layers` : `both ${sizeKey} and layers`;
    complain(
      draft,
      ["domain"],
      {
        code: "one-of",
        found,
        expected: `${sizeKey}: (one layer), or layers: [...]`,
        ...(size === undefined ? { fix: `${sizeKey}: 100 um` } : {}),
      },
      "key",
    );
    return undefined;
  }
  const start = readStart(draft, domain);
  const layers =
    domain.layers === undefined
      ? readSingle(draft, domain, size as string, start)
      : readLayers(draft, domain.layers, domain);
  return start === undefined || layers === undefined ? undefined : { kind: "layers", geometry, start, layers };
}

function readStart(draft: Draft, domain: SlabFile | RoundFile): number | undefined {
  if (domain.geometry === "slab")
    return domain.from === undefined ? 0 : quantityAt(draft, ["domain", "from"], domain.from, LENGTH);
  const inner = domain["inner-radius"];
  if (inner === undefined) return 0;
  return quantityWithin(draft, ["domain", "inner-radius"], inner, {
    of: LENGTH,
    holds: (a) => a >= 0,
    expected: "a radius that is not negative",
  });
}

/** The one layer of a domain without layers, named "domain". */
function readSingle(
  draft: Draft,
  domain: SlabFile | RoundFile,
  size: string | number,
  start: number | undefined,
): readonly Layer[] | undefined {
  const slab = domain.geometry === "slab";
  const key = slab ? "thickness" : "radius";
  const read = positiveAt(draft, ["domain", key], size, LENGTH, `a ${key}`);
  if (read === undefined || start === undefined) return undefined;
  const thickness = slab ? read : read - start;
  if (!(thickness > 0)) {
    complain(draft, ["domain", "radius"], {
      code: "out-of-range",
      found: `"${size}"`,
      expected: "an outer radius larger than the inner radius",
    });
    return undefined;
  }
  return [
    {
      name: "domain",
      medium: domain.medium ?? "",
      thickness,
      ...(typeof domain.cells === "number" ? { cells: domain.cells } : {}),
    },
  ];
}

function readLayers(
  draft: Draft,
  layers: readonly LayerFile[],
  domain: SlabFile | RoundFile,
): readonly Layer[] | undefined {
  for (const key of ["medium", "cells"] as const)
    if (domain[key] !== undefined)
      complain(
        draft,
        ["domain", key],
        { code: "one-of", found: `${key} beside layers`, expected: `${key} in each layer` },
        "key",
      );
  const read = layers.map((layer, i) => readLayer(draft, ["domain", "layers", i], layer));
  if (read.every((layer) => layer !== undefined)) {
    if (read.some((layer) => layer.membrane === undefined)) return read;
    complain(
      draft,
      ["domain", "layers"],
      {
        code: "missing-key",
        found: "no layer with a thickness",
        expected: "at least one layer with a thickness and a medium",
      },
      "key",
    );
  }
  return undefined;
}

function readLayer(draft: Draft, path: Path, layer: LayerFile): Layer | undefined {
  const { name, thickness, medium = "", cells, membrane } = layer;
  const claimed = claimName(draft, [...path, "name"], name, "a layer", "value");
  if ((thickness === undefined) === (membrane === undefined)) {
    const found =
      thickness === undefined ? "a layer without thickness and without membrane" : "both thickness and membrane";
    complain(
      draft,
      path,
      { code: "one-of", found, expected: "thickness: (a layer), or membrane: (a face without thickness)" },
      "key",
    );
    return undefined;
  }
  if (membrane !== undefined) {
    const permeability: Record<string, number> = {};
    for (const [species, { P }] of Object.entries(membrane)) {
      const read = quantityWithin(draft, [...path, "membrane", species, "P"], P, {
        of: dimension("m s^-1"),
        holds: (p) => p > 0,
        expected: "a permeability above zero; leave out a species that does not pass",
      });
      if (read === undefined) return undefined;
      permeability[species] = read;
    }
    return claimed ? { name, medium: "", thickness: 0, membrane: permeability } : undefined;
  }
  const read = positiveAt(draft, [...path, "thickness"], thickness as string, LENGTH, "a thickness");
  const charge = layer["fixed-charge"];
  const fixedCharge =
    charge === undefined ? undefined : quantityAt(draft, [...path, "fixed-charge"], charge, dimension("mol m^-3"));
  if (read === undefined || !claimed) return undefined;
  return {
    name,
    medium,
    thickness: read,
    ...(cells === undefined ? {} : { cells }),
    ...(fixedCharge === undefined ? {} : { fixedCharge }),
  };
}

/** The coordinates of a domain. */
export function coordinatesOf(domain: DomainDraft | undefined): readonly string[] {
  if (domain === undefined || domain.kind === "lattice") return ["x", "y", "z"];
  if (domain.kind === "grid") return coordinateNames(domain.axes);
  if (domain.kind === "layers") return domain.geometry === "slab" ? ["x"] : ["r"];
  return domain.geometry === "line" ? ["x"] : domain.geometry === "plane" ? ["x", "y", "r"] : ["x", "y", "z", "r"];
}

/** The sides of a grid, or the ends of any other domain, at which a condition can stand, as the file names them. */
export function sidesOf(domain: DomainDraft | CompartmentDomain): ReadonlyMap<string, Side> {
  if (domain.kind !== "grid") return endsOf(domain);
  if (domain.geometry !== "cylinder")
    return new Map(SIDE_NAMES.slice(0, 2 * domain.axes.length).map((side) => [side, side]));
  const inner = (domain.axes[0]?.from ?? 0) > 0 ? ([["inner", "left"]] as const) : [];
  return new Map<string, Side>([...inner, ["outer", "right"], ["bottom", "bottom"], ["top", "top"]]);
}

/** The ends of a domain at which a condition can stand, as the file names them. */
export function endsOf(domain: Exclude<DomainDraft, GridDomain> | CompartmentDomain): ReadonlyMap<string, End> {
  if (domain.kind === "compartments") return new Map();
  if (domain.kind === "free") {
    if (domain.from !== undefined) return new Map([["left", "left"]]);
    return new Map(domain.to === undefined ? [] : [["right", "right"]]);
  }
  if (domain.kind === "lattice" || domain.geometry === "slab")
    return new Map([
      ["left", "left"],
      ["right", "right"],
    ]);
  return new Map(
    domain.start > 0
      ? [
          ["inner", "left"],
          ["outer", "right"],
        ]
      : [["outer", "right"]],
  );
}
