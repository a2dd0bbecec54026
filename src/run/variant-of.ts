/**
 * The model of a run with other values of parameters or fields, or why there is none.
 *
 * @module
 */

import { namesIn } from "#model/expression/walk-tree.ts";
import { type Issue, ModelError } from "#model/issue.ts";
import type { Model } from "#model/model.ts";
import type { RunOptions } from "./run-options.ts";

/** Sections that say what is done with results, so that no value rests on them. */
const OF_RESULTS: readonly string[] = ["agree", "expect", "fits", "plots", "sweep"];

/** The section in which measurements stand, which an output may ask. */
const MEASURED = "data";

/**
 * The model with what is set; or, in words, why the file has no meaning with it; undefined if whoever drives the run
 * cannot set anything.
 *
 * @param aside what does not matter; see {@link asideOf}
 */
export function variantOf(
  { variant }: RunOptions,
  settings: Readonly<Record<string, string>>,
  aside: readonly string[],
): Model | string | undefined {
  try {
    return variant?.(settings, aside);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return `with it the file has no meaning: ${issuesText(error.issues)}`;
  }
}

/** The first mistake, and how many more there are. */
function issuesText([first, ...others]: readonly Issue[]): string {
  if (first === undefined) return "it cannot be read";
  const { path, found, expected } = first;
  const more = others.length === 0 ? "" : `; and ${others.length} more ${others.length === 1 ? "mistake" : "mistakes"}`;
  return `${path === "" ? "" : `${path}, `}${found}; expected ${expected}${more}`;
}

/**
 * The parts of a file on which none of some names rests: an output that is not asked for, and is not named by one that
 * is, may have no meaning. Paths for `parseModel`.
 */
export function asideOf({ outputs }: Pick<Model, "outputs">, names: Iterable<string>): readonly string[] {
  const needed = new Set<string>();
  let asksMeasurements = false;
  const need = (name: string): void => {
    if (name.startsWith(`${MEASURED}.`)) asksMeasurements = true;
    // "bare.J" is the output J of a variant, made of the same outputs
    const own = name.slice(name.indexOf(".") + 1);
    if (needed.has(own)) return;
    needed.add(own);
    const output = outputs.find((one) => one.name === own);
    if (output !== undefined) for (const inner of namesIn(output.expression)) need(inner);
  };
  for (const name of names) need(name);
  return [
    ...OF_RESULTS,
    ...(asksMeasurements ? [] : [MEASURED]),
    ...outputs.flatMap(({ name }) => (needed.has(name) ? [] : [`outputs.${name}`])),
  ];
}
