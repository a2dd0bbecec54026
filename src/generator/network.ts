/**
 * The network of a species: nodes that hold amounts, and the rates of the hops between them.
 *
 *     dn_i/dt = k(i-1→i) n_{i-1} - [k(i→i-1) + k(i→i+1) - growth_i] n_i + k(i+1→i) n_{i+1} + gain_i
 *
 * Node 0 and node N + 1 stand for what lies beyond the left and right end: a stirred bath, or the ledger of a
 * reservoir, whose amount is what has left through that end on balance. Nodes 1 ... N are the cells. The continuum
 * reads this network as finite-volume fluxes, the master equation as transition rates of probability, the walk samples
 * it. Detailed balance holds to rounding for any mesh and any potential, so all three share one equilibrium.
 *
 * @module
 */

import type { Mesh } from "#mesh/mesh.ts";
import type { Boundary, BoundaryCondition, End, LayeredDomain, Model, Species } from "#model/model.ts";
import { porousIn } from "#model/uptake.ts";
import { exp } from "#numerics/elementary.ts";
import type { Landscape } from "#potential/landscape.ts";
import { type Conductances, halfFace, membraneEnd, seriesFace } from "./half-face.ts";

export interface Network {
  /** Name of the species that hops. */
  readonly species: string;
  readonly mesh: Mesh;
  /** The two half-faces of each cell, for values at its faces. */
  readonly halves: Halves;
  readonly landscape: Landscape;
  /** N + 2 nodes. */
  readonly size: number;
  /** k(i → i+1) and k(i+1 → i), for i = 0 ... N [s^-1]. */
  readonly forward: Float64Array;
  readonly backward: Float64Array;
  /** Rates over the face that joins the last cell to the first one, if the domain is periodic. */
  readonly wrap: Conductances | undefined;
  /** Amount that enters each node per time [mol s^-1]: all supplies; what a reservoir gives is taken from its ledger. */
  readonly gain: Float64Array;
  /** The gains by where they come from. */
  readonly supplies: Supplies;
  /** Rate constant of linear sources, negative where they consume [s^-1]. */
  readonly growth: Float64Array;
  /** Rate of zero-order consumption, which stops where nothing is left [mol s^-1]. */
  readonly appetite: Float64Array;
  /** Volume of each node; Infinity for a ledger. */
  readonly volume: Float64Array;
  /** Boltzmann weight V e^{-u} of each node; 0 for a ledger. */
  readonly weight: Float64Array;
  readonly ends: { readonly left: NetworkEnd; readonly right: NetworkEnd };
  /** What carriers at the faces take and give back; it is part of `growth` and of the supplies too. */
  readonly captures?: Captures;
  /** Activity in the reservoir or bath beyond an end, where it is not the concentration there [mol m^-3]. */
  readonly activityBeyond?: { readonly [E in End]?: number };
}

/** What carriers at its left and right face take from each node, and what they give back to it. */
export interface Captures {
  /** Rate constants [s^-1]. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** Constant [mol s^-1]; negative where a supply is taken before it arrives. */
  readonly leftGain: Float64Array;
  readonly rightGain: Float64Array;
}

/** Constant supplies by origin [mol s^-1]; negative where a flux draws off. */
export interface Supplies {
  /** What the left reservoir gives to the first cell. */
  readonly left: number;
  /** What the right reservoir gives to the last cell. */
  readonly right: number;
  /** What sources of zero order make in each node. */
  readonly volume: Float64Array;
}

/** What stands at an end: nothing passes, or a reservoir of constant concentration, or a stirred finite bath. */
export interface NetworkEnd {
  readonly kind: "closed" | "reservoir" | "bath" | "periodic";
  readonly condition: BoundaryCondition;
  /** Area of the face at the end [1, m, m^2]. */
  readonly area: number;
}

const MOVES = "Bug: a network was given an end that moves.";
const CLOSED: BoundaryCondition = { kind: "no-flux" };

/** The network of a species of a model on a mesh. */
export function networkOf(model: Model, species: Species, mesh: Mesh, landscape: Landscape): Network {
  const n = mesh.cellCount;
  const size = n + 2;
  const forward = new Float64Array(n + 1);
  const backward = new Float64Array(n + 1);
  const volume = new Float64Array(size);
  const weight = new Float64Array(size);
  for (let i = 0; i < n; i++) {
    volume[i + 1] = mesh.volume[i];
    weight[i + 1] = mesh.volume[i] * exp(-landscape.potential[i]);
  }
  const halves = halvesOf(mesh, landscape);
  for (let f = 1; f < n; f++) {
    const face = faceBetween(model, species, mesh, landscape, halves, f - 1, f, f);
    forward[f] = face.forward / mesh.volume[f - 1];
    backward[f] = face.backward / mesh.volume[f];
  }
  const wrap = mesh.periodic ? faceBetween(model, species, mesh, landscape, halves, n - 1, 0, 0) : undefined;
  const ends = { left: endOf(model, species, mesh, "left"), right: endOf(model, species, mesh, "right") };
  const rates = { mesh, landscape, size, forward, backward, volume, weight, ends };
  const left = attachEnd(rates, "left", halves.left[0], facePermeability(model, species, mesh, 0) * mesh.area[0]);
  const right = attachEnd(
    rates,
    "right",
    halves.right[n - 1],
    facePermeability(model, species, mesh, n) * mesh.area[n],
  );
  const sources = sourcesIn(model, species, mesh);
  const supplies = { left, right, volume: sources.production };
  return {
    species: species.name,
    halves,
    ...rates,
    wrap: wrap && { forward: wrap.forward / mesh.volume[n - 1], backward: wrap.backward / mesh.volume[0] },
    gain: gainOf(supplies),
    supplies,
    growth: sources.growth,
    appetite: sources.appetite,
  };
}

/** The gain of each node [mol s^-1]. */
export function gainOf({ left, right, volume }: Supplies): Float64Array {
  const gain = Float64Array.from(volume);
  const last = gain.length - 1;
  gain[0] -= left;
  gain[1] += left;
  gain[last - 1] += right;
  gain[last] -= right;
  return gain;
}

/** Flux laws from the centre of each cell outward to its faces, in concentrations. */
export interface Halves {
  /** From the centre of each cell to its left face. */
  readonly left: readonly Conductances[];
  /** From the centre of each cell to its right face. */
  readonly right: readonly Conductances[];
}

/** The half-faces of a mesh in a landscape. */
export function halvesOf(mesh: Mesh, landscape: Landscape): Halves {
  const left: Conductances[] = [];
  const right: Conductances[] = [];
  for (let i = 0; i < mesh.cellCount; i++) {
    const { leftDiffusivity, rightDiffusivity, leftVelocity, rightVelocity } = landscape;
    const leftPeclet = (leftVelocity[i] * (mesh.center[i] - mesh.edge[i])) / leftDiffusivity[i];
    const rightPeclet = (rightVelocity[i] * (mesh.edge[i + 1] - mesh.center[i])) / rightDiffusivity[i];
    const u = landscape.potential[i];
    left.push(halfFace(leftDiffusivity[i] / mesh.leftHalf[i], landscape.leftPotential[i] - u, -leftPeclet));
    right.push(halfFace(rightDiffusivity[i] / mesh.rightHalf[i], landscape.rightPotential[i] - u, rightPeclet));
  }
  return { left, right };
}

function faceBetween(
  model: Model,
  species: Species,
  mesh: Mesh,
  landscape: Landscape,
  halves: Halves,
  i: number,
  j: number,
  face: number,
): Conductances {
  const outward = halves.left[j];
  const jump = landscape.leftPotential[j] - landscape.rightPotential[i];
  return seriesFace(
    halves.right[i],
    { forward: outward.backward, backward: outward.forward },
    jump,
    facePermeability(model, species, mesh, face) * mesh.area[face],
    landscape.rightPotential[i],
  );
}

/** Permeability of the membranes that lie on a face, in series; Infinity if there is none [m s^-1]. */
export function facePermeability(model: Model, species: Species, mesh: Mesh, face: number): number {
  const names = mesh.membranes.get(face) ?? [];
  if (names.length === 1) return membranePermeability(model, species, names[0]);
  let resistance = 0;
  for (const name of names) resistance += 1 / membranePermeability(model, species, name);
  return 1 / resistance;
}

/** Permeability of a layer that is a face of the mesh: as declared, or ε K D / L of a thin layer [m s^-1]. */
export function membranePermeability(model: Model, species: Species, name: string): number {
  const layer = (model.domain as LayeredDomain).layers.find((candidate) => candidate.name === name);
  if (!layer) throw new Error(`no layer ${name}`);
  if (layer.thickness === 0) return layer.membrane?.[species.name] ?? 0;
  const medium = species.media.find((candidate) => candidate.medium === layer.medium) ?? species.media[0];
  if (medium.diffusivity.kind !== "number" || medium.partition.kind !== "number")
    throw new Error(`layer ${name} is no face: its D or K varies`);
  const { porosity = 1 } = porousIn(model, layer.medium) ?? {};
  return (porosity * medium.partition.value * medium.diffusivity.value) / layer.thickness;
}

function endOf(model: Model, species: Species, mesh: Mesh, end: End): NetworkEnd {
  const boundary = model.boundaries.find(
    (candidate: Boundary) => candidate.end === end && candidate.species === species.name,
  );
  const face = end === "left" ? 0 : mesh.cellCount;
  const declared = mesh.periodic ? CLOSED : (boundary?.condition ?? CLOSED);
  const condition = behindMembrane(declared, facePermeability(model, species, mesh, face));
  const area = mesh.area[face];
  switch (condition.kind) {
    case "no-flux":
    case "periodic":
      return { kind: mesh.periodic ? "periodic" : "closed", condition, area };
    case "flux":
      return { kind: condition.flux === 0 ? "closed" : "reservoir", condition, area };
    case "absorbing":
    case "concentration":
    case "robin":
      return { kind: "reservoir", condition, area };
    case "bath":
      return { kind: "bath", condition, area };
    case "dissolving":
      throw new Error(MOVES);
    default:
      return condition satisfies never;
  }
}

/** What the last cell sees of a condition that stands behind a membrane of permeability P. */
function behindMembrane(condition: BoundaryCondition, permeability: number): BoundaryCondition {
  if (permeability === Number.POSITIVE_INFINITY) return condition;
  switch (condition.kind) {
    case "concentration":
      return { kind: "robin", permeability, concentration: condition.concentration };
    case "absorbing":
      return { kind: "robin", permeability, concentration: 0 };
    case "robin":
      return { ...condition, permeability: 1 / (1 / permeability + 1 / condition.permeability) };
    default:
      return condition;
  }
}

/** Sets the rates over an end; returns what the reservoir there gives to the cell beside it [mol s^-1]. */
function attachEnd(
  network: Pick<Network, "mesh" | "landscape" | "size" | "forward" | "backward" | "volume" | "weight" | "ends">,
  end: End,
  half: Conductances,
  membrane: number,
): number {
  const { mesh, landscape, volume, weight } = network;
  const isLeft = end === "left";
  const node = isLeft ? 0 : network.size - 1;
  const cell = isLeft ? 1 : network.size - 2;
  const [outRate, inRate] = isLeft ? [network.backward, network.forward] : [network.forward, network.backward];
  const edge = isLeft ? 0 : network.size - 2;
  const facePotential = isLeft ? landscape.leftPotential[0] : landscape.rightPotential[mesh.cellCount - 1];
  const { condition, area } = network.ends[end];
  volume[node] = Number.POSITIVE_INFINITY;
  const exchange = (law: Conductances, concentration: number): number => {
    outRate[edge] = law.forward / volume[cell];
    return law.backward * concentration;
  };
  switch (condition.kind) {
    case "no-flux":
    case "periodic":
      return 0;
    case "absorbing":
      return exchange(half, 0);
    case "concentration":
      return exchange(half, condition.concentration);
    case "robin":
      return exchange(membraneEnd(half, condition.permeability * area, facePotential), condition.concentration);
    case "flux":
      return condition.flux * area;
    case "bath": {
      const law = membraneEnd(half, membrane, facePotential);
      volume[node] = condition.volume;
      weight[node] = condition.volume;
      outRate[edge] = law.forward / volume[cell];
      inRate[edge] = law.backward / condition.volume;
      return 0;
    }
    case "dissolving":
      throw new Error(MOVES);
    default:
      return condition satisfies never;
  }
}

interface VolumeSources {
  /** Production at zero order in each node [mol s^-1]. */
  readonly production: Float64Array;
  readonly growth: Float64Array;
  readonly appetite: Float64Array;
}

function sourcesIn(model: Model, species: Species, mesh: Mesh): VolumeSources {
  const size = mesh.cellCount + 2;
  const production = new Float64Array(size);
  const growth = new Float64Array(size);
  const appetite = new Float64Array(size);
  for (const source of model.sources) {
    if (source.species !== species.name) continue;
    for (let i = 0; i < mesh.cellCount; i++) {
      const name = mesh.layerNames[mesh.layer[i]];
      if (source.layer !== "" && source.layer !== name) continue;
      if (source.law.kind === "linear") growth[i + 1] += source.law.rate;
      else if (source.law.rate >= 0) production[i + 1] += source.law.rate * mesh.volume[i];
      else appetite[i + 1] -= source.law.rate * mesh.volume[i];
    }
  }
  return { production, growth, appetite };
}

/** Whether amount can enter or leave the network. */
export function isOpen(network: Network): boolean {
  const { ends, growth, appetite, gain } = network;
  return (
    ends.left.kind === "reservoir" ||
    ends.right.kind === "reservoir" ||
    growth.some((rate) => rate !== 0) ||
    appetite.some((rate) => rate !== 0) ||
    gain.some((rate) => rate !== 0)
  );
}
