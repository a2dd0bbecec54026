/**
 * The network of a species from the model alone: mesh, landscape and rates, as one level wishes its cells.
 *
 * A species that walks by a step law is carried here by its exact drift velocity and diffusion coefficient.
 *
 * @module
 */

import { isPeriodic, latticeMesh, layeredMesh, type MeshWish, windowMesh } from "#mesh/domain-mesh.ts";
import type { Mesh } from "#mesh/mesh.ts";
import { withPores } from "#mesh/porous-mesh.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { FreeDomain, LayeredDomain, Model, Solve, Species } from "#model/model.ts";
import { porousIn, uptakesOf } from "#model/uptake.ts";
import { log1p } from "#numerics/elementary.ts";
import { constantValue } from "#potential/constant-value.ts";
import { type Landscape, landscapeOf, variesWithinMedia } from "#potential/landscape.ts";
import { diffusivity, driftVelocity } from "#step-law/lattice-law.ts";
import { renewalDiffusivity, renewalDrift } from "#step-law/renewal.ts";
import { DIMENSIONLESS } from "#units/dimension.ts";
import { type Network, networkOf } from "./network.ts";
import { uptakeNetwork } from "./uptake-network.ts";

/** D and v along each axis of a species that walks by steps; undefined for others, and where steps or waits leave no D. */
function coarseLaw({ walk, motion }: Species): { readonly D: number; readonly v: number } | undefined {
  if (walk) return { D: diffusivity(walk), v: driftVelocity(walk) };
  if (motion?.kind !== "renewal") return undefined;
  const [D, v] = [renewalDiffusivity(motion), renewalDrift(motion)];
  return D === undefined || v === undefined ? undefined : { D, v };
}

/** The species with its step law replaced by the D and v that the law gives. */
export function continuumSpecies(species: Species): Species {
  const coarse = coarseLaw(species);
  if (coarse === undefined) return species;
  const constant = (value: number): Expression => ({
    kind: "number",
    value,
    dimension: DIMENSIONLESS,
    range: { offset: 0, length: 0 },
  });
  return {
    ...species,
    media: [{ medium: "", diffusivity: constant(coarse.D), partition: constant(1) }],
    drift: constant(coarse.v),
  };
}

/** Why a species of a model has no mesh, or undefined. */
export function whyNoMesh(model: Model, species: Species): { because: string; change: string } | undefined {
  const { domain } = model;
  if (!domain) return { because: "the model has no domain", change: "add domain:" };
  if (domain.kind === "layers") return whyNoLayers(domain, species);
  if (domain.kind === "grid") return { because: `this equation has no ${domain.geometry}`, change: "use a slab" };
  if (domain.kind !== "free") return undefined;
  const unknown = domain.resolve || coarseLaw(species) ? undefined : whyNoWidth(domain, species);
  if (unknown) return { because: unknown, change: "say where grids look, as in resolve: [-1 um, 1 um]" };
  if (domain.geometry === "line") return whyTooFar(domain, model, continuumSpecies(species));
  if (species.initial.kind !== "point")
    return {
      because: `a grid in the ${domain.geometry} looks along the radius from a point, and the species does not start at one`,
      change: "start it at a point, as in {at: [0 um, 0 um]}",
    };
  if (species.terms.length > 0 || species.drift)
    return {
      because: `a grid in the ${domain.geometry} looks along the radius, and a potential or drift has a direction`,
      change: "use a line, or drop the term",
    };
  return undefined;
}

function whyNoLayers({ layers }: LayeredDomain, species: Species): { because: string; change: string } | undefined {
  const closed = layers.find(
    (layer) => layer.thickness > 0 && !species.media.some(({ medium }) => medium === layer.medium || medium === ""),
  );
  return (
    closed && {
      because: `${species.name} cannot enter ${closed.medium}, and a grid has cells in every layer`,
      change: `leave out the layer ${closed.name}, or put a membrane that ${species.name} does not pass in its place`,
    }
  );
}

/** What keeps the width of an unbounded domain from being known. */
function whyNoWidth(domain: FreeDomain, species: Species): string | undefined {
  const [medium] = species.media;
  const bounded = domain.from !== undefined && domain.to !== undefined;
  if (bounded) return undefined;
  const where = `the ${domain.geometry} is unbounded`;
  if (species.terms.length > 0 && domain.geometry === "line")
    return `${where} and the potential keeps no width that a grid could know`;
  if (medium.diffusivity.kind !== "number" || medium.partition.kind !== "number")
    return `${where} and D or K varies, which keeps no width that a grid could know`;
  if (species.drift && constantValue(species.drift) === undefined && domain.geometry === "line")
    return `${where} and the drift varies, which keeps no width that a grid could know`;
  if (species.initial.kind === "concentration" && species.initial.concentration.kind !== "number")
    return `${where} and the start varies, which keeps no width that a grid could know`;
  return undefined;
}

/**
 * The network of one species, with the mesh that fits its domain and the longest time asked. Carriers that are not linear
 * are in it as they are where next to nothing is there.
 */
export function speciesNetwork(model: Model, declared: Species, wish: MeshWish): Network {
  const network = bareNetwork(model, declared, wish);
  if (uptakesOf(model, declared).length === 0) return network;
  return uptakeNetwork(model, declared, network).at(new Float64Array(network.size));
}

/** {@link speciesNetwork} without carriers. */
export function bareNetwork(model: Model, declared: Species, wish: MeshWish): Network {
  const species = continuumSpecies(declared);
  const mesh = speciesMesh(model, species, wish);
  const landscape = landscapeOf(model, species, mesh);
  const isUnbounded = model.domain?.kind === "free" && model.domain.from === undefined && model.domain.to === undefined;
  return networkOf(model, species, mesh, isUnbounded ? withExactSpread(landscape, mesh) : landscape);
}

/**
 * The landscape with D lowered so that hops along a drift spread as fast as they should.
 *
 * Scharfetter-Gummel rates drift at exactly v but spread with D (Pe/2) coth(Pe/2), Pe = v h / D. On an unbounded line no
 * wall asks for a Boltzmann law, so mean and variance can both be exact: hop with the D_h whose spread is D,
 *
 *     D_h = v h / (2 artanh(v h / 2D)),    Pe < 2.
 *
 * Beyond Pe = 2 hops spread more than D whatever their rates, and D stays as it is.
 */
function withExactSpread(landscape: Landscape, mesh: Mesh): Landscape {
  const lowered = (D: number, velocity: number, i: number): number => {
    const half = (Math.abs(velocity) * (mesh.edge[i + 1] - mesh.edge[i])) / (2 * D);
    return half === 0 || half >= 1 ? D : (D * half) / (0.5 * log1p((2 * half) / (1 - half)));
  };
  return {
    ...landscape,
    leftDiffusivity: landscape.leftDiffusivity.map((D, i) => lowered(D, landscape.leftVelocity[i], i)),
    rightDiffusivity: landscape.rightDiffusivity.map((D, i) => lowered(D, landscape.rightVelocity[i], i)),
  };
}

function speciesMesh(model: Model, species: Species, wish: MeshWish): Mesh {
  const { domain } = model;
  if (!domain) throw new Error("a model without a domain has no mesh");
  switch (domain.kind) {
    case "layers":
      return withPores(
        layeredMesh(
          domain,
          {
            ...wish,
            dense: new Set(uptakesOf(model, species).flatMap(({ layer, at }) => (at === "walls" ? [layer] : []))),
            graded: wish.graded && !variesWithinMedia(species),
            thinnerThan: mayBeFaces(model, species, wish.thinnerThan) ? wish.thinnerThan : 0,
          },
          isPeriodic(model, species.name),
        ),
        (layer) => porousIn(model, domain.layers.find(({ name }) => name === layer)?.medium ?? "")?.porosity ?? 1,
      );
    case "lattice":
      return latticeMesh(domain, wish.refinement);
    case "grid":
    case "compartments":
      throw new Error(`Bug: a row of cells was asked of a ${domain.kind} domain.`);
    case "free": {
      const window = windowOf(domain, model, species);
      return windowMesh(domain, window, { ...wish, cells: enoughFor(species, window, wish.cells) }, startOf(species));
    }
    default:
      return domain satisfies never;
  }
}

/** Whether thin layers may be faces: a resistance L / K D says all of them, for they start empty and hold little. */
function mayBeFaces(model: Model, species: Species, thinnerThan: number): boolean {
  const { initial, drift, name } = species;
  const isEmpty =
    initial.kind === "concentration" && initial.concentration.kind === "number" && initial.concentration.value === 0;
  if (!isEmpty || drift || variesWithinMedia(species) || model.sources.some((source) => source.species === name))
    return false;
  if (uptakesOf(model, species).length > 0) return false;
  const layers = model.domain?.kind === "layers" ? model.domain.layers.filter(({ thickness }) => thickness > 0) : [];
  const thickest = Math.max(...layers.map(({ thickness }) => thickness));
  const capacities = layers.map((layer) => layer.thickness * partitionIn(species, layer.medium));
  const largest = Math.max(...capacities);
  return layers.every(
    ({ thickness }, i) => thickness >= thinnerThan * thickest || capacities[i] < thinnerThan * largest,
  );
}

/** The constant K of a species in a medium [1]. */
function partitionIn({ media }: Species, name: string): number {
  const { partition } = media.find(({ medium }) => medium === name) ?? media[0];
  return partition.kind === "number" ? partition.value : Number.NaN;
}

/** Most cells, a third of those of the window, for which a drift on a free line is followed. */
const MOST_DRIFT_CELLS = 1e5;

function whyTooFar(
  domain: FreeDomain,
  model: Model,
  species: Species,
): { because: string; change: string } | undefined {
  const cells = enoughFor(species, windowOf(domain, model, species), 1);
  if (cells <= MOST_DRIFT_CELLS) return undefined;
  return {
    because: `in the time asked the drift carries it so far that a grid would need ${(3 * cells).toPrecision(2)} cells`,
    change: "ask for earlier times, or leave the levels on a grid out",
  };
}

/** Largest cell Péclet number v h / D of a drift on a free line. */
const LARGEST_PECLET = 0.5;

/** Enough cells for a window that what drifts through it meets no large cell Péclet number. */
function enoughFor(species: Species, { from, to }: { from: number; to: number }, cells: number): number {
  const v = Math.abs(constantValue(species.drift) ?? 0);
  const needed = ((to - from) * v) / (LARGEST_PECLET * largestDiffusivity(species));
  return v === 0 ? cells : Math.max(cells, Math.ceil(needed / 3));
}

/** Where a species starts on a line, if it starts at a point [m]. */
function startOf({ initial }: Species): number | undefined {
  return initial.kind === "point" ? initial.at[0] : undefined;
}

/** Standard deviations that a window of the free domain holds to each side: less than 1e-12 is beyond. */
const WINDOW_WIDTH = 7.2;

function windowOf(domain: FreeDomain, model: Model, species: Species): { from: number; to: number } {
  const walls = { from: domain.from ?? Number.NEGATIVE_INFINITY, to: domain.to ?? Number.POSITIVE_INFINITY };
  if (domain.resolve && domain.geometry !== "line") {
    // distances from the start
    return { from: 0, to: Math.max(Math.abs(domain.resolve.from), Math.abs(domain.resolve.to)) };
  }
  if (domain.resolve) {
    // a wall stands where it stands: what is asked of it may not happen at the edge of a narrower window
    return { from: domain.from ?? domain.resolve.from, to: domain.to ?? domain.resolve.to };
  }
  const until = longestTime(model.solves);
  const D = largestDiffusivity(species);
  const spread = WINDOW_WIDTH * Math.sqrt(2 * D * until);
  if (domain.geometry !== "line") return { from: 0, to: spread };
  const start = species.initial.kind === "point" ? species.initial.at[0] : (domain.from ?? domain.to ?? 0);
  const drift = (constantValue(species.drift) ?? 0) * until;
  return {
    from: Math.max(walls.from, start + Math.min(0, drift) - spread),
    to: Math.min(walls.to, start + Math.max(0, drift) + spread),
  };
}

function largestDiffusivity(species: Species): number {
  const declared = species.media[0].diffusivity;
  return declared.kind === "number" ? declared.value : 0;
}

/** The last record time of a model [s]; 1 where it has none. */
export function longestTime(solves: readonly Solve[]): number {
  let longest = 0;
  for (const solve of solves) if (solve.kind === "transient") longest = Math.max(longest, solve.times.at(-1) ?? 0);
  return longest > 0 ? longest : 1;
}
