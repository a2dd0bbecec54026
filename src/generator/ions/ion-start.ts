/**
 * The concentrations of ions at the nodes at the start.
 *
 * @module
 */

import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Model, Species } from "#model/model.ts";
import { exp } from "#numerics/elementary.ts";
import { positionScope } from "#potential/position-scope.ts";
import { DomainError } from "#units/domain-error.ts";
import { type IonSystem, sizeOf } from "./ion-system.ts";

/** How far inside of an interval its ends are looked at, as a part of it: a start may jump at an interface [1]. */
const INSIDE = 1e-9;

/** How far from neutral a start may be, relative to its charges: the rounding of what is typed [1]. */
const NEUTRAL = 1e-6;

/**
 * Concentrations at the left of each node as they are declared, and a potential straight between the ends. What ends hold
 * comes with the first step. Where neutrality holds, what is around an interface is shared between its sides so that both
 * are neutral; the amounts are those declared.
 *
 * @throws DomainError if a concentration is negative, a species starts at a point or at equilibrium, or the charges of an
 * interval do not add to zero with field: electroneutral.
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
  const charge = { left: new Float64Array(n), right: new Float64Array(n), size: new Float64Array(n) };
  for (const [k, { name, initial }] of species.entries()) {
    if (initial.kind !== "concentration")
      throw new DomainError(`initial ${name}`, Number.NaN, "ions start with a concentration [mol m^-3]");
    const atLeft = fieldOf(initial.concentration, n, positionScope(model, lefts));
    const atRight = fieldOf(initial.concentration, n, positionScope(model, rights));
    for (let e = 0; e < n; e++) {
      charge.left[e] += system.valence[k] * atLeft[e];
      charge.right[e] += system.valence[k] * atRight[e];
      charge.size[e] += Math.abs(system.valence[k]) * (Math.abs(atLeft[e]) + Math.abs(atRight[e]));
    }
    for (let i = 0; i < nodes; i++) {
      const before = i > 0 ? rightVolume[i - 1] * atRight[i - 1] : 0;
      const after = i < n ? leftVolume[i] * atLeft[i] : 0;
      const room = (i > 0 ? rightVolume[i - 1] : 0) + (i < n ? leftVolume[i] * (i > 0 ? ratio[i * ions + k] : 1) : 0);
      const c = (before + after) / room;
      if (!(c >= 0)) throw new DomainError(`initial ${name}`, c, "a concentration cannot be negative");
      y[i * m + k] = c;
    }
  }
  if (system.closure === "electroneutral") {
    refuseCharge(system, charge);
    for (let i = 1; i < n; i++) shareAtInterface(y, system, i);
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

/** With neutrality everywhere, charges that stand alone at the start have nowhere to go. */
function refuseCharge(
  { mesh, fixedCharge }: IonSystem,
  charge: { readonly left: Float64Array; readonly right: Float64Array; readonly size: Float64Array },
): void {
  for (let e = 0; e < mesh.cellCount; e++)
    for (const side of ["left", "right"] as const) {
      const sum = charge[side][e] + fixedCharge[e];
      if (!(Math.abs(sum) > NEUTRAL * (charge.size[e] + Math.abs(fixedCharge[e])))) continue;
      throw new DomainError(
        `charge at the start at x = ${mesh.edge[side === "left" ? e : e + 1]} m`,
        sum,
        "with field: electroneutral the ions and the fixed charge must add to 0 [mol m^-3]",
      );
    }
}

/**
 * At an interface each ion has c at the left and c q e^(-zδ) at the right: the step δ at which the left is neutral, with
 * the amounts around the node as they are. Then the right is neutral too, since both sides together are.
 */
function shareAtInterface(y: Float64Array, system: IonSystem, i: number): void {
  const { valence, ratio, fixedCharge, leftVolume, rightVolume } = system;
  const ions = valence.length;
  const at = i * (ions + 1);
  const jumps = fixedCharge[i] !== fixedCharge[i - 1] || valence.some((_, k) => ratio[i * ions + k] !== 1);
  if (!jumps) return;
  const [before, after] = [rightVolume[i - 1], leftVolume[i]];
  const amount = Float64Array.from(valence, (_, k) => y[at + k] * (before + after * ratio[i * ions + k]));
  const leftOf = (k: number, step: number): number =>
    amount[k] / (before + after * ratio[i * ions + k] * exp(-valence[k] * step));
  // the charge at the left rises with the step
  let [low, high] = [-MOST_STEP, MOST_STEP];
  while (high - low > 1e-15 * MOST_STEP) {
    const middle = 0.5 * (low + high);
    let charge = fixedCharge[i - 1];
    for (let k = 0; k < ions; k++) charge += valence[k] * leftOf(k, middle);
    if (charge === 0) [low, high] = [middle, middle];
    else if (charge > 0) high = middle;
    else low = middle;
  }
  for (let k = 0; k < ions; k++) y[at + k] = leftOf(k, 0.5 * (low + high));
}

/** Beyond this step of the potential nothing is left of an ion [RT/F]. */
const MOST_STEP = 100;
