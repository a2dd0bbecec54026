/**
 * Carriers that fill up, where walkers are followed one by one.
 *
 * @module
 */

import { refusedMotion } from "./own-motions.ts";

/** Says why independent walkers cannot be taken by such carriers. */
export const saturableRefused = refusedMotion(({ name }) => ({
  because: `whether a carrier takes a walker of ${name} depends on how many others it holds already, and walkers here are independent`,
  change:
    "use the levels continuum and master, or carriers with law: linear, which P = Vmax / Km makes them far below Km",
}));
