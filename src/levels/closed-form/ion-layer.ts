/**
 * One flat layer of ions as the laws of electrodiffusion see it, or why it is none.
 *
 * @module
 */

import type { BoundaryCondition, End, Model } from "#model/model.ts";
import { constantValue } from "#potential/constant-value.ts";

/** An ion in the layer. */
export interface LayerIon {
  readonly name: string;
  readonly valence: number;
  readonly diffusivity: number;
  readonly left: BoundaryCondition;
  readonly right: BoundaryCondition;
}

/** The layer. */
export interface IonLayer {
  readonly ions: readonly LayerIon[];
  readonly name: string;
  readonly thickness: number;
  /** X [mol m^-3]. */
  readonly fixedCharge: number;
  readonly temperature: number;
  /** Electric potential of the ends [V]; undefined where nothing says it. */
  readonly potential: { readonly [E in End]: number | undefined };
}

/** The layer of a model, or in words what it has that these laws do not know. */
export function ionLayerOf(model: Model): IonLayer | string {
  const { domain, field, species, temperature, sources, electricPotentials = {} } = model;
  if (field === "poisson")
    return "no exact law is known for ions with Poisson's equation and a current: its limits are field: constant-field and field: electroneutral";
  if (domain?.kind !== "layers" || domain.geometry !== "slab") return "the domain is no slab";
  const [layer, second] = domain.layers;
  if (layer === undefined || second !== undefined || !(layer.thickness > 0)) return "there is more than one layer";
  if (temperature === undefined || sources.length > 0) return "there are sources";
  const ions: LayerIon[] = [];
  for (const one of species) {
    const [medium] = one.media;
    const diffusivity = constantValue(medium?.diffusivity);
    if (one.charge === undefined) return `${one.name} has no charge`;
    if (diffusivity === undefined || constantValue(medium?.partition) !== 1 || one.terms.length > 0)
      return `D or K of ${one.name} varies, or a potential acts beside the field`;
    ions.push({ name: one.name, valence: one.charge, diffusivity, ...conditionsOf(model, one.name) });
  }
  return {
    ions,
    name: layer.name,
    thickness: layer.thickness,
    fixedCharge: layer.fixedCharge ?? 0,
    temperature,
    potential: { left: electricPotentials.left, right: electricPotentials.right },
  };
}

function conditionsOf({ boundaries }: Model, name: string): Pick<LayerIon, "left" | "right"> {
  const at = (end: End): BoundaryCondition =>
    boundaries.find((one) => one.species === name && one.end === end)?.condition ?? { kind: "no-flux" };
  return { left: at("left"), right: at("right") };
}

/** The concentration that a condition holds; undefined where it holds none. */
export function heldBy(condition: BoundaryCondition): number | undefined {
  if (condition.kind === "concentration") return condition.concentration;
  return condition.kind === "absorbing" ? 0 : undefined;
}
