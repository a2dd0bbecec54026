/**
 * The error of a model file that lists a level which cannot carry it.
 *
 * @module
 */

import type { LevelName } from "#model/model.ts";

/** A listed level, why it cannot carry the model, and what to change. */
export interface RefusedLevel {
  readonly level: LevelName;
  readonly because: string;
  readonly change: string;
}

/** The file asks for levels that cannot carry it; all of them are named at once. */
export class LevelRefused extends Error {
  readonly kind = "level";
  readonly refused: readonly RefusedLevel[];

  constructor(refused: readonly RefusedLevel[]) {
    super(
      refused
        .map(
          ({ level, because, change }) =>
            `levels: ${level} cannot carry this model: ${because}.\n  To mend it: ${change}.`,
        )
        .join("\n"),
    );
    this.name = "LevelRefused";
    this.refused = refused;
  }
}
