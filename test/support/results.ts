/** Results made by hand, for tests of what reports them. */

import type { LevelName } from "#model/model.ts";
import type { LevelReport, OutputReport, RunResult } from "#run/run-result.ts";

/** A result in which levels state the given outputs, and nothing else is known. */
export function resultWith(
  outputs: Readonly<Partial<Record<LevelName, Readonly<Record<string, OutputReport>>>>>,
  fields: Partial<RunResult> = {},
): RunResult {
  const levels: Partial<Record<LevelName, LevelReport>> = {};
  for (const [level, stated] of Object.entries(outputs)) levels[level as LevelName] = reportWith({ outputs: stated });
  return {
    perrin: "0.0.0",
    model: "made-by-hand",
    hash: "sha256:0",
    seed: 1,
    walkers: 1000,
    levels,
    refused: [],
    notes: [],
    sweeps: [],
    agreement: [],
    expect: [],
    data: [],
    ...fields,
  };
}

/** The report of a level with the given fields. */
export function reportWith(fields: Partial<LevelReport>): LevelReport {
  return {
    law: "continuum",
    sampled: false,
    method: "by hand",
    warnings: [],
    invariants: {},
    outputs: {},
    profiles: [],
    sources: [],
    ...fields,
  };
}
