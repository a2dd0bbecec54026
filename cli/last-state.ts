/**
 * What a solver held when it failed, as a table beside the model: work that is not lost.
 *
 * @module
 */

import { renameSync, rmSync, writeFileSync } from "node:fs";
import type { LastState } from "#numerics/numerical-failure.ts";
import { environmentMessage } from "./failure.ts";

/** Writes NAME.last-state.csv into the folder one is in, whole or not at all; returns the words to say. */
export function saveLastState(name: string, { when, columns }: LastState): string {
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
