/**
 * Whether a point at which a measure is taken is one point of the domain: it lies inside, and not where the measure has
 * two values.
 *
 * @module
 */

import { listed } from "./draft.ts";
import { evaluate } from "./expression/evaluate.ts";
import { ExpressionError } from "./expression/expression-error.ts";
import type { GridDomain, LayeredDomain, Model, SpatialDomain, Species } from "./model.ts";
import { mediumAt } from "./painted-medium.ts";

/** Two coordinates closer than this fraction of the domain are one: sums of thicknesses are rounded. */
const SAME_PLACE = 1e-12;

/** Two partition coefficients closer than this are one: functions of position are rounded. */
const SAME_VALUE = 1e-9;

/** What is wrong with a point. */
export interface PointFault {
  readonly found: string;
  readonly expected: string;
}

/** What is wrong with a point of a domain [m] for c or activity of a species; undefined if nothing is. */
export function pointFault(
  { domain }: Pick<Model, "domain">,
  at: readonly number[],
  species: Species,
  measure: string,
): PointFault | undefined {
  if (domain?.kind === "grid") return faultInGrid(domain, at, species);
  if (domain?.kind === "compartments")
    return { found: "a point in stirred compartments", expected: listed(domain.compartments.map(({ name }) => name)) };
  const x = at[0] as number;
  const [from, to] = extentOf(domain);
  const apart = SAME_PLACE * (Number.isFinite(to - from) ? to - from : 0);
  if (x < from - apart || x > to + apart)
    return { found: "a point outside of the domain", expected: `a point ${extentInWords(from, to)}` };
  if (domain?.kind !== "layers" || (measure !== "c" && measure !== "activity")) return undefined;
  const interfaces = interfacesOf(domain).filter(({ at }) => Math.abs(at - x) <= apart);
  const [first, last] = [interfaces[0], interfaces.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const [left, right] = [first.left, last.right];
  if (left === undefined || right === undefined) return undefined;
  const membrane = interfaces.length > 1;
  if (!membrane && isContinuous(species, x, [left.medium, right.medium], measure)) return undefined;
  return {
    found: `a point on the interface of ${left.name} and ${right.name}, where ${measure} of ${species.name} has two values`,
    expected: `a side of it: ${left.name}.right or ${right.name}.left`,
  };
}

/** A point of a grid lies within its sides, and not in a medium that the species does not enter. */
function faultInGrid(domain: GridDomain, at: readonly number[], species: Species): PointFault | undefined {
  const isInside = domain.axes.every(({ from, size }, i) => {
    const x = at[i] as number;
    return x >= from - SAME_PLACE * size && x <= from + size * (1 + SAME_PLACE);
  });
  if (!isInside)
    return {
      found: "a point outside of the domain",
      expected: domain.axes.map(({ name, from, size }) => `${name} ${extentInWords(from, from + size)}`).join(", "),
    };
  const medium = mediumAt(domain, at);
  if (species.media.some((one) => one.medium === medium)) return undefined;
  return {
    found: `a point in ${medium}, which is impenetrable for ${species.name}`,
    expected: `a point in ${species.media.map((one) => one.medium).join(", ")}`,
  };
}

/** Ends of a domain [m]; infinite where it has none. */
function extentOf(domain: Exclude<SpatialDomain, GridDomain> | undefined): readonly [number, number] {
  if (domain?.kind === "layers")
    return [domain.start, domain.layers.reduce((sum, { thickness }) => sum + thickness, domain.start)];
  if (domain?.kind === "lattice") return [0, (domain.sites - 1) * domain.spacing];
  return [domain?.from ?? Number.NEGATIVE_INFINITY, domain?.to ?? Number.POSITIVE_INFINITY];
}

function extentInWords(from: number, to: number): string {
  const shown = (x: number) => `${Number(x.toPrecision(12))} m`;
  if (!Number.isFinite(to)) return `at or beyond ${shown(from)}`;
  return Number.isFinite(from) ? `from ${shown(from)} to ${shown(to)}` : `at or before ${shown(to)}`;
}

/** The places between layers; a membrane has two at the same coordinate. */
function interfacesOf({ start, layers }: LayeredDomain) {
  let at = start;
  return layers.slice(0, -1).map((layer, i) => {
    at += layer.thickness;
    return { at, left: thick(layers[i]), right: thick(layers[i + 1]) };
  });
}

function thick(layer: LayeredDomain["layers"][number] | undefined) {
  return layer?.membrane === undefined ? layer : undefined;
}

/** Activities are continuous where both media can be entered, concentrations where K is the same in both too. */
function isContinuous(species: Species, x: number, media: readonly [string, string], measure: string): boolean {
  const [left, right] = media.map((medium) => {
    const own = species.media.find((one) => one.medium === medium);
    return own && partitionAt(own.partition, x);
  });
  if (left === undefined || right === undefined) return false;
  return measure === "activity" || Math.abs(left - right) <= SAME_VALUE * Math.abs(left);
}

function partitionAt(K: Species["media"][number]["partition"], x: number): number {
  try {
    return evaluate(K, { name: () => x });
  } catch (error) {
    if (error instanceof ExpressionError) return Number.NaN;
    throw error;
  }
}
