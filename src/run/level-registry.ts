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
  let startAlone = true;
  for (const species of model.species) {
    const answer = level.accepts(model, species.name);
    if (!answer.accepts) return answer;
    startAlone &&= answer.startAlone === true;
  }
  return startAlone ? { accepts: true, startAlone } : { accepts: true };
}

/**
 * Whether a level takes part in a run: one that is listed if it can carry the model; without a list also not one that
 * states the start alone, unless something is expected there.
 */
export function participation(level: Level, model: Model, listed: readonly LevelName[] | undefined): Acceptance {
  const answer = acceptance(level, model);
  if (!answer.accepts || answer.startAlone === undefined || listed?.includes(level.name)) return answer;
  if (model.expectations.some(({ at }) => at === 0)) return answer;
  return {
    accepts: false,
    because: "what its law knows of this model is the start, t = 0 s, and the contents change after it",
    change: `list it in levels: [${level.name}, ...], or expect something at: 0 s`,
  };
}
