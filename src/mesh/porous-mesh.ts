/**
 * The mesh of the fluid in layers of which only a part is fluid.
 *
 * Of a cell the share ε is fluid, and of every cross-section within it too, so that
 *
 *     fluid volume ε V,    geometric resistance s / ε,    concentration = amount / fluid volume.
 *
 * At a face between two layers the fluids meet: concentrations are continuous there, and the area of the face itself is
 * that of the whole cross-section, to which fluxes refer.
 *
 * @module
 */

import type { Mesh } from "./mesh.ts";

/** The mesh of the fluid, with the share of each layer that is fluid [1]. */
export function withPores(mesh: Mesh, fluidShareOf: (layer: string) => number): Mesh {
  const fluidShare = Float64Array.from(mesh.layer, (index) => fluidShareOf(mesh.layerNames[index]));
  if (fluidShare.every((share) => share === 1)) return mesh;
  return {
    ...mesh,
    fluidShare,
    volume: Float64Array.from(mesh.volume as Float64Array, (volume, i) => volume * fluidShare[i]),
    leftHalf: Float64Array.from(mesh.leftHalf as Float64Array, (half, i) => half / fluidShare[i]),
    rightHalf: Float64Array.from(mesh.rightHalf as Float64Array, (half, i) => half / fluidShare[i]),
  };
}
