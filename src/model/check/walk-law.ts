/**
 * `walk:` of a species: the law of one step and the clock.
 *
 * @module
 */

import { complain, type Draft } from "#model/draft.ts";
import type { WalkLaw } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { DIMENSIONLESS, dimension } from "#units/dimension.ts";
import { axesOf } from "./amounts.ts";
import type { DomainDraft } from "./domain.ts";
import { positiveAt, quantityWithin } from "./quantity.ts";

type WalkFile = NonNullable<NonNullable<ModelFile["species"]>[string]["walk"]>;

/** The walk law; undefined, and reported, if it is wrong. */
export function readWalk(
  draft: Draft,
  path: Path,
  { step, clock }: WalkFile,
  domain: DomainDraft | undefined,
): WalkLaw | undefined {
  const dimensions = (step.dimensions ?? (domain === undefined ? 1 : axesOf(domain))) as 1 | 2 | 3;
  if (domain !== undefined && (domain.kind === "layers" || dimensions !== axesOf(domain))) {
    const fit =
      domain.kind === "layers"
        ? "Walkers in layers hop by the rates that follow from D."
        : "A walk in one dimension lives on a line or a lattice, in two on a plane, in three in space.";
    const geometry = domain.kind === "lattice" ? "lattice" : domain.geometry;
    complain(
      draft,
      [...path, "step"],
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
    return undefined;
  }
  const spacing = positiveAt(draft, [...path, "step", "lattice"], step.lattice, dimension("m"), "a lattice spacing");
  const right = step.right === undefined ? 0.5 : probabilityAt(draft, [...path, "step", "right"], step.right);
  const stay = step.stay === undefined ? 0 : probabilityAt(draft, [...path, "step", "stay"], step.stay);
  if (step.right !== undefined && dimensions > 1) {
    complain(
      draft,
      [...path, "step", "right"],
      {
        code: "one-of",
        found: `right in ${dimensions} dimensions`,
        expected: "right only in one dimension; all neighbours are equally likely in more",
      },
      "key",
    );
    return undefined;
  }
  if (stay === 1) {
    complain(draft, [...path, "step", "stay"], {
      code: "out-of-range",
      found: "stay: 1, a walk that never moves",
      expected: "a probability below 1",
    });
    return undefined;
  }
  const kind = clock.fixed === undefined ? "poisson" : "fixed";
  const time = clock.fixed ?? clock.poisson;
  const interval =
    time === undefined ? undefined : positiveAt(draft, [...path, "clock", kind], time, dimension("s"), "a time");
  if (spacing === undefined || right === undefined || stay === undefined || interval === undefined) return undefined;
  return { spacing, dimensions, right, stay, clock: { kind, interval } };
}

function probabilityAt(draft: Draft, path: Path, value: string | number): number | undefined {
  return quantityWithin(draft, path, value, {
    of: DIMENSIONLESS,
    holds: (p) => p >= 0 && p <= 1,
    expected: "a probability from 0 to 1",
  });
}
