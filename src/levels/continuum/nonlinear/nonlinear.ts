/**
 * The continuum of a species whose flux depends on its composition other than in proportion:
 *
 *     dc/dt = -div J,    J = -D(c) c grad(ln c + u + ln γ(c))
 *
 * by generalised Scharfetter-Gummel finite volumes and Newton's method with the slopes of D and γ.
 *
 * @module
 */

import { settledMixture } from "#generator/composition-steady.ts";
import {
  acceptsComposition,
  type CompositionRun,
  jumpsInWords,
  largestSpacing,
  orderOf,
  readingsInMoles,
  refuseUnstable,
  startedComposition,
} from "#levels/composition-run.ts";
import type { LevelResult, Progress, Task } from "#levels/contract.ts";
import { stateOf } from "#levels/network-run.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { readSteadyStates } from "#levels/steady-readings.ts";
import { withState } from "#numerics/numerical-failure.ts";
import { solveNonlinearTransient } from "./nonlinear-transient.ts";

const CELLS = 200;

/** Mixtures that feel themselves, at the continuum level. */
export const nonlinear: MotionCarrier = { accepts: acceptsComposition, solve };

function* solve(task: Task): Generator<Progress, LevelResult> {
  const run = startedComposition(task, CELLS);
  yield { fraction: 0, doing: "steady state" };
  let steady = "";
  readSteadyStates(run, () => {
    const settled = settledOrKept(run);
    if (settled === undefined) return undefined;
    const { n, log } = settled;
    run.composition.at(n);
    refuseUnstable(run, n, `steady state of ${run.species.name}`);
    steady = `; steady by Newton's method, ${log.iterations} iterations to a residual of ${log.residual.toPrecision(1)} and an update of ${log.update.toPrecision(1)}`;
    return n;
  });
  let steps = "";
  for (const solve of task.solves)
    if (solve.kind === "transient") steps = yield* solveNonlinearTransient(run, solve.times);
  return result(run, steady, steps);
}

/** The steady state; where it is not found, the failure carries where the iteration was. */
function settledOrKept(run: CompositionRun): ReturnType<typeof settledMixture> {
  const n = Float64Array.from(run.initial);
  try {
    return settledMixture(run.composition, n);
  } catch (error) {
    throw withState(error, () => stateOf(run, n, "the last iteration towards the steady state"));
  }
}

function result(run: CompositionRun, steady: string, steps: string): LevelResult {
  const { network, composition, warnings, invariants, profiles } = run;
  const order = orderOf(run);
  return {
    level: "continuum",
    law: { kind: "discrete", spacing: largestSpacing(network) },
    method: `finite volumes on ${network.mesh.cellCount} cells, ${composition.growthSlopes === undefined ? "generalised Scharfetter-Gummel on the excess potential" : "Scharfetter-Gummel on the potential, carriers at walls and faces"}${jumpsInWords(run)}, ${order === 1 ? "first order in space, since D vanishes faster than c does" : "second order in space"}${steady}${steps}`,
    warnings,
    invariants,
    readings: readingsInMoles(run),
    profiles,
    ...(order === undefined ? {} : { order }),
    sources: [
      "Scharfetter and Gummel 1969, doi:10.1109/T-ED.1969.16566 (not opened)",
      "Bank et al. 1985, doi:10.1109/T-ED.1985.22232 (not opened)",
      "Kelley and Keyes 1998, doi:10.1137/S0036142996304796 (not opened)",
    ],
  };
}
