/**
 * `walk:` of a species: the law of one step and the clock.
 *
 * Steps to the neighbours with a constant bias, on a fixed or Poisson clock, are a walk on a lattice; every other walk
 * is one of the micro models of `motion-law.ts`.
 *
 * @module
 */

import { complain, type Draft } from "#model/draft.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { WalkLaw } from "#model/model.ts";
import type { MotionLaw, RenewalClock } from "#model/motion-law.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { DIMENSIONLESS, dimension } from "#units/dimension.ts";
import { axesOf } from "./amounts.ts";
import type { DomainDraft } from "./domain.ts";
import { fieldAt, positiveAt } from "./quantity.ts";
import { readClock } from "./walk-clock.ts";
import { probabilityAt, readStay, readStep, stepKind } from "./walk-step.ts";

type WalkFile = NonNullable<NonNullable<ModelFile["species"]>[string]["walk"]>;

/** How a species moves by steps: on a lattice, or by another law. */
export type ReadWalk = { readonly walk: WalkLaw } | { readonly motion: MotionLaw };

/** The walk law; undefined, and reported, if it is wrong. */
export function readWalk(
  draft: Draft,
  path: Path,
  { step, clock }: WalkFile,
  domain: DomainDraft | undefined,
): ReadWalk | undefined {
  const at = [...path, "step"];
  const dimensions = (step.dimensions ?? (domain === undefined ? 1 : axesOf(domain))) as 1 | 2 | 3;
  if (!fitsDomain(draft, at, dimensions, domain)) return undefined;
  const kind = stepKind(draft, at, step);
  const read = readClock(draft, [...path, "clock"], clock);
  if (kind === undefined || read === undefined) return undefined;
  const special = (["persistence", "accept"] as const).filter((key) => step[key] !== undefined);
  const byPlace = typeof step.right === "string" && dependsOnPlace(draft, step.right);
  if (special.length > 0 || byPlace) return readOneDimensional(draft, at, { step, clock: read, dimensions });
  if (step.right !== undefined && dimensions > 1) {
    complain(
      draft,
      [...at, "right"],
      {
        code: "one-of",
        found: `right in ${dimensions} dimensions`,
        expected: "right only in one dimension; all neighbours are equally likely in more",
      },
      "key",
    );
    return undefined;
  }
  const law = readStep(draft, at, step, kind);
  if (law === undefined) return undefined;
  if (law.kind !== "lattice" || (read.kind !== "fixed" && read.kind !== "poisson"))
    return refusesDimensions(draft, at, law.kind, dimensions)
      ? undefined
      : { motion: { kind: "renewal", dimensions, step: law, clock: read } };
  const { spacing, right, stay } = law;
  return { walk: { spacing, dimensions, right, stay, clock: read } };
}

function fitsDomain(draft: Draft, path: Path, dimensions: number, domain: DomainDraft | undefined): boolean {
  if (domain === undefined || (domain.kind !== "layers" && dimensions === axesOf(domain))) return true;
  const fit =
    domain.kind === "layers"
      ? "Walkers in layers hop by the rates that follow from D."
      : "A walk in one dimension lives on a line or a lattice, in two on a plane, in three in space.";
  const geometry = domain.kind === "lattice" ? "lattice" : domain.geometry;
  complain(
    draft,
    path,
    {
      code: "one-of",
      found: `a walk in ${dimensions} dimension${dimensions === 1 ? "" : "s"} on the geometry ${geometry}`,
      expected:
        domain.kind === "layers"
          ? "D instead of walk, or the geometry lattice, line, plane or space"
          : `dimensions: ${axesOf(domain)}`,
      because: fit,
    },
    "key",
  );
  return false;
}

/** Whether a text names the coordinate; a mistake in it is reported where it is read. */
function dependsOnPlace(draft: Draft, right: string): boolean {
  const read = fieldAt({ ...draft, issues: [] }, [], right, { dimensions: [DIMENSIONLESS], coordinates: ["x"] });
  return read !== undefined && namesIn(read.expression).has("x");
}

/** Steps that have a law for a line only: all but normal steps and steps to neighbours. */
function refusesDimensions(draft: Draft, path: Path, kind: string, dimensions: number): boolean {
  if (dimensions === 1 || kind === "gaussian" || kind === "lattice") return false;
  complain(
    draft,
    [...path, kind],
    {
      code: "one-of",
      found: `${kind} steps in ${dimensions} dimensions`,
      expected: "lattice or gaussian steps, or one dimension",
    },
    "key",
  );
  return true;
}

interface OneDimensional {
  readonly step: WalkFile["step"];
  readonly clock: RenewalClock;
  readonly dimensions: number;
}

/** Steps that remember the last one, or whose bias depends on the place: along a line, at the ticks of a fixed clock. */
function readOneDimensional(
  draft: Draft,
  path: Path,
  { step, clock, dimensions }: OneDimensional,
): ReadWalk | undefined {
  const special = [
    ...(step.persistence === undefined ? [] : ["persistence"]),
    ...(step.accept === undefined ? [] : ["accept"]),
    ...(step.right === undefined ? [] : ["right"]),
  ];
  const [key = "right"] = special;
  const fault =
    special.length > 1
      ? { found: special.join(" and "), expected: "one of persistence, accept and right" }
      : dimensions > 1
        ? { found: `${key} in ${dimensions} dimensions`, expected: `${key} only in one dimension` }
        : step.stay !== undefined
          ? { found: `stay beside ${key}`, expected: `${key} without stay` }
          : clock.kind !== "fixed"
            ? {
                found: `${key} on a ${clock.kind} clock`,
                expected: "clock: {fixed: TIME}: such a walk is known at the ticks of a fixed clock",
              }
            : undefined;
  if (fault !== undefined || clock.kind !== "fixed") {
    if (fault !== undefined) complain(draft, [...path, key], { code: "one-of", ...fault }, "key");
    return undefined;
  }
  const spacing = positiveAt(draft, [...path, "lattice"], step.lattice ?? 0, dimension("m"), "a lattice spacing");
  if (spacing === undefined || readStay(draft, path, step) === undefined) return undefined;
  const { interval } = clock;
  if (step.persistence !== undefined) {
    const persistence = probabilityAt(draft, [...path, "persistence"], step.persistence);
    return persistence === undefined ? undefined : { motion: { kind: "persistent", spacing, interval, persistence } };
  }
  if (step.accept !== undefined)
    return { motion: { kind: "site-walk", spacing, interval, bias: { kind: "heat-bath" } } };
  const right = fieldAt(draft, [...path, "right"], step.right as string, {
    dimensions: [DIMENSIONLESS],
    what: "a probability",
    coordinates: ["x"],
  });
  if (right === undefined) return undefined;
  const bias = { kind: "expression", right: right.expression } as const;
  return { motion: { kind: "site-walk", spacing, interval, bias } };
}
