/**
 * `step:` of a walk: the law of one step.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import type { Move, StepLaw } from "#model/motion-law.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { DIMENSIONLESS, dimension } from "#units/dimension.ts";
import { positiveAt, quantityAt, quantityWithin } from "./quantity.ts";
import { indexAt } from "./walk-clock.ts";

type StepFile = NonNullable<NonNullable<ModelFile["species"]>[string]["walk"]>["step"];

/** Kinds of steps: exactly one stands in a file. */
const STEP_KINDS = ["lattice", "gaussian", "uniform", "laplace", "table", "stable", "zipf"] as const;

/** Keys that may stand beside each kind. */
const BESIDE: Readonly<Record<(typeof STEP_KINDS)[number], readonly string[]>> = {
  lattice: ["dimensions", "right", "stay", "persistence", "accept"],
  gaussian: ["dimensions"],
  uniform: ["dimensions"],
  laplace: ["dimensions"],
  table: ["dimensions"],
  stable: ["dimensions", "index"],
  zipf: ["dimensions", "index"],
};

const LENGTH = dimension("m");

/** The one kind of a step; undefined, and reported, if there is none or more, or what stands beside does not fit. */
export function stepKind(draft: Draft, path: Path, step: StepFile): (typeof STEP_KINDS)[number] | undefined {
  const kinds = STEP_KINDS.filter((kind) => step[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    complain(
      draft,
      path,
      {
        code: kind === undefined ? "missing-key" : "one-of",
        found: kind === undefined ? "no law of a step" : listed(kinds),
        expected: `exactly one of ${STEP_KINDS.join(", ")}`,
        ...(kind === undefined ? { fix: "lattice: 1 nm" } : {}),
      },
      "key",
    );
    return undefined;
  }
  const foreign = Object.keys(step).find((key) => key !== kind && !BESIDE[kind].includes(key));
  if (foreign === undefined) return kind;
  complain(
    draft,
    [...path, foreign],
    { code: "one-of", found: `${foreign} beside ${kind}`, expected: `beside ${kind}: ${BESIDE[kind].join(", ")}` },
    "key",
  );
  return undefined;
}

/** The law of one step of a kind, without bias by place; undefined, and reported, if it is wrong. */
export function readStep(
  draft: Draft,
  path: Path,
  step: StepFile,
  kind: (typeof STEP_KINDS)[number],
): StepLaw | undefined {
  const length = (what: string) => positiveAt(draft, [...path, kind], step[kind] as string | number, LENGTH, what);
  switch (kind) {
    case "lattice": {
      const spacing = length("a lattice spacing");
      const right = probabilityAt(draft, [...path, "right"], step.right ?? 0.5);
      const stay = readStay(draft, path, step);
      return spacing === undefined || right === undefined || stay === undefined
        ? undefined
        : { kind, spacing, right, stay };
    }
    case "gaussian": {
      const deviation = length("a standard deviation");
      return deviation === undefined ? undefined : { kind, deviation };
    }
    case "uniform": {
      const halfWidth = length("a half-width");
      return halfWidth === undefined ? undefined : { kind, halfWidth };
    }
    case "laplace": {
      const scale = length("a decay length");
      return scale === undefined ? undefined : { kind, scale };
    }
    case "table":
      return readTable(draft, [...path, "table"], step.table ?? []);
    case "stable":
    case "zipf": {
      const size = length("a length");
      if (step.index === undefined)
        complain(
          draft,
          path,
          {
            code: "missing-key",
            found: `no index beside ${kind}`,
            expected: "index: above 0 and at most 2",
            fix: "index: 1.5",
          },
          "key",
        );
      const index = step.index === undefined ? undefined : indexAt(draft, [...path, "index"], step.index, 2);
      if (size === undefined || index === undefined) return undefined;
      return kind === "stable" ? { kind, index, scale: size } : { kind, index, spacing: size };
    }
  }
}

/** The probability of staying; 0 if not given. */
export function readStay(draft: Draft, path: Path, { stay }: StepFile): number | undefined {
  if (stay === undefined) return 0;
  const value = probabilityAt(draft, [...path, "stay"], stay);
  if (value !== 1) return value;
  complain(draft, [...path, "stay"], {
    code: "out-of-range",
    found: "stay: 1, a walk that never moves",
    expected: "a probability below 1",
  });
  return undefined;
}

/** A probability. */
export function probabilityAt(draft: Draft, path: Path, value: string | number): number | undefined {
  return quantityWithin(draft, path, value, {
    of: DIMENSIONLESS,
    holds: (p) => p >= 0 && p <= 1,
    expected: "a probability from 0 to 1",
  });
}

/** How far the probabilities of a table may miss 1: what ten digits of each leave. */
const SUM_TOLERANCE = 1e-9;

function readTable(draft: Draft, path: Path, table: NonNullable<StepFile["table"]>): StepLaw | undefined {
  const moves = table.map(({ by, probability }, i) => ({
    by: quantityAt(draft, [...path, i, "by"], by, LENGTH, "a move"),
    probability: probabilityAt(draft, [...path, i, "probability"], probability),
  }));
  if (!moves.every((one): one is Move => one.by !== undefined && one.probability !== undefined)) return undefined;
  const total = moves.reduce((sum, { probability }) => sum + probability, 0);
  if (Math.abs(total - 1) <= SUM_TOLERANCE && moves.some(({ by, probability }) => by !== 0 && probability > 0))
    return { kind: "table", moves: moves.map(({ by, probability }) => ({ by, probability: probability / total })) };
  complain(
    draft,
    path,
    {
      code: "out-of-range",
      found: Math.abs(total - 1) <= SUM_TOLERANCE ? "a table that never moves" : `probabilities that add to ${total}`,
      expected: "moves with probabilities that add to 1, one of them not to 0",
    },
    "key",
  );
  return undefined;
}
