/**
 * `solve:`: what is solved, and when it is recorded.
 *
 * @module
 */

import { complain, type Draft } from "#model/draft.ts";
import type { Model, Solve } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { dimension } from "#units/dimension.ts";
import { positiveAt, quantityWithin } from "./quantity.ts";

const TIME = dimension("s");
/** Steps between records where the file says nothing. */
const DEFAULT_STEPS = 50;
/** The most record times of a run. */
export const MOST_TIMES = 10_000;
/** Two times closer than this fraction of the whole are one. */
const SAME_TIME = 1e-9;

type SolveFile = NonNullable<ModelFile["solve"]>;
type TransientFile = NonNullable<Exclude<Extract<SolveFile, readonly unknown[]>[number], string>["transient"]>;

/** What is solved; `wanted` are times [s] that expectations and figures ask for. */
export function readSolves(draft: Draft, file: ModelFile, wanted: readonly number[]): readonly Solve[] {
  const { solve } = file;
  const listed: readonly (readonly [Path, Exclude<SolveFile, readonly unknown[]>])[] = Array.isArray(solve)
    ? solve.map((one, i) => [["solve", i], one] as const)
    : solve === undefined
      ? []
      : [[["solve"], solve as Exclude<SolveFile, readonly unknown[]>]];
  const solves: Solve[] = [];
  for (const [path, one] of listed) {
    const kind = typeof one === "string" ? one : "transient";
    if (solves.some((earlier) => earlier.kind === kind)) {
      complain(draft, path, {
        code: "one-of",
        found: `${kind} for the second time`,
        expected: "each kind of solve once",
      });
      continue;
    }
    if (one === "stability" || one === "effective-diffusivity") continue;
    if (typeof one === "string") solves.push({ kind: one });
    else if (one.transient !== undefined) {
      const times = readTimes(draft, [...path, "transient"], one.transient, wanted);
      if (times === undefined) draft.tainted.add("solve");
      else
        solves.push({
          kind: "transient",
          times,
          ...stepsOf(draft, [...path, "transient", "steps"], file, one.transient),
        });
    }
  }
  return solves;
}

/** How steps are taken, which is a choice on grids in two and three dimensions alone. */
function stepsOf(draft: Draft, path: Path, { domain }: ModelFile, { steps }: TransientFile): Pick<Transient, "steps"> {
  if (steps === undefined) return {};
  const isGrid =
    domain?.geometry === "rectangle" ||
    domain?.geometry === "box" ||
    (domain?.geometry === "cylinder" && domain.length !== undefined);
  if (isGrid) return { steps };
  complain(
    draft,
    path,
    {
      code: "unknown-key",
      found: `${steps} steps in one dimension`,
      expected:
        "steps: with geometry rectangle, box, or cylinder with a length; elsewhere they are implicit and cost no more",
    },
    "key",
  );
  return {};
}

type Transient = Extract<Solve, { readonly kind: "transient" }>;

/** Whether the file asks where a mixture is stable. */
export function asksStability(file: ModelFile): boolean {
  return asks(file, "stability");
}

function asks({ solve }: ModelFile, kind: "stability" | "effective-diffusivity"): boolean {
  return solve === kind || (Array.isArray(solve) && solve.includes(kind));
}

/** Whether the file asks for the effective diffusivity of a periodic cell; refused where nothing is periodic. */
export function asksCellProblem(draft: Draft, file: ModelFile, model: Pick<Model, "domain" | "boundaries">): boolean {
  if (!asks(file, "effective-diffusivity") || draft.tainted.has("domain")) return false;
  const { domain, boundaries } = model;
  const isPeriodic = boundaries.some(({ condition }) => condition.kind === "periodic");
  if (domain?.kind === "grid" && isPeriodic) return true;
  complain(
    draft,
    ["solve"],
    {
      code: "missing-key",
      found: "effective-diffusivity without a periodic cell",
      expected: "geometry: rectangle or box, with boundary: periodic",
      because: "It is the flux over a cell of a medium that repeats itself, at a mean gradient.",
      fix: "boundary: periodic",
    },
    "key",
  );
  return false;
}

function readTimes(
  draft: Draft,
  path: Path,
  { until, every, times }: TransientFile,
  wanted: readonly number[],
): readonly number[] | undefined {
  const end = positiveAt(draft, [...path, "until"], until, TIME, "a time");
  if (every !== undefined && times !== undefined) {
    complain(
      draft,
      [...path, "times"],
      { code: "one-of", found: "both every and times", expected: "one of them" },
      "key",
    );
    return undefined;
  }
  if (end === undefined) return undefined;
  const within = { of: TIME, holds: (t: number) => t >= 0 && t <= end, expected: `a time from 0 to ${until}` };
  const listed = times?.map((t, i) => quantityWithin(draft, [...path, "times", i], t, within));
  const step = every === undefined ? end / DEFAULT_STEPS : positiveAt(draft, [...path, "every"], every, TIME, "a time");
  if (step === undefined || listed?.some((t) => t === undefined)) return undefined;
  if (step > end * (1 + SAME_TIME)) {
    complain(draft, [...path, "every"], {
      code: "out-of-range",
      found: `every ${every}, longer than the whole run of ${until}`,
      expected: `a time up to ${until}`,
      fix: String(until),
    });
    return undefined;
  }
  const regular = listed === undefined ? Math.floor(end / step + SAME_TIME) : 0;
  if (regular + (listed?.length ?? 0) + wanted.length > MOST_TIMES) {
    complain(
      draft,
      path,
      {
        code: "too-many-times",
        found: `${regular + (listed?.length ?? 0)} record times`,
        expected: `at most ${MOST_TIMES}`,
      },
      "key",
    );
    return undefined;
  }
  const grid = (listed as readonly number[] | undefined) ?? Array.from({ length: regular + 1 }, (_, k) => k * step);
  // The last step is shorter where `every` does not divide `until`. Times that are asked for by name come first, so that they are kept to the last bit.
  return merged([0, end, ...wanted.filter((t) => t >= 0 && t <= end), ...grid], SAME_TIME * end);
}

/** Times in order; of two that are as good as equal the one that stands first in the list. */
function merged(times: readonly number[], apart: number): readonly number[] {
  const ranked = times.map((time, rank) => ({ time, rank })).sort((a, b) => a.time - b.time || a.rank - b.rank);
  const kept: typeof ranked = [];
  for (const one of ranked) {
    const last = kept.at(-1);
    if (last === undefined || one.time - last.time > apart) kept.push(one);
    else if (one.rank < last.rank) kept[kept.length - 1] = one;
  }
  return kept.map(({ time }) => time);
}
