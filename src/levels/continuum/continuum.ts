/**
 * The continuum level: a concentration that changes in time by a partial differential equation.
 *
 * @module
 */

import type { Level } from "#levels/contract.ts";
import { withOwnMotions } from "#levels/own-motions.ts";
import { diffusive } from "./diffusion.ts";
import { MOTIONS } from "./motions.ts";

/** The level: diffusion and lattice walks, and the motions of `motions.ts`. */
export const continuum: Level = withOwnMotions(diffusive, MOTIONS);
