/**
 * Motion with inertia: what is needed to know of a species, and how its walkers are moved.
 *
 * Where the force is linear in x (or there is none) walkers jump from record to record by the exact law; else they take
 * BAOAB steps (inertial-path.ts).
 *
 * @module
 */

import type { Motion, StartedMotion } from "#levels/ensemble/motion.ts";
import { Refusal } from "#levels/ensemble/refusal.ts";
import { ensembleCarrier } from "#levels/ensemble/solve-ensemble.ts";
import type { FreeDomain, Model, Species } from "#model/model.ts";
import { lastRecordTime } from "#model/record-times.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { fillNormals } from "#numerics/random-stream.ts";
import { momentumRelaxationTime } from "#physics/momentum-relaxation.ts";
import { BOLTZMANN } from "#units/constants.ts";
import { linearLaw, requireFree, startingPoint } from "./gaussian-motion.ts";
import { applyInertialJump, type InertialLaw, inertialJump } from "./inertial-jump.ts";
import { steppedInertialMotion } from "./inertial-path.ts";
import { fillMaxwellVelocities, type Inertia } from "./maxwell.ts";
import { dependsOnPosition, mediumLaw } from "./medium-law.ts";

/** Langevin's equation with inertia. */
export const inertialCarrier = ensembleCarrier(
  { level: "langevin", purpose: PURPOSE.langevin },
  (model, species, task) => {
    const started = inertialMotion(model, species, task?.refinement ?? 1);
    if (task === undefined) requireFewSteps(model, started);
    return started;
  },
);

/** Steps of a run, at most: about ten minutes on one processor. */
const LARGEST_RUN = 4e9;

function requireFewSteps({ solves, sampling }: Model, { motion }: StartedMotion): void {
  const steps = motion.stepRate * lastRecordTime(solves) * sampling.walkers;
  if (steps > LARGEST_RUN)
    throw new Refusal(
      `${steps.toPrecision(2)} steps would be needed, since each is short beside m D / kT and the swing of the force, and more than ${LARGEST_RUN} are too many`,
      "leave inertia out if all times are well beyond m D / kT; else ask for fewer walkers or a shorter time",
    );
}

/** The motion of a species with inertia. @throws Refusal if this level cannot carry it. */
export function inertialMotion(model: Model, species: Species, refinement: number): StartedMotion {
  const domain = openSpace(model, species);
  const medium = species.media[0];
  const { mass } = species;
  if (medium === undefined || species.media.length > 1)
    throw new Refusal(`${species.name} has more than one medium, or none`, "give one D beside the name");
  if (mass === undefined || model.temperature === undefined)
    throw new Refusal("inertia needs a mass and a temperature", "give mass: and temperature:");
  const law = mediumLaw(model, species, medium);
  if (!law.constantDiffusivity)
    throw new Refusal(
      "where D varies so does the drag, and this level knows inertia with one drag only",
      "give a constant D, or leave inertia out: at times well beyond m D / kT it does not show",
    );
  if (species.drift !== undefined && dependsOnPosition(species.drift))
    throw new Refusal("a wind that varies is not known to this level beside inertia", "give drift: as one velocity");
  if (domain.dimensions > 1) requireFree(law, species, domain);
  const diffusivity = law.fieldsAt(Float64Array.of(0)).diffusivity[0];
  const inertia: Inertia = {
    friction: 1 / momentumRelaxationTime(mass, diffusivity, model.temperature),
    thermal: (BOLTZMANN * model.temperature) / mass,
  };
  if (!law.linear) return steppedInertialMotion({ model, species, law, domain, inertia, refinement });
  const along = linearLaw(law);
  const { rate, velocity } = along;
  const { friction, thermal } = inertia;
  const alongLaw: InertialLaw = {
    friction,
    thermal,
    stiffness: rate * friction,
    acceleration: velocity * friction,
  };
  const across: InertialLaw = { ...alongLaw, stiffness: 0, acceleration: 0 };
  const begin = startingPoint(model, species, domain, along);
  return {
    amount: begin.amount,
    motion: jumpMotion([alongLaw, across, across].slice(0, domain.dimensions), begin.place),
  };
}

function openSpace({ domain, sources }: Model, { name }: Species): FreeDomain {
  if (domain?.kind !== "free" || domain.from !== undefined || domain.to !== undefined)
    throw new Refusal(
      `${name} keeps its velocity, and this level knows no walls for a particle with inertia`,
      "use geometry: line, plane or space without ends, or leave inertia out",
    );
  if (sources.some(({ species }) => species === name))
    throw new Refusal(
      "a source makes and takes walkers, and this level follows a fixed number of them",
      "leave out sources:",
    );
  return domain;
}

function jumpMotion(laws: readonly InertialLaw[], place: Motion["start"]): Motion {
  const [{ stiffness, friction, thermal }] = laws;
  const held = stiffness > 0;
  const normals = new Float64Array(4096);
  const most = normals.length / 2;
  return {
    dimensions: laws.length,
    inertia: true,
    remembers: true,
    method:
      "Langevin with inertia: exact Gaussian jumps of position and velocity from record to record, two draws for each axis; green_kubo as <v(0).(r(t) - r(0))>/d, which has no quadrature",
    stepRate: 0,
    exits: [],
    ...(held && { relaxation: relaxation(friction, stiffness) }),
    unbounded: stiffness === 0,
    sources: SOURCES,
    start(walkers, stream) {
      place(walkers, stream);
      fillMaxwellVelocities(walkers.velocities, thermal, stream);
    },
    advance({ axes, velocities, inner, noise }, first, end, from, to) {
      const jumps = laws.map((law) => inertialJump(law, to - from));
      for (let i = first; i < end; i += most) {
        const count = Math.min(most, end - i);
        jumps.forEach((jump, axis) => {
          fillNormals(normals, noise, 2 * count);
          const [x, v] = [axes[axis].subarray(i, i + count), velocities[axis].subarray(i, i + count)];
          applyInertialJump(x, v, normals, jump, count);
        });
      }
      inner.fill(to, first, end);
      return end - first;
    },
  };
}

/** The slower of the two relaxation times of a damped oscillator; 2/γ where it swings [s]. */
function relaxation(friction: number, stiffness: number): number {
  const half = friction / 2;
  const discriminant = half * half - stiffness;
  return discriminant > 0 ? (half + Math.sqrt(discriminant)) / stiffness : 1 / half;
}

const SOURCES = [
  "G. E. Uhlenbeck and L. S. Ornstein, Phys. Rev. 36, 823 (1930), doi:10.1103/PhysRev.36.823 (not opened; derived in the source code)",
];
