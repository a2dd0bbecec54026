/**
 * The concentrations of ions at the nodes at the start.
 *
 * @module
 */

import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Model, Species } from "#model/model.ts";
import { positionScope } from "#potential/position-scope.ts";
import { DomainError } from "#units/domain-error.ts";
import { type IonSystem, sizeOf } from "./ion-system.ts";

/** How far inside of an interval its ends are looked at, as a part of it: a start may jump at an interface [1]. */
const INSIDE = 1e-9;

/**
 * Concentrations at the left of each node as they are declared, and a potential straight between the ends. What ends hold
 * comes with the first step.
 *
 * @throws DomainError if a concentration is negative, or a species starts at a point or at equilibrium.
 */
export function ionStart(model: Model, species: readonly Species[], system: IonSystem): Float64Array {
  const { nodes, block: m } = sizeOf(system);
  const { mesh, ratio, leftVolume, rightVolume, ends } = system;
  const ions = m - 1;
  const n = mesh.cellCount;
  const y = new Float64Array(nodes * m);
  const near = (share: number) =>
    Float64Array.from({ length: n }, (_, e) => mesh.edge[e] + share * (mesh.edge[e + 1] - mesh.edge[e]));
  const [lefts, rights] = [near(INSIDE), near(1 - INSIDE)];
  for (const [k, { name, initial }] of species.entries()) {
    if (initial.kind !== "concentration")
      throw new DomainError(`initial ${name}`, Number.NaN, "ions start with a concentration [mol m^-3]");
    const atLeft = fieldOf(initial.concentration, n, positionScope(model, lefts));
    const atRight = fieldOf(initial.concentration, n, positionScope(model, rights));
    for (let i = 0; i < nodes; i++) {
      const before = i > 0 ? rightVolume[i - 1] * atRight[i - 1] : 0;
      const after = i < n ? leftVolume[i] * atLeft[i] : 0;
      const room = (i > 0 ? rightVolume[i - 1] : 0) + (i < n ? leftVolume[i] * (i > 0 ? ratio[i * ions + k] : 1) : 0);
      const c = (before + after) / room;
      if (!(c >= 0)) throw new DomainError(`initial ${name}`, c, "a concentration cannot be negative");
      y[i * m + k] = c;
    }
  }
  const [first, last] = [ends.left, ends.right].map(({ potential, step }) => (potential ?? 0) + step) as [
    number,
    number,
  ];
  for (let i = 0; i < nodes; i++) {
    const share = (mesh.edge[i] - mesh.edge[0]) / (mesh.edge[n] - mesh.edge[0]);
    y[i * m + ions] = first + share * (last - first);
  }
  return y;
}
