/**
 * `temperature:` and `parameters:`: the constants of a model.
 *
 * @module
 */

import type { Draft } from "#model/draft.ts";
import { CONSTANTS } from "#model/expression/constants.ts";
import { dimensionOf } from "#model/expression/dimension-of.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import { substitute } from "#model/expression/walk-tree.ts";
import type { Parameter } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import { dimension } from "#units/dimension.ts";
import { claimName } from "./names.ts";
import {
  isTainted,
  numberAt,
  numberExpression,
  parsedAt,
  positiveAt,
  quantityMeant,
  reportingExpressionErrors,
} from "./quantity.ts";

/** Temperature that stands in for one that was refused, so that the rest can be read [K]. */
const STAND_IN = 298.15;

/** The temperature [K]; it also becomes T in expressions. */
export function readTemperature(draft: Draft, file: ModelFile): number | undefined {
  if (file.temperature === undefined) return draft.tainted.has("T") ? STAND_IN : undefined;
  const read = positiveAt(draft, ["temperature"], file.temperature, dimension("K"), "an absolute temperature");
  if (read === undefined) draft.tainted.add("T");
  else draft.constants.set("T", numberExpression(read, dimension("K")));
  return read ?? STAND_IN;
}

/** pi, R, F, kB and N_A as expressions. */
export function physicalConstants(): Draft["constants"] {
  return new Map([...CONSTANTS].map(([name, { value, dimension: of }]) => [name, numberExpression(value, of)]));
}

/** The parameters in the order of the file; each may use those before it, and becomes a constant of the draft. */
export function readParameters(draft: Draft, file: ModelFile): readonly Parameter[] {
  const parameters: Parameter[] = [];
  for (const [name, value] of Object.entries(file.parameters ?? {})) {
    const path = ["parameters", name];
    const claimed = claimName(draft, path, name, "a parameter", "key");
    const parameter = claimed ? readParameter(draft, path, name, value) : undefined;
    if (parameter === undefined) {
      if (!draft.constants.has(name)) draft.tainted.add(name);
      continue;
    }
    parameters.push(parameter);
    draft.constants.set(name, numberExpression(parameter.value, parameter.dimension));
  }
  return parameters;
}

function readParameter(
  draft: Draft,
  path: readonly string[],
  name: string,
  text: string | number,
): Parameter | undefined {
  const tree = parsedAt(draft, path, text);
  if (tree === undefined || isTainted(draft, tree)) return undefined;
  const found = reportingExpressionErrors(draft, path, () => {
    const of = dimensionOf(tree, {
      text: String(text),
      name: (word) => {
        const constant = draft.constants.get(word);
        return constant?.kind === "number" ? constant.dimension : undefined;
      },
      unknownName: (word) => {
        const near = quantityMeant(word) ?? nearestName(word, draft.constants.keys());
        return `a parameter that stands before ${name}, or one of ${[...draft.constants.keys()].join(", ")}${near === undefined ? "" : ` (did you mean ${near}?)`}`;
      },
    });
    return { of, tree: substitute(tree, draft.constants) };
  });
  if (found === undefined) return undefined;
  const value = numberAt(draft, path, found.tree);
  return value === undefined ? undefined : { name, value, dimension: found.of };
}
