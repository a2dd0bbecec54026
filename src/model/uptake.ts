/**
 * Carriers at work in a layered domain, and the porous media whose walls may bear them.
 *
 * @module
 */

import type { CarrierLaw } from "./carrier.ts";
import { isLinearCarrier } from "./carrier.ts";
import type { Model, Species } from "./model.ts";

/** A medium of which only a part is fluid. Concentrations are those in the fluid. */
export interface PorousMedium {
  /** Volume of fluid over the whole volume, and so the share of a cross-section that is fluid, ε [1]. */
  readonly porosity: number;
  /** Factor by which the ways through the fluid slow diffusion, τ in D / τ [1]. */
  readonly tortuosity: number;
  /** Area of wall in a whole volume [m^-1], where the file gives it. */
  readonly wallArea?: number;
}

/** Carriers of one kind at one place, and what they take. */
export interface Uptake {
  readonly name: string;
  readonly species: string;
  readonly law: CarrierLaw;
  readonly layer: string;
  /** The walls in the layer, or one of its faces, on the layer's own side. */
  readonly at: "walls" | "left" | "right";
  /** Area of membrane in a whole volume [m^-1] at walls; over the area of the face [1] at a face. */
  readonly area: number;
  /** Concentration behind the membrane [mol m^-3]. */
  readonly behind: number;
  /** There where what they take appears on the other side of the membrane at that face; else it leaves the model. */
  readonly crosses?: true;
}

/** The uptakes of a species. */
export function uptakesOf(
  { uptakes = [] }: Pick<Model, "uptakes">,
  { name }: Pick<Species, "name">,
): readonly Uptake[] {
  return uptakes.filter(({ species }) => species === name);
}

/** Whether a species is taken up by what is not proportional to its concentration. */
export function isSaturable(model: Pick<Model, "uptakes">, species: Pick<Species, "name">): boolean {
  return uptakesOf(model, species).some(({ law }) => !isLinearCarrier(law));
}

/** The porous medium of a layer; undefined if all of it is fluid. */
export function porousIn({ porousMedia = {} }: Pick<Model, "porousMedia">, medium: string): PorousMedium | undefined {
  return Object.hasOwn(porousMedia, medium) ? porousMedia[medium] : undefined;
}

/** Whether a part of the layers is not fluid. */
export function hasPores(model: Pick<Model, "domain" | "porousMedia">): boolean {
  if (model.domain?.kind !== "layers") return false;
  return model.domain.layers.some(({ medium }) => (porousIn(model, medium)?.porosity ?? 1) !== 1);
}

/** Why an equation that knows neither pores nor carriers is not that of a species; undefined if it is. */
export function whyNoPores(
  model: Pick<Model, "domain" | "porousMedia" | "uptakes">,
  species: Pick<Species, "name">,
): { readonly because: string; readonly change: string } | undefined {
  if (uptakesOf(model, species).length > 0)
    return {
      because: `carriers take up ${species.name}, which this equation does not know`,
      change: "use plain diffusion and the levels continuum and master, or leave out sources:",
    };
  if (hasPores(model))
    return {
      because: "a part of its media is not fluid, which this equation does not know",
      change: "use plain diffusion and the levels continuum, master and walk, or leave out porosity:",
    };
  return undefined;
}
