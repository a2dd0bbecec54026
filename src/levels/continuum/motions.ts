/**
 * The motions by a law of their own that this level carries.
 *
 * @module
 */

import type { MotionCarriers } from "#levels/own-motions.ts";
import { dissolution } from "./dissolution/dissolution.ts";
import { electricContinuum } from "./electric.ts";
import { flightRefused } from "./flight-refused.ts";
import { gridContinuum } from "./grid.ts";
import { nonlinear } from "./nonlinear/nonlinear.ts";
import { cahnHilliard } from "./phase-separation/cahn-hilliard.ts";
import { renewalLimit } from "./renewal-limit.ts";
import { subdiffusiveContinuum } from "./subdiffusion.ts";
import { telegrapher } from "./telegrapher.ts";

/** The carrier of each kind of motion that the level knows. */
export const MOTIONS: MotionCarriers = {
  electric: electricContinuum,
  flight: flightRefused,
  grid: gridContinuum,
  nonlinear,
  uptake: nonlinear,
  renewal: renewalLimit,
  persistent: telegrapher,
  run: telegrapher,
  subdiffusion: subdiffusiveContinuum,
  "phase-separation": cahnHilliard,
  dissolution,
};
