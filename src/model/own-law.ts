/**
 * Whether a species moves by a law of its own: a walk by steps or another micro model.
 *
 * @module
 */

import type { Species } from "./model.ts";

/** Whether the species declares no D because its own law says how it moves. */
export function hasOwnLaw({ walk, motion }: Pick<Species, "walk" | "motion">): boolean {
  return walk !== undefined || motion !== undefined;
}
