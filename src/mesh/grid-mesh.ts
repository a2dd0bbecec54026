/**
 * The mesh of a rectangle, box or finite cylinder: a product of equal intervals along each axis.
 *
 * Cell i + nx (j + ny k) is the product of the i-th, j-th and k-th interval; a rectangle has one interval of 1 m along z, so
 * that its amounts are per length, and a cylinder has r and z as its first two axes and goes round the third. Half-faces
 * carry the geometric resistance of the way from the centre of a cell to its face, s = ∫ dl / A(l), as in mesh.ts.
 *
 * @module
 */

import type { GridDomain } from "#model/model.ts";
import { log1p } from "#numerics/elementary.ts";
import type { Axes, GridShape } from "#numerics/grid/face-operator.ts";

/** Numbers of the axes, for loops. */
export const AXES = [0, 1, 2] as const;
/** Number of an axis. */
export type Axis = (typeof AXES)[number];

export interface GridMesh {
  readonly geometry: GridDomain["geometry"];
  /** Names of the axes along which the mesh has cells. */
  readonly names: readonly ("x" | "y" | "z" | "r")[];
  readonly shape: GridShape;
  /** Number of cells. */
  readonly size: number;
  /** Coordinates of the faces along each axis, one more than there are cells [m]. */
  readonly edge: Axes<Float64Array>;
  /** Coordinates of the centres along each axis [m]. */
  readonly center: Axes<Float64Array>;
  /** Width of the cells along each axis [m]. */
  readonly width: Axes<number>;
  /** Volume of each cell [m^2 per length of a rectangle, m^3]. */
  readonly volume: Float64Array;
}

/** What a level wishes of its mesh. */
export interface GridWish {
  /** Cells along the longest axis, where the file does not say. */
  readonly cells: number;
  /** Factor on every number of cells. */
  readonly refinement: number;
  /** Most cells along an axis, whatever the file says; absent: as many as it says. */
  readonly most?: number;
}

/** Fewest cells along an axis whose number the file does not give. */
const FEWEST = 4;

/** The mesh of a domain. */
export function gridMesh(domain: GridDomain, wish: GridWish, periodic: Axes<boolean>): GridMesh {
  const { geometry, axes } = domain;
  const longest = Math.max(...axes.map(({ size }) => size));
  const { cells: wished, refinement, most = Number.POSITIVE_INFINITY } = wish;
  const counts = AXES.map((axis) => {
    const one = axes[axis];
    if (one === undefined) return 1;
    const cells = one.cells ?? Math.max(FEWEST, Math.round((wished * one.size) / longest));
    return Math.max(1, Math.round(Math.min(cells, most) * refinement));
  });
  const along = <T>(of: (axis: Axis) => T): Axes<T> => [of(0), of(1), of(2)];
  const from = (axis: Axis) => axes[axis]?.from ?? 0;
  const width = along((axis) => (axes[axis]?.size ?? 1) / counts[axis]);
  const edge = along((axis) => Float64Array.from({ length: counts[axis] + 1 }, (_, i) => from(axis) + i * width[axis]));
  const center = along((axis) =>
    Float64Array.from({ length: counts[axis] }, (_, i) => from(axis) + (i + 0.5) * width[axis]),
  );
  const shape: GridShape = { cells: [counts[0], counts[1], counts[2]], periodic };
  const size = counts[0] * counts[1] * counts[2];
  const mesh = { geometry, names: axes.map(({ name }) => name), shape, size, edge, center, width };
  const volume = new Float64Array(size);
  const rows = counts[1] * counts[2];
  for (let i = 0; i < counts[0]; i++) {
    const one =
      geometry === "cylinder"
        ? Math.PI * width[0] * (edge[0][i] + edge[0][i + 1]) * width[1]
        : width[0] * width[1] * width[2];
    for (let row = 0; row < rows; row++) volume[i + counts[0] * row] = one;
  }
  return { ...mesh, volume };
}

/** Area of the face at coordinate x across an axis, of a cell in column i [m of a rectangle, m^2]. */
export function faceArea({ geometry, width, edge }: GridMesh, axis: Axis, x: number, i: number): number {
  if (geometry !== "cylinder")
    return axis === 0 ? width[1] * width[2] : axis === 1 ? width[0] * width[2] : width[0] * width[1];
  return axis === 0 ? 2 * Math.PI * x * width[1] : Math.PI * width[0] * (edge[0][i] + edge[0][i + 1]);
}

/**
 * Geometric resistance of half a cell of column i along an axis, from its centre to its face before or after
 * [m^-1; 1 of a rectangle]. Along a radius it is ln(r_2 / r_1) / 2π Δz, exact for a flow without sources; where the axis
 * itself belongs to the domain such flows are of no account, and h / 2 over the area of the face keeps the error at h²,
 * without a logarithm of h.
 */
export function halfResistance(mesh: GridMesh, axis: Axis, i: number, isAfter: boolean): number {
  const { geometry, width, edge, center } = mesh;
  const half = 0.5 * width[axis];
  if (geometry !== "cylinder" || axis !== 0) return half / faceArea(mesh, axis, 0, i);
  const face = isAfter ? edge[0][i + 1] : edge[0][i];
  if (face === 0) return Number.POSITIVE_INFINITY;
  if (edge[0][0] === 0) return half / faceArea(mesh, 0, face, i);
  return log1p(half / (isAfter ? center[0][i] : edge[0][i])) / (2 * Math.PI * width[1]);
}

/** Coordinates of a set of points by name, for expressions: arrays of one value for each cell [m]. */
export type GridPoints = ReadonlyMap<string, Float64Array>;

/**
 * One point in every cell, at the same place in each.
 *
 * @param offset place along each axis in half-widths from the centre, from -1 to 1
 */
export function pointsInCells(mesh: GridMesh, offset: Axes<number> = [0, 0, 0]): GridPoints {
  const { names, shape, size, center, width } = mesh;
  const [nx, ny] = shape.cells;
  const points = new Map<string, Float64Array>();
  for (const [a, name] of names.entries()) {
    const shift = 0.5 * offset[a] * width[a];
    const values = new Float64Array(size);
    for (let cell = 0; cell < size; cell++) {
      const index = a === 0 ? cell % nx : a === 1 ? Math.floor(cell / nx) % ny : Math.floor(cell / (nx * ny));
      values[cell] = center[a][index] + shift;
    }
    points.set(name, values);
  }
  return points;
}
