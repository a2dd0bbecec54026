/**
 * How walkers on a lattice get from one record time to the next: in one jump by its exact law where the lattice is the
 * same everywhere, else step by step.
 *
 *     line, a step at every tick        number of steps to the right: binomial
 *     line, some steps stay             number that move, then to the right: binomial, binomial
 *     plane, a step at every tick       two independent ±1 walks along the diagonals
 *     plane and space otherwise         steps dealt to the axes and directions by binomials
 *     Poisson clock                     independent Poisson numbers in each direction
 *     box, no bias                      the free jump, folded at walls half a spacing beyond the last sites
 *     box, bias                         step by step
 *
 * @module
 */

import type { WalkLaw } from "#model/model.ts";
import { binomial } from "#numerics/binomial-sampler.ts";
import { binomialWeights } from "#numerics/binomial-weights.ts";
import { poisson } from "#numerics/poisson-sampler.ts";
import { poissonWeights } from "#numerics/poisson-weights.ts";
import type { RandomStream } from "#numerics/random-stream.ts";
import { makeTableSampler } from "#numerics/table-sampler.ts";
import { axisStep } from "#step-law/lattice-law.ts";
import type { Box } from "#step-law/lattice-problem.ts";

/** Draws a whole number. */
type Draw = (stream: RandomStream) => number;

/** Moves walkers first .. last - 1 of a block by one interval; one array of displacements for each axis [spacings]. */
export type Jump = (axes: readonly Float64Array[], first: number, last: number, stream: RandomStream) => void;

/** Largest mean number for which a table of its law is worth its memory: 20 √μ weights. */
const LARGEST_TABLE = 1e8;
/** Probability outside of a table: no run draws 1e20 numbers. */
const LEFT_OUT = 1e-20;

/** Draws the number of successes in n trials. */
function makeBinomial(n: number, p: number): Draw {
  if (n * p * (1 - p) > LARGEST_TABLE) return (stream) => binomial(stream, n, p);
  return makeTableSampler(binomialWeights(n, p, LEFT_OUT));
}

/** Draws the number of events of a Poisson clock. */
function makePoisson(mean: number): Draw {
  if (mean > LARGEST_TABLE) return (stream) => poisson(stream, mean);
  return makeTableSampler(poissonWeights(mean, LEFT_OUT));
}

/** Whether the walk can jump: everywhere but in a box with a bias. */
export function canJump(law: WalkLaw, box: Box | undefined): boolean {
  return box === undefined || law.right === 0.5;
}

/** The jump of an interval; `ticks` is its whole number of steps, or the mean number for a Poisson clock. */
export function makeJump(law: WalkLaw, ticks: number, box: Box | undefined): Jump {
  const jump = makeFreeJump(law, ticks);
  if (box === undefined) return jump;
  const { sites, startSite } = box;
  return (axes, first, last, stream) => {
    jump(axes, first, last, stream);
    const x = axes[0] as Float64Array;
    for (let w = first; w < last; w++) x[w] = folded(x[w] + startSite, sites) - startSite;
  };
}

/** The site 0 .. sites - 1 to which mirrors at -1/2 and sites - 1/2 bring a site of the free line. */
export function folded(site: number, sites: number): number {
  const period = 2 * sites;
  const phase = site - period * Math.floor(site / period);
  return phase < sites ? phase : period - 1 - phase;
}

function makeFreeJump(law: WalkLaw, ticks: number): Jump {
  if (law.clock.kind === "poisson") return makePoissonJump(law, ticks);
  if (law.dimensions === 1 && law.stay === 0) return makeLineJump(law, ticks);
  if (law.dimensions === 2 && law.stay === 0) return makeDiagonalJump(ticks);
  return makeDealtJump(law, ticks);
}

function makePoissonJump(law: WalkLaw, ticks: number): Jump {
  const { forward, backward } = axisStep(law);
  const [drawForward, drawBackward] = [makePoisson(ticks * forward), makePoisson(ticks * backward)];
  return (axes, first, last, stream) => {
    for (const x of axes)
      for (let w = first; w < last; w++) {
        const up = drawForward(stream);
        x[w] += up - drawBackward(stream);
      }
  };
}

function makeLineJump({ right }: WalkLaw, ticks: number): Jump {
  const draw = makeBinomial(ticks, right);
  return ([x = new Float64Array()], first, last, stream) => {
    for (let w = first; w < last; w++) x[w] += 2 * draw(stream) - ticks;
  };
}

/** A step (±1, 0) or (0, ±1) is a step ±1 in x + y and an independent one in x - y. */
function makeDiagonalJump(ticks: number): Jump {
  const draw = makeBinomial(ticks, 0.5);
  return ([x = new Float64Array(), y = new Float64Array()], first, last, stream) => {
    for (let w = first; w < last; w++) {
      const sum = 2 * draw(stream) - ticks;
      const difference = 2 * draw(stream) - ticks;
      x[w] += (sum + difference) / 2;
      y[w] += (sum - difference) / 2;
    }
  };
}

function makeDealtJump({ dimensions, stay, right }: WalkLaw, ticks: number): Jump {
  const drawMoves = makeBinomial(ticks, 1 - stay);
  const forward = dimensions === 1 ? right : 0.5;
  return (axes, first, last, stream) => {
    for (let w = first; w < last; w++) {
      let left = drawMoves(stream);
      for (let axis = 0; axis < dimensions; axis++) {
        const along = axis === dimensions - 1 ? left : binomial(stream, left, 1 / (dimensions - axis));
        (axes[axis] as Float64Array)[w] += 2 * binomial(stream, along, forward) - along;
        left -= along;
      }
    }
  };
}
