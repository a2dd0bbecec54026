/**
 * Why a cell of the table of outputs is empty, and what could not be compared.
 *
 * @module
 */

import type { RunResult } from "#run/run-result.ts";
import { NOT_STATED } from "./number-text.ts";
import { outputRows } from "./output-rows.ts";
import { levelsOf, outputNames, outputOf } from "./result-tables.ts";

/** What a model asks for, whether or not some level answers. */
export interface AskedOutputs {
  /** Names of all outputs, in the order of the file. */
  readonly outputs: readonly string[];
  /** Names of the outputs that are to be judged between levels. */
  readonly agree: readonly string[];
  /** What is expected, and where it stands in the file. */
  readonly expect: readonly { readonly of: string; readonly line: number }[];
}

/** Nothing beyond what the levels state. */
export const NOTHING_ASKED: AskedOutputs = { outputs: [], agree: [], expect: [] };

/** One sentence for the outputs that no level states, and one for each group of levels that leave out others. */
export function unstatedLines(
  result: Pick<RunResult, "levels" | "unstated">,
  { outputs }: AskedOutputs,
): readonly string[] {
  const stated = outputNames(result);
  const missing = outputs.filter((name) => !stated.includes(name));
  const levels = levelsOf(result);
  const groups = new Map<string, Set<string>>();
  const add = (silent: readonly string[], what: string): void => {
    if (silent.length === 0) return;
    const text = `${listed(silent)} ${silent.length === 1 ? "does" : "do"} not state`;
    groups.set(text, (groups.get(text) ?? new Set()).add(what));
  };
  for (const { name, when, cells } of outputRows(result)) {
    const empty = levels.filter(([, { failed }], i) => failed === undefined && cells[i].value === NOT_STATED);
    const never = empty.filter(([, report]) => outputOf(report, name) === undefined);
    const otherwise = empty.filter(([, report]) => outputOf(report, name) !== undefined);
    add(
      never.map(([level]) => level),
      name,
    );
    add(
      otherwise.map(([level]) => level),
      when === "" ? name : `${name} (${when})`,
    );
  }
  return [
    ...(missing.length > 0 ? [`not stated by any level: ${missing.join(", ")}`] : []),
    ...reasonLines(result.unstated ?? [], missing),
    ...[...groups].map(([text, names]) => `${text} ${[...names].join(", ")}`),
  ];
}

/** The reason of each level, once for the outputs that share them all. */
function reasonLines(unstated: NonNullable<RunResult["unstated"]>, missing: readonly string[]): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const { output, because } of unstated) {
    if (!missing.includes(output) || because.length === 0) continue;
    const text = because.map(({ level, reason }) => `${level}: ${reason}`).join("; ");
    groups.set(text, [...(groups.get(text) ?? []), output]);
  }
  return [...groups].map(([text, names]) => `${names.join(", ")}: ${text}`);
}

/** One sentence for each output that was to be judged and was not. */
export function uncomparedLines(
  result: Pick<RunResult, "levels" | "agreement">,
  { agree }: AskedOutputs,
): readonly string[] {
  return agree
    .filter((name) => !result.agreement.some(({ output }) => output === name))
    .map((name) => {
      const stating = levelsOf(result).flatMap(([level, report]) => (outputOf(report, name) ? [level] : []));
      const because =
        stating.length === 0
          ? "no level states it"
          : stating.length === 1
            ? `only ${stating[0]} states it`
            : `${listed(stating)} state it at different times`;
      return `${name}: nothing to compare; ${because}`;
    });
}

/** The expectations of levels that were left out of the run. */
export function unaskedLines(
  { expect: verdicts }: Pick<RunResult, "expect">,
  { expect }: AskedOutputs,
): readonly string[] {
  const left = expect.filter(({ line }) => !verdicts.some((verdict) => verdict.line === line));
  if (left.length === 0) return [];
  return [`not asked of the levels that ran: ${left.map(({ of, line }) => `${of} (line ${line})`).join(", ")}`];
}

/** "walk", "walk and langevin", "walk, master and langevin". */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
