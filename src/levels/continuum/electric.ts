/**
 * Ions and the field that they make at the continuum level: Poisson-Nernst-Planck, or Nernst-Planck with neutrality.
 *
 *     div J_k = 0,  J_k = -D_k (∇c_k + z_k c_k ∇φ),    ∇·(ε ∇φ) = -F (sum z_k c_k + X)   or   sum z_k c_k + X = 0
 *
 * Finite volumes on nodes, second order in space; all unknowns by one Newton iteration.
 *
 * @module
 */

import { coarseDoubleLayers, ionMesh } from "#generator/ions/ion-mesh.ts";
import { intervalValues } from "#generator/ions/ion-networks.ts";
import { type NewtonLog, steadyIons } from "#generator/ions/ion-newton.ts";
import { ionStart } from "#generator/ions/ion-start.ts";
import { type IonSystem, ionSystem } from "#generator/ions/ion-system.ts";
import { marchIons } from "#generator/ions/ion-transient.ts";
import type { LevelResult, Progress, Task } from "#levels/contract.ts";
import { acceptsIons, unusedPotentials } from "#levels/ion-acceptance.ts";
import {
  amountIn,
  type IonReadings,
  ionNames,
  makeIonReadings,
  readIonStates,
  readIonsInTime,
  steadyWhens,
} from "#levels/ion-run.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { recordsWithProfile } from "#levels/profile-times.ts";
import { speciesNamed } from "#levels/species-named.ts";

/** Cells of each layer. */
const CELLS = 200;

/** Ions in the field of their charges at the continuum level. */
export const electricContinuum: MotionCarrier = { accepts: (model) => acceptsIons(model), solve };

function* solve(task: Task): Generator<Progress, LevelResult> {
  const { model, refinement } = task;
  const mesh = ionMesh(model, { cells: CELLS, refinement });
  const system = ionSystem(
    model,
    ionNames(task).map((name) => speciesNamed(model, name)),
    mesh,
  );
  const out = makeIonReadings();
  out.warnings.push(...unusedPotentials(model), ...coarseDoubleLayers(model, mesh));
  let words = "";
  if (steadyWhens(task).length > 0) {
    yield { fraction: 0, doing: "ions and their field" };
    const { y, log } = steadyIons(system);
    readIonStates(out, task, system, y);
    out.invariants.residual = log.residual;
    words = `, ${newtonWords(log)}`;
  }
  for (const solve of task.solves)
    if (solve.kind === "transient") words += yield* solveInTime(task, system, out, solve.times);
  let spacing = 0;
  for (let i = 0; i < mesh.cellCount; i++) spacing = Math.max(spacing, mesh.edge[i + 1] - mesh.edge[i]);
  const law = system.closure === "poisson" ? "Poisson-Nernst-Planck" : "Nernst-Planck with neutrality everywhere";
  return {
    level: "continuum",
    law: { kind: "discrete", spacing },
    method: `${law}: finite volumes on ${mesh.cellCount} intervals, second order in space${words}`,
    warnings: out.warnings,
    invariants: out.invariants,
    readings: out.readings,
    profiles: out.profiles,
    sources: ["Scharfetter and Gummel 1969, doi:10.1109/T-ED.1969.16566 (not opened)"],
  };
}

/** Follow the ions in time, read each record; returns words for the method line. */
function* solveInTime(
  task: Task,
  system: IonSystem,
  out: IonReadings,
  times: readonly number[],
): Generator<Progress, string> {
  const { model } = task;
  const species = ionNames(task).map((name) => speciesNamed(model, name));
  const march = marchIons(system, ionStart(model, species, system), times);
  const keepsProfile = recordsWithProfile(model, times);
  const started = new Float64Array(species.length);
  let done = 0;
  for (;;) {
    const next = march.next();
    if (next.done) {
      const { accepted, rejected } = next.value;
      return `; in time TR-BDF2 with Newton at each stage, second order, ${accepted} steps and ${rejected} rejected`;
    }
    if (next.value !== "working") {
      const { record, y, leftBy, startedWith } = next.value;
      started.set(startedWith);
      readIonsInTime(out, task, system, y, times[record], { ...leftBy, started }, keepsProfile.has(record));
      const values = intervalValues(system, y);
      let drift = out.invariants.massDrift ?? 0;
      for (let k = 0; k < species.length; k++) {
        const held = amountIn(system, values, k, undefined);
        const gone = leftBy.left[k] + leftBy.right[k];
        const size = Math.max(held, started[k], Math.abs(gone));
        if (size > 0) drift = Math.max(drift, Math.abs(held + gone - started[k]) / size);
      }
      out.invariants.massDrift = drift;
      done = record + 1;
    }
    yield { fraction: done / times.length, doing: "ions in time" };
  }
}

function newtonWords({ iterations, shares, update }: NewtonLog): string {
  const by = shares > 1 ? `, the potentials and fixed charges raised in ${shares - 1} shares` : "";
  return `${iterations} steps of Newton, the last of ${update.toPrecision(1)}${by}`;
}
