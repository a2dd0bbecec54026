/**
 * Diffusion and drift on a structured grid of cells, in finite volumes: what leaves a cell through its faces.
 *
 *     V_i dc_i/dt = supply_i - leak_i c_i - Σ_faces J,     J = forward c_left - backward c_right   [mol s^-1]
 *
 * Two conductances for each face, so that Scharfetter-Gummel drift and jumps of the partition fit; for plain diffusion both
 * are A D / h. Exact for any conductances that are not negative: mass leaves only by `leak`, and a concentration cannot
 * become negative. Faces lie in arrays of the length of the cells, each at the cell before it:
 *
 *     cell  i + nx (j + ny k)        forward[0][cell] joins (i, j, k) and (i+1, j, k), forward[1][cell] its y neighbour ...
 *
 * The neighbour of the last cell is the first: along a periodic axis that face is one like others, along a closed axis it
 * holds 0. So is any face of an impenetrable cell. An axis of one cell has no faces (arrays of length 0).
 *
 * @see R. Eymard, T. Gallouët and R. Herbin, Handbook of Numerical Analysis VII, 713 (2000) (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";

/** One value for each axis. */
export type Axes<T> = readonly [x: T, y: T, z: T];

/** Weights so small have lost digits. */
const SUBNORMAL = 1e-290;

/** Cells along each axis (1 where there is no such axis), and which axes close on themselves. */
export interface GridShape {
  readonly cells: Axes<number>;
  readonly periodic: Axes<boolean>;
}

/** The operator; arrays are not written after construction. */
export interface FaceOperator {
  readonly shape: GridShape;
  /** Number of cells. */
  readonly size: number;
  /** V of each cell [m^3]. */
  readonly volume: Float64Array;
  /** Conductance from the cell before a face to the cell after it, along each axis [m^3 s^-1]. */
  readonly forward: Axes<Float64Array>;
  /** Conductance from the cell after a face back; the arrays of `forward` themselves where both are equal [m^3 s^-1]. */
  readonly backward: Axes<Float64Array>;
  /** Conductance from each cell to what is outside: reservoirs, absorbers, and loss rate times volume [m^3 s^-1]. */
  readonly leak: Float64Array;
  /** What comes in from outside: conductance times the concentration there, or a given flux [mol s^-1]. */
  readonly supply: Float64Array;
  /**
   * Equilibrium concentrations w up to a factor, such as K e^{-u}, where there is detailed balance on each face:
   * forward w_left = backward w_right. Solves are then those of a symmetric operator in the activity c / w. Without it the
   * weight is found from the conductances, if there is one. Not needed where `forward` and `backward` are the same arrays: then w = 1.
   */
  readonly weight?: Float64Array;
}

/** Number of cells of a grid. */
export function cellCount({ cells: [nx, ny, nz] }: GridShape): number {
  return nx * ny * nz;
}

/** Whether both conductances of every face are one array: plain diffusion, or drift in the activity. */
export function isSymmetricOperator({ forward, backward }: FaceOperator): boolean {
  return forward.every((faces, axis) => faces === backward[axis]);
}

/** Arrays of zeros for the faces along each axis. */
export function faceArrays({ cells }: GridShape): Axes<Float64Array> {
  const make = (n: number) => new Float64Array(n > 1 ? cells[0] * cells[1] * cells[2] : 0);
  return [make(cells[0]), make(cells[1]), make(cells[2])];
}

/** The place (i, j, k) of a cell, for messages. */
export function placeOfCell({ cells: [nx, ny] }: GridShape, cell: number): string {
  return `(${cell % nx}, ${Math.floor(cell / nx) % ny}, ${Math.floor(cell / (nx * ny))})`;
}

/** A grid of equal cells in which D is the same everywhere. */
export interface UniformGrid {
  readonly shape: GridShape;
  /** Spacing h along each axis [m]. */
  readonly spacing: Axes<number>;
  /** D [m^2 s^-1]. */
  readonly diffusivity: number;
}

/** Plain diffusion on a uniform grid without reservoirs: conductance D A / h on each face [m^3 s^-1]. */
export function uniformDiffusion({ shape, spacing, diffusivity }: UniformGrid): FaceOperator {
  const size = cellCount(shape);
  const faces = faceArrays(shape);
  const cell = spacing[0] * spacing[1] * spacing[2];
  for (const axis of [0, 1, 2] as const) faces[axis].fill((diffusivity * cell) / (spacing[axis] * spacing[axis]));
  closeEnds(faces, shape);
  const volume = new Float64Array(size).fill(cell);
  return {
    shape,
    size,
    volume,
    forward: faces,
    backward: faces,
    leak: new Float64Array(size),
    supply: new Float64Array(size),
  };
}

/** Sets the faces beyond the last cell of each closed axis to 0. */
export function closeEnds(faces: Axes<Float64Array>, { cells: [nx, ny, nz], periodic }: GridShape): void {
  const size = nx * ny * nz;
  if (!periodic[0] && nx > 1) for (let i = nx - 1; i < size; i += nx) faces[0][i] = 0;
  if (!periodic[1] && ny > 1) for (let k = 0; k < nz; k++) faces[1].fill(0, nx * (ny - 1 + ny * k), nx * (ny + ny * k));
  if (!periodic[2] && nz > 1) faces[2].fill(0, nx * ny * (nz - 1));
}

/**
 * Checks an operator before use: lengths, signs, closed ends, detailed balance of the weight.
 *
 * @throws DomainError saying which cell
 */
export function requireFaceOperator(operator: FaceOperator): void {
  const { shape, size, volume, forward, backward, leak, supply, weight } = operator;
  const { cells, periodic } = shape;
  if (size !== cellCount(shape)) throw new DomainError("size", size, `the grid has ${cellCount(shape)} cells`);
  for (const [name, field] of Object.entries({ volume, leak, supply, ...(weight && { weight }) })) {
    if (field.length !== size) throw new DomainError(name, field.length, `needs one value for each of ${size} cells`);
    if (name === "supply") continue;
    const bad = field.findIndex((value) => !(value >= 0 && value < Number.POSITIVE_INFINITY));
    if (bad >= 0) throw new DomainError(name, field[bad], `must be finite and not negative, in cell ${bad}`);
    if (name !== "volume") continue;
    const none = field.indexOf(0);
    if (none >= 0) throw new DomainError(name, 0, `must be positive, in cell ${none}`);
  }
  let stride = 1;
  for (const axis of [0, 1, 2] as const) {
    const [there, back] = [forward[axis], backward[axis]];
    const expected = cells[axis] > 1 ? size : 0;
    if (there.length !== expected || back.length !== expected)
      throw new DomainError("faces", there.length, `axis ${axis} needs ${expected} of them in both arrays`);
    for (let i = 0; i < expected; i++) {
      if (!(there[i] >= 0 && back[i] >= 0 && there[i] + back[i] < Number.POSITIVE_INFINITY))
        throw new DomainError(
          "conductance",
          Math.min(there[i], back[i]),
          `must be finite and not negative, in cell ${i}`,
        );
      const isLast = Math.floor(i / stride) % cells[axis] === cells[axis] - 1;
      if (isLast && !periodic[axis] && there[i] + back[i] !== 0)
        throw new DomainError(
          "conductance",
          there[i],
          `the face beyond the last cell of closed axis ${axis} must be 0`,
        );
      if (!weight) continue;
      const next = isLast ? i - stride * (cells[axis] - 1) : i + stride;
      const [one, other] = [there[i] * weight[i], back[i] * weight[next]];
      if (Math.abs(one - other) > 1e-9 * (one + other) + SUBNORMAL)
        throw new DomainError(
          "weight",
          weight[i],
          `has no detailed balance on the face after cell ${i} of axis ${axis}`,
        );
    }
    stride *= cells[axis];
  }
}
