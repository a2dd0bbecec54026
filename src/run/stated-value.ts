/**
 * Which value of an output is meant where only one can be.
 *
 * @module
 */

import type { When } from "#levels/contract.ts";
import type { OutputValue } from "./evaluate-output.ts";

/** Two times closer than this fraction are one [1]. */
const SAME_TIME = 1e-12;

/** The value that is meant: at its time, else the one that does not depend on time, else the steady one. */
export function valueWhen(values: readonly OutputValue[], at: When | undefined): OutputValue | undefined {
  if (typeof at === "number")
    return values.find(({ when }) => typeof when === "number" && Math.abs(when - at) <= SAME_TIME * Math.abs(at));
  const order: readonly When[] = at === undefined ? ["timeless", "steady", "equilibrium"] : [at, "timeless"];
  for (const wanted of order) {
    const found = values.find(({ when }) => when === wanted);
    if (found) return found;
  }
  return undefined;
}
