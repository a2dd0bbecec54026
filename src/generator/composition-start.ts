/**
 * Where a mixture starts, and the amounts at which one activity holds everywhere.
 *
 * @module
 */

import type { SpeciesActivity } from "#model/activity.ts";
import type { Model, Species } from "#model/model.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { exp, log } from "#numerics/elementary.ts";
import { rootIn } from "#numerics/root.ts";
import { DomainError } from "#units/domain-error.ts";
import type { CompositionNetwork } from "./composition-network.ts";
import { initialAmounts } from "./initial-amounts.ts";

/** Amounts at the start; an equilibrium is that of the whole activity. */
export function mixtureStart(model: Model, species: Species, network: CompositionNetwork): Float64Array {
  const { base, activity } = network;
  const n = initialAmounts(model, species, base);
  const { initial } = species;
  if (initial.kind === "equilibrium" && !activity.isIdeal) {
    const cells = equilibriumConcentrations(base.mesh.volume, base.landscape.potential, activity, initial.amount);
    for (let i = 0; i < cells.length; i++) n[i + 1] = cells[i] * base.mesh.volume[i];
  }
  for (let i = 0; i < base.mesh.cellCount; i++) {
    const c = n[i + 1] / base.mesh.volume[i];
    if (!(c <= activity.highest))
      throw new DomainError(`initial ${species.name}`, c, `its activity is known up to ${activity.highest}`);
  }
  return n;
}

/** The concentrations at which ln(γ c) + u is the same everywhere and that hold the amount: γ c must rise with c. */
export function equilibriumConcentrations(
  volume: ArrayLike<number>,
  potential: Float64Array,
  activity: SpeciesActivity,
  amount: number,
): Float64Array {
  const c = new Float64Array(potential.length);
  const excess = (level: number): number => {
    for (let i = 0; i < c.length; i++) c[i] = concentrationAt(activity, level - potential[i]);
    return sumOf(c.map((one, i) => one * volume[i])) - amount;
  };
  const mean = amount / sumOf(Float64Array.from(volume));
  const origin = log(mean) + activity.lnGamma(mean);
  const [low, high] = [Math.min(...potential), Math.max(...potential)];
  // at the lowest level no place holds more than the mean, at the highest none less
  const level = low === high ? origin + low : rootIn(excess, origin + low, origin + high);
  excess(level);
  return c;
}

/** The c with ln(γ c) = level; the highest there is where the level is beyond it. */
function concentrationAt({ lnGamma, highest, isIdeal }: SpeciesActivity, level: number): number {
  if (isIdeal) return exp(level);
  const rest = (logarithm: number): number => logarithm + lnGamma(exp(logarithm)) - level;
  let from = Math.min(level, log(Math.min(highest, 1e300)));
  let to = from;
  const top = log(Math.min(highest, 1e300)) * (1 - 1e-15);
  while (rest(from) > 0) from -= 1 + Math.abs(rest(from));
  while (to < top && rest(to) < 0) to = Math.min(top, to + 1);
  return rest(to) <= 0 ? exp(to) : exp(rootIn(rest, from, to));
}
