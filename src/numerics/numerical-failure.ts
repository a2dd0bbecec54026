/**
 * The error of a numerical method that could not reach what was asked of it.
 *
 * @module
 */

/** A method stopped short: says where it stood, what it found there, and what to change first. */
export class NumericalFailure extends Error {
  readonly kind = "numerical";
  /** Where the run stood: the method, and the step, cell or time. */
  readonly where: string;
  /** What was found there, with numbers. */
  readonly what: string;
  /** What to change first. */
  readonly advice: string;

  constructor(where: string, what: string, advice: string) {
    super(`${where}: ${what}. ${advice}`);
    this.name = "NumericalFailure";
    this.where = where;
    this.what = what;
    this.advice = advice;
  }
}
