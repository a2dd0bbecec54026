/**
 * The batches of a sampled run: solved here one after the other, or elsewhere if who drives the level can.
 *
 * A batch draws from random streams of its own, so it does not matter where and when it is solved. The first is always
 * solved here; what it gives (where its walkers are) may serve the others as a reference. Parts are joined in order.
 *
 * @module
 */

import { BATCHES, type BatchRequest, type BatchSolver, type Progress } from "./contract.ts";

/** Which batches: the level, the task and the stage from which their solver can be made again. */
export type BatchStage = Pick<BatchRequest, "level" | "task" | "stage">;

/** Solves all batches and hands each part to `join`, in order. */
export function* solveBatches<Part>(
  stage: BatchStage,
  solver: BatchSolver<Part>,
  join: (batch: number, part: Part) => void,
): Generator<Progress, void, unknown> {
  const pilot = yield* shareOf(0, solver.solve(0, undefined));
  join(0, pilot);
  const doing = `batches of ${stage.task.species}`;
  for (let batch = 1; batch < BATCHES; batch++) {
    const fraction = batch / BATCHES;
    const elsewhere = yield { fraction, doing, batch: { ...stage, pilot, batch, batches: BATCHES } };
    join(batch, elsewhere === undefined ? yield* shareOf(batch, solver.solve(batch, pilot)) : (elsewhere as Part));
  }
}

/** The progress of one batch as part of all. */
function* shareOf<Part>(batch: number, part: Generator<Progress, Part>): Generator<Progress, Part> {
  for (;;) {
    const next = part.next();
    if (next.done) return next.value;
    yield { ...next.value, fraction: (batch + next.value.fraction) / BATCHES };
  }
}
