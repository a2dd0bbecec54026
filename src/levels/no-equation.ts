/**
 * Why a motion has no equation at a level, where that is a matter of physics.
 *
 * @module
 */

import type { LevelName } from "#model/model.ts";
import type { MotionKind } from "#model/motion-law.ts";

/** Why not, after the name of the species, and what to use instead. */
export interface NoEquation {
  readonly because: string;
  readonly change: string;
}

type Reasons = Readonly<
  Partial<Record<MotionKind | "electric" | "compartments", Readonly<Partial<Record<LevelName, NoEquation>>>>>
>;

const REMEMBERS = "remembers all its steps, so it is no Markov process: its density alone does not say how it goes on";
const WAITS = "waits for times without a mean, and how long it goes on waiting depends on how long it has waited";
const USE_GAUSSIAN = "use the levels closed-form and walk";

const JUMPS: NoEquation = {
  because: "steps a whole length at a time, by a cycle of states that a density does not show",
  change:
    "give D: and drift: instead, which perrin check states for this motor, or use the levels closed-form, master and walk",
};
const SITES: NoEquation = {
  because: "lives on sites: what its bias comes to between them depends on how they are made finer",
  change: "give D: and mu: instead, or use the levels master and walk",
};

const FIELD: NoEquation = {
  because:
    "feels the field that all charges make, and walkers of this level are independent: each would spread with its own D, where neutrality lets a salt spread as one",
  change: "use the levels continuum and master (mean field), or give the field: constant-field",
};

const STIRRED: NoEquation = {
  because: "is stirred in its compartments and has no place there, and this level is one of places",
  change: "use the level compartments; layers with places stand in domain:",
};

const REASONS: Reasons = {
  compartments: { langevin: STIRRED, continuum: STIRRED },
  subdiffusion: {
    master: {
      because: `${WAITS}: the rates of a master equation know no such past`,
      change: "use the level continuum, whose equation has the memory, or a walk with a mittag-leffler clock",
    },
    langevin: {
      because: `${WAITS}: a Langevin equation has no such noise in the time of the clock`,
      change: "use the level walk: a Brownian walker in a time of its own",
    },
  },
  "fractional-brownian": {
    master: { because: REMEMBERS, change: USE_GAUSSIAN },
    continuum: { because: REMEMBERS, change: USE_GAUSSIAN },
    langevin: {
      because: `${REMEMBERS}; its noise is not white`,
      change: USE_GAUSSIAN,
    },
  },
  motor: { continuum: JUMPS, langevin: JUMPS },
  "site-walk": { continuum: SITES, langevin: SITES },
  electric: { walk: FIELD, langevin: FIELD },
};

/** The reason, if there is one. */
export function noEquation(motion: string, level: LevelName): NoEquation | undefined {
  return REASONS[motion as keyof Reasons]?.[level];
}
