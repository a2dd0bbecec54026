/**
 * The motions by a law of their own that this level carries.
 *
 * @module
 */

import type { MotionCarriers } from "#levels/own-motions.ts";
import { compartmentMaster } from "./compartment-master.ts";
import { flightMaster } from "./flight-master.ts";
import { gridMaster } from "./grid-master.ts";
import { meanFieldMaster } from "./mean-field.ts";
import { motorMaster } from "./motor.ts";
import { nonlinearMaster } from "./nonlinear-master.ts";
import { persistentMaster } from "./persistent-master.ts";
import { renewalMaster } from "./renewal-master.ts";
import { runRefused } from "./run-refused.ts";
import { siteWalkMaster } from "./site-walk.ts";
import { withZipf } from "./zipf-master.ts";

/** The carrier of each kind of motion that the level knows. */
export const MOTIONS: MotionCarriers = {
  compartments: compartmentMaster,
  nonlinear: nonlinearMaster,
  uptake: nonlinearMaster,
  electric: meanFieldMaster,
  flight: flightMaster,
  grid: gridMaster,
  persistent: persistentMaster,
  renewal: withZipf(renewalMaster),
  run: runRefused,
  "site-walk": siteWalkMaster,
  ruin: siteWalkMaster,
  motor: motorMaster,
};
