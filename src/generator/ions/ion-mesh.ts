/**
 * The mesh of ions: cells of each layer, fine beside its ends where Poisson's equation makes layers of the Debye length,
 * and before electrodes.
 *
 * @module
 */

import { resolvingLayers } from "#mesh/layer-resolving.ts";
import { type Mesh, meshOf, type Stretch } from "#mesh/mesh.ts";
import { END_NAMES, type LayeredDomain, type Model } from "#model/model.ts";
import { debyeLength } from "#physics/electro/debye-length.ts";
import type { Concentration, Length } from "#units/flavour.ts";

/** Cells of each layer: those of the file, or so many, times the refinement. */
export interface IonMeshWish {
  readonly cells: number;
  readonly refinement: number;
}

/** The mesh of a layered model with ions. */
export function ionMesh(model: Model, { cells, refinement }: IonMeshWish): Mesh {
  const domain = model.domain as LayeredDomain;
  let position: number = domain.start;
  const stretches = domain.layers.map((layer): Stretch => {
    const from = position;
    position += layer.thickness;
    const shortest = shortestDebyeLength(model, layer.medium) ?? nearElectrode(model, layer.thickness);
    return {
      name: layer.name,
      from,
      thickness: layer.thickness,
      cells: Math.max(2, Math.round((layer.cells ?? cells) * refinement)),
      grading: 0,
      ...(shortest === undefined ? {} : { place: resolvingLayers(layer.thickness, shortest) }),
    };
  });
  return meshOf(domain.geometry, stretches);
}

/** The Debye length of a medium at the most ions that there may be; undefined where the field is not Poisson's. */
function shortestDebyeLength(model: Model, medium: string): Length | undefined {
  const relativePermittivity = model.permittivities?.[medium];
  const most = mostIonicStrength(model);
  if (model.field !== "poisson" || relativePermittivity === undefined || !(most > 0)) return undefined;
  return debyeLength({ ionicStrength: most, relativePermittivity, temperature: model.temperature ?? Number.NaN });
}

/** Where neutrality holds, the field is steep before an electrode, which takes some ions and not others. */
function nearElectrode({ field, boundaries, species }: Model, thickness: Length): Length | undefined {
  if (field !== "electroneutral") return undefined;
  const isElectrode = END_NAMES.some((end) => {
    const held = species
      .filter(({ charge }) => charge !== undefined)
      .map(({ name }) => {
        const kind = boundaries.find((one) => one.end === end && one.species === name)?.condition.kind ?? "no-flux";
        return kind === "concentration" || kind === "absorbing";
      });
    return held.includes(true) && held.includes(false);
  });
  return isElectrode ? STEEP * thickness : undefined;
}

/** Part of a layer within which the field before an electrode is steep [1]. */
const STEEP = 1e-4;

/** Ionic strength of the stronger bath, and of the ions that balance the largest fixed charge [mol m^-3]. */
function mostIonicStrength({ boundaries, species, domain }: Model): Concentration {
  const strength = { left: 0, right: 0 };
  for (const { end, species: name, condition } of boundaries) {
    const z = species.find((one) => one.name === name)?.charge ?? 0;
    if (condition.kind === "concentration" && (end === "left" || end === "right"))
      strength[end] += 0.5 * z * z * condition.concentration;
  }
  const fixed = (domain as LayeredDomain).layers.map(({ fixedCharge = 0 }) => 0.5 * Math.abs(fixedCharge));
  return Math.max(strength.left, strength.right) + Math.max(...fixed);
}
