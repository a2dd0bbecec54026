/**
 * `drift:` of a species: the velocity of what carries it.
 *
 * @module
 */

import { complain, type Draft } from "#model/draft.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { dimension } from "#units/dimension.ts";
import { coordinatesOf, type DomainDraft } from "./domain.ts";
import { fieldAt } from "./quantity.ts";

type SpeciesFile = NonNullable<ModelFile["species"]>[string];

/** The drift along each axis; empty if there is none or it is wrong. */
export function readDrift(
  draft: Draft,
  path: Path,
  value: SpeciesFile["drift"],
  domain: DomainDraft | undefined,
): readonly Expression[] {
  if (value === undefined) return [];
  const axes = domain?.kind === "grid" ? domain.axes.map(({ name }) => name) : [];
  const listed = typeof value === "object";
  const isRound = axes[0] === "r";
  if ((listed || isRound) && (!listed || value.length !== axes.length) && !draft.tainted.has("domain")) {
    complain(draft, path, {
      code: "wrong-type",
      found: listed ? `a list of ${value.length}` : `"${value}"`,
      expected: axes.length === 0 ? "one velocity, along x" : `a velocity along each of ${axes.join(", ")}`,
      ...(isRound ? { fix: "[0 m/s, 1 um/s]" } : {}),
    });
    return [];
  }
  const read = (listed ? value : [value]).map(
    (text, i) =>
      fieldAt(draft, listed ? [...path, i] : path, text, {
        dimensions: [dimension("m s^-1")],
        what: "a drift",
        coordinates: coordinatesOf(domain),
      })?.expression,
  );
  return read.every((one) => one !== undefined) ? read : [];
}
