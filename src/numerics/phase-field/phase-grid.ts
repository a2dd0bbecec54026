/**
 * Grids of equal cells in one to three dimensions, for fields that are solved by differences.
 *
 * A field is one number for each cell, the first axis fastest: cell (i, j, k) is at i + n_x (j + n_y k). Axes are periodic or
 * end in walls that nothing passes. Cells may be closed: an impenetrable obstacle, whose faces are walls.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";

/** One axis of a grid. */
export interface PhaseAxis {
  /** Number of cells. */
  readonly cells: number;
  /** Width of a cell, h [m, or the caller's unit of length]. */
  readonly spacing: number;
  /** Whether the last cell is the neighbour of the first, or both end at a wall. */
  readonly ends: "periodic" | "no-flux";
}

/** Cells of equal size along one to three axes. */
export interface PhaseGrid {
  readonly axes: readonly PhaseAxis[];
  /** 1 for a cell that matter may enter, 0 for an obstacle; absent: all are open. */
  readonly open?: Uint8Array;
}

/** Number of cells of a grid, closed ones included. @throws DomainError if the grid has no meaning */
export function cellCount({ axes, open }: PhaseGrid): number {
  if (!(axes.length >= 1 && axes.length <= 3)) throw new DomainError("axes", axes.length, "a grid has 1 to 3 axes");
  let count = 1;
  for (const { cells, spacing } of axes) {
    if (!(Number.isInteger(cells) && cells >= 1))
      throw new DomainError("cells", cells, "an axis has a whole number of cells, at least 1");
    if (!(spacing > 0 && Number.isFinite(spacing))) throw new DomainError("spacing", spacing, "cells have a width > 0");
    count *= cells;
  }
  if (open && open.length !== count)
    throw new DomainError("open", open.length, `it says of each of ${count} cells whether it is open`);
  if (open && !open.includes(1)) throw new DomainError("open", 0, "at least one cell must be open");
  return count;
}

/** Volume of a cell: the product of its widths [m, m^2 or m^3]. */
export function cellVolume({ axes }: PhaseGrid): number {
  let volume = 1;
  for (const { spacing } of axes) volume *= spacing;
  return volume;
}

/** Number of cells that are open. */
export function openCount(grid: PhaseGrid): number {
  const { open } = grid;
  if (!open) return cellCount(grid);
  let count = 0;
  for (let i = 0; i < open.length; i++) count += open[i];
  return count;
}

/**
 * The cell that lies d cells on from cell j of an axis: around the ring, or mirrored in the walls, so that an even
 * continuation of the field beyond a wall makes all its odd derivatives vanish there.
 */
export function cellBeyond({ cells, ends }: PhaseAxis, j: number, d: number): number {
  if (ends === "periodic") return (((j + d) % cells) + cells) % cells;
  const place = (((j + d) % (2 * cells)) + 2 * cells) % (2 * cells);
  return place < cells ? place : 2 * cells - 1 - place;
}
