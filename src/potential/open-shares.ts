/**
 * The open share of cells and faces where an impenetrable medium cuts through them.
 *
 * A cell that is cut keeps the part of its volume that is open, a face the part of its area: conductances are those of the
 * whole face times its open part, both ways, and none across a wall that cuts a cell in two (sealed-cells.ts). So detailed
 * balance and conservation are those of whole cells, and an edge that is slanted is no staircase. Shares are those of lines
 * across the cell and its faces, on which edges are found by halving.
 *
 * @see C. W. Hirt and J. M. Sicilian, Proc. 4th Int. Conf. Numer. Ship Hydrodyn. (1985), the method of fractional areas and volumes (not opened)
 * @module
 */

import { AXES, type Axis, type GridMesh, pointsInCells } from "#mesh/grid-mesh.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { GridDomain, Model } from "#model/model.ts";
import { gridScope } from "./grid-scope.ts";
import { sealedCells } from "./sealed-cells.ts";

/** Lines across a face, and across a cell, along all but the one axis on which they run, by the number of axes. */
const FACE_LINES = [0, 0, 1, 16];
const CELL_LINES = [0, 1, 32, 12];
/** Points on each line, between which an edge is then looked for to this many halvings. */
const ON_LINE = 32;
const HALVINGS = 26;
/** Corners are looked at just inside the cell, since edges of media may lie on faces [half-widths]. */
const CORNER = 0.999999;
/** A cell with less open than this is closed [1]. */
const NEXT_TO_NOTHING = 1e-3;
/** A share this near to all or nothing is that [1]. */
const ALL_BUT_NOTHING = 1e-5;
/** Points that are looked at together. */
const MOST_POINTS = 1 << 19;

/** Open shares of cells and faces. */
export interface OpenShares {
  /** Open share of the volume of each cell [1]. */
  readonly cell: Float64Array;
  /** Medium of the open part of each cell, by its index; -1 where there is none. */
  readonly medium: Int32Array;
  /** Cells that a wall inside them cuts in two. */
  readonly sealed: number;
  /** Open share of the face of a cell before or after it along an axis [1]. */
  face(cell: number, axis: Axis, isAfter: boolean): number;
}

/** The shares of a grid; undefined where no impenetrable medium cuts a cell. */
export function openShares(
  model: Pick<Model, "parameters" | "temperature">,
  domain: GridDomain,
  mesh: GridMesh,
  { of, isOpen: isMediumOpen }: { readonly of: Int32Array; readonly isOpen: (medium: number) => boolean },
  names: readonly string[],
): OpenShares | undefined {
  const dimensions = mesh.names.length;
  const media = (points: ReadonlyMap<string, Float64Array>, length: number): Int32Array => {
    const scope = gridScope(model, points);
    const out = new Int32Array(length);
    for (const { medium, where } of domain.media) {
      const index = names.indexOf(medium);
      const holds = where && fieldOf(where, length, scope);
      for (let i = 0; i < length; i++) if (holds?.[i] !== 0) out[i] = index;
    }
    return out;
  };
  const isCut = new Uint8Array(mesh.size);
  for (const x of [-CORNER, CORNER])
    for (const y of dimensions > 1 ? [-CORNER, CORNER] : [0])
      for (const z of dimensions > 2 ? [-CORNER, CORNER] : [0]) {
        const corner = media(pointsInCells(mesh, [x, y, z]), mesh.size);
        for (let i = 0; i < mesh.size; i++) if (isMediumOpen(corner[i]) !== isMediumOpen(of[i])) isCut[i] = 1;
      }
  const sealed = sealedCells(mesh, (points, length) =>
    Uint8Array.from(media(points, length), (medium) => (isMediumOpen(medium) ? 1 : 0)),
  );
  for (let i = 0; i < mesh.size; i++) if (sealed?.[i]) isCut[i] = 1;
  const cut = Array.from({ length: mesh.size }, (_, i) => i).filter((i) => isCut[i] === 1);
  if (cut.length === 0) return undefined;

  /** Share of each medium on lines through some cells, all lines of a cell together, and on how many of them are edges. */
  function* sharesOn(
    cells: readonly number[],
    lines: readonly Line[],
  ): Generator<{ readonly cell: number; readonly shares: Float64Array; readonly edges: number }> {
    const together = Math.max(1, Math.floor(MOST_POINTS / (lines.length * (ON_LINE + 1))));
    for (let first = 0; first < cells.length; first += together) {
      const some = cells.slice(first, first + together);
      const places = some.flatMap((cell) => lines.map((line) => ({ cell, line })));
      const at = (index: (k: number) => number, offset: (k: number) => number, length: number) => {
        const points = new Map<string, Float64Array>();
        for (const [axis, name] of mesh.names.entries()) {
          const values = new Float64Array(length);
          for (let k = 0; k < length; k++) {
            const { cell, line } = places[index(k)];
            const middle = mesh.center[axis as Axis][indexAlong(mesh, cell, axis as Axis)];
            values[k] = middle + 0.5 * mesh.width[axis as Axis] * (axis === line.axis ? offset(k) : line.at[axis]);
          }
          points.set(name, values);
        }
        return media(points, length);
      };
      const step = (2 * CORNER) / ON_LINE;
      const row = ON_LINE + 1;
      const found = at(
        (k) => Math.floor(k / row),
        (k) => -CORNER + step * (k % row),
        places.length * row,
      );
      const edges: { readonly line: number; readonly point: number }[] = [];
      const open = Array.from(some, () => new Float64Array(names.length));
      const add = (line: number, medium: number, length: number): void => {
        open[Math.floor(line / lines.length)][medium] += length / (2 * CORNER * lines.length);
      };
      for (let line = 0; line < places.length; line++)
        for (let k = 0; k < ON_LINE; k++) {
          const [here, next] = [found[line * row + k], found[line * row + k + 1]];
          if (here === next) add(line, here, step);
          else edges.push({ line, point: k });
        }
      const [low, high] = [new Float64Array(edges.length), new Float64Array(edges.length).fill(step)];
      for (let halving = 0; halving < HALVINGS && edges.length > 0; halving++) {
        const middle = at(
          (k) => edges[k].line,
          (k) => -CORNER + step * edges[k].point + 0.5 * (low[k] + high[k]),
          edges.length,
        );
        for (const [k, { line, point }] of edges.entries())
          (middle[k] === found[line * row + point] ? low : high)[k] = 0.5 * (low[k] + high[k]);
      }
      for (const [k, { line, point }] of edges.entries()) {
        add(line, found[line * row + point], low[k]);
        add(line, found[line * row + point + 1], step - low[k]);
      }
      const crossed = new Int32Array(some.length);
      for (const { line } of edges) crossed[Math.floor(line / lines.length)]++;
      for (const [c, cell] of some.entries()) yield { cell, shares: open[c], edges: crossed[c] };
    }
  }

  /** The shares by those lines that cross most edges: lines beside an edge see it only as a whole. */
  const clearest = (ways: readonly (readonly Line[])[]): ReadonlyMap<number, Float64Array> => {
    const best = new Map<number, Float64Array>();
    const most = new Map<number, number>();
    for (const lines of ways)
      for (const { cell, shares, edges } of sharesOn(cut, lines))
        if (edges > (most.get(cell) ?? -1)) {
          most.set(cell, edges);
          best.set(cell, shares);
        }
    return best;
  };
  const sumOfOpen = (shares: Float64Array): number => {
    let sum = 0;
    for (let index = 0; index < shares.length; index++) if (isMediumOpen(index)) sum += shares[index];
    return sum > 1 - ALL_BUT_NOTHING ? 1 : sum < ALL_BUT_NOTHING ? 0 : sum;
  };
  const cell = Float64Array.from(of, (medium) => (isMediumOpen(medium) ? 1 : 0));
  const medium = of.map((index) => (isMediumOpen(index) ? index : -1));
  for (const [i, shares] of clearest(
    AXES.slice(0, dimensions).map((run) => linesAlong(run, dimensions, CELL_LINES[dimensions])),
  )) {
    let most = -1;
    for (let index = 0; index < shares.length; index++)
      if (isMediumOpen(index) && shares[index] > (most < 0 ? 0 : shares[most])) most = index;
    const open = sumOfOpen(shares);
    cell[i] = open < NEXT_TO_NOTHING ? 0 : open;
    medium[i] = cell[i] === 0 ? -1 : isMediumOpen(of[i]) ? of[i] : most;
  }
  const faces = new Map<number, number>();
  for (const axis of AXES.slice(0, dimensions))
    for (const isAfter of [false, true]) {
      const runs = AXES.slice(0, dimensions).filter((run) => run !== axis);
      const held = { axis, offset: isAfter ? 1 : -1 };
      for (const [i, shares] of clearest(runs.map((run) => linesAlong(run, dimensions, FACE_LINES[dimensions], held))))
        faces.set(6 * i + 2 * axis + (isAfter ? 1 : 0), sumOfOpen(shares));
    }
  return {
    cell,
    medium,
    sealed: sealed?.reduce((count, axes) => count + (axes > 0 ? 1 : 0), 0) ?? 0,
    face: (i, axis, isAfter) =>
      sealed !== undefined && (sealed[i] >> axis) & 1
        ? 0
        : (faces.get(6 * i + 2 * axis + (isAfter ? 1 : 0)) ?? (cell[i] > 0 ? 1 : 0)),
  };
}

/** A line through a cell along an axis, at these offsets along the others [half-widths]. */
interface Line {
  readonly axis: number;
  readonly at: readonly number[];
}

/** Lines along one axis at the middles of equal parts of the others; one axis may be held at an offset. */
function linesAlong(
  run: number,
  dimensions: number,
  count: number,
  held?: { readonly axis: number; readonly offset: number },
): readonly Line[] {
  let places: readonly (readonly number[])[] = [[]];
  for (let axis = 0; axis < dimensions; axis++) {
    const offsets =
      axis === run
        ? [0]
        : axis === held?.axis
          ? [held.offset]
          : Array.from({ length: count }, (_, k) => (2 * k + 1) / count - 1);
    places = places.flatMap((place) => offsets.map((offset) => [...place, offset]));
  }
  return places.map((at) => ({ axis: run, at }));
}

function indexAlong({ shape }: GridMesh, cell: number, axis: Axis): number {
  const [nx, ny] = shape.cells;
  return axis === 0 ? cell % nx : axis === 1 ? Math.floor(cell / nx) % ny : Math.floor(cell / (nx * ny));
}
