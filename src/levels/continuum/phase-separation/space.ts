/**
 * The grid of equal cells on which a mixture is solved: a slab of one layer, a rectangle or a box.
 *
 * @module
 */

import { fieldOf } from "#model/expression/evaluate-field.ts";
import { type Model, SIDE_NAMES, type Species } from "#model/model.ts";
import type { PhaseAxis, PhaseGrid } from "#numerics/phase-field/phase-grid.ts";
import type { Length } from "#units/flavour.ts";

/** How fine a grid is wished. */
export interface SpaceWish {
  /** Width of a cell where the file names no number of cells [m]. */
  readonly spacing: Length;
  /** Factor on the number of cells. */
  readonly refinement: number;
  /** Cells along an axis, at most, where the file names none. */
  readonly most: number;
}

/** A grid with its coordinates. */
export interface MixtureSpace {
  readonly grid: PhaseGrid;
  /** Number of cells, closed ones included. */
  readonly size: number;
  /** Thickness of the slab, or length of each side [m]. */
  readonly extents: readonly Length[];
  /** Coordinate of the left end of each axis [m]. */
  readonly origins: readonly Length[];
  /** Coordinates of the middles of all cells by name [m]. */
  readonly coordinates: ReadonlyMap<string, Float64Array>;
}

interface Axis {
  readonly name: string;
  readonly from: Length;
  readonly size: Length;
  readonly cells: number | undefined;
}

/** The grid of a model; undefined if its domain is none of those. */
export function mixtureSpace(model: Model, species: Species, wish: SpaceWish): MixtureSpace | undefined {
  const axes = axesOf(model);
  if (axes === undefined) return undefined;
  const made = axes.map(({ size, cells }, k): PhaseAxis => {
    const wished = cells ?? Math.min(wish.most, Math.ceil(size / wish.spacing));
    const count = Math.max(1, Math.round(wished * wish.refinement));
    return { cells: count, spacing: size / count, ends: isPeriodic(model, k) ? "periodic" : "no-flux" };
  });
  const size = made.reduce((product, { cells }) => product * cells, 1);
  const coordinates = new Map<string, Float64Array>();
  let stride = 1;
  made.forEach(({ cells, spacing }, k) => {
    const { name, from } = axes[k] as Axis;
    const step = stride;
    coordinates.set(
      name,
      Float64Array.from({ length: size }, (_, i) => from + spacing * ((Math.floor(i / step) % cells) + 0.5)),
    );
    stride *= cells;
  });
  const open = openCells(model, species, size, coordinates);
  return {
    grid: { axes: made, ...(open !== undefined && { open }) },
    size,
    extents: axes.map((axis) => axis.size),
    origins: axes.map(({ from }) => from),
    coordinates,
  };
}

function axesOf({ domain }: Model): readonly Axis[] | undefined {
  if (domain?.kind === "grid")
    return domain.geometry === "cylinder"
      ? undefined
      : domain.axes.map(({ name, from, size, cells }) => ({ name, from, size, cells }));
  if (domain?.kind !== "layers" || domain.geometry !== "slab" || domain.layers.length !== 1) return undefined;
  const [{ thickness, cells }] = domain.layers as [(typeof domain.layers)[number]];
  return [{ name: "x", from: domain.start, size: thickness, cells }];
}

function isPeriodic({ boundaries }: Model, axis: number): boolean {
  const sides: readonly string[] = SIDE_NAMES.slice(2 * axis, 2 * axis + 2);
  return boundaries.some(({ end, condition }) => condition.kind === "periodic" && sides.includes(end));
}

/** 1 in the media that the species may enter; undefined if that is everywhere. */
function openCells(
  { domain, parameters }: Model,
  species: Species,
  size: number,
  coordinates: ReadonlyMap<string, Float64Array>,
): Uint8Array | undefined {
  if (domain?.kind !== "grid") return undefined;
  const entered = new Set(species.media.map(({ medium }) => medium));
  const open = new Uint8Array(size).fill(1);
  const values = new Map(parameters.map(({ name, value }) => [name, value]));
  for (const { medium, where } of domain.media) {
    const inside = where && fieldOf(where, size, { name: (name) => coordinates.get(name) ?? values.get(name) });
    for (let i = 0; i < size; i++) if (inside === undefined || inside[i] !== 0) open[i] = entered.has(medium) ? 1 : 0;
  }
  return open.includes(0) ? open : undefined;
}
