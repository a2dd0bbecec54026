/**
 * What the flows between compartments keep: the amount of each species, and the volume of water.
 *
 * @module
 */

import type { CompartmentDomain } from "#model/compartments.ts";
import { type CompartmentLayout, isWet, moves } from "./layout.ts";

/** What the flows keep: the amount of each species, and the volume of water, unless a filtrate carries them off. */
export function invariantsOf(
  { species, cells, size }: CompartmentLayout,
  { membranes }: CompartmentDomain,
): readonly Float64Array[] {
  if (cells.some(({ compartment }) => compartment.extent.kind === "filtrate")) return [];
  // a bath that is not counted takes and gives what is not seen
  const uncounted = cells.flatMap(({ compartment: { name, extent }, amount, volume }) =>
    extent.kind === "infinite" && volume < 0 && amount.every((at) => at < 0) ? [name] : [],
  );
  const leaks = membranes.filter(({ between }) => between.some((name) => uncounted.includes(name)));
  const kept = species.map(({ name }, i) => {
    const weights = new Float64Array(size);
    if (leaks.some((membrane) => moves(membrane, name))) return weights;
    for (const { amount } of cells) if (amount[i] >= 0) weights[amount[i]] = 1;
    return weights;
  });
  if (cells.every(({ pressure }) => pressure < 0) && !leaks.some(isWet)) {
    const weights = new Float64Array(size);
    for (const { volume } of cells) if (volume >= 0) weights[volume] = 1;
    kept.push(weights);
  }
  return kept.filter((weights) => weights.some((w) => w !== 0));
}
