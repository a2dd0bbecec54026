/**
 * Why Langevin dynamics cannot carry a model, and what to change.
 *
 * @module
 */

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
