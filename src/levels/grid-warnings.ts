/**
 * What the cells of a grid do not show of the media that are painted on it, in words that hold for all levels on a grid.
 *
 * @module
 */

import type { GridNetwork } from "#generator/grid-network.ts";
import type { Model } from "#model/model.ts";
import { unresolvedMedia } from "#potential/unresolved-media.ts";

/** A warning for walls inside cells, for media that are of no cell, and for those that are a single one thick. */
export function gridWarnings(model: Model, network: GridNetwork): string[] {
  const { domain } = model;
  const { mesh, media, species } = network;
  if (domain?.kind !== "grid") return [];
  const { absent, thin } = unresolvedMedia(model, domain, mesh, media);
  const shape = mesh.shape.cells.slice(0, mesh.names.length).join(" x ");
  return [
    ...thinWalls(network),
    ...absent.map(
      (medium) =>
        `${medium} has the centre of no cell of ${shape}, and is left out for ${species}: it is thinner than the cells, outside the domain or painted over; use more cells`,
    ),
    ...thin.map(
      (medium) =>
        `${medium} is a single cell thick on ${shape} cells, with edges that lie inside cells: for ${species} it is as thick as the cell; use more cells`,
    ),
  ];
}

/** Cells that a wall cuts in two are closed on both sides of it, which moves the wall by up to a cell. */
function thinWalls({ species, media }: GridNetwork): string[] {
  const count = media.shares?.sealed ?? 0;
  if (count === 0) return [];
  return [
    `a part that ${species} cannot enter is thinner than the ${count === 1 ? "cell" : `${count} cells`} inside which it lies: ${count === 1 ? "that cell is" : "these are"} closed across it, on both sides; use more cells`,
  ];
}
