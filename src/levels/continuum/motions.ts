/**
 * The motions by a law of their own that this level carries.
 *
 * @module
 */

import type { MotionCarriers } from "#levels/own-motions.ts";
import { flightRefused } from "./flight-refused.ts";
import { cahnHilliard } from "./phase-separation/cahn-hilliard.ts";
import { renewalLimit } from "./renewal-limit.ts";
import { subdiffusiveContinuum } from "./subdiffusion.ts";
import { telegrapher } from "./telegrapher.ts";

/** The carrier of each kind of motion that the level knows. */
export const MOTIONS: MotionCarriers = {
  flight: flightRefused,
  renewal: renewalLimit,
  persistent: telegrapher,
  run: telegrapher,
  subdiffusion: subdiffusiveContinuum,
  "phase-separation": cahnHilliard,
};
