/**
 * Walkers that take independent steps at independent waits: a continuous-time random walk, sampled by its exact law.
 *
 * Waits and steps do not depend on each other, so between two records a walker first counts its steps and then takes
 * them in one:
 *
 *     fixed clock      their number is known
 *     Poisson clock    their number is Poisson
 *     other clocks     from event to event: `inner` is the time of the next one
 *
 * and the sum of n steps is drawn by `step-sampler.ts`. In a plane and in space the axes of a normal step are
 * independent; a step to a neighbour goes along one axis, so that the number of steps is dealt out among the axes.
 *
 * @see E. W. Montroll and G. H. Weiss, J. Math. Phys. 6, 167 (1965), doi:10.1063/1.1704269 (not opened)
 * @module
 */

import type { Motion, StartedMotion } from "#levels/ensemble/motion.ts";
import { placeAt } from "#levels/ensemble/point-start.ts";
import { Refusal } from "#levels/ensemble/refusal.ts";
import { ensembleCarrier } from "#levels/ensemble/solve-ensemble.ts";
import type { Walkers } from "#levels/ensemble/walkers.ts";
import { hasStepVariance } from "#model/finite-moments.ts";
import { MEASURES, type MeasureName } from "#model/measure.ts";
import type { Model } from "#model/model.ts";
import type { RenewalClock, RenewalWalk } from "#model/motion-law.ts";
import { undefinedMeasure } from "#model/undefined-measure.ts";
import { binomial } from "#numerics/binomial-sampler.ts";
import { fillMultinomial } from "#numerics/multinomial.ts";
import { poisson } from "#numerics/poisson-sampler.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import type { RandomStream } from "#numerics/random-stream.ts";
import { ticksUntil } from "#step-law/count-law.ts";
import { latticeCoordinate } from "#step-law/lattice-coordinate.ts";
import { meanWait } from "#step-law/renewal.ts";
import { type RenewalProblem, renewalProblem } from "#step-law/renewal-problem.ts";
import { stepSums } from "#step-law/step-sampler.ts";
import { makeWaitSampler } from "#step-law/wait-sampler.ts";
import type { Time } from "#units/flavour.ts";

/** Independent steps at independent waits, at the walk level. */
export const renewalWalk = ensembleCarrier({ level: "walk", purpose: PURPOSE.stepLaw }, (model, { name }) =>
  startedRenewal(problemOf(model, name)),
);

function problemOf(model: Model, species: string): RenewalProblem {
  const problem = renewalProblem(model, species);
  if ("because" in problem) throw new Refusal(problem.because, problem.change);
  if (problem.times.length === 0)
    throw new Refusal("no time passes", "ask for solve: {transient: {until: ..., every: ...}}");
  return problem;
}

/** The walkers of a problem. */
export function startedRenewal({ law, start, amount }: RenewalProblem): StartedMotion {
  const { dimensions, step, clock } = law;
  const sums = stepSums(step);
  const counted = makeCounter(clock);
  const displace = makeDisplacement(law, start);
  const motion: Motion = {
    dimensions,
    method: methodOf(law, sums.stepped),
    law: {
      kind: "discrete",
      ...(sums.whole ? { spacing: sums.unit } : {}),
      ...(clock.kind === "fixed" ? { step: clock.interval } : {}),
    },
    without: valueless(law),
    ...(!hasStepVariance(step) && { heavyTails: true as const }),
    sharesRatesWith: sums.whole ? ["master"] : [], // the chances of the moves
    stepRate: sums.stepped || counted.byEvents ? 1 / typicalWait(clock) : 0,
    exits: [],
    unbounded: true,
    ...(counted.byEvents && { remembers: true as const }), // how long it has waited
    sources: [
      "E. W. Montroll and G. H. Weiss, J. Math. Phys. 6, 167 (1965), doi:10.1063/1.1704269 (not opened; derived in the source code)",
    ],
    start(walkers) {
      placeAt(walkers, { at: start, amount });
      counted.start(walkers);
    },
    advance(walkers, first, end, from, to) {
      let steps = 0;
      for (let i = first; i < end; i++) {
        const n = counted.between(walkers, i, from, to);
        if (n > 0) displace(walkers, i, n);
        steps += sums.stepped || counted.byEvents ? n : 1;
      }
      return steps;
    },
  };
  return { motion, amount };
}

function methodOf({ clock, step }: RenewalWalk, stepped: boolean): string {
  const ticks =
    clock.kind === "fixed"
      ? "their number known from a fixed clock"
      : clock.kind === "poisson"
        ? "their number drawn from Poisson's law"
        : `counted from event to event of a ${clock.kind} clock`;
  const taken = stepped ? "taken one by one" : "taken in one draw of the law of their sum";
  return `walkers by ${step.kind} steps, ${ticks}, ${taken}: exact at any record`;
}

/** A wait to reckon with where the mean is infinite [s]. */
function typicalWait(clock: RenewalClock): Time {
  const mean = meanWait(clock);
  return Number.isFinite(mean) || !("scale" in clock) ? mean : clock.scale;
}

function valueless(law: RenewalWalk): readonly MeasureName[] {
  return (Object.keys(MEASURES) as MeasureName[]).filter(
    (name) => undefinedMeasure({ key: name, name, species: "" }, { motion: law }) !== undefined,
  );
}

/** How many steps a walker takes between two times. */
interface StepCounter {
  readonly byEvents: boolean;
  start(walkers: Walkers): void;
  between(walkers: Walkers, i: number, from: Time, to: Time): number;
}

function makeCounter(clock: RenewalClock): StepCounter {
  const nothing = (): void => undefined;
  if (clock.kind === "fixed") {
    const { interval } = clock;
    const between = (_walkers: Walkers, _i: number, from: Time, to: Time) =>
      ticksUntil(interval, to) - ticksUntil(interval, from);
    return { byEvents: false, start: nothing, between };
  }
  if (clock.kind === "poisson") {
    const { interval } = clock;
    const between = ({ noise }: Walkers, _i: number, from: Time, to: Time) => poisson(noise, (to - from) / interval);
    return { byEvents: false, start: nothing, between };
  }
  const wait = makeWaitSampler(clock);
  return {
    byEvents: true,
    start({ inner, noise, count }) {
      for (let i = 0; i < count; i++) inner[i] = wait(noise);
    },
    between({ inner, noise }, i, _from, to) {
      let n = 0;
      let next = inner[i];
      while (next <= to) {
        n++;
        next += wait(noise);
      }
      inner[i] = next;
      return n;
    },
  };
}

type Displacement = (walkers: Walkers, i: number, n: number) => void;

/** Moves a walker by n steps. */
function makeDisplacement({ step, dimensions }: RenewalWalk, start: readonly number[]): Displacement {
  if (step.kind === "lattice" && dimensions > 1) return amongAxes(step.spacing, step.stay, start);
  const { unit, whole, draw } = stepSums(step);
  const coordinates = start.map((from) => makeCoordinates(from, unit));
  return ({ axes, noise }, i, n) => {
    for (const [k, axis] of axes.entries()) {
      const sum = draw(noise, n);
      if (whole) axis[i] = coordinates[k]?.(axis[i], sum) ?? Number.NaN;
      else axis[i] += unit * sum;
    }
  };
}

/** The coordinate of a site some sites from another, free of the rounding of sums; sites often met are kept. */
function makeCoordinates(start: number, unit: number): (from: number, sites: number) => number {
  const kept = new Map<number, number>();
  return (from, sites) => {
    const site = Math.round((from - start) / unit) + sites;
    const known = kept.get(site);
    if (known !== undefined) return known;
    const coordinate = latticeCoordinate(start, unit, site);
    if (kept.size < 65_536) kept.set(site, coordinate);
    return coordinate;
  };
}

/** Steps to neighbours in a plane or in space: dealt out among the axes, then to both sides. */
function amongAxes(spacing: number, stay: number, start: readonly number[]): Displacement {
  const dimensions = start.length;
  const shares = new Float64Array(dimensions + 1).fill((1 - stay) / dimensions, 0, dimensions);
  shares[dimensions] = stay;
  const along = new Float64Array(dimensions + 1);
  const coordinates = start.map((from) => makeCoordinates(from, spacing));
  return ({ axes, noise }: { axes: readonly Float64Array[]; noise: RandomStream }, i, n) => {
    fillMultinomial(along, noise, n, shares);
    for (const [k, axis] of axes.entries())
      axis[i] = coordinates[k]?.(axis[i], 2 * binomial(noise, along[k], 0.5) - along[k]) ?? Number.NaN;
  };
}
