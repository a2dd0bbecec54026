/**
 * The compositions that a file gives a species: at the ends, in baths, and at the start of each layer.
 *
 * @module
 */

import type { CompositionInterval } from "#physics/activity/composition.ts";
import { isFraction } from "./composition-scale.ts";
import { evaluate } from "./expression/evaluate.ts";
import type { Boundary, Domain, Solve, Species } from "./model.ts";

/** A composition, and where it is in words. */
export interface GivenComposition {
  readonly where: string;
  readonly value: number;
  /** K of the medium there, or 1 in a bath; undefined where it is no number. */
  readonly partition: number | undefined;
}

/** The parts of a model in which compositions are given. */
export interface Giving {
  readonly domain?: Domain | undefined;
  readonly boundaries: readonly Boundary[];
  readonly solves: readonly Solve[];
}

/** Places of a layer at which the start is looked at. */
const PLACES = 201;

/**
 * All that the file gives; of a start that varies the lowest and the highest in each layer. A steady state that the ends
 * hold does not know how it started.
 */
export function givenCompositions(
  species: Species,
  { domain, boundaries, solves }: Giving,
): readonly GivenComposition[] {
  const own = boundaries.filter((boundary) => boundary.species === species.name);
  const ends = own.flatMap((boundary) => ofEnd(boundary, species, domain));
  const isHeld = own.some(({ condition: { kind } }) => kind === "concentration" || kind === "robin");
  const isSteady = solves.length > 0 && solves.every(({ kind }) => kind === "steady");
  return isHeld && isSteady ? ends : [...ends, ...ofStart(species, domain)];
}

function ofEnd(
  { end, condition }: Boundary,
  { media }: Species,
  domain: Domain | undefined,
): readonly GivenComposition[] {
  const layers = domain?.kind === "layers" ? domain.layers.filter(({ thickness }) => thickness > 0) : [];
  const medium = end === "left" ? layers[0]?.medium : layers.at(-1)?.medium;
  const partition = partitionIn(media, medium);
  if (condition.kind === "concentration") return [{ where: `${end} end`, value: condition.concentration, partition }];
  if (condition.kind === "absorbing") return [{ where: `${end} end`, value: 0, partition }];
  if (condition.kind === "robin" || condition.kind === "bath")
    return [{ where: `bath at the ${end} end`, value: condition.concentration, partition: 1 }];
  return [];
}

/** K of a medium; undefined if it varies. */
function partitionIn(media: Species["media"], name: string | undefined): number | undefined {
  const found = media.find(({ medium }) => medium === name) ?? (media.length === 1 ? media[0] : undefined);
  return found?.partition.kind === "number" ? found.partition.value : undefined;
}

function ofStart({ initial, media }: Species, domain: Domain | undefined): readonly GivenComposition[] {
  if (initial.kind !== "concentration") return [];
  const tree = initial.concentration;
  const at = (x: number): number =>
    evaluate(tree, { name: (name) => (name === "x" ? x : name === "r" ? Math.abs(x) : 0) });
  const range = (where: string, from: number, to: number, partition: number | undefined): GivenComposition[] => {
    const values = Array.from({ length: PLACES }, (_, i) => at(from + ((to - from) * (i + 0.5)) / PLACES));
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return (low === high ? [low] : [low, high]).map((value) => ({ where, value, partition }));
  };
  if (tree.kind === "number") {
    const constant = { where: "start", value: tree.value };
    const partitions = media.map(({ medium }) => partitionIn(media, medium));
    if (new Set(partitions).size === 1) return [{ ...constant, partition: partitions[0] }];
  }
  if (domain?.kind === "free") {
    const window = domain.resolve ?? { from: domain.from ?? 0, to: domain.to ?? domain.from ?? 0 };
    return range("start", window.from, window.to, partitionIn(media, media[0]?.medium));
  }
  if (domain?.kind !== "layers") return [];
  let from = domain.start;
  return domain.layers.flatMap(({ name, medium, thickness }) => {
    const start = from;
    from += thickness;
    if (thickness === 0) return [];
    const where = domain.layers.length === 1 ? "start" : `start in ${name}`;
    return range(where, start, from, partitionIn(media, medium));
  });
}

/**
 * The interval that the given compositions span: between them diffusion stays, by the principle of the maximum, where one
 * medium fills the domain. Where K jumps it may reach beyond by the ratio of the K, and a potential may draw a mole
 * fraction anywhere. Undefined where nothing is given.
 */
export function reachedCompositions(
  species: Species,
  given: readonly GivenComposition[],
  highest: number,
): CompositionInterval | undefined {
  if (given.length === 0) return undefined;
  const values = given.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (isFraction(species) && species.terms.length > 0) return { lowest: 0, highest: 1 };
  const partitions = species.media.flatMap(({ partition }) => (partition.kind === "number" ? [partition.value] : []));
  const ratio = partitions.length === 0 ? 1 : Math.max(...partitions, 1) / Math.min(...partitions, 1);
  const isJumping = new Set(partitions).size > 1;
  return { lowest: isJumping ? low / ratio : low, highest: Math.min(highest, isJumping ? high * ratio : high) };
}
