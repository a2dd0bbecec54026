/**
 * Where walkers of a motion of its own start: at one point of space without ends or forces.
 *
 * @module
 */

import type { Model, Species } from "#model/model.ts";
import { recordTimes } from "#model/record-times.ts";
import type { Amount, Length } from "#units/flavour.ts";
import { Refusal } from "./refusal.ts";
import type { Walkers } from "./walkers.ts";

/** A point and how much starts there. */
export interface PointStart {
  /** One coordinate for each axis [m]. */
  readonly at: readonly Length[];
  readonly amount: Amount;
}

/** The point from which a species starts. @throws Refusal if there is none, or if anything but its own law moves it. */
export function pointStart(model: Model, { name, initial, terms, drift }: Species): PointStart {
  const { domain } = model;
  if (domain?.kind !== "free" || domain.from !== undefined || domain.to !== undefined)
    throw new Refusal(`no rule is known for what an end does to ${name}`, "use a domain without ends");
  if (initial.kind !== "point")
    throw new Refusal(`${name} does not start at a point`, `write initial: {${name}: {at: 0 nm}}`);
  if (terms.length > 0 || drift !== undefined)
    throw new Refusal(`${name} moves by its own law, which knows no force`, "leave out mu: and drift:");
  if (model.sources.some(({ species }) => species === name))
    throw new Refusal(`walkers of ${name} are neither made nor used up`, "leave out sources:");
  return { at: Array.from({ length: domain.dimensions }, (_, axis) => initial.at[axis] ?? 0), amount: initial.amount };
}

/** Places all walkers of a block at the point. */
export function placeAt({ axes, origin }: Walkers, { at }: PointStart): void {
  for (const [k, axis] of axes.entries()) {
    axis.fill(at[k]);
    origin[k].fill(at[k]);
  }
}

/** The last record time of a model [s]. @throws Refusal if no time passes. */
export function lastRecord({ solves }: Pick<Model, "solves">): number {
  const last = recordTimes(solves).at(-1);
  if (last === undefined)
    throw new Refusal(
      "no time passes",
      "ask for solve: {transient: {until: 1 s, every: 0.1 s}}, with times of your own",
    );
  return last;
}
