/**
 * The free energy of mixing that a species declares, and how fast its composition flows down the exchange potential.
 *
 *     F = RT c_t ∫ f(a) + (κ/2) |∇a|² dV,    μ/RT = f'(a) - κ ∇²a,    ∂a/∂t = ∇·( M ∇μ/RT )
 *
 * f is the ideal one with the terms of the activity; M = D a (1 - a) unless the file gives a mobility.
 *
 * @module
 */

import { closedEnergy } from "#model/closed-energy.ts";
import { derivative } from "#model/expression/derivative.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Expression } from "#model/expression/expression.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Model, Species } from "#model/model.ts";
import type { FreeEnergy } from "#physics/activity/free-energy.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import type { Diffusivity } from "#units/flavour.ts";
import { constantValue } from "./constant-value.ts";

/** M by composition [m^2 s^-1], with its slope; `constant` if it does not depend on it. */
export interface ExchangeMobility {
  readonly value: (composition: number) => Diffusivity;
  readonly slope: (composition: number) => Diffusivity;
  readonly constant: boolean;
}

/** f of a species; undefined where its activity has no free energy of mixing in closed form. */
export function mixingEnergy(species: Species): FreeEnergy | undefined {
  const { name, freeEnergy } = species;
  return freeEnergy === undefined ? closedEnergy(species) : writtenEnergy(freeEnergy, name);
}

/** f as the file writes it: a polynomial or the like, whole, so that compositions may be any. */
function writtenEnergy(value: Expression, name: string): FreeEnergy {
  const slope = derivative(value, name);
  const of = (e: Expression) => (composition: number) =>
    evaluate(e, { name: (one) => (one === name ? composition : undefined) });
  return {
    lowest: Number.NEGATIVE_INFINITY,
    highest: Number.POSITIVE_INFINITY,
    value: of(value),
    slope: of(slope),
    curvature: of(derivative(slope, name)),
  };
}

/** M of a species of constant D. @throws Error if D varies: `whyNoMixture` says so first */
export function exchangeMobility({ temperature }: Model, { name, media, mobility }: Species): ExchangeMobility {
  const D = constantValue(media[0]?.diffusivity);
  if (mobility === undefined) {
    if (D === undefined) throw new Error(`Bug: D of ${name} varies`);
    return { value: (a) => D * a * (1 - a), slope: (a) => D * (1 - 2 * a), constant: false };
  }
  const scale = GAS_CONSTANT * (temperature ?? Number.NaN);
  const of = (e: Expression) => (composition: number) =>
    scale * evaluate(e, { name: (one) => (one === name ? composition : one === "D" ? D : undefined) });
  return {
    value: of(mobility),
    slope: of(derivative(mobility, name)),
    constant: !namesIn(mobility).has(name),
  };
}
