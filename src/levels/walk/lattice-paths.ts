/**
 * The paths of one block of walkers on a lattice, at the record times.
 *
 * A block is a fixed group of walkers with a random stream of its own, so that what a walker does depends on the seed
 * and on its number alone, not on who was walked before it. Walkers jump from record time to record time where they
 * can (`lattice-jumps.ts`), and are stepped one by one where the path itself is asked for, or a box has a bias.
 *
 * @module
 */

import type { WalkLaw } from "#model/model.ts";
import { poisson } from "#numerics/poisson-sampler.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream, type RandomStream } from "#numerics/random-stream.ts";
import { axisStep, stepsUntil } from "#step-law/lattice-law.ts";
import type { LatticeProblem } from "#step-law/lattice-problem.ts";
import { canJump, type Jump, makeJump } from "./lattice-jumps.ts";
import { makeVisitedSites, type VisitedSites } from "./visited-sites.ts";

/** The most walkers of a block. Part of "same seed, same bits": a change of it changes every sampled lattice walk. */
export const BLOCK = 256;

/** What every block of a run does. */
export interface PathPlan {
  readonly problem: LatticeProblem;
  readonly seed: number;
  /** Steps from each record time to the next; their mean number for a Poisson clock. */
  readonly ticks: readonly number[];
  /** The jump of each interval; absent where walkers are stepped. */
  readonly jumps?: readonly Jump[];
  /** Whether returns and distinct sites are recorded. */
  readonly history: boolean;
  /** Whether walkers are to be stepped although they could jump. */
  readonly steps: boolean;
}

/** Where the walkers of a block are: walker w at record time j stands at place j * BLOCK + w of each array. */
export interface BlockPaths {
  /** Displacement along each axis [spacings]. */
  readonly axes: readonly Float64Array[];
  /** 1 if the walker has left its start and come back; empty if not recorded. */
  readonly returned: Float64Array;
  /** Number of distinct sites seen, the start included; empty if not recorded. */
  readonly distinct: Float64Array;
}

/** The plan of a run; `steps` if walkers are to be stepped although they could jump. */
export function pathPlan(problem: LatticeProblem, seed: number, history: boolean, steps = false): PathPlan {
  const { law, times, box } = problem;
  const clock = times.map((time) =>
    law.clock.kind === "fixed" ? stepsUntil(law, time) : Math.max(0, time) / law.clock.interval,
  );
  const ticks = clock.map((now, j) => now - (clock[j - 1] ?? 0));
  const plan = { problem, seed, ticks, history, steps };
  if (history || steps || !canJump(law, box)) return plan;
  return { ...plan, jumps: ticks.map((n) => makeJump(law, n, box)) };
}

/** Room for the paths of a block. */
export function emptyPaths({ problem, history }: PathPlan): BlockPaths {
  const room = () => new Float64Array(problem.times.length * BLOCK);
  const axes = Array.from({ length: problem.law.dimensions }, room);
  return { axes, returned: history ? room() : new Float64Array(), distinct: history ? room() : new Float64Array() };
}

/**
 * Walks the first `walkers` of block number `block`. Yields the number of draws since the last time.
 */
export function* fillPaths(out: BlockPaths, plan: PathPlan, block: number, walkers: number): Generator<number, void> {
  const stream = makeRandomStream(plan.seed, PURPOSE.latticeWalk, block);
  if (plan.jumps === undefined) yield* stepAll(out, plan, walkers, stream);
  else {
    for (const [j, jump] of plan.jumps.entries()) {
      for (const x of out.axes) {
        if (j === 0) x.fill(0, 0, walkers);
        else x.copyWithin(j * BLOCK, (j - 1) * BLOCK, (j - 1) * BLOCK + walkers);
      }
      jump(out.axes, j * BLOCK, j * BLOCK + walkers, stream);
      yield walkers;
    }
  }
}

/** Steps walker after walker through all record times. */
function* stepAll(out: BlockPaths, plan: PathPlan, walkers: number, stream: RandomStream): Generator<number, void> {
  const { law, box } = plan.problem;
  const isPoisson = law.clock.kind === "poisson";
  const visited = plan.history ? makeVisitedSites(law.dimensions) : undefined;
  const walker: Walker = { at: [0, 0, 0], returned: 0 };
  const bounds = box === undefined ? [-Infinity, Infinity] : [-box.startSite, box.sites - 1 - box.startSite];
  for (let w = 0; w < walkers; w++) {
    walker.at.fill(0);
    walker.returned = 0;
    visited?.clear();
    visited?.add(0, 0, 0);
    for (const [j, ticks] of plan.ticks.entries()) {
      let left = isPoisson ? poisson(stream, ticks) : ticks;
      while (left > 0) {
        const steps = Math.min(left, STEPS_AT_A_TIME);
        takeSteps(walker, steps, law, bounds as [number, number], stream, visited);
        left -= steps;
        yield steps;
      }
      const place = j * BLOCK + w;
      for (const [axis, x] of out.axes.entries()) x[place] = walker.at[axis] as number;
      if (visited === undefined) continue;
      out.returned[place] = walker.returned;
      out.distinct[place] = visited.count();
    }
  }
}

/** A walker that is being stepped. */
interface Walker {
  /** Displacement from the start [spacings]. */
  readonly at: [number, number, number];
  returned: 0 | 1;
}

/** The most steps that one call of the hot loop takes: about 5 ms. */
const STEPS_AT_A_TIME = 200_000;

/** The hot loop: takes the steps, each with one uniform number; a step that would leave the bounds is not made. */
function takeSteps(
  walker: Walker,
  steps: number,
  law: WalkLaw,
  [low, high]: readonly [number, number],
  stream: RandomStream,
  visited: VisitedSites | undefined,
): void {
  const { forward, backward } = axisStep(law);
  const pair = forward + backward;
  const moving = pair * law.dimensions;
  const { at } = walker;
  for (let k = 0; k < steps; k++) {
    const u = stream.uniform();
    if (u >= moving) continue;
    const axis = u < pair ? 0 : u < 2 * pair ? 1 : 2;
    const to = at[axis] + (u - axis * pair < forward ? 1 : -1);
    if (to < low || to > high) continue;
    at[axis] = to;
    if (visited === undefined) continue;
    if (at[0] === 0 && at[1] === 0 && at[2] === 0) walker.returned = 1;
    visited.add(at[0], at[1], at[2]);
  }
}
