/**
 * The error of a model file that lists a level which cannot carry it.
 *
 * @module
 */

import type { Refusal } from "./run-result.ts";

/** The file asks for levels that cannot carry it; all of them are named at once. */
export class LevelRefused extends Error {
  readonly kind = "level";
  readonly refused: readonly Refusal[];

  constructor(refused: readonly Refusal[]) {
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
