/**
 * Whether compartments can come to a steady state at all: nothing that is imposed on them may depend on the time.
 *
 * @module
 */

import type { CompartmentDomain } from "#model/compartments.ts";
import { complain, type Draft } from "#model/draft.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";

/** Complains of `solve: steady` and `equilibrium` where something imposed varies in time, or a wall bursts. */
export function refuseUnsteady(draft: Draft, { solve }: ModelFile, domain: CompartmentDomain): void {
  const [cause] = [...varying(domain), ...bursting(domain)];
  if (cause === undefined) return;
  const listed = Array.isArray(solve);
  for (const [i, one] of [solve ?? []].flat().entries()) {
    if (one !== "steady" && one !== "equilibrium") continue;
    const path: Path = listed ? ["solve", i] : ["solve"];
    complain(draft, path, {
      code: "one-of",
      found: `${one} of compartments, where ${cause}`,
      expected: "solve: {transient: {until: 1 h}}",
      fix: "{transient: {until: 1 h}}",
    });
  }
}

/** What is imposed and depends on t, in words. */
function varying({ compartments, membranes }: CompartmentDomain): readonly string[] {
  const held = compartments.flatMap(({ name, contains, pressure, electricPotential }) => [
    ...Object.entries(contains).map(([species, e]) => [`${species} in ${name}`, e] as const),
    [`the pressure of ${name}`, pressure] as const,
    ...(electricPotential === undefined ? [] : [[`the potential of ${name}`, electricPotential] as const]),
  ]);
  const rates = membranes.flatMap(({ pumps }) => pumps.map(({ name, rate }) => [`the rate of ${name}`, rate] as const));
  return [...held, ...rates].flatMap(([what, e]) => (namesIn(e).has("t") ? [`${what} depends on the time`] : []));
}

/** What bursts, in words: a steady state may lie beyond it. */
function bursting({ compartments }: CompartmentDomain): readonly string[] {
  return compartments.flatMap(({ name, extent }) =>
    extent.kind === "finite" && extent.bursts !== undefined
      ? [`${name} may burst before (leave out bursts: to have the state that it would come to)`]
      : [],
  );
}
