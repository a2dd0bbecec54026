/**
 * From the domain of a model to a mesh: layers become stretches of cells, unbounded space a window that is wide
 * enough for the time asked, with walls that let nothing out.
 *
 * @module
 */

import type { FreeDomain, LatticeDomain, Layer, LayeredDomain, Model } from "#model/model.ts";
import type { Length } from "#units/flavour.ts";
import { type Mesh, meshOf, type Stretch } from "./mesh.ts";

/** What a level wishes of its mesh. */
export interface MeshWish {
  /** Cells of a layer, or of a window, where the file does not say. */
  readonly cells: number;
  /** Factor on every number of cells. */
  readonly refinement: number;
  /** Layers thinner than this fraction of the thickest one become a face with the layer's resistance; 0 for none. */
  readonly thinnerThan: number;
  /** Most cells of a window before refinement, whatever the file says; layers have no limit. Infinity for none. */
  readonly most: number;
  /** Whether cells shrink towards the ends of a layer, where a transient is steep. */
  readonly graded: boolean;
  /** Layers that get as many cells as the thickest one, however thin they are. */
  readonly dense?: ReadonlySet<string>;
}

/** The stretch of an unbounded domain at which a grid looks. */
export interface Window {
  readonly from: Length;
  readonly to: Length;
}

/** The mesh of a layered domain. */
export function layeredMesh(domain: LayeredDomain, wish: MeshWish, periodic = false): Mesh {
  const { layers } = domain;
  const thickest = Math.max(...layers.map((layer) => layer.thickness));
  const isThin = (layer: Layer): boolean => layer.cells === undefined && layer.thickness < wish.thinnerThan * thickest;
  // a condition at an end speaks of the medium there: thin layers beyond the first and last thick one keep their cells
  const first = layers.findIndex((layer) => layer.thickness > 0 && !isThin(layer));
  const last = layers.findLastIndex((layer) => layer.thickness > 0 && !isThin(layer));
  const isFace = (layer: Layer, index: number): boolean =>
    layer.thickness === 0 || (isThin(layer) && index > first && index < last);
  let position: number = domain.start;
  const stretches = layers.map((layer, index): Stretch => {
    const from = position;
    position += layer.thickness;
    return {
      name: layer.name,
      from,
      thickness: layer.thickness,
      cells: isFace(layer, index) ? 0 : cellsOf(layer, thickest, wish),
      grading: wish.graded ? 0.8 : 0,
    };
  });
  return meshOf(domain.geometry, stretches, periodic);
}

/** Fewest cells of a layer whose number the file does not give. */
const FEWEST = 8;

/** Thin layers get fewer cells, as the root of their thickness: they settle sooner than the thick ones need. */
function cellsOf(layer: Layer, thickest: Length, { cells, refinement, dense }: MeshWish): number {
  const wished =
    layer.cells ??
    (dense?.has(layer.name)
      ? cells
      : Math.max(Math.min(FEWEST, cells), Math.round(cells * Math.sqrt(layer.thickness / thickest))));
  return Math.max(1, Math.round(wished * refinement));
}

/** A window is many times as wide as what it looks at: it gets this many times the cells of a layer. */
const WINDOW_CELLS = 3;

/**
 * A window on a free line, or on the radius around a point in a plane or in space. On a line the window is moved by
 * less than a cell so that a node lies on the start, unless a wall holds it.
 */
export function windowMesh(domain: FreeDomain, window: Window, wish: MeshWish, start?: Length): Mesh {
  const geometry = domain.geometry === "line" ? "slab" : domain.geometry === "plane" ? "cylinder" : "sphere";
  const cells = Math.round(Math.min(wish.most, domain.cells ?? WINDOW_CELLS * wish.cells) * wish.refinement);
  const isHeld = domain.from !== undefined || domain.to !== undefined || geometry !== "slab" || start === undefined;
  const shift = isHeld ? 0 : shiftToNode(window, cells, start);
  const stretch = { from: window.from + shift, thickness: window.to - window.from };
  return meshOf(geometry, [{ name: "domain", ...stretch, cells, grading: 0 }]);
}

function shiftToNode({ from, to }: Window, cells: number, start: Length): number {
  const h = (to - from) / cells;
  const place = (start - from) / h - 0.5;
  return (place - Math.round(place)) * h;
}

/** One cell around each site of a lattice; cells times the refinement. */
export function latticeMesh(domain: LatticeDomain, refinement: number): Mesh {
  const half = 0.5 * domain.spacing;
  return meshOf("slab", [
    {
      name: "domain",
      from: -half,
      thickness: domain.sites * domain.spacing,
      cells: domain.sites * Math.max(1, Math.round(refinement)),
      grading: 0,
    },
  ]);
}

/** Whether the ends of a model are joined for a species. */
export function isPeriodic(model: Model, species: string): boolean {
  return model.boundaries.some((boundary) => boundary.species === species && boundary.condition.kind === "periodic");
}
