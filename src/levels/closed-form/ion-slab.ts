/**
 * The conditions that the closed forms of ions share: plain ions, in a layer or layers that the form knows.
 *
 * @module
 */

import { whyNotPlainIons } from "#levels/plain-ion.ts";
import type { Model } from "#model/model.ts";
import type { Recognition } from "./law.ts";

/** A form, what of a model it looks at, and what to change where it finds something else. */
export interface IonForm<Slab extends object> {
  readonly form: string;
  /** What the form looks at, or in words why it is not there. */
  readonly slabOf: (model: Model) => Slab | string;
  readonly change: string;
}

/** What a form says of a model of plain ions whose layer it knows; else what they are instead. */
export function recogniseIonSlab<Slab extends object>(
  model: Model,
  { form, slabOf, change }: IonForm<Slab>,
  law: (slab: Slab) => Recognition,
): Recognition {
  const unlike = whyNotPlainIons(model);
  if (unlike !== undefined) return { kind: "not-this", form, met: 0, ...unlike };
  const slab = slabOf(model);
  return typeof slab === "string" ? { kind: "not-this", form, met: 0, because: slab, change } : law(slab);
}
