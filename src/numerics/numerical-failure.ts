/**
 * The error of a numerical method that could not reach what was asked of it.
 *
 * @module
 */

/** The last state that a method still held to be good: columns of equal length, such as a coordinate and concentrations. */
export interface LastState {
  /** When or how far that was, such as "t = 3 s". */
  readonly when: string;
  readonly columns: readonly { readonly name: string; readonly unit: string; readonly values: Float64Array }[];
}

/** A method stopped short: says where it stood, what it found there, and what to change first. */
export class NumericalFailure extends Error {
  readonly kind = "numerical";
  /** Where the run stood: the method, and the step, cell or time. */
  readonly where: string;
  /** What was found there, with numbers. */
  readonly what: string;
  /** What to change first. */
  readonly advice: string;
  /** What there was before it failed, for whoever keeps results. */
  readonly lastState: LastState | undefined;

  constructor(where: string, what: string, advice: string, lastState?: LastState) {
    super(`${where}: ${what}. ${advice}`);
    this.name = "NumericalFailure";
    this.where = where;
    this.what = what;
    this.advice = advice;
    this.lastState = lastState;
  }
}

/** Runs a solver; where it fails, the failure carries the state that the solver last held. */
export function* keepingState<Step, Result>(
  steps: Generator<Step, Result>,
  state: () => LastState,
): Generator<Step, Result> {
  try {
    return yield* steps;
  } catch (error) {
    throw withState(error, state);
  }
}

/** A numerical failure with a state, if it has none yet; any other error as it is. */
export function withState(error: unknown, state: () => LastState): unknown {
  if (!(error instanceof NumericalFailure) || error.lastState !== undefined) return error;
  return new NumericalFailure(error.where, error.what, error.advice, state());
}
