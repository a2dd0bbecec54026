/**
 * Ions of a symmetric salt before a wall at a potential, in equilibrium with a bath far away: Gouy and Chapman.
 *
 *     tanh(u / 4) = tanh(u_0 / 4) e^(-x/λ),   u = z F φ / RT,   c_k = c e^(-z_k F φ / RT)
 *
 * Exact before a bath at infinity. Here the bath is at the other end of a slab of at least thirty Debye lengths, where less
 * than 1e-12 of the potential is left.
 *
 * @see G. Gouy, J. Phys. Theor. Appl. 9, 457 (1910), doi:10.1051/jphystap:019100090045700 (not opened)
 * @module
 */

import type { When } from "#levels/contract.ts";
import type { Measure } from "#model/measure.ts";
import type { End, Model, Species } from "#model/model.ts";
import { debyeLength } from "#physics/electro/debye-length.ts";
import { boltzmannConcentration, diffuseLayerPotential, type PlaneAtPotential } from "#physics/electro/gouy-chapman.ts";
import { constantValue } from "#potential/constant-value.ts";
import { heldBy } from "./ion-layer.ts";
import { type IonForm, recogniseIonSlab } from "./ion-slab.ts";
import { firstFailure, type Recognition } from "./law.ts";

const NAME = "diffuse layer before a wall (Gouy and Chapman)";

/** Debye lengths beyond which nothing of the wall is left [1]. */
const FAR = 29;

const FORM: IonForm<Layer> = {
  form: NAME,
  slabOf: layerOf,
  change: "only equilibria of a z:z salt before one wall have a closed form with field: poisson; its limits have more",
};

/** Recognises a z:z salt between a wall at a potential and a bath. */
export function recogniseDiffuseLayer(model: Model, species: Species): Recognition {
  return recogniseIonSlab(model, FORM, (layer) => lawOf(model, layer, species));
}

function lawOf(model: Model, layer: Layer, species: Species): Recognition {
  const { plane, thickness } = layer;
  const length = debyeLength({
    ionicStrength: (plane.valence ?? 1) * (plane.valence ?? 1) * plane.concentration,
    relativePermittivity: plane.relativePermittivity,
    temperature: plane.temperature,
  });
  const failure = firstFailure(
    NAME,
    [[thickness > FAR * length, "the bath is nearer than thirty Debye lengths", "use a thicker slab"]],
    1,
  );
  return (
    failure ?? {
      kind: "law",
      name: NAME,
      formula: "tanh(u/4) = tanh(u_0/4) e^(-x/λ), c = c_bath e^(-z F φ / RT)",
      source: "G. Gouy, J. Phys. Theor. Appl. 9, 457 (1910), doi:10.1051/jphystap:019100090045700",
      describes: { kind: "continuum" },
      read: (measure, when) => read(model, layer, species, measure, when),
    }
  );
}

interface Layer {
  readonly wall: End;
  readonly plane: PlaneAtPotential;
  readonly bathPotential: number;
  readonly start: number;
  readonly thickness: number;
}

function layerOf(model: Model): Layer | string {
  const { domain, species, field, temperature, permittivities = {}, electricPotentials = {}, sources } = model;
  if (field !== "poisson" || domain?.kind !== "layers" || domain.geometry !== "slab" || temperature === undefined)
    return "the field is not Poisson's";
  const [layer, second] = domain.layers;
  const [a, b, more] = species;
  if (layer === undefined || second !== undefined || sources.length > 0)
    return "there is more than one layer, or a source";
  if ((layer.fixedCharge ?? 0) !== 0) return "the layer has fixed charge";
  if (a?.charge === undefined || b?.charge !== -a.charge || more !== undefined) return "there is more than a z:z salt";
  if (
    [a, b].some(({ terms, media }) => terms.length > 0 || media.some(({ partition }) => constantValue(partition) !== 1))
  )
    return "K is not 1, or a potential acts beside the field";
  const relativePermittivity = permittivities[layer.medium];
  for (const wall of ["left", "right"] as const) {
    const bath: End = wall === "left" ? "right" : "left";
    const conditionOf = (name: string, end: End) =>
      model.boundaries.find((one) => one.species === name && one.end === end)?.condition ?? {
        kind: "no-flux" as const,
      };
    const isClosed = [a, b].every(({ name }) => conditionOf(name, wall).kind === "no-flux");
    const held = [a, b].map(({ name }) => heldBy(conditionOf(name, bath)));
    const [zeta, bathPotential] = [electricPotentials[wall], electricPotentials[bath]];
    if (!isClosed || held[0] === undefined || held[0] !== held[1] || zeta === undefined || bathPotential === undefined)
      continue;
    if (!(held[0] > 0) || relativePermittivity === undefined) continue;
    return {
      wall,
      bathPotential,
      start: domain.start,
      thickness: layer.thickness,
      plane: {
        concentration: held[0],
        valence: Math.abs(a.charge),
        relativePermittivity,
        temperature,
        surfacePotential: zeta - bathPotential,
      },
    };
  }
  return "a current may flow, or there is no wall";
}

function read(
  model: Model,
  layer: Layer,
  { name: species, charge = 0 }: Species,
  { name, place }: Measure,
  when: When,
): number | undefined {
  const { wall, plane, bathPotential, start, thickness } = layer;
  if (when !== "steady" && when !== "equilibrium") return undefined;
  if (name === "flux") return model.species.some((one) => one.name === species) ? 0 : undefined;
  const side = place?.kind === "end" ? place.end : place?.kind === "layer-face" ? place.side : undefined;
  const x =
    place?.kind === "point"
      ? (place.at[0] ?? Number.NaN) - start
      : side === undefined
        ? undefined
        : side === "left"
          ? 0
          : thickness;
  if (x === undefined) return undefined;
  const distance = wall === "left" ? x : thickness - x;
  const potential = distance >= thickness ? 0 : diffuseLayerPotential({ ...plane, distance });
  if (name === "electric_potential") return bathPotential + potential;
  if (name !== "c") return undefined;
  return boltzmannConcentration({
    valence: charge,
    concentration: plane.concentration,
    potential,
    temperature: plane.temperature,
  });
}
