/**
 * D of one species in the two halves of every cell, where it depends on the composition there.
 *
 * @module
 */

import type { Mesh } from "#mesh/mesh.ts";
import { type CompositionDiffusivity, compositionDiffusivity } from "#model/composition-diffusivity.ts";
import { highestComposition } from "#model/composition-scale.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { Model, Species } from "#model/model.ts";
import { DomainError } from "#units/domain-error.ts";
import { mediumOfCells } from "./landscape.ts";
import { positionScope } from "./position-scope.ts";

/** The left or right half of a cell. */
export type Half = "left" | "right";

/** D and its slope in the halves of the cells. */
export interface HalfDiffusivity {
  /** D is one function of the composition, the same in every half of every cell. */
  readonly isEverywhere: boolean;
  /** D depends on the composition somewhere. */
  readonly isVariable: boolean;
  /**
   * Write D(s_i) [m^2 s^-1] and dD/ds of one half of every cell i, with s_i in that cell. Below zero and above what a
   * composition can be D stays as it is there, with slope 0.
   *
   * @throws DomainError if D is negative or no number.
   */
  fill(out: Float64Array, slope: Float64Array, half: Half, composition: Float64Array): void;
}

/** D of a species of a model in the halves of the cells of a mesh. */
export function halfDiffusivity(model: Model, species: Species, mesh: Mesh): HalfDiffusivity {
  const count = mesh.cellCount;
  const media = mediumOfCells(model, species, mesh);
  const laws = new Map(
    [...new Set(media)].map((medium) => [medium, compositionDiffusivity(species, medium, model.temperature)]),
  );
  const all = [...laws.values()];
  const middles = {
    left: Float64Array.from({ length: count }, (_, i) => 0.5 * (mesh.edge[i] + mesh.center[i])),
    right: Float64Array.from({ length: count }, (_, i) => 0.5 * (mesh.center[i] + mesh.edge[i + 1])),
  };
  const places = { left: positionScope(model, middles.left), right: positionScope(model, middles.right) };
  const top = highestComposition(species);
  const kept = new Float64Array(count);
  const isOne = laws.size === 1;
  const write = (out: Float64Array, tree: Expression, half: Half, law: CompositionDiffusivity): void => {
    const values = fieldOf(tree, count, {
      name: (name) => (name === species.name ? kept : places[half].name(name)),
    });
    if (isOne) out.set(values);
    else for (let i = 0; i < count; i++) if (laws.get(media[i]) === law) out[i] = values[i];
  };
  return {
    isEverywhere: isOne && !all[0].variesInSpace,
    isVariable: all.some(({ slope }) => slope !== undefined),
    fill(out, slope, half, composition) {
      const margin = Math.max(...all.map((law) => law.margin));
      for (let i = 0; i < count; i++) kept[i] = Math.min(Math.max(composition[i], margin), top - margin);
      for (const law of all) {
        write(out, law.value, half, law);
        if (law.slope !== undefined) write(slope, law.slope, half, law);
        else if (isOne) slope.fill(0);
        else for (let i = 0; i < count; i++) if (laws.get(media[i]) === law) slope[i] = 0;
      }
      for (let i = 0; i < count; i++) {
        if (!(out[i] >= 0))
          throw new DomainError(
            "D",
            out[i],
            `a diffusion coefficient cannot be negative, here at ${species.name} = ${kept[i]} [m^2 s^-1]`,
          );
        if (kept[i] !== composition[i]) slope[i] = 0;
      }
    },
  };
}
