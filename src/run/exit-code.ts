/**
 * Whether a run ended well.
 *
 * @module
 */

import type { RunResult } from "./run-result.ts";

/** 0 if all is well (a "cannot tell" warns only), 1 if an expectation, an agreement or a binding data verdict failed. */
export function exitCodeOf({ agreement, expect, data }: Pick<RunResult, "agreement" | "expect" | "data">): 0 | 1 {
  const failed =
    agreement.some(({ verdict }) => verdict === "disagree") ||
    expect.some(({ verdict }) => verdict !== "met") ||
    data.some(({ verdict, binding }) => binding && verdict === "disagree");
  return failed ? 1 : 0;
}
