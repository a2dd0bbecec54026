/**
 * The motions by a law of their own that this level carries.
 *
 * @module
 */

import { independentWalkers } from "#levels/independent-walkers.ts";
import type { MotionCarriers } from "#levels/own-motions.ts";
import { saturableRefused } from "#levels/saturable-refused.ts";
import { persistentRefused, runRefused } from "./direction-refused.ts";
import { flightRefused } from "./flight-refused.ts";
import { gridLangevin } from "./grid-motion.ts";
import { inertialCarrier } from "./inertial-motion.ts";

/** The carrier of each kind of motion that the level knows. */
export const MOTIONS: MotionCarriers = {
  nonlinear: independentWalkers,
  uptake: saturableRefused,
  flight: flightRefused,
  grid: gridLangevin,
  inertia: inertialCarrier,
  persistent: persistentRefused,
  run: runRefused,
};
