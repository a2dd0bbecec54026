/**
 * What a closed form is to the level: a law that recognised a model, or the reason why it did not.
 *
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";

/** An exact law of one species of one model. */
export interface Law {
  readonly kind: "law";
  /** Name, as the field knows it. */
  readonly name: string;
  /** The formula in one line. */
  readonly formula: string;
  /** Where the law stands in the literature. Each is derived here on its own; the texts were not opened. */
  readonly source: string;
  /** What the law describes. */
  readonly describes: Description;
  /** There where the law says that the model comes to no steady state: what happens instead, and what to change. */
  readonly noSteadyState?: { readonly what: string; readonly advice: string };
  /** There where the law states the start, t = 0 s, and nothing after it. */
  readonly startAlone?: true;
  /** Value of a measure [coherent SI]; undefined where the law does not state it. */
  read(measure: Measure, when: When): number | undefined;
  /** One curve over space; undefined where the law has none. */
  profile?(when: When): Profile | undefined;
}

/** The continuum, or a walk on a lattice with these steps. */
export type Description =
  | { readonly kind: "continuum" }
  | { readonly kind: "discrete"; readonly spacing: number; readonly step?: number };

/** A law that does not hold for the model: what differs, and what to change. */
export interface NotThis {
  readonly kind: "not-this";
  /** Name of the law. */
  readonly form: string;
  /** How many conditions in a row the model does meet: the law that meets most is the nearest. */
  readonly met: number;
  readonly because: string;
  readonly change: string;
}

/** The law of the model, or why this law is not. */
export type Recognition = Law | NotThis;

/** Looks at a species of a model: is this law its law? */
export type Recognise = (model: Model, species: Species) => Recognition;

/** One condition of a law, and what to say where it fails. */
export type Condition = readonly [holds: boolean, because: string, change: string];

/** The first condition that fails, as the reason why this is not the law; undefined if all hold. */
export function firstFailure(form: string, conditions: readonly Condition[], already = 0): NotThis | undefined {
  const met = conditions.findIndex(([holds]) => !holds);
  if (met < 0) return undefined;
  const [, because, change] = conditions[met] as Condition;
  return { kind: "not-this", form, met: already + met, because, change };
}
