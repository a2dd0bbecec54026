/**
 * Parcels: the equal amounts in which the content of compartments is counted.
 *
 *     s_i = (what finite compartments hold of i, or would hold at the highest concentration anywhere) / parcels
 *
 * Species that a pump moves together, and all that have a charge where charges feel each other, share the largest s of
 * them, since one event moves whole parcels and a charge of one parcel must weigh the same. A species that no membrane
 * lets pass is not counted: its amount stays what it is.
 *
 * @module
 */

import { type CompartmentLayout, moves } from "#generator/compartments/layout.ts";
import { BATCHES } from "#levels/contract.ts";
import type { CompartmentDomain } from "#model/compartments.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Model } from "#model/model.ts";

/** Amount of a parcel of each species [mol]; NaN of one that nothing moves. */
export function parcelAmounts(
  { species, field }: Pick<Model, "species" | "field">,
  { compartments, membranes }: CompartmentDomain,
  parcels: number,
): Float64Array {
  const solvent = compartments.reduce(
    (sum, { extent }) => sum + (extent.kind === "finite" ? extent.volume - extent.solids : 0),
    0,
  );
  const amounts = Float64Array.from(species, ({ name }) => {
    if (!membranes.some((membrane) => moves(membrane, name))) return Number.NaN;
    let [held, highest] = [0, 0];
    for (const { contains, extent } of compartments) {
      const given = contains[name];
      const c = given === undefined ? 0 : evaluate(given, { name: (word) => (word === "t" ? 0 : undefined) });
      if (extent.kind === "finite") held += c * (extent.volume - extent.solids);
      else highest = Math.max(highest, c);
    }
    return Math.max(held, highest * solvent) / parcels;
  });
  const groups = membranes.flatMap(({ pumps }) =>
    pumps.map(
      ({ turns }) =>
        (name: string) =>
          turns[name] !== undefined,
    ),
  );
  const charged = new Set(species.flatMap(({ name, charge }) => (charge === undefined ? [] : [name])));
  if (field === "electroneutral") groups.push((name) => charged.has(name));
  // groups that share a species become one: as many rounds as there are groups
  for (const _ of groups)
    for (const isOfGroup of groups) {
      const own = species.map(({ name }, i) => isOfGroup(name) && amounts[i] >= 0);
      const largest = Math.max(0, ...amounts.filter((_, i) => own[i] === true));
      for (let i = 0; i < amounts.length; i++) if (own[i] === true) amounts[i] = largest;
    }
  return amounts;
}

/** 1 / golden ratio: what is added to the strata of each next content, so that no two are rounded alike. */
const GOLDEN = 0.6180339887498949;

/**
 * Parcels at the start of a batch, for each component of the state: x parcels become floor(x + u), and u runs through
 * 64 strata of (0, 1), so that the batches together hold what the file says but for 1/128 of a parcel. -1 for what is
 * not counted. Without a batch they are not rounded.
 *
 * Where charges feel each other, one ion of each compartment makes up for what the others were rounded by: of those of
 * the smallest charge the one there is most of. The charge is then off by less than that of one of its parcels, and not
 * at all in the mean.
 */
export function startingParcels(
  { cells, size, species }: CompartmentLayout,
  start: Float64Array,
  parcel: Float64Array,
  batch: number | undefined,
  isNeutral = false,
): Float64Array {
  const counts = new Float64Array(size).fill(-1);
  const rounded = (parcels: number, at: number): number => {
    if (batch === undefined) return parcels;
    const turn = (batch + 0.5) / BATCHES + GOLDEN * at;
    // a whole number that rounding has moved a little stays whole
    const exact = Math.abs(parcels - Math.round(parcels)) < 1e-9 * (1 + parcels) ? Math.round(parcels) : parcels;
    return Math.max(0, Math.floor(exact + turn - Math.floor(turn)));
  };
  for (const { amount } of cells) {
    const chargeOf = (i: number) => species[i]?.charge ?? 0;
    const counted = Array.from(amount, (_, i) => i).filter((i) => amount[i] >= 0 && parcel[i] > 0);
    for (const i of counted) counts[amount[i]] = rounded(start[amount[i]] / parcel[i], amount[i]);
    if (!isNeutral) continue;
    const [last] = counted
      .filter((i) => chargeOf(i) !== 0)
      .sort((i, j) => Math.abs(chargeOf(i)) - Math.abs(chargeOf(j)) || start[amount[j]] - start[amount[i]]);
    if (last === undefined) continue;
    let due = chargeOf(last) * (start[amount[last]] / parcel[last]);
    for (const i of counted) if (i !== last) due += chargeOf(i) * (start[amount[i]] / parcel[i] - counts[amount[i]]);
    counts[amount[last]] = rounded(due / chargeOf(last), amount[last]);
  }
  return counts;
}
