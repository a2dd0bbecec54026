/**
 * What is asked of a mixture, read from its composition.
 *
 * @module
 */

import type { Measure } from "#model/measure.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { cos } from "#numerics/elementary.ts";
import { cellVolume } from "#numerics/phase-field/phase-grid.ts";
import type { Mixture } from "./mixture.ts";
import type { MixtureSpace } from "./space.ts";

/** The composition of a mixture at one time, and its free energy over RT c_t [m, m^2 or m^3]. */
export interface MixtureState {
  readonly composition: Float64Array;
  readonly energy: number;
}

/** Value of a measure [coherent SI]; undefined where this level does not state it. */
export function readMixture(
  { space, species, energyDensity }: Mixture,
  { composition, energy }: MixtureState,
  { name, place, argument }: Measure,
): number | undefined {
  switch (name) {
    case "free_energy":
      return energyDensity * energy;
    case "amount":
      return place?.kind === "all" ? (species.total as number) * contentOf(space, composition) : undefined;
    case "max":
      return extremeOf(space, composition, Math.max, Number.NEGATIVE_INFINITY);
    case "min":
      return extremeOf(space, composition, Math.min, Number.POSITIVE_INFINITY);
    case "fourier":
      return amplitude(space, composition, argument as number);
    case "c":
      return place?.kind === "point" ? valueAt(space, composition, place.at) : undefined;
    default:
      return undefined;
  }
}

/** ∫ a dV over the open cells [m, m^2 or m^3]. */
function contentOf({ grid }: MixtureSpace, a: Float64Array): number {
  const { open } = grid;
  return cellVolume(grid) * sumOf(open === undefined ? a : a.map((value, i) => (open[i] ? value : 0)));
}

function extremeOf(
  { grid: { open } }: MixtureSpace,
  a: Float64Array,
  further: (x: number, y: number) => number,
  start: number,
): number {
  return a.reduce((most, value, i) => (open === undefined || open[i] ? further(most, value) : most), start);
}

/** A of mean + A cos(2 π n x / L): the projection on the wave, L counted from the left end. */
function amplitude({ coordinates, extents, origins }: MixtureSpace, a: Float64Array, n: number): number | undefined {
  const x = coordinates.get("x") as Float64Array;
  const [length, from] = [extents[0] as number, origins[0] as number];
  if (2 * n >= extentInCells(x, from, length)) return undefined;
  return (2 / a.length) * sumOf(a.map((value, i) => value * cos((2 * Math.PI * n * (x[i] - from)) / length)));
}

/** Number of cells to the length of the first axis. */
function extentInCells(x: Float64Array, from: number, length: number): number {
  return length / (2 * (x[0] - from));
}

/** The composition at a point, by straight lines between the middles of cells; undefined in an obstacle. */
function valueAt({ grid, origins }: MixtureSpace, a: Float64Array, at: readonly number[]): number | undefined {
  const near: { readonly cell: number; readonly weight: number }[] = [{ cell: 0, weight: 1 }];
  let stride = 1;
  grid.axes.forEach(({ cells, spacing, ends }, k) => {
    const place = ((at[k] as number) - (origins[k] as number)) / spacing - 0.5;
    const low = Math.floor(place);
    const share = place - low;
    const cell = (j: number): number =>
      ends === "periodic" ? ((j % cells) + cells) % cells : Math.min(cells - 1, Math.max(0, j));
    const corners = near.splice(0).flatMap(({ cell: first, weight }) => [
      { cell: first + stride * cell(low), weight: weight * (1 - share) },
      { cell: first + stride * cell(low + 1), weight: weight * share },
    ]);
    near.push(...corners);
    stride *= cells;
  });
  if (near.some(({ cell }) => grid.open !== undefined && grid.open[cell] === 0)) return undefined;
  return near.reduce((sum, { cell, weight }) => sum + weight * a[cell], 0);
}
