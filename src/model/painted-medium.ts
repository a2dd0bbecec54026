/**
 * Which medium is where in a rectangle, box or finite cylinder: the last one painted over a point.
 *
 * @module
 */

import { evaluate } from "./expression/evaluate.ts";
import type { GridDomain } from "./model.ts";

/** What the coordinates are called at a point; r is the distance from the origin where it is no axis. */
export function coordinatesAt({ axes }: GridDomain, at: readonly number[]): ReadonlyMap<string, number> {
  let square = 0;
  for (const x of at) square += x * x;
  return new Map([["r", Math.sqrt(square)] as const, ...axes.map(({ name }, i) => [name, at[i] as number] as const)]);
}

/** The medium at a point. */
export function mediumAt(domain: GridDomain, at: readonly number[]): string {
  const coordinates = coordinatesAt(domain, at);
  const name = (word: string) => coordinates.get(word);
  let medium = "";
  for (const one of domain.media)
    if (one.where === undefined || evaluate(one.where, { name }) !== 0) medium = one.medium;
  return medium;
}
