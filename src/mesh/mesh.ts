/**
 * A mesh: cells with a volume, faces with a geometry, in a row.
 *
 * Cell i lies between the faces i and i + 1. Amounts are per area in a slab, per length in a cylinder, and whole in a
 * sphere, so the area of a face is 1, 2πr and 4πr². Half-faces carry the geometric resistance of the way from the
 * centre of a cell to its face,
 *
 *     s = ∫ dr / A(r)     [m^-1, m^0 in a cylinder, m in a slab],
 *
 * so that D / s is the conductance of the half, exact for a steady flow in the flat, cylindrical and spherical case.
 *
 * @module
 */

import { log1p } from "#numerics/elementary.ts";
import type { CellField, FaceField, ReadonlyCellField, ReadonlyFaceField } from "#units/flavour.ts";

/** Shape of the cross-section along the coordinate. */
export type Geometry = "slab" | "cylinder" | "sphere";

export interface Mesh {
  readonly geometry: Geometry;
  readonly cellCount: number;
  /** Coordinate x or r of the faces, cellCount + 1 of them [m]. */
  readonly edge: ReadonlyFaceField;
  /** Coordinate of the nodes [m]. */
  readonly center: ReadonlyCellField;
  /** Volume of the cells [m per area, m^2 per length, m^3]. */
  readonly volume: ReadonlyCellField;
  /** Area of the faces [1, m, m^2]. */
  readonly area: ReadonlyFaceField;
  /** Geometric resistance from the left face of a cell to its centre. */
  readonly leftHalf: ReadonlyCellField;
  /** Geometric resistance from the centre of a cell to its right face. */
  readonly rightHalf: ReadonlyCellField;
  /** Index into `layerNames` of each cell. */
  readonly layer: Int32Array;
  readonly layerNames: readonly string[];
  /** Names of the membranes that lie on a face, from left to right, by face. */
  readonly membranes: ReadonlyMap<number, readonly string[]>;
  /** The last face is the first one. */
  readonly periodic: boolean;
  /** Share of each cell that is fluid, where not all is: volumes and geometric resistances are those of the fluid [1]. */
  readonly fluidShare?: ReadonlyCellField;
}

/** A layer as the mesh sees it: a stretch of cells, or (with no cells) a membrane on a face. */
export interface Stretch {
  readonly name: string;
  readonly from: number;
  /** to - from, as declared: the difference of two large coordinates would lose the digits of a thin layer. */
  readonly thickness: number;
  readonly cells: number;
  /** 0 for equal cells; towards 1 for cells that shrink towards both ends of the stretch. */
  readonly grading: number;
  /** Where the first share of the cells ends, as a share of the stretch; absent: as the grading says. */
  readonly place?: (share: number) => number;
}

/** The mesh of stretches that follow each other. */
export function meshOf(geometry: Geometry, stretches: readonly Stretch[], periodic = false): Mesh {
  const edges: number[] = [];
  const widths: number[] = [];
  const layers: number[] = [];
  const layerNames = stretches.map((stretch) => stretch.name);
  const membranes = new Map<number, string[]>();
  stretches.forEach((stretch, layer) => {
    if (stretch.cells === 0) {
      const face = Math.max(edges.length - 1, 0);
      membranes.set(face, [...(membranes.get(face) ?? []), stretch.name]);
      return;
    }
    if (edges.length === 0) edges.push(stretch.from);
    for (let i = 1; i <= stretch.cells; i++) {
      const place = stretch.place ?? ((share: number) => bent(stretch.grading, share));
      const [before, after] = [place((i - 1) / stretch.cells), place(i / stretch.cells)];
      edges.push(stretch.from + stretch.thickness * after);
      widths.push(stretch.thickness * (after - before));
      layers.push(layer);
    }
  });
  const cellCount = layers.length;
  const trailing = membranes.get(cellCount);
  if (periodic && trailing) {
    membranes.delete(cellCount);
    membranes.set(0, [...trailing, ...(membranes.get(0) ?? [])]);
  }
  const edge: FaceField = Float64Array.from(edges);
  const center: CellField = new Float64Array(cellCount);
  const volume: CellField = new Float64Array(cellCount);
  const leftHalf: CellField = new Float64Array(cellCount);
  const rightHalf: CellField = new Float64Array(cellCount);
  for (let i = 0; i < cellCount; i++) {
    center[i] = 0.5 * (edge[i] + edge[i + 1]);
    volume[i] = shellVolume(geometry, edge[i], widths[i]);
    leftHalf[i] = geometricResistance(geometry, edge[i], center[i], widths[i] / 2);
    rightHalf[i] = geometricResistance(geometry, center[i], edge[i + 1], widths[i] / 2);
  }
  const area: FaceField = edge.map((x) => areaAt(geometry, x));
  return {
    geometry,
    cellCount,
    edge,
    center,
    volume,
    area,
    leftHalf,
    rightHalf,
    layer: Int32Array.from(layers),
    layerNames,
    membranes,
    periodic,
  };
}

/** Cubic map of [0, 1] to itself; its slope at the ends is 1 - grading. */
function bent(grading: number, s: number): number {
  return s + grading * s * (1 - s) * (2 * s - 1);
}

/** Area of the surface at coordinate r: 1, 2πr, 4πr². */
export function areaAt(geometry: Geometry, r: number): number {
  if (geometry === "slab") return 1;
  return geometry === "cylinder" ? 2 * Math.PI * r : 4 * Math.PI * r * r;
}

/** Volume of a shell of the given width outside a: w, π w (2a + w), 4π w (a² + ab + b²)/3. */
function shellVolume(geometry: Geometry, a: number, width: number): number {
  if (geometry === "slab") return width;
  const b = a + width;
  if (geometry === "cylinder") return Math.PI * width * (a + b);
  return ((4 * Math.PI) / 3) * width * (b * b + a * b + a * a);
}

/** ∫ dr / A(r) between coordinates a and b that are `width` apart: w, ln(b/a)/2π, w/4πab. */
function geometricResistance(geometry: Geometry, a: number, b: number, width: number): number {
  if (geometry === "slab") return width;
  if (a === 0) return Number.POSITIVE_INFINITY;
  if (geometry === "cylinder") return log1p(width / a) / (2 * Math.PI);
  return width / (4 * Math.PI * a * b);
}
