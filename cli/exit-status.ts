/**
 * Exit codes of the command line, and the error that carries one.
 *
 * @module
 */

/** What the exit code says. */
export const EXIT = {
  /** All is well; a "cannot tell" only warns. */
  well: 0,
  /** An expectation, an agreement or a binding data verdict failed. */
  failed: 1,
  /** The input is wrong: the model file, or how the command was called. */
  input: 2,
  /** A numerical method could not reach what was asked of it. */
  numerical: 3,
  /** The environment failed: disk full, folder not writable, memory. */
  environment: 4,
  /** A defect of this program (EX_SOFTWARE of sysexits.h). */
  bug: 70,
  /** Interrupted by Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** A command that cannot go on: what to print on standard error, and the exit code. */
export class CommandError extends Error {
  readonly kind = "command";
  readonly status: ExitStatus;

  constructor(status: ExitStatus, message: string) {
    super(message);
    this.name = "CommandError";
    this.status = status;
  }
}
