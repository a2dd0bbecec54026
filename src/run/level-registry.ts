/**
 * The levels that a run can use. The one place that knows them all.
 *
 * @module
 */

import { closedForm } from "#levels/closed-form/closed-form.ts";
import { compartments } from "#levels/compartments/compartments.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import type { Acceptance, Level } from "#levels/contract.ts";
import { langevin } from "#levels/langevin/langevin.ts";
import { master } from "#levels/master/master.ts";
import { walk } from "#levels/walk/walk.ts";
import type { LevelName, Model } from "#model/model.ts";

/** Levels in the order in which they run and are printed. */
export const LEVELS: readonly Level[] = [closedForm, walk, master, langevin, continuum, compartments];

/** The level of that name, or undefined for one of a later version. */
export function levelNamed(name: LevelName): Level | undefined {
  return LEVELS.find((level) => level.name === name);
}

/** Whether a level can carry every species of a model. */
export function acceptance(level: Level, model: Model): Acceptance {
  if (model.species.length === 0)
    return {
      accepts: false,
      because: "the model is a formula: it has no species",
      change: "nothing is needed; its outputs are computed as they stand",
    };
  for (const species of model.species) {
    const answer = level.accepts(model, species.name);
    if (!answer.accepts) return answer;
  }
  return { accepts: true };
}
