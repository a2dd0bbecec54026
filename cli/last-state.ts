/**
 * What the solvers of levels held when they failed, as tables beside the model: work that is not lost.
 *
 * @module
 */

import { renameSync, rmSync, writeFileSync } from "node:fs";
import type { LastState } from "#numerics/numerical-failure.ts";
import { environmentMessage } from "./failure.ts";

/** What the solver of a level held; without a name where there was no other level. */
export interface KeptState {
  readonly level?: string;
  readonly state: LastState;
}

/**
 * Writes NAME.last-state.csv into the folder one is in, or NAME.LEVEL.last-state.csv for each level where there are
 * several, each whole or not at all; returns the words to say.
 */
export function saveLastStates(name: string, kept: readonly KeptState[]): readonly string[] {
  return kept.map(({ level, state }) =>
    saveLastState(kept.length === 1 || level === undefined ? name : `${name}.${level}`, state),
  );
}

function saveLastState(name: string, { when, columns }: LastState): string {
  const file = `${name}.last-state.csv`;
  const partial = `.${file}.partial`;
  const rows = Array.from({ length: columns[0]?.values.length ?? 0 }, (_, i) =>
    columns.map(({ values }) => values[i]).join(","),
  );
  const head = columns.map((column) => `${column.name} [${column.unit}]`).join(",");
  try {
    writeFileSync(partial, `${[head, ...rows].join("\n")}\n`);
    renameSync(partial, file);
    return `The last good state (${when}) stands in ${file}.`;
  } catch (error) {
    rmSync(partial, { force: true });
    const because = error instanceof Error ? environmentMessage(error) : undefined;
    if (because === undefined) throw error;
    return `The last good state could not be saved. ${because}`;
  }
}
