/**
 * Any exception as a failure that can be printed, sent between threads and written as JSON.
 *
 * @module
 */

import type { Issue } from "#model/issue.ts";
import type { LastState } from "#numerics/numerical-failure.ts";
import { type FailedLevel, lastStateOf } from "#run/failed-level.ts";
import { EXIT, type ExitStatus } from "./exit-status.ts";
import type { KeptState } from "./last-state.ts";

/** What went wrong, structured-cloneable. */
export interface Failure {
  readonly status: ExitStatus;
  readonly kind: "model" | "level" | "usage" | "numerical" | "environment" | "bug";
  /** What a person reads. */
  readonly message: string;
  readonly issues?: readonly Issue[];
  readonly stack?: string;
  /** What the solvers held when they failed; absent if nothing was kept. */
  readonly lastStates?: readonly KeptState[];
}

/** A failure in another thread. */
export class ThreadFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = "ThreadFailed";
    this.failure = failure;
  }
}

/** The failure that an exception means; `hash` names the model file in a bug report. */
export function failureOf(error: unknown, hash = "no model was read"): Failure {
  if (error instanceof ThreadFailed) return error.failure;
  if (!(error instanceof Error)) return bug(new Error(String(error)), hash);
  const { message } = error;
  const stack = error.stack === undefined ? {} : { stack: error.stack };
  switch ("kind" in error ? error.kind : undefined) {
    case "model":
      return { status: EXIT.input, kind: "model", message, issues: (error as Error & { issues: Issue[] }).issues };
    case "level":
      return { status: EXIT.input, kind: "level", message };
    case "domain":
      return { status: EXIT.input, kind: "model", message };
    case "numerical":
      return { status: EXIT.numerical, kind: "numerical", message, ...stack, ...lastStatesIn(error) };
    case "command": {
      const { status } = error as Error & { status: ExitStatus };
      return { status, kind: status === EXIT.environment ? "environment" : "usage", message };
    }
  }
  const environment = environmentMessage(error);
  if (environment !== undefined) return { status: EXIT.environment, kind: "environment", message: environment };
  return bug(error, hash);
}

/** What one solver held, or those of all levels where none of them ended. */
function lastStatesIn(error: Error): Pick<Failure, "lastStates"> {
  const levels = "failed" in error ? (error.failed as readonly FailedLevel[]) : [];
  const kept: KeptState[] = levels.flatMap(({ level, failure }) => {
    const state = lastStateOf(failure);
    return state === undefined ? [] : [{ level, state }];
  });
  if ("lastState" in error && error.lastState !== undefined) kept.push({ state: error.lastState as LastState });
  return kept.length > 0 ? { lastStates: kept } : {};
}

function bug(error: Error, hash: string): Failure {
  return {
    status: EXIT.bug,
    kind: "bug",
    message: `This is a bug. Please report it with the model file: ${hash}\n  ${error.name}: ${error.message}`,
    ...(error.stack === undefined ? {} : { stack: error.stack }),
  };
}

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be larger than is allowed here",
  EACCES: "permission denied",
  EPERM: "not permitted",
  EROFS: "the disk is read-only",
  ENOTDIR: "a part of the path is a file, not a folder",
  EISDIR: "it is a folder",
  ENOENT: "there is no such folder",
  EMFILE: "too many files are open",
  EIO: "the disk failed",
  ELOOP: "its symbolic links go in a circle",
  ENAMETOOLONG: "the name is too long",
  EEXIST: "it is there already",
};

/** Words for an error of the operating system or of memory; undefined if it is neither. */
export function environmentMessage(error: Error): string | undefined {
  if (
    error.message.includes("Array buffer allocation failed") ||
    ("code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY")
  )
    return OUT_OF_MEMORY;
  if (!("syscall" in error) || !("code" in error) || typeof error.code !== "string") return undefined;
  const path = "path" in error ? `${String(error.path)}: ` : "";
  return `${path}${Object.hasOwn(SYSTEM_ERRORS, error.code) ? SYSTEM_ERRORS[error.code] : error.code}.`;
}

/** What to say when memory runs out. */
const OUT_OF_MEMORY =
  "The run needs more memory than there is. Fewer cells (cells:), record times (every:) or walkers (--walkers) need less.";
