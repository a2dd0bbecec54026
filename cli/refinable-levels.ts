/**
 * The levels that a refinement study runs: those without sampling noise that can carry the model.
 *
 * @module
 */

import type { LevelName, Model } from "#model/model.ts";
import { acceptance, LEVELS } from "#run/level-registry.ts";

/** Deterministic levels that can carry a model, of those that are listed (all if none are). */
export function refinableLevels(model: Model, listed: readonly LevelName[] | undefined): readonly LevelName[] {
  return LEVELS.filter(
    (level) => !level.sampled && (listed?.includes(level.name) ?? true) && acceptance(level, model).accepts,
  ).map(({ name }) => name);
}
