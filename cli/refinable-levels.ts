/**
 * What a refinement study runs: the levels without sampling noise that can carry the model, and how fine their grids are.
 *
 * @module
 */

import type { LevelName, Model } from "#model/model.ts";
import { acceptance, LEVELS } from "#run/level-registry.ts";

/** The most cells of the finest grid in two or three dimensions. */
const MOST_CELLS = 3e5;
/** Cells along an axis of a grid whose number the file does not give. */
const CELLS = 64;

/**
 * Factors on the number of cells along each axis. Grids in two and three dimensions are made coarser rather than finer where
 * the finest one would have too many cells: the same ratios, from a part of what the file says.
 */
export function refinementFactors({ domain }: Model, asked: readonly number[]): readonly number[] {
  if (domain?.kind !== "grid") return asked;
  const finest = Math.max(...asked);
  const cellsAt = (factor: number) => domain.axes.reduce((product, { cells = CELLS }) => product * cells * factor, 1);
  let part = 1;
  while (cellsAt(part * finest) > MOST_CELLS) part /= 2;
  return asked.map((factor) => factor * part);
}

/** Deterministic levels that can carry a model, of those that are listed (all if none are). */
export function refinableLevels(model: Model, listed: readonly LevelName[] | undefined): readonly LevelName[] {
  return LEVELS.filter(
    (level) => !level.sampled && (listed?.includes(level.name) ?? true) && acceptance(level, model).accepts,
  ).map(({ name }) => name);
}
