/** What a level answers to the measures of a model file. */

import type { Level, Reading, Task } from "#levels/contract.ts";
import { parseModel } from "#model/parse-model.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { solved, taskOf } from "./models.ts";

/** All readings of a model file that one level solves; its species is "drug". */
export function readingsOf(level: Level, text: string, fields: Partial<Task> = {}): readonly Reading[] {
  const model = parseModel(text);
  return solved(level.solve(taskOf(model, measuresOf(model), { species: "drug", ...fields }))).readings;
}

/** The last reading of a model file with one output; undefined if the level does not state it. */
export function lastValue(level: Level, text: string): number | undefined {
  return readingsOf(level, text).at(-1)?.value;
}
