/**
 * Conditions of a cell that swells and shrinks freely in a bath that stays as it is.
 *
 * @module
 */

import type { Condition } from "#levels/closed-form/law.ts";
import type { CompartmentDomain } from "#model/compartments.ts";
import type { Model } from "#model/model.ts";
import { constantValue } from "#potential/constant-value.ts";
import { cellConditions, type Pair } from "./pair.ts";

/** The cell and its bath, and what must be true of them. */
export function swellingConditions(
  { temperature }: Model,
  domain: CompartmentDomain,
): { readonly pair: Pair | undefined; readonly conditions: Condition[] } {
  const { pair, conditions } = cellConditions(domain);
  const [cell, bath] = pair?.sides ?? [];
  return {
    pair,
    conditions: [
      ...conditions,
      [domain.membranes.length === 1, "there is not one membrane", "keep one membrane"],
      [
        temperature !== undefined && pair?.ways.some(({ conductivity }) => conductivity > 0) === true,
        "no water passes",
        "give the membrane Lp, and temperature:",
      ],
      [
        cell?.extent.kind === "finite" && cell.extent.wall.kind === "flexible",
        "the wall resists",
        "use wall: flexible",
      ],
      [
        cell !== undefined && bath !== undefined && isLevel(cell.pressure, bath.pressure),
        "a difference of pressure is given",
        "give the cell the pressure of the bath",
      ],
      [
        cell?.extent.kind === "finite" && cell.extent.bursts === undefined,
        "the cell bursts",
        "leave bursts: out, as the law knows no end",
      ],
    ],
  };
}

type Given = Pair["sides"][0]["pressure"];

function isLevel(one: Given, other: Given): boolean {
  const pressure = constantValue(one);
  return pressure !== undefined && pressure === constantValue(other);
}
