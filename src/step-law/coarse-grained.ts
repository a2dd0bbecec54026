/**
 * What a micro model looks like from afar: drift, diffusion and shape of the law, each with its formula and with whether
 * it is exact.
 *
 * @module
 */

import type { Model, Species } from "#model/model.ts";
import type { MotionKind, MotionLaw } from "#model/motion-law.ts";
import { coarseLatticeWalk } from "./coarse-lattice-walk.ts";
import { coarseRenewal } from "./coarse-renewal.ts";
import { coarseFlight } from "./flight.ts";
import { coarseFractionalBrownian } from "./fractional-brownian.ts";
import { inertiaNote, inertiaNumbers } from "./inertia.ts";
import { coarseMotor } from "./motor.ts";
import { coarsePersistentWalk } from "./persistent-walk.ts";
import { coarseRun } from "./run.ts";
import { coarseSiteWalk } from "./site-walk.ts";
import { coarseSubdiffusion } from "./subdiffusion.ts";

/** One coarse-grained number. */
export interface CoarseGrained {
  /** Symbol with what it belongs to, such as v, D, K, alpha, c, excess kurtosis. */
  readonly symbol: string;
  readonly value: number;
  /** SI unit; "1" for a pure number. */
  readonly unit: string;
  readonly formula: string;
  /** exact, or the words that say in what limit it holds. */
  readonly holds: string;
}

/** What is to be said of one kind of motion. */
export interface CoarseGraining<Law extends MotionLaw> {
  numbers(law: Law, species: Species, model: Model): readonly CoarseGrained[];
  /** One sentence where a number often quoted differs from the exact one; for the output of every run. */
  note?(law: Law, species: Species, model: Model): string | undefined;
}

type Table = { readonly [Kind in MotionKind]?: CoarseGraining<Extract<MotionLaw, { readonly kind: Kind }>> };

const MOTIONS: Table = {
  renewal: coarseRenewal,
  "site-walk": coarseSiteWalk,
  motor: coarseMotor,
  persistent: coarsePersistentWalk,
  run: coarseRun,
  subdiffusion: coarseSubdiffusion,
  flight: coarseFlight,
  "fractional-brownian": coarseFractionalBrownian,
};

/** The coarse-grained numbers of a species; none for one that only declares D. */
export function coarseGrained(species: Species, model: Model): readonly CoarseGrained[] {
  const { walk, motion, inertia } = species;
  if (walk !== undefined) return coarseLatticeWalk(walk);
  if (inertia) return inertiaNumbers(species, model);
  return motion === undefined ? [] : (grainingOf(motion)?.numbers(motion, species, model) ?? []);
}

/** What has to be said beside the numbers of a species of its own motion, or with inertia. */
export function coarseNote(species: Species, model: Model): string | undefined {
  const { motion, inertia } = species;
  if (inertia) return inertiaNote(species, model);
  return motion === undefined ? undefined : grainingOf(motion)?.note?.(motion, species, model);
}

/** The table entry of a motion; its law is of the kind of the entry. */
function grainingOf(motion: MotionLaw): CoarseGraining<MotionLaw> | undefined {
  return MOTIONS[motion.kind] as CoarseGraining<MotionLaw> | undefined;
}
