/**
 * The motions by a law of their own that this level carries.
 *
 * @module
 */

import { independentWalkers } from "#levels/independent-walkers.ts";
import type { MotionCarriers } from "#levels/own-motions.ts";
import { saturableRefused } from "#levels/saturable-refused.ts";
import { compartmentWalk } from "./compartment-walk.ts";
import { flightWalk } from "./flight-motion.ts";
import { fractionalWalk } from "./fractional-brownian.ts";
import { gridWalk } from "./grid-walk.ts";
import { motorWalk } from "./motor-motion.ts";
import { persistentCarrier } from "./persistent-motion.ts";
import { renewalWalk } from "./renewal-walk.ts";
import { runCarrier } from "./run-motion.ts";
import { siteWalkCarrier } from "./site-motion.ts";
import { subdiffusiveWalk } from "./subdiffusion.ts";

/** The carrier of each kind of motion that the level knows. */
export const MOTIONS: MotionCarriers = {
  compartments: compartmentWalk,
  nonlinear: independentWalkers,
  uptake: saturableRefused,
  renewal: renewalWalk,
  persistent: persistentCarrier,
  run: runCarrier,
  "site-walk": siteWalkCarrier,
  ruin: siteWalkCarrier,
  motor: motorWalk,
  flight: flightWalk,
  grid: gridWalk,
  subdiffusion: subdiffusiveWalk,
  "fractional-brownian": fractionalWalk,
};
