/**
 * A charged layer that stands in a bath: with neutrality the concentrations held at its end are those of the bath, and Donnan's
 * step leads into the layer. A partition coefficient of the layer would be a second step, which this end does not take.
 *
 * @module
 */

import { complain, type Draft } from "#model/draft.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { Boundary, FieldClosure, Species } from "#model/model.ts";
import type { DomainDraft } from "./domain.ts";

interface Ends {
  readonly field?: FieldClosure;
  readonly species: readonly Species[];
  readonly boundaries: readonly Boundary[];
}

/** Complains of charged layers at a bath whose ions have a K other than 1. */
export function refusePartitionedBaths(
  draft: Draft,
  domain: DomainDraft | undefined,
  { field, species, boundaries }: Ends,
): void {
  if (field !== "electroneutral" || domain?.kind !== "layers") return;
  const told = new Set<string>();
  const layers = domain.layers.filter(({ thickness }) => thickness > 0);
  for (const end of ["left", "right"] as const) {
    const layer = end === "left" ? layers[0] : layers.at(-1);
    if (layer === undefined || (layer.fixedCharge ?? 0) === 0) continue;
    for (const { name, charge, media } of species) {
      const held =
        boundaries.find((one) => one.end === end && one.species === name)?.condition.kind === "concentration";
      const own = media.find(({ medium }) => medium === layer.medium) ?? media[0];
      if (told.has(name) || charge === undefined || !held || own === undefined || isOne(own.partition)) continue;
      told.add(name);
      complain(
        draft,
        ["species", name],
        {
          code: "one-of",
          found: `K of ${name} in ${layer.name}, a charged layer that stands in a bath`,
          expected: `a thin layer of the bath's own medium, without fixed charge, between the bath and ${layer.name}: there both steps are taken`,
        },
        "key",
      );
    }
  }
}

function isOne(partition: Expression): boolean {
  return partition.kind === "number" && partition.value === 1;
}
