/**
 * D and K must be positive everywhere: a negative diffusion coefficient has no meaning at any level (uphill transport
 * comes from the chemical potential), and a medium in which a species cannot be is `impenetrable`.
 *
 * @module
 */

import { complain, type Draft } from "#model/draft.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Expression } from "#model/expression/expression.ts";
import { ExpressionError } from "#model/expression/expression-error.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { GridDomain } from "#model/model.ts";
import { coordinatesAt, mediumAt } from "#model/painted-medium.ts";
import type { Path } from "#model/yaml-node.ts";
import type { DomainDraft } from "./domain.ts";

/** Points at which a function of position is looked at, in each layer. */
const SAMPLES = 101;
/** Points along each axis of a grid. */
const GRID_SAMPLES = 9;

/** Coordinates of a point by name [m]. */
type Point = ReadonlyMap<string, number>;

/** Whether an expression is positive wherever the medium is; if not, that is reported. */
export function isPositiveIn(
  draft: Draft,
  path: Path,
  e: Expression,
  what: string,
  where: { readonly domain: DomainDraft | undefined; readonly medium: string },
): boolean {
  const points = namesIn(e).size === 0 ? [new Map()] : pointsIn(where.domain, where.medium);
  for (const point of points) {
    const value = valueAt(e, point);
    if (value > 0 && Number.isFinite(value)) continue;
    const names = [...namesIn(e)];
    const at = names.length === 0 ? "" : ` at ${names.map((name) => `${name} = ${point.get(name) ?? 0} m`).join(", ")}`;
    const because =
      what === "D"
        ? "Where a species cannot move, write impenetrable; uphill transport comes from mu, never from D."
        : "Where a species cannot be, write impenetrable.";
    complain(draft, path, {
      code: "not-mobile",
      found: `${what} = ${value}${what === "D" ? " m^2/s" : ""}${at}`,
      expected: `${what} above zero everywhere`,
      because,
    });
    return false;
  }
  return true;
}

function valueAt(e: Expression, point: Point): number {
  try {
    return evaluate(e, { name: (name) => point.get(name) ?? 0 });
  } catch (error) {
    if (error instanceof ExpressionError) return Number.NaN;
    throw error;
  }
}

/** Points of a medium [m]; unbounded space without `resolve` is looked at where it begins. */
function pointsIn(domain: DomainDraft | undefined, medium: string): readonly Point[] {
  if (domain?.kind === "grid") return pointsOfGrid(domain, medium);
  return coordinatesIn(domain, medium).map(
    (x) =>
      new Map([
        ["x", x],
        ["r", Math.abs(x)],
      ]),
  );
}

function coordinatesIn(domain: Exclude<DomainDraft, GridDomain> | undefined, medium: string): readonly number[] {
  if (domain === undefined || domain.kind === "lattice") return [0];
  if (domain.kind === "free") {
    const { from, to, resolve } = domain;
    return resolve === undefined ? [from ?? to ?? 0] : pointsBetween(resolve.from, resolve.to);
  }
  const points: number[] = [];
  let left = domain.start;
  for (const layer of domain.layers) {
    if (layer.membrane === undefined && layer.medium === medium)
      points.push(...pointsBetween(left, left + layer.thickness));
    left += layer.thickness;
  }
  return points;
}

/** A lattice of points of a grid that lie in the medium. */
function pointsOfGrid(domain: GridDomain, medium: string): readonly Point[] {
  let points: readonly (readonly number[])[] = [[]];
  for (const { from, size } of domain.axes)
    points = points.flatMap((point) =>
      Array.from({ length: GRID_SAMPLES }, (_, i) => [...point, from + (size * (i + 0.5)) / GRID_SAMPLES]),
    );
  return points.filter((at) => mediumAt(domain, at) === medium).map((at) => coordinatesAt(domain, at));
}

function pointsBetween(from: number, to: number): readonly number[] {
  return Array.from({ length: SAMPLES }, (_, i) => from + ((to - from) * i) / (SAMPLES - 1));
}
