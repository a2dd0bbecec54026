/**
 * How a level carries species that move by a law of their own: one carrier for each kind of motion that it knows.
 *
 * A level is written for diffusion by D, K and forces; runs, flights, motors and the like have other equations. Each
 * level keeps a table of carriers, and {@link withOwnMotions} hands such a species to its carrier.
 *
 * @module
 */

import { makeField } from "#model/coupled-species.ts";
import type { Model, Species } from "#model/model.ts";
import type { MotionKind } from "#model/motion-law.ts";
import { dependsOnComposition } from "#model/own-law.ts";
import { isSaturable, whyNoPores } from "#model/uptake.ts";
import type { Acceptance, BatchSolver, Level, LevelResult, Progress, Task } from "./contract.ts";
import { noEquation } from "./no-equation.ts";
import { speciesNamed } from "./species-named.ts";

/**
 * What a species moves by, where that is not diffusion by a D, K and potential of the place: a law of its own, Newton's
 * with friction, steps on a row of sites whose ends absorb, a D or activity that depends on the composition, a free
 * energy with a gradient term, the field that all charges make, carriers that fill up; or by those in a rectangle, box or finite cylinder.
 */
export type OwnMotion =
  | MotionKind
  | "inertia"
  | "ruin"
  | "nonlinear"
  | "phase-separation"
  | "electric"
  | "dissolution"
  | "uptake"
  | "grid"
  | "compartments";

/** The motion of a species of a model; undefined for diffusion and for walks on a lattice that keeps its walkers. */
export function ownMotion(model: Model, species: Species): OwnMotion | undefined {
  const { name, walk, motion, inertia } = species;
  if (model.domain?.kind === "compartments") return "compartments";
  if (model.boundaries.some((boundary) => boundary.species === name && boundary.condition.kind === "dissolving"))
    return "dissolution";
  if (makeField(model)) return "electric";
  if (motion !== undefined) return motion.kind;
  if (species.gradientEnergy !== undefined) return "phase-separation";
  if (dependsOnComposition(species)) return "nonlinear";
  if (inertia) return "inertia";
  if (isSaturable(model, species)) return "uptake";
  if (model.domain?.kind === "grid") return "grid";
  const ends = model.domain?.kind === "lattice" && walk !== undefined ? model.boundaries : [];
  return ends.some(({ species, condition }) => species === name && condition.kind === "absorbing") ? "ruin" : undefined;
}

/** One kind of motion at one level. */
export interface MotionCarrier {
  /** It only says why the level has no equation for this motion: see {@link refusedMotion}. */
  readonly refuses?: true;
  /** It also knows rectangles, boxes and finite cylinders. */
  readonly onGrids?: true;
  accepts(model: Model, species: string): Acceptance;
  solve(task: Task): Generator<Progress, LevelResult, unknown>;
  /** See `Level.batchSolver`. */
  batchSolver?(task: Task, stage: string): BatchSolver<unknown>;
}

/** A kind of motion that a level does not carry, for a reason of its own. */
export function refusedMotion(
  words: (species: Species) => { readonly because: string; readonly change: string },
): MotionCarrier {
  return {
    refuses: true,
    accepts: (model, name) => ({ accepts: false, ...words(speciesNamed(model, name)) }),
    solve: ({ species }) => {
      throw new Error(`Bug: a level was asked to solve ${species}, which it refuses.`);
    },
  };
}

/** The kinds that a level carries. */
export type MotionCarriers = Readonly<Partial<Record<OwnMotion, MotionCarrier>>>;

/** The level, with species of their own motion carried as the table says; those not in it are refused. */
export function withOwnMotions(level: Level, carriers: MotionCarriers): Level {
  const carrierOf = (model: Model, name: string): MotionCarrier | OwnMotion | undefined => {
    const motion = ownMotion(model, speciesNamed(model, name));
    const carrier = motion === undefined ? undefined : (carriers[motion] ?? motion);
    if (model.domain?.kind !== "grid" || carrier === undefined || typeof carrier === "string") return carrier;
    return motion === "grid" || carrier.onGrids || carrier.refuses ? carrier : offGrids(level, motion as OwnMotion);
  };
  return {
    ...level,
    accepts(model, name) {
      const carrier = carrierOf(model, name);
      const species = speciesNamed(model, name);
      const motion = ownMotion(model, species);
      const poreless = motion === undefined || motion === "uptake" ? undefined : whyNoPores(model, species);
      if (poreless !== undefined) return { accepts: false, ...poreless };
      if (carrier === undefined) return level.accepts(model, name);
      return typeof carrier === "string" ? refused(level, name, carrier, carriers) : carrier.accepts(model, name);
    },
    *solve(task) {
      const carrier = carrierOf(task.model, task.species);
      if (typeof carrier === "string") throw new Error(`Bug: ${level.name} was asked to solve ${carrier}.`);
      return yield* (carrier ?? level).solve(task);
    },
    batchSolver(task, stage) {
      const carrier = carrierOf(task.model, task.species) ?? level;
      const solver = typeof carrier === "string" ? undefined : carrier.batchSolver?.(task, stage);
      if (solver === undefined) throw new Error(`Bug: ${level.name} has no batches of ${stage}.`);
      return solver;
    },
  };
}

/** A motion that the level carries in one dimension only. */
function offGrids({ name }: Level, motion: OwnMotion): MotionCarrier {
  return refusedMotion((species) => ({
    because: `${species.name} moves by ${WORDS[motion]}, which the level ${name} carries along one coordinate only`,
    change:
      "use a slab, a cylinder or sphere by its radius, or a free domain; a grid carries D, K, potential and drift",
  }));
}

const WORDS: Readonly<Record<OwnMotion, string>> = {
  renewal: "independent steps at independent waits",
  persistent: "a persistent walk",
  "site-walk": "a walk whose bias depends on the place",
  run: "straight runs",
  flight: "a Lévy flight",
  subdiffusion: "subdiffusion",
  "fractional-brownian": "fractional Brownian motion",
  motor: "a motor",
  inertia: "inertia",
  ruin: "a walk on sites whose ends absorb",
  nonlinear: "a D or an activity that depends on the composition",
  "phase-separation": "a free energy with a gradient term",
  electric: "the field that all charges make",
  dissolution: "a surface that recedes as it dissolves",
  uptake: "diffusion with carriers that fill up",
  compartments: "through membranes between stirred compartments",
  grid: "diffusion in a rectangle, box or cylinder with a length",
};

function refused(level: Level, name: string, motion: OwnMotion, carriers: MotionCarriers): Acceptance {
  const reason = noEquation(motion, level.name);
  if (reason !== undefined) return { accepts: false, because: `${name} ${reason.because}`, change: reason.change };
  if (motion === "inertia")
    return {
      accepts: false,
      because: `${name} keeps its velocity for a while, and the level ${level.name} moves walkers that forget it at once`,
      change: `leave inertia out: at times well beyond m D / kT it takes 2 D m D / kT per axis from the msd and nothing else; or use the levels closed-form and langevin`,
    };
  const known = Object.entries(carriers).flatMap(([kind, { refuses }]) => (refuses ? [] : [WORDS[kind as OwnMotion]]));
  return {
    accepts: false,
    because: `${name} moves by ${WORDS[motion]}, for which the level ${level.name} has no equation`,
    change:
      known.length === 0
        ? "give D instead, or use another level"
        : `give D instead, or use another level; of motions it knows ${known.join(", ")}`,
  };
}
