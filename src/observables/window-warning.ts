/**
 * Whether a window on unbounded space is wide enough: what is at its edges, where a wall stands that nothing declares.
 *
 * A start of given concentration may fill the space to its far ends, where the wall does nothing as long as nothing
 * changes there. What counts is then the change in the outermost cell; where sources are at work in it, which change far
 * space everywhere alike, the difference from the cell beside it.
 *
 * @module
 */

import { initialAmounts } from "#generator/initial-amounts.ts";
import type { Network } from "#generator/network.ts";
import { END_NAMES, type End, type Model } from "#model/model.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";

/** The ends of a network at which a window ends and no wall is declared. */
export function windowEdges({ domain }: Model): readonly End[] {
  if (domain?.kind !== "free") return [];
  // along a radius the left end is the start itself
  if (domain.geometry !== "line") return ["right"];
  return END_NAMES.filter((end) => domain[end === "left" ? "from" : "to"] === undefined);
}

/**
 * What feels the edge of a window, as a fraction of what the cells hold [1], by end; an end that is a declared wall, or
 * the start of a radius, has none.
 */
export function amountAtWindowEdges(
  model: Model,
  network: Network,
  n: ReadonlyFloat64Array,
): Partial<Readonly<Record<End, number>>> {
  const species = model.species.find(({ name }) => name === network.species);
  const edges = windowEdges(model);
  if (!species || edges.length === 0) return {};
  let total = 0;
  for (let i = 1; i < network.size - 1; i++) total += n[i];
  if (!(total > 0)) return {};
  const start = species.initial.kind === "concentration" ? initialAmounts(model, species, network) : undefined;
  const felt = (end: End): number => {
    const cell = end === "left" ? 1 : network.size - 2;
    const beside = end === "left" ? 2 : network.size - 3;
    if (!start) return n[cell];
    const { volume, growth, gain, appetite } = network;
    const isFed = growth[cell] !== 0 || gain[cell] !== 0 || appetite[cell] !== 0;
    if (isFed && volume[beside] < Number.POSITIVE_INFINITY)
      return n[cell] - (n[beside] / volume[beside]) * volume[cell];
    return n[cell] - start[cell];
  };
  return Object.fromEntries(edges.map((end) => [end, Math.abs(felt(end)) / total]));
}

/** Fraction at an edge from which the edge is felt [1]. */
const FELT = 1e-6;

/** A warning if the amounts in the nodes feel an edge of the window that a grid looks at; undefined if none is felt. */
export function windowWarning(model: Model, network: Network, n: ReadonlyFloat64Array): string | undefined {
  const fractions = amountAtWindowEdges(model, network, n);
  const reached = END_NAMES.filter((end) => (fractions[end] ?? 0) > FELT);
  if (reached.length === 0 || model.domain?.kind !== "free") return undefined;
  const { edge, cellCount } = network.mesh;
  const width = edge[cellCount] - edge[0];
  const isRadius = model.domain.geometry !== "line";
  const written = (x: number): string => `${Number(x.toPrecision(3))} m`;
  const wider = [
    reached.includes("left") ? written(edge[0] - width) : written(edge[0]),
    reached.includes("right") ? written(edge[cellCount] + width) : written(edge[cellCount]),
  ].join(", ");
  const largest = Math.max(...reached.map((end) => fractions[end] ?? 0)).toPrecision(2);
  const where = isRadius ? "outer end" : reached.join(" and the ");
  return (
    `the window at which the grid looks is too narrow: ${largest} of ${network.species} is at its ${where}, ` +
    `where nothing passes. Widen resolve:, as in resolve: [${wider}]`
  );
}
