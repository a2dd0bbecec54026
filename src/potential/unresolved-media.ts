/**
 * Media that are painted on a grid and too thin for its cells.
 *
 * A cell is of the medium at its centre (grid-landscape.ts). A layer that lies between the centres is of no cell, and is left
 * out; one that catches a single row of them counts as a cell thick, whatever its own thickness. Impenetrable media are seen
 * by their open shares wherever they cut a cell, and are left out only where no cell is cut.
 *
 * @module
 */

import { AXES, type Axis, type GridMesh, type GridPoints, pointsInCells } from "#mesh/grid-mesh.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { GridDomain, Model } from "#model/model.ts";
import type { GridMedia } from "./grid-landscape.ts";
import { gridScope } from "./grid-scope.ts";

/** Names of painted media that the cells do not show as they are. */
export interface UnresolvedMedia {
  /** Of no cell; with its place in the file where a medium is painted more than once. */
  readonly absent: readonly string[];
  /** A single cell thick, with edges that lie inside cells. */
  readonly thin: readonly string[];
}

/** Ends of a cell are looked at just inside it, since edges of media may lie on faces [half-widths]. */
const END = 0.999999;

/** What of the painted media of a grid is of no cell, or of a single one across. */
export function unresolvedMedia(
  model: Pick<Model, "parameters" | "temperature">,
  domain: GridDomain,
  mesh: GridMesh,
  media: GridMedia,
): UnresolvedMedia {
  const painted = domain.media.flatMap(({ medium, where }, entry) => (where ? [{ medium, where, entry }] : []));
  if (painted.length === 0) return { absent: [], thin: [] };
  const present = new Set(media.of);
  const isOpen = (index: number) => media.inMedium[index] !== undefined;
  const absent = painted.flatMap(({ medium, where, entry }) => {
    const index = media.names.indexOf(medium);
    if (!isOpen(index) && media.shares !== undefined) return [];
    const isOnce = domain.media.filter((one) => one.medium === medium).length === 1;
    if (!present.has(index)) return [isOnce ? medium : `${medium} (domain.media[${entry}])`];
    if (isOnce) return [];
    const holds = fieldOf(where, mesh.size, gridScope(model, pointsInCells(mesh)));
    return media.of.some((own, i) => own === index && holds[i] !== 0) ? [] : [`${medium} (domain.media[${entry}])`];
  });
  const names = new Set(painted.map(({ medium }) => medium));
  const thin = [...names].filter((medium) => {
    const index = media.names.indexOf(medium);
    return (
      isOpen(index) &&
      present.has(index) &&
      AXES.slice(0, mesh.names.length).some(
        (axis) =>
          isOneThick(mesh, media.of, index, axis) &&
          !fillsItsCells(mesh, media.of, index, axis, (points) => mediaAt(model, domain, media, points, mesh.size)),
      )
    );
  });
  return { absent, thin };
}

/** The medium at one point of each cell, by its index. */
function mediaAt(
  model: Pick<Model, "parameters" | "temperature">,
  domain: GridDomain,
  { names }: GridMedia,
  points: GridPoints,
  length: number,
): Int32Array {
  const scope = gridScope(model, points);
  const of = new Int32Array(length);
  for (const { medium, where } of domain.media) {
    const index = names.indexOf(medium);
    const holds = where && fieldOf(where, length, scope);
    for (let i = 0; i < length; i++) if (holds?.[i] !== 0) of[i] = index;
  }
  return of;
}

/** The cell before or after a cell along an axis, round a periodic domain; undefined beyond the end. */
function neighbour({ shape }: GridMesh, cell: number, axis: Axis, isAfter: boolean): number | undefined {
  const [nx, ny] = shape.cells;
  const count = shape.cells[axis];
  const stride = axis === 0 ? 1 : axis === 1 ? nx : nx * ny;
  const at = Math.floor(cell / stride) % count;
  const next = isAfter ? at + 1 : at - 1;
  if (next >= 0 && next < count) return cell + (next - at) * stride;
  return shape.periodic[axis] ? cell + (((next + count) % count) - at) * stride : undefined;
}

/** Whether no cell of a medium has another of it before or after it along an axis. */
function isOneThick(mesh: GridMesh, of: Int32Array, index: number, axis: Axis): boolean {
  if (mesh.shape.cells[axis] === 1) return false;
  return of.every((own, i) => {
    if (own !== index) return true;
    const after = neighbour(mesh, i, axis, true);
    return after === undefined || of[after] !== index;
  });
}

/** Whether cells of a medium are of it up to both their ends along an axis, and those beside them not. */
function fillsItsCells(
  mesh: GridMesh,
  of: Int32Array,
  index: number,
  axis: Axis,
  mediaOf: (points: GridPoints) => Int32Array,
): boolean {
  const offset: [number, number, number] = [0, 0, 0];
  offset[axis] = -END;
  const first = mediaOf(pointsInCells(mesh, offset));
  offset[axis] = END;
  const last = mediaOf(pointsInCells(mesh, offset));
  return of.every((own, i) => {
    if (own !== index) return true;
    const before = neighbour(mesh, i, axis, false);
    const after = neighbour(mesh, i, axis, true);
    return (
      first[i] === index &&
      last[i] === index &&
      (before === undefined || last[before] !== index) &&
      (after === undefined || first[after] !== index)
    );
  });
}
