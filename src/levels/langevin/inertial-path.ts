/**
 * The motion of walkers with inertia under a force that is no linear function of x: BAOAB steps.
 *
 * The step is a tenth of the time in which friction takes the velocity, and a fifth of 1/ω at the stiffest place that
 * walkers often see: it errs by at most (γh)²/12 = 0.08 % in D and (ωh)²/24 = 0.17 % in a frequency.
 *
 * @module
 */

import type { Motion, StartedMotion } from "#levels/ensemble/motion.ts";
import { Refusal } from "#levels/ensemble/refusal.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { FreeDomain, Model, Species } from "#model/model.ts";
import { lastRecordTime } from "#model/record-times.ts";
import { exp } from "#numerics/elementary.ts";
import { fillNormals, type RandomStream } from "#numerics/random-stream.ts";
import { positionScope } from "#potential/position-scope.ts";
import type { Amount, Length } from "#units/flavour.ts";
import { valueIn } from "./cubic-table.ts";
import { inertialStep, takeInertialSteps } from "./inertial-step.ts";
import {
  accelerationTable,
  equilibriumSpan,
  type StartSpan,
  spanBetween,
  type Window,
  windowAround,
} from "./inertial-window.ts";
import { fillMaxwellVelocities, type Inertia } from "./maxwell.ts";
import type { MediumLaw } from "./medium-law.ts";
import { cellMiddles, startingLaw } from "./starting-law.ts";

/** What is asked of the motion. */
export interface InertialPath {
  readonly model: Model;
  readonly species: Species;
  readonly law: MediumLaw;
  readonly domain: FreeDomain;
  readonly inertia: Inertia;
  /** Divides the time step. */
  readonly refinement: number;
}

const START_CELLS = 16384;
/** Largest γh and ωh. */
const DAMPED = 0.1;
const SWUNG = 0.2;

/** The motion. @throws Refusal if this level cannot carry it. */
export function steppedInertialMotion(path: InertialPath): StartedMotion {
  const { model, species, law, domain, inertia, refinement } = path;
  const settled = species.initial.kind === "equilibrium" && species.drift === undefined;
  if (!settled && model.solves.some(({ kind }) => kind === "equilibrium"))
    throw new Refusal(
      "how long a particle with inertia takes to forget its start in such a potential is not known beforehand",
      `start it from equilibrium (initial: {${species.name}: {equilibrium: true}}) and give transient times`,
    );
  const time = lastRecordTime(model.solves);
  const window = windowAround(law, startSpan(species, domain, law), time, inertia);
  if (window === undefined || (species.initial.kind === "equilibrium" && !window.confined))
    throw new Refusal(`nothing holds ${species.name}`, "start it at a point, and give transient times");
  const { table, steepest } = accelerationTable(law, window, inertia);
  const step = Math.min(DAMPED / inertia.friction, SWUNG / Math.sqrt(steepest)) / refinement;
  const begin = startOf(path, window);
  const normals = new Float64Array(1024);
  const state = new Float64Array(3);
  const motion: Motion = {
    dimensions: 1,
    inertia: true,
    method: `Langevin with inertia: BAOAB steps of order 2 with dt <= ${step.toPrecision(4)} s (0.1 of m D/kT, and 0.2 of 1/ω at the stiffest place below 10 kT); kinetic_temperature from velocities at half steps; green_kubo as <v(0).(r(t) - r(0))>/d, which has no quadrature`,
    step,
    stepRate: 1 / step,
    exits: [],
    ...(settled && { relaxation: step }),
    unbounded: false,
    sources: [
      "B. Leimkuhler and C. Matthews, Appl. Math. Res. Express 2013, 34 (2013), doi:10.1093/amrx/abs010 (not opened)",
    ],
    start(walkers, stream) {
      const [x] = walkers.axes;
      for (let i = 0; i < x.length; i++) walkers.origin[0][i] = x[i] = begin.draw(stream);
      fillMaxwellVelocities(walkers.velocities, inertia.thermal, stream);
    },
    advance({ axes: [x], velocities: [v], kicks: [kick], inner, noise }, first, end, from, to) {
      const steps = Math.max(1, Math.ceil((to - from) / step - 1e-9));
      const rule = inertialStep(inertia, (to - from) / steps);
      for (let i = first; i < end; i++) {
        state[0] = x[i];
        state[1] = v[i];
        state[2] = valueIn(table, x[i]);
        for (let done = 0; done < steps; done += normals.length) {
          const count = Math.min(normals.length, steps - done);
          fillNormals(normals, noise, count);
          takeInertialSteps(state, table, rule, normals, count);
        }
        x[i] = state[0];
        v[i] = state[1];
        kick[i] = rule.half * state[2];
        inner[i] = to;
      }
      return steps * (end - first);
    },
  };
  return { amount: begin.amount, motion };
}

/** Where walkers may start. */
function startSpan({ initial }: Species, { resolve }: FreeDomain, law: MediumLaw): StartSpan {
  if (initial.kind === "point") return spanBetween(law, initial.at[0], initial.at[0]);
  if (initial.kind === "equilibrium")
    return resolve === undefined ? spanBetween(law, 0, 0) : equilibriumSpan(law, resolve.from, resolve.to);
  if (resolve !== undefined) return spanBetween(law, resolve.from, resolve.to);
  throw new Refusal(
    "walkers cannot be spread over endless space",
    "use a line with resolve: [from, to], or start at a point",
  );
}

interface Begin {
  readonly amount: Amount;
  readonly draw: (stream: RandomStream) => Length;
}

function startOf({ model, species, law, domain }: InertialPath, window: Window): Begin {
  const { initial, name } = species;
  if (initial.kind === "point") return { amount: initial.amount, draw: () => initial.at[0] };
  const { from, to } = initial.kind === "equilibrium" ? window : (domain.resolve ?? window);
  const x = cellMiddles(from, to, START_CELLS);
  const density =
    initial.kind === "equilibrium"
      ? boltzmann(law, x)
      : fieldOf(initial.concentration, x.length, positionScope(model, x));
  if (density.some((value) => !(value >= 0)))
    throw new Refusal(`the initial concentration of ${name} is negative somewhere`, "write one that is not");
  const start = startingLaw([{ from, to, density }]);
  if (!(start.total > 0))
    throw new Refusal(`${name} starts with nothing`, "give it an initial concentration or a point");
  return {
    amount: initial.kind === "equilibrium" ? initial.amount : start.total,
    draw: (stream) => start.draw(stream).at,
  };
}

/** e^{-u} over its largest value. */
function boltzmann(law: MediumLaw, x: Float64Array): Float64Array {
  const { potential } = law.fieldsAt(x);
  const lowest = Math.min(...potential);
  return potential.map((u) => exp(lowest - u));
}
