/**
 * Whether a run ended well.
 *
 * @module
 */

import type { RunResult } from "./run-result.ts";

/**
 * 0 if all is well (a "cannot tell" of noise warns only), 1 if an expectation, an agreement or a binding data verdict
 * failed, 3 if a level did, or an expectation cannot be told for want of one: then there is no verdict on the whole.
 */
export function exitCodeOf({
  levels,
  agreement,
  expect,
  data,
}: Pick<RunResult, "levels" | "agreement" | "expect" | "data">): 0 | 1 | 3 {
  const isPartial =
    Object.values(levels).some((report) => report?.failed !== undefined) ||
    expect.some(({ verdict }) => verdict === "cannot tell");
  if (isPartial) return 3;
  const failed =
    agreement.some(({ verdict }) => verdict === "disagree") ||
    expect.some(({ verdict }) => verdict !== "met") ||
    data.some(({ verdict, binding }) => binding && verdict === "disagree");
  return failed ? 1 : 0;
}
