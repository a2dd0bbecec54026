/**
 * `{phi: 0.93}` and `{osmotic-pressure: EXPRESSION}` among the terms of `mu:`: what a species adds to the osmotic
 * pressure of a compartment.
 *
 * @module
 */

import { complain, type Draft } from "#model/draft.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { Path } from "#model/yaml-node.ts";
import { dimension } from "#units/dimension.ts";
import { fieldAt } from "./quantity.ts";

/** Osmotic pressure [Pa] as an expression of the species' own name, its concentration. */
export function readOsmoticPressure(
  draft: Draft,
  path: Path,
  name: string,
  term: { readonly phi?: string | number | undefined; readonly "osmotic-pressure"?: string | number | undefined },
): Expression | undefined {
  const key = term.phi === undefined ? "osmotic-pressure" : "phi";
  if (key === "phi" && draft.temperature === undefined)
    complain(
      draft,
      [...path, key],
      {
        code: "needs-temperature",
        found: "an osmotic coefficient without a temperature",
        expected: "temperature: in the file, since the osmotic pressure is phi R T c",
        fix: "temperature: 25 degC",
      },
      "key",
    );
  const written = term[key];
  if (written === undefined) return undefined;
  return fieldAt(draft, [...path, key], key === "phi" ? `(${written}) * R * T * ${name}` : written, {
    dimensions: [dimension("Pa")],
    what: key === "phi" ? "an osmotic coefficient, a pure number" : "an osmotic pressure",
    species: { name, dimension: dimension("mol m^-3") },
  })?.expression;
}
