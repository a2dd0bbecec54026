/**
 * A mixture that falls apart needs a gradient energy: without one the shortest wave grows fastest, and the answer is that
 * of the cells.
 *
 * @module
 */

import { activityOf } from "#model/activity.ts";
import { unitInWords } from "#model/composition-scale.ts";
import { complain, type Draft } from "#model/draft.ts";
import { type Giving, givenCompositions, reachedCompositions } from "#model/given-compositions.ts";
import { unstableParts } from "#model/mixture.ts";
import type { Species } from "#model/model.ts";
import { DomainError } from "#units/domain-error.ts";

/** Complains of mixtures whose thermodynamic factor is negative at a composition that they can reach. */
export function refuseUnstableMixtures(draft: Draft, species: readonly Species[], giving: Giving): void {
  for (const one of species) {
    const { name, activity, freeEnergy, gradientEnergy } = one;
    if (gradientEnergy !== undefined || (activity === undefined && freeEnergy === undefined)) continue;
    const { highest } = activityOf(one);
    const given = givenCompositions(one, giving);
    const unit = unitInWords(one);
    const beyond = given.find(({ value }) => value > highest);
    if (beyond !== undefined) {
      complain(
        draft,
        ["species", name, "mu"],
        {
          code: "out-of-range",
          found: `${name} of ${written(beyond.value)}${unit} (${beyond.where}), beyond what its activity knows`,
          expected: `at most ${written(highest)}${unit}`,
        },
        "key",
      );
      continue;
    }
    const reached = reachedCompositions(one, given, highest);
    if (reached === undefined) continue;
    try {
      const unstable = unstableParts(one, reached);
      if (unstable.length === 0) continue;
      const parts = unstable.map(({ lowest, highest }) => `from ${written(lowest)} to ${written(highest)}${unit}`);
      const least = Math.min(...unstable.map((part) => part.least));
      complain(
        draft,
        ["species", name, "mu"],
        {
          code: "unstable-mixture",
          found: `a thermodynamic factor below zero for ${name} ${parts.join(" and ")}, down to ${Number(least.toPrecision(3))}`,
          expected: `one above zero from ${written(reached.lowest)} to ${written(reached.highest)}${unit}, which the ends and the start span; or a gradient energy, as in mu: [ideal, ..., {gradient: 1e-18 m^2}]`,
          because:
            "There a mixture falls apart, and without a gradient energy the shortest wave grows fastest: as short as the cells are.",
        },
        "key",
      );
    } catch (error) {
      // the run will say where the activity has no value
      if (!(error instanceof DomainError)) throw error;
    }
  }
}

function written(value: number): string {
  return String(Number(value.toPrecision(6)));
}
