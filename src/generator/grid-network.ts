/**
 * The network of a species on a grid: conductances between the cells and over the sides, the same Scharfetter-Gummel
 * half-faces with jumps as in one dimension (half-face.ts), along each axis.
 *
 *     V_i dc_i/dt = supply_i - leak_i c_i - Σ_faces (forward c_before - backward c_after)
 *
 * Detailed balance e^{-u_i} forward = e^{-u_j} backward holds on every face to rounding for any potential that has no drift
 * beside it, so that all levels that read this network share one equilibrium. Cells that the species cannot enter have no
 * open face. The continuum reads conductances; k(i→j) = forward / V_i is the rate of a hop.
 *
 * @module
 */

import {
  AXES,
  type Axis,
  faceArea,
  type GridMesh,
  type GridWish,
  gridMesh,
  halfResistance,
  pointsInCells,
} from "#mesh/grid-mesh.ts";
import {
  type BoundaryCondition,
  type GridDomain,
  type Model,
  SIDE_NAMES,
  type Side,
  type Species,
} from "#model/model.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { exp } from "#numerics/elementary.ts";
import { type Axes, type FaceOperator, faceArrays } from "#numerics/grid/face-operator.ts";
import { type GridMedia, gridDiffusivity, gridDrift, gridMedia, gridPotential } from "#potential/grid-landscape.ts";
import { type Conductances, halfFace, membraneEnd, seriesFace } from "./half-face.ts";

/** A side of a grid that is not periodic. */
export interface GridSide {
  readonly side: Side;
  readonly condition: BoundaryCondition;
  /** Area of the whole side, and of it what the species meets [m of a rectangle, m^2]. */
  readonly area: number;
  /** The open cells along the side. */
  readonly cells: Int32Array;
  /** Conductance from each of them outwards [m^3 s^-1]. */
  readonly conductance: Float64Array;
  /** What each of them is given through the side [mol s^-1]. */
  readonly given: Float64Array;
}

export interface GridNetwork {
  readonly species: string;
  /** Its volumes are the open ones; a cell that is closed keeps its own. */
  readonly mesh: GridMesh;
  /** Volume of the whole domain, closed parts and all [m^2 per length of a rectangle, m^3]. */
  readonly volume: number;
  readonly media: GridMedia;
  readonly operator: FaceOperator;
  /** Boltzmann factor e^{-u} of each cell, 0 where the species cannot be [1]. */
  readonly weight: Float64Array;
  /** The same with 1 where it is largest: what does not underflow, however high the potential lies [1]. */
  readonly equilibrium: Float64Array;
  readonly sides: readonly GridSide[];
  /** Flux laws of the half-faces along each axis. */
  readonly halves: readonly GridHalves[];
  /** Part of `leak` that is decay: rate times volume [m^3 s^-1]. */
  readonly decay: Float64Array;
  /** Part of `supply` that is made in the cells [mol s^-1]. */
  readonly production: Float64Array;
  /** Whether a medium carries the species along. */
  readonly isCarried: boolean;
}

/** Below this an equilibrium is too uneven for a solver to count in it [1]. */
const LEAST_WEIGHT = 1e-100;

/** The network of a species of a model in a grid. */
export function gridNetwork(model: Model, species: Species, domain: GridDomain, wish: GridWish): GridNetwork {
  const conditions = conditionsOf(model, species);
  const isPeriodic = (axis: Axis) => conditions.get(SIDE_NAMES[2 * axis])?.kind === "periodic";
  const whole = gridMesh(domain, wish, [isPeriodic(0), isPeriodic(1), isPeriodic(2)]);
  const media = gridMedia(model, species, domain, whole);
  const cells = media.shares?.cell;
  const mesh =
    cells === undefined ? whole : { ...whole, volume: whole.volume.map((v, i) => (cells[i] > 0 ? cells[i] * v : v)) };
  const u = gridPotential(model, species, media, pointsInCells(mesh));
  const forward = faceArrays(mesh.shape);
  const backward = faceArrays(mesh.shape);
  const sides: GridSide[] = [];
  const along: GridHalves[] = [];
  let isCarried = false;
  for (const axis of AXES.slice(0, mesh.names.length)) {
    const halves = halvesAlong(model, species, mesh, media, u, axis);
    along.push(halves);
    isCarried ||= halves.isCarried;
    fillFaces(forward[axis], backward[axis], mesh, media, halves, axis);
    if (isPeriodic(axis)) continue;
    for (const side of SIDE_NAMES.slice(2 * axis, 2 * axis + 2)) {
      const condition = conditions.get(side);
      if (condition !== undefined) sides.push(sideOf(mesh, media, halves, axis, side, condition));
    }
  }
  const { decay, production } = sourcesIn(model, species, mesh, media);
  const leak = decay.slice();
  const supply = production.slice();
  for (const { cells, conductance, given } of sides)
    for (const [k, cell] of cells.entries()) {
      leak[cell] += conductance[k];
      supply[cell] += given[k];
    }
  const isEven = isSame(forward, backward);
  const weight = u.map((value, i) => (media.isOpen[i] ? exp(-value) : 0));
  const lowest = u.reduce(
    (least, value, i) => (media.isOpen[i] ? Math.min(least, value) : least),
    Number.POSITIVE_INFINITY,
  );
  const equilibrium = u.map((value, i) => (media.isOpen[i] ? exp(lowest - value) : 0));
  const isSteep = equilibrium.some((w, i) => media.isOpen[i] === 1 && !(w > LEAST_WEIGHT));
  const operator: FaceOperator = {
    shape: mesh.shape,
    size: mesh.size,
    volume: mesh.volume,
    forward,
    backward: isEven ? forward : backward,
    leak,
    supply,
    ...(isEven || isCarried || isSteep ? {} : { weight: equilibrium.map((w) => (w > 0 ? w : 1)) }),
  };
  return {
    species: species.name,
    mesh,
    volume: sumOf(whole.volume),
    media,
    operator,
    weight,
    equilibrium,
    sides,
    halves: along,
    decay,
    production,
    isCarried,
  };
}

function isSame(forward: Axes<Float64Array>, backward: Axes<Float64Array>): boolean {
  return AXES.every((axis) => forward[axis].every((value, i) => value === backward[axis][i]));
}

function conditionsOf({ boundaries }: Model, { name }: Species): ReadonlyMap<Side, BoundaryCondition> {
  return new Map(boundaries.filter(({ species }) => species === name).map(({ end, condition }) => [end, condition]));
}

/** Flux laws from the centre of each cell outwards to its faces before and after it along one axis. */
export interface GridHalves {
  before(cell: number): Conductances;
  after(cell: number): Conductances;
  /** u just inside the faces. */
  readonly potentialBefore: Float64Array;
  readonly potentialAfter: Float64Array;
  readonly isCarried: boolean;
}

function halvesAlong(
  model: Model,
  species: Species,
  mesh: GridMesh,
  media: GridMedia,
  u: Float64Array,
  axis: Axis,
): GridHalves {
  const at = (offset: number) =>
    pointsInCells(mesh, [axis === 0 ? offset : 0, axis === 1 ? offset : 0, axis === 2 ? offset : 0]);
  const potentialBefore = gridPotential(model, species, media, at(-1));
  const potentialAfter = gridPotential(model, species, media, at(1));
  const [inBefore, inAfter] = [at(-0.5), at(0.5)];
  const DBefore = gridDiffusivity(model, media, inBefore);
  const DAfter = gridDiffusivity(model, media, inAfter);
  const vBefore = gridDrift(model, species, axis, inBefore);
  const vAfter = gridDrift(model, species, axis, inAfter);
  const half = 0.5 * mesh.width[axis];
  const columns = mesh.shape.cells[0];
  const resistances = [false, true].map((isAfter) =>
    Float64Array.from({ length: columns }, (_, i) => halfResistance(mesh, axis, i, isAfter)),
  ) as [Float64Array, Float64Array];
  return {
    before: (cell) =>
      halfFace(
        DBefore[cell] / resistances[0][cell % columns],
        potentialBefore[cell] - u[cell],
        vBefore ? (-vBefore[cell] * half) / DBefore[cell] : 0,
      ),
    after: (cell) =>
      halfFace(
        DAfter[cell] / resistances[1][cell % columns],
        potentialAfter[cell] - u[cell],
        vAfter ? (vAfter[cell] * half) / DAfter[cell] : 0,
      ),
    potentialBefore,
    potentialAfter,
    isCarried: vBefore !== undefined,
  };
}

/** Conductances over the faces across an axis; those beyond the last cell of an axis that is not periodic stay 0. */
function fillFaces(
  forward: Float64Array,
  backward: Float64Array,
  { shape, size }: GridMesh,
  { isOpen, shares }: GridMedia,
  { before, after, potentialBefore, potentialAfter }: GridHalves,
  axis: Axis,
): void {
  const n = shape.cells[axis];
  if (n === 1) return;
  const stride = strideOf(shape.cells, axis);
  for (let i = 0; i < size; i++) {
    const isLast = Math.floor(i / stride) % n === n - 1;
    if (isLast && !shape.periodic[axis]) continue;
    const j = isLast ? i - stride * (n - 1) : i + stride;
    if (!isOpen[i] || !isOpen[j]) continue;
    const inwards = before(j);
    const share = openFace(shares, i, j, axis);
    if (share === 0) continue;
    const face = seriesFace(
      after(i),
      { forward: inwards.backward, backward: inwards.forward },
      potentialBefore[j] - potentialAfter[i],
      Number.POSITIVE_INFINITY,
      potentialAfter[i],
    );
    forward[i] = share * face.forward;
    backward[i] = share * face.backward;
  }
}

/** Open share of the face between a cell and the next one: what both of them see of it. */
function openFace(shares: GridMedia["shares"], i: number, j: number, axis: Axis): number {
  return shares === undefined ? 1 : Math.min(shares.face(i, axis, true), shares.face(j, axis, false));
}

/** How far apart neighbours along an axis are in the arrays of cells [1]. */
export function strideOf([nx, ny]: Axes<number>, axis: Axis): number {
  return axis === 0 ? 1 : axis === 1 ? nx : nx * ny;
}

function sideOf(
  mesh: GridMesh,
  { isOpen, shares }: GridMedia,
  halves: GridHalves,
  axis: Axis,
  side: Side,
  condition: BoundaryCondition,
): GridSide {
  const { shape, size, edge } = mesh;
  const n = shape.cells[axis];
  const stride = strideOf(shape.cells, axis);
  const isLow = SIDE_NAMES.indexOf(side) % 2 === 0;
  const x = isLow ? edge[axis][0] : edge[axis][n];
  const cells: number[] = [];
  const conductance: number[] = [];
  const given: number[] = [];
  let area = 0;
  for (let cell = 0; cell < size; cell++) {
    if (Math.floor(cell / stride) % n !== (isLow ? 0 : n - 1)) continue;
    const whole = faceArea(mesh, axis, x, cell % shape.cells[0]);
    area += whole;
    if (!isOpen[cell]) continue;
    const share = shares?.face(cell, axis, !isLow) ?? 1;
    if (share === 0) continue;
    const A = share * whole;
    const half = scaledLaw(isLow ? halves.before(cell) : halves.after(cell), share);
    const law = lawAt(half, condition, A, (isLow ? halves.potentialBefore : halves.potentialAfter)[cell]);
    cells.push(cell);
    conductance.push(law.conductance);
    given.push(law.given);
  }
  return {
    side,
    condition,
    area,
    cells: Int32Array.from(cells),
    conductance: Float64Array.from(conductance),
    given: Float64Array.from(given),
  };
}

function scaledLaw({ forward, backward }: Conductances, share: number): Conductances {
  return { forward: share * forward, backward: share * backward };
}

/** What a condition lets out of a cell per concentration, and what it gives to it. */
function lawAt(half: Conductances, condition: BoundaryCondition, area: number, facePotential: number) {
  switch (condition.kind) {
    case "no-flux":
    case "periodic":
      return { conductance: 0, given: 0 };
    case "absorbing":
      return { conductance: half.forward, given: 0 };
    case "concentration":
      return { conductance: half.forward, given: half.backward * condition.concentration };
    case "flux":
      return { conductance: 0, given: condition.flux * area };
    case "robin": {
      const law = membraneEnd(half, condition.permeability * area, facePotential);
      return { conductance: law.forward, given: law.backward * condition.concentration };
    }
    case "bath":
    case "dissolving":
      throw new Error(`Bug: a grid was given the condition ${condition.kind}.`);
    default:
      return condition satisfies never;
  }
}

function sourcesIn(model: Model, species: Species, mesh: GridMesh, { names, of, isOpen }: GridMedia) {
  const decay = new Float64Array(mesh.size);
  const production = new Float64Array(mesh.size);
  for (const { species: name, layer, law } of model.sources) {
    if (name !== species.name) continue;
    const medium = names.indexOf(layer);
    for (let i = 0; i < mesh.size; i++) {
      if (!isOpen[i] || (layer !== "" && of[i] !== medium)) continue;
      if (law.kind === "linear") decay[i] -= law.rate * mesh.volume[i];
      else production[i] += law.rate * mesh.volume[i];
    }
  }
  return { decay, production };
}
