/**
 * What closed forms of motions by a law of their own ask of a model: one point, space without ends, nothing else.
 *
 * @module
 */

import type { Model, Species } from "#model/model.ts";
import { firstFailure, type NotThis } from "./law.ts";

/** A release from one point of free space. */
export interface PointRelease {
  readonly kind: "point-release";
  /** One coordinate for each axis [m]. */
  readonly start: readonly number[];
  readonly amount: number;
}

/** The release of a species from a point of free space of that many axes, or why the law of that name is not its law. */
export function pointRelease(
  form: string,
  { domain, sources }: Model,
  { name, initial, terms, drift }: Species,
  dimensions: 1 | 2 | 3,
): PointRelease | NotThis {
  const free = domain?.kind === "free" ? domain : undefined;
  const point = initial.kind === "point" ? initial : undefined;
  const geometry = ["line", "plane", "space"][dimensions - 1];
  const failure = firstFailure(form, [
    [free !== undefined, "the domain is bounded", `use domain: {geometry: ${geometry}}`],
    [free?.dimensions === dimensions, `the domain is no ${geometry}`, `use domain: {geometry: ${geometry}}`],
    [free?.from === undefined && free?.to === undefined, "the line has an end", "leave out from: and to:"],
    [point !== undefined, `${name} does not start at one point`, `initial: {${name}: {at: 0 nm}}`],
    [terms.length === 0, "there is a potential", "leave out the potential"],
    [drift === undefined, "there is a drift", "leave out the drift"],
    [!sources.some(({ species }) => species === name), "there is a source", "leave out sources:"],
  ]);
  if (failure !== undefined || point === undefined) return failure as NotThis;
  const start = Array.from({ length: dimensions }, (_, axis) => point.at[axis] ?? 0);
  return { kind: "point-release", start, amount: point.amount };
}
