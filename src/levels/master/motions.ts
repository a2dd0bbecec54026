/**
 * The motions by a law of their own that this level carries.
 *
 * @module
 */

import type { MotionCarriers } from "#levels/own-motions.ts";
import { persistentMaster } from "./persistent-master.ts";
import { renewalMaster } from "./renewal-master.ts";
import { siteWalkMaster } from "./site-walk.ts";

export const MOTIONS: MotionCarriers = {
  persistent: persistentMaster,
  renewal: renewalMaster,
  "site-walk": siteWalkMaster,
};
