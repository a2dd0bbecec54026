/**
 * Neutrality of what compartments hold: charges add up to zero, in a bath that varies at every time.
 *
 * @module
 */

import type { Compartment } from "#model/compartments.ts";
import { complain, type Draft } from "#model/draft.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { Species } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { dimension } from "#units/dimension.ts";
import { numberExpression, quantityAt } from "./quantity.ts";

const CONCENTRATION = dimension("mol m^-3");
/** How far from neutral a compartment may be, relative to its charges: the rounding of what is typed [1]. */
const NEUTRAL = 1e-9;
/** At how many parts of a run what varies is judged; and between them, at multiples of the golden section. */
const PARTS = 16;
const GOLDEN = 0.6180339887498949;

/** Times at which what varies in time is judged: the start, the end, and many between [s]. */
export function judgedTimes(draft: Draft, { solve }: ModelFile): readonly number[] {
  const ends = [solve ?? []].flat().flatMap((one) => {
    const until = typeof one === "object" && "transient" in one ? one.transient?.until : undefined;
    return until === undefined ? [] : (quantityAt({ ...draft, issues: [] }, ["solve"], until, dimension("s")) ?? []);
  });
  const last = Math.max(0, ...ends);
  if (last === 0) return [0];
  const parts = Array.from({ length: PARTS + 1 }, (_, i) => (last * i) / PARTS);
  return [...parts, ...parts.slice(1).map((_, i) => last * ((GOLDEN * (i + 1)) % 1))].sort((a, b) => a - b);
}

/** The value of what is held, at a time. */
export function heldAt(held: Expression, t: number): number {
  return held.kind === "number" ? held.value : evaluate(held, { name: (name) => (name === "t" ? t : undefined) });
}

/** An ion whose concentration follows from the others. */
export interface Balancing {
  readonly path: Path;
  readonly name: string;
  /** Another ion has been left to balance already. */
  readonly isSecond: boolean;
}

/** The concentration that makes the charges of a compartment add up to zero; an expression of t if another one is. */
export function balanceOf(
  draft: Draft,
  { path, name, isSecond }: Balancing,
  species: readonly Species[],
  others: Compartment["contains"],
  times: readonly number[],
): Expression | undefined {
  const complaint = (found: string, expected: string) =>
    complain(draft, path, { code: "not-neutral", found, expected });
  if (isSecond) {
    complaint(`${name}: balance beside another one`, "one ion whose concentration follows from the others");
    return undefined;
  }
  const charge = species.find((one) => one.name === name)?.charge;
  if (charge === undefined) {
    complaint(`balance of ${name}, which has no charge`, "an ion, with charge: in its species");
    return undefined;
  }
  const ions = species.flatMap((one) => {
    const held = others[one.name];
    return one.charge === undefined || held === undefined ? [] : [{ share: -one.charge / charge, held }];
  });
  for (const t of times) {
    const value = ions.reduce((sum, { share, held }) => sum + share * heldAt(held, t), 0);
    if (value >= 0) continue;
    const when = ions.every(({ held }) => held.kind === "number") ? "" : ` at t = ${shown(t)} s`;
    complaint(`${name} would have to be ${shown(value)} mM${when}`, "an ion of the other charge to balance with");
    return undefined;
  }
  if (ions.every(({ held }) => held.kind === "number"))
    return numberExpression(
      ions.reduce((sum, { share, held }) => sum + share * heldAt(held, 0), 0),
      CONCENTRATION,
    );
  return ions
    .map(({ share, held }): Expression => binary("*", numberExpression(share), held))
    .reduce((sum, one) => binary("+", sum, one));
}

function binary(operator: "+" | "*", left: Expression, right: Expression): Expression {
  return { kind: "binary", operator, left, right, range: left.range };
}

/** A compartment is neutral, a bath at all times: an imbalance would charge it far more than anything could hold. */
export function refuseCharged(
  draft: Draft,
  path: Path,
  { name, contains, extent }: Compartment,
  species: readonly Species[],
  times: readonly number[],
): void {
  if (extent.kind === "filtrate") return;
  const ions = species.flatMap((one) => {
    const held = contains[one.name];
    return one.charge === undefined || held === undefined ? [] : [{ name: one.name, charge: one.charge, held }];
  });
  const varies = ions.some(({ held }) => held.kind !== "number");
  for (const t of varies ? times : [0]) {
    const values = ions.map((one) => ({ ...one, value: heldAt(one.held, t) }));
    const sum = values.reduce((total, { charge, value }) => total + charge * value, 0);
    const size = values.reduce((total, { charge, value }) => total + Math.abs(charge * value), 0);
    if (Math.abs(sum) <= NEUTRAL * size) continue;
    const listed = values.map((one) => `${shown(one.value)} mM of ${one.name} (z = ${one.charge})`).join(", ");
    complain(
      draft,
      path,
      {
        code: "not-neutral",
        found: `charges in ${name} that add up to ${shown(sum)} mM${varies ? ` at t = ${shown(t)} s` : ""}: ${listed}`,
        expected: "concentrations whose charges add up to zero, or balance for one of the ions",
        because: "A compartment with that charge would be at millions of volts.",
      },
      "key",
    );
    return;
  }
}

function shown(value: number): number {
  return Number(value.toPrecision(6));
}
