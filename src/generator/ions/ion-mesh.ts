/**
 * The mesh of ions: cells of each layer, fine beside its ends where Poisson's equation makes layers of the Debye length,
 * and before electrodes.
 *
 * @module
 */

import { resolvingLayers } from "#mesh/layer-resolving.ts";
import { type Mesh, meshOf, type Stretch } from "#mesh/mesh.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import { END_NAMES, type LayeredDomain, type Model } from "#model/model.ts";
import { debyeLength } from "#physics/electro/debye-length.ts";
import { positionScope } from "#potential/position-scope.ts";
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

/** Cells of a Debye length at the ends of layers, below which a double layer is too coarse to be read [1]. */
const CELLS_OF_DEBYE = 5;

/** What a reader has to know of layers at whose ends the cells are too coarse for a double layer. */
export function coarseDoubleLayers(model: Model, mesh: Mesh): readonly string[] {
  return (model.domain as LayeredDomain).layers.flatMap(({ name, medium }, index) => {
    const length = shortestDebyeLength(model, medium);
    if (length === undefined) return [];
    const cells = [mesh.layer.indexOf(index), mesh.layer.lastIndexOf(index)];
    const widest = Math.max(...cells.map((cell) => mesh.edge[cell + 1] - mesh.edge[cell]));
    if (!(CELLS_OF_DEBYE * widest > length)) return [];
    const words = (x: number) => `${Number((1e9 * x).toPrecision(3))} nm`;
    return [
      `the cells at the ends of ${name} are ${words(widest)} wide where the Debye length is ${words(length)}: a double layer there is not resolved; give more cells`,
    ];
  });
}

/**
 * Ionic strength of the stronger bath, or of the start where it is stronger and time runs; and of the ions that balance
 * the largest fixed charge [mol m^-3].
 */
function mostIonicStrength(model: Model): Concentration {
  const { boundaries, species, domain, solves } = model;
  const strength = { left: 0, right: 0 };
  for (const { end, species: name, condition } of boundaries) {
    const z = species.find((one) => one.name === name)?.charge ?? 0;
    if (condition.kind === "concentration" && (end === "left" || end === "right"))
      strength[end] += 0.5 * z * z * condition.concentration;
  }
  const fixed = (domain as LayeredDomain).layers.map(({ fixedCharge = 0 }) => 0.5 * Math.abs(fixedCharge));
  const started = solves.some(({ kind }) => kind === "transient") ? strengthAtStart(model) : 0;
  return Math.max(strength.left, strength.right, started) + Math.max(...fixed);
}

/** Places of a layer at which its start is looked at. */
const LOOKS = 64;

/** The largest ionic strength at the start [mol m^-3]. */
function strengthAtStart(model: Model): Concentration {
  const { layers, start } = model.domain as LayeredDomain;
  const places: number[] = [];
  let position: number = start;
  for (const { thickness } of layers) {
    for (let i = 0; i < LOOKS; i++) places.push(position + ((i + 0.5) / LOOKS) * thickness);
    position += thickness;
  }
  const scope = positionScope(model, Float64Array.from(places));
  const strength = new Float64Array(places.length);
  for (const { charge = 0, initial } of model.species) {
    if (initial.kind !== "concentration" || charge === 0) continue;
    const values = fieldOf(initial.concentration, places.length, scope);
    for (let i = 0; i < places.length; i++) strength[i] += 0.5 * charge * charge * values[i];
  }
  return strength.reduce((most, one) => Math.max(most, one), 0);
}
