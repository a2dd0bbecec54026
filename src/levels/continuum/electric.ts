/**
 * Ions and the field that they make at the continuum level: Poisson-Nernst-Planck, or Nernst-Planck with neutrality.
 *
 *     div J_k = 0,  J_k = -D_k (∇c_k + z_k c_k ∇φ),    ∇·(ε ∇φ) = -F (sum z_k c_k + X)   or   sum z_k c_k + X = 0
 *
 * Finite volumes on nodes, second order in space; all unknowns by one Newton iteration.
 *
 * @module
 */

import { ionMesh } from "#generator/ions/ion-mesh.ts";
import { type NewtonLog, steadyIons } from "#generator/ions/ion-newton.ts";
import { ionSystem } from "#generator/ions/ion-system.ts";
import type { LevelResult, Progress, Task } from "#levels/contract.ts";
import { acceptsIons } from "#levels/ion-acceptance.ts";
import { ionNames, makeIonReadings, readIonStates, steadyWhens } from "#levels/ion-run.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
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
  let words = "";
  if (steadyWhens(task).length > 0) {
    yield { fraction: 0, doing: "ions and their field" };
    const { y, log } = steadyIons(system);
    readIonStates(out, task, system, y);
    out.invariants.residual = log.residual;
    words = `, ${newtonWords(log)}`;
  }
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

function newtonWords({ iterations, shares, update }: NewtonLog): string {
  const by = shares > 1 ? `, the potentials and fixed charges raised in ${shares - 1} shares` : "";
  return `${iterations} steps of Newton, the last of ${update.toPrecision(1)}${by}`;
}
