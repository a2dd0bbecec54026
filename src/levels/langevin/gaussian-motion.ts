/**
 * Motion without walls whose law is Gaussian, in one, two or three dimensions: one exact jump for each record.
 *
 * Recognised by symbols: D constant, and the force and velocity together a linear function of x. In two and three
 * dimensions the other axes are free. Nothing is approximated, so there is no time step.
 *
 * @module
 */

import type { Motion, StartedMotion } from "#levels/ensemble/motion.ts";
import { Refusal } from "#levels/ensemble/refusal.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { FreeDomain, Model, Species } from "#model/model.ts";
import { kernelRoom } from "#numerics/kernels-in-use.ts";
import { fillNormals } from "#numerics/random-stream.ts";
import { positionScope } from "#potential/position-scope.ts";
import { type GaussianLaw, gaussianJump } from "./gaussian-law.ts";
import { dependsOnPosition, type MediumLaw, mediumLaw } from "./medium-law.ts";
import { cellMiddles, startingLaw } from "./starting-law.ts";

const START_CELLS = 16384;

/**
 * The Gaussian motion of a species; undefined where its law is another (then `line-motion` may carry it).
 *
 * @throws Refusal for a force, or a velocity that varies, in two or three dimensions.
 */
export function gaussianMotion(model: Model, species: Species): StartedMotion | undefined {
  const domain = model.domain;
  if (domain?.kind !== "free" || domain.from !== undefined || domain.to !== undefined) return undefined;
  const medium = species.media.find((entry) => entry.medium === "") ?? species.media[0];
  if (medium === undefined) throw new Refusal(`${species.name} has no diffusion coefficient`, "give D for it");
  const law = mediumLaw(model, species, medium);
  if (domain.dimensions > 1) requireFree(law, species, domain);
  if (!law.linear) return undefined;
  const along = linearLaw(law);
  const others: GaussianLaw = { diffusivity: along.diffusivity, velocity: 0, rate: 0 };
  const laws = [along, others, others].slice(0, domain.dimensions);
  const begin = startingPoint(model, species, domain, along);
  return { amount: begin.amount, motion: motionOf(laws, begin.place) };
}

function motionOf(laws: readonly GaussianLaw[], place: Motion["start"]): Motion {
  const [along] = laws;
  return {
    dimensions: laws.length,
    method:
      along.rate === 0
        ? "exact Gaussian jumps from record to record, one draw for each axis"
        : "exact Ornstein-Uhlenbeck jumps from record to record, one draw for each",
    stepRate: 0,
    exits: [],
    ...(along.rate > 0 && { relaxation: 1 / along.rate }),
    unbounded: along.rate === 0,
    sources: [
      "G. E. Uhlenbeck and L. S. Ornstein, Phys. Rev. 36, 823 (1930), doi:10.1103/PhysRev.36.823 (not opened; derived in the source code)",
    ],
    start: place,
    takesSteps: true,
    advance(walkers, first, end, from, to, steps = 1) {
      const count = end - first;
      const { kernels, x, law: numbers, stream } = kernelRoom();
      laws.forEach((law, axis) => {
        const { kept, shift, spread } = gaussianJump(law, (to - from) / steps);
        numbers.set([kept, shift, spread], 3 * axis);
        x.set(walkers.axes[axis].subarray(first, end), axis * count);
      });
      stream.set(walkers.lanes);
      kernels.linearSteps(x, { count, dimensions: laws.length, stride: count }, numbers, stream, steps);
      walkers.lanes.set(stream);
      for (const [axis, positions] of walkers.axes.entries())
        positions.set(x.subarray(axis * count, (axis + 1) * count), first);
      return count * steps;
    },
  };
}

/** @throws Refusal unless motion in a plane or in space is free, with a uniform drift at most. */
export function requireFree(law: MediumLaw, { drift, terms }: Species, { geometry }: FreeDomain): void {
  if (terms.length > 0 || !law.linear)
    throw new Refusal(
      `in a ${geometry} this level knows free motion only, with one D everywhere`,
      "use geometry: line, or leave out the potential and give a constant D",
    );
  if (drift !== undefined && dependsOnPosition(drift))
    throw new Refusal(`in a ${geometry} the drift must be uniform`, "give drift: as one velocity along x");
}

/** α and λ of the drift α - λ x, read from its values at 0 and 1 m: it is known to be linear. */
export function linearLaw(law: MediumLaw): GaussianLaw {
  const { diffusivity, potentialSlope, velocity } = law.fieldsAt(Float64Array.of(0, 1));
  const [atZero, atOne] = [0, 1].map((i) => velocity[i] - diffusivity[i] * potentialSlope[i]);
  const rate = atZero - atOne;
  // A slope that is only the rounding of a uniform drift is none.
  return { diffusivity: diffusivity[0], velocity: atZero, rate: Math.abs(rate) > 1e-12 * Math.abs(atZero) ? rate : 0 };
}

/** Where walkers start, and how much they are worth together. @throws Refusal where there is no such start. */
export function startingPoint(model: Model, { name, initial }: Species, domain: FreeDomain, law: GaussianLaw) {
  if (initial.kind === "point") {
    const { at, amount } = initial;
    const place: Motion["start"] = ({ axes, origin }) => {
      axes.forEach((axis, k) => {
        axis.fill(at[k] ?? 0);
        origin[k].fill(at[k] ?? 0);
      });
    };
    return { amount, place };
  }
  if (initial.kind === "equilibrium") {
    if (!(law.rate > 0) || domain.dimensions > 1)
      throw new Refusal(`nothing holds ${name}, so it has no equilibrium`, "start it at a point");
    const centre = law.velocity / law.rate;
    const width = Math.sqrt(law.diffusivity / law.rate);
    const place: Motion["start"] = ({ axes, origin }, stream) => {
      fillNormals(axes[0], stream);
      for (let i = 0; i < axes[0].length; i++) origin[0][i] = axes[0][i] = centre + width * axes[0][i];
    };
    return { amount: initial.amount, place };
  }
  if (domain.dimensions > 1 || domain.resolve === undefined)
    throw new Refusal(
      "walkers cannot be spread over endless space",
      "use a line with resolve: [from, to], or start at a point",
    );
  const { from, to } = domain.resolve;
  const x = cellMiddles(from, to, START_CELLS);
  const density = fieldOf(initial.concentration, x.length, positionScope(model, x));
  if (density.some((value) => !(value >= 0)))
    throw new Refusal(`the initial concentration of ${name} is negative somewhere`, "write one that is not");
  const start = startingLaw([{ from, to, density }]);
  if (!(start.total > 0))
    throw new Refusal(`${name} starts with nothing`, "give it an initial concentration or a point");
  const place: Motion["start"] = ({ axes, origin }, stream) => {
    for (let i = 0; i < axes[0].length; i++) origin[0][i] = axes[0][i] = start.draw(stream).at;
  };
  return { amount: start.total, place };
}
