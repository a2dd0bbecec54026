/**
 * What a model of compartments poses to a walk in parcels: their amounts, the passages, and what changes beside them.
 *
 * @module
 */

import { type CompartmentSystem, compartmentSystem } from "#generator/compartments/compartment-system.ts";
import { activityOf } from "#model/activity.ts";
import { isLinearCarrier } from "#model/carrier.ts";
import type { CompartmentDomain, Membrane } from "#model/compartments.ts";
import type { Expression } from "#model/expression/expression.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Model } from "#model/model.ts";
import { parcelAmounts } from "./compartment-parcels.ts";
import { type Passage, passagesOf } from "./compartment-passage.ts";

/** A model whose contents are counted. */
export interface ParcelProblem {
  readonly model: Model;
  readonly domain: CompartmentDomain;
  readonly system: CompartmentSystem;
  /** Amount of a parcel of each species [mol]. */
  readonly parcel: Float64Array;
  readonly passages: readonly Passage[];
  readonly seed: number;
  /** Whether no volume and no bath changes between events. */
  readonly isStill: boolean;
  /** Whether each parcel passes at a constant rate of its own, whatever the others do. */
  readonly isLinear: boolean;
  /** Whether a bath, a potential or a pump is an expression of t. */
  readonly variesInTime: boolean;
}

/** The problem that a model poses, with that many parcels in a batch. */
export function parcelProblem(model: Model, domain: CompartmentDomain, parcels: number, seed: number): ParcelProblem {
  const { species } = model;
  const system = compartmentSystem(model, domain, false);
  const parcel = parcelAmounts(model, domain, parcels);
  const context = { species, parcel, temperature: model.temperature ?? Number.NaN };
  const passages = domain.membranes
    .flatMap((membrane, m) => passagesOf(membrane, m, context))
    .filter(({ moves }) => moves.every(([i]) => parcel[i] > 0));
  const variesInTime = givenIn(domain).some((e) => namesIn(e).has("t"));
  const isStill = !variesInTime && system.layout.cells.every(({ volume }) => volume < 0);
  const isLinear =
    isStill &&
    system.layout.cells.every(({ pressure, potential }) => pressure < 0 && potential < 0) &&
    species.every((one) => activityOf(one).isIdeal) &&
    domain.membranes.every(hasConstantRates);
  return { model, domain, system, parcel, passages, seed, isStill, isLinear, variesInTime };
}

/** Whether nothing that passes a membrane depends on how much there is, but for being proportional to it. */
function hasConstantRates({ pathways, carriers, pumps }: Membrane): boolean {
  return (
    pumps.length === 0 &&
    carriers.every(({ law }) => isLinearCarrier(law)) &&
    pathways.every(
      ({ conductivity, solutes }) =>
        conductivity === 0 && Object.values(solutes).every(({ conductance }) => conductance === undefined),
    )
  );
}

function givenIn({ compartments, membranes }: CompartmentDomain): readonly Expression[] {
  return [
    ...compartments.flatMap(({ contains, pressure, electricPotential }) => [
      ...Object.values(contains),
      pressure,
      ...(electricPotential === undefined ? [] : [electricPotential]),
    ]),
    ...membranes.flatMap(({ pumps }) => pumps.map(({ rate }) => rate)),
  ];
}
