/**
 * Brownian walkers in a rectangle or box whose axes are independent: along each axis the exact steps of a line, and a walker
 * is gone when the first of its axes has left.
 *
 * No grid and no rates: a witness on those that have them.
 *
 * @module
 */

import { axisModel, whyCoupled } from "#levels/axis-model.ts";
import { type GridMotion, INSIDE } from "#levels/ensemble/grid/grid-walkers.ts";
import { gridBatches, solveGridWalkers } from "#levels/ensemble/grid/run-grid-walkers.ts";
import type { Motion } from "#levels/ensemble/motion.ts";
import { acceptanceOf, Refusal } from "#levels/ensemble/refusal.ts";
import { makeWalkers } from "#levels/ensemble/walkers.ts";
import { gridOf } from "#levels/grid-run.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { speciesNamed } from "#levels/species-named.ts";
import type { Initial, Model, Species } from "#model/model.ts";
import { lastRecordTime } from "#model/record-times.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { constantValue } from "#potential/constant-value.ts";
import { lineMotion } from "./line-motion.ts";

const OWNER = { level: "langevin", purpose: PURPOSE.langevin } as const;

/** Rectangles and boxes. */
export const gridLangevin: MotionCarrier = {
  accepts: (model, name) => acceptanceOf(() => gridMotion(model, speciesNamed(model, name), 1)),
  *solve(task) {
    return yield* solveGridWalkers(task, motionOf(task), OWNER);
  },
  batchSolver: (task) => gridBatches(task, motionOf(task), OWNER),
};

function motionOf({
  model,
  species,
  refinement,
}: {
  readonly model: Model;
  readonly species: string;
  readonly refinement: number;
}) {
  return gridMotion(model, speciesNamed(model, species), refinement);
}

/** @throws Refusal if this level cannot carry the model. */
export function gridMotion(model: Model, species: Species, refinement: number): GridMotion {
  const domain = gridOf(model);
  if (domain.geometry === "cylinder")
    throw new Refusal("walkers of this level move along straight axes", "use the levels continuum, master or walk");
  const coupled = whyCoupled(model, species, domain);
  if (coupled !== undefined)
    throw new Refusal(
      `each axis of a walker moves on its own here, and ${coupled}`,
      "use the levels continuum, master or walk",
    );
  if (model.sources.some((source) => source.species === species.name))
    throw new Refusal("walkers of this level neither decay nor are made", "leave the sources out");
  const time = lastRecordTime(model.solves);
  const parts = domain.axes.map((axis, i) => {
    const initial = startAlong(species.initial, i);
    const own = axisModel(model, species, domain, i, initial);
    const isPeriodic = own.boundaries.some(({ condition }) => condition.kind === "periodic");
    if (isPeriodic) return freeAxis(own, axis.from, axis.size);
    return lineMotion(own, own.species[0], { time, endless: true, refinement }).motion;
  });
  const leaving = parts.flatMap(({ exitScale }) => exitScale ?? []);
  const steps = parts.flatMap(({ step }) => step ?? []);
  const volume = domain.axes.reduce((product, { size }) => product * size, 1);
  const { initial } = species;
  const constant = initial.kind === "concentration" ? constantValue(initial.concentration) : undefined;
  return {
    method: `axes on their own: ${[...new Set(parts.map(({ method }) => method))].join("; ")}`,
    law: steps.length === 0 ? { kind: "continuum" } : { kind: "discrete", step: Math.max(...steps) },
    amount: initial.kind === "concentration" ? (constant ?? 0) * volume : initial.amount,
    ...(leaving.length > 0 && { exitScale: Math.min(...leaving) }),
    sources: [...new Set(parts.flatMap(({ sources }) => sources))],
    start(walkers, stream) {
      const lines = parts.map((part) => {
        const line = makeWalkers(walkers.count, 1, walkers.noise);
        part.start(line, stream);
        return line;
      });
      for (const [axis, line] of lines.entries()) walkers.axes[axis].set(line.axes[0]);
      return {
        advance(first, end, from, to) {
          let taken = 0;
          for (const [axis, part] of parts.entries()) {
            taken += part.advance(lines[axis], first, end, from, to);
            for (let i = first; i < end; i++) walkers.axes[axis][i] = lines[axis].axes[0][i];
          }
          for (let i = first; i < end; i++) {
            if (walkers.fate[i] !== INSIDE) continue;
            for (const [axis, { fate, exitTime }] of lines.entries())
              if (fate[i] !== 0 && (walkers.fate[i] === INSIDE || exitTime[i] < walkers.exitTime[i])) {
                walkers.fate[i] = 2 * axis + fate[i];
                walkers.exitTime[i] = exitTime[i];
              }
            // nothing of a walker that is gone need move any more
            if (walkers.fate[i] !== INSIDE) for (const line of lines) if (line.fate[i] === 0) line.fate[i] = 1;
          }
          return taken;
        },
      };
    },
  };
}

/** The start along one axis. @throws Refusal where the axes do not start on their own */
function startAlong(initial: Initial, axis: number): Initial {
  if (initial.kind === "point") return { kind: "point", at: [initial.at[axis]], amount: 1 };
  if (initial.kind === "equilibrium") return { kind: "equilibrium", amount: 1 };
  if (!((constantValue(initial.concentration) ?? 0) > 0))
    throw new Refusal(
      "walkers of this level start at a point, at equilibrium, or spread evenly",
      "use {at: ...}, {equilibrium: true} or a constant concentration, or the levels continuum and closed-form",
    );
  return initial;
}

/** A periodic axis without forces: Gaussian jumps. @throws Refusal with forces */
function freeAxis(model: Model, from: number, size: number): Motion {
  const [{ media, drift, terms, initial }] = model.species;
  const D = constantValue(media[0].diffusivity);
  const v = drift === undefined ? 0 : constantValue(drift);
  if (D === undefined || v === undefined || terms.length > 0)
    throw new Refusal("along a periodic axis walkers of this level move freely", "use the levels continuum or master");
  return {
    dimensions: 1,
    method: "exact jumps along a periodic axis",
    stepRate: 0,
    exits: [],
    unbounded: true,
    sources: [],
    start({ axes: [x], count }, stream) {
      for (let i = 0; i < count; i++) x[i] = initial.kind === "point" ? initial.at[0] : from + size * stream.uniform();
    },
    advance({ axes: [x], noise }, first, end, start, to) {
      const spread = Math.sqrt(2 * D * (to - start));
      for (let i = first; i < end; i++) {
        const s = (x[i] - from + v * (to - start) + spread * noise.normal()) / size;
        x[i] = from + size * (s - Math.floor(s));
      }
      return end - first;
    },
  };
}
