/**
 * Why walkers cannot carry a model, and what to change.
 *
 * @module
 */

import type { Acceptance } from "#levels/contract.ts";

/** Thrown while a model is read for this level, and turned into the answer of `accepts`. */
export class Refusal extends Error {
  readonly kind = "refusal";
  readonly because: string;
  readonly change: string;

  constructor(because: string, change: string) {
    super(`${because}: ${change}`);
    this.name = "Refusal";
    this.because = because;
    this.change = change;
  }
}

/** The answer of `accepts`: yes, unless reading the model for the level throws a {@link Refusal}. */
export function acceptanceOf(read: () => unknown): Acceptance {
  try {
    read();
    return { accepts: true };
  } catch (error) {
    if (error instanceof Refusal) return { accepts: false, because: error.because, change: error.change };
    throw error;
  }
}
