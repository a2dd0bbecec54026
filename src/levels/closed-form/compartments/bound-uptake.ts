/**
 * A stirred volume that binds what a bath gives it through a wall, as blood binds oxygen on its way along the lung.
 *
 *     V (c + b(c))' = P A (a_bath - c / K)
 *     t = (V K / P A) ∫ from 0 to s of (1 + b') ds',    c = c_end - (c_end - c_0) e^{-s}
 *
 * Each solute by itself, and what is bound in proportion b = k c too.
 *
 * @see J. Piiper and P. Scheid, Respir. Physiol. 46, 193 (1981) (not opened)
 * @module
 */

import { firstFailure, type Recognition } from "#levels/closed-form/law.ts";
import type { When } from "#levels/contract.ts";
import { derivative } from "#model/expression/derivative.ts";
import { functionOfOne } from "#model/expression/function-of-one.ts";
import type { Model, Species } from "#model/model.ts";
import { pressureAfter } from "#physics/membrane/capillary-oxygen.ts";
import { cellConditions, contentsOf, notStirred, type Pair, unpoweredConditions } from "./pair.ts";
import { readStirred, type StirredState } from "./stirred-state.ts";
import { addSoluteFluxes, solutionFrom } from "./way-flow.ts";

const NAME = "uptake by what is bound";

/** Recognises a finite compartment of constant volume that binds solutes, in a bath. */
export function recogniseBoundUptake(model: Model): Recognition {
  const { domain } = model;
  if (domain?.kind !== "compartments") return notStirred(NAME);
  const { pair, conditions } = cellConditions(domain);
  const cell = pair?.sides[0];
  const failure = firstFailure(NAME, [
    ...conditions,
    ...unpoweredConditions(model, domain),
    [
      cell !== undefined && Object.keys(cell.binding).length > 0,
      "nothing is bound in the compartment",
      "give it binding:",
    ],
    [pair?.ways.every(({ conductivity }) => conductivity === 0) === true, "water flows", "leave Lp out"],
    [
      model.species.every(({ charge, measure, activity }) => {
        return charge === undefined && measure === "amount" && activity === undefined;
      }),
      "a solute is charged or not ideal",
      "leave charge: and mu: out",
    ],
  ]);
  if (failure !== undefined || pair === undefined) return failure as Recognition;
  return {
    kind: "law",
    name: NAME,
    formula: "t = (V K / P A) ∫ (1 + b') ds, c = c_end - (c_end - c_0) e^{-s}",
    source: "J. Piiper and P. Scheid, Respir. Physiol. 46, 193 (1981)",
    describes: { kind: "continuum" },
    read: (measure, when) => {
      // the free energy of what is bound is not read from concentrations
      const time = momentOf(when);
      if (time === undefined || measure.name === "amount") return undefined;
      return readStirred(model, domain, stateAt(model, pair, time), measure);
    },
  };
}

function momentOf(when: When): number | undefined {
  if (typeof when === "number") return when;
  return when === "steady" || when === "equilibrium" ? Number.POSITIVE_INFINITY : undefined;
}

function stateAt(model: Model, { sides: [cell, bath], ways }: Pair, time: number): StirredState {
  const volume = cell.extent.kind === "finite" ? cell.extent.volume : Number.NaN;
  const outside = contentsOf(model, bath);
  const started = contentsOf(model, cell);
  const inside = Object.fromEntries(
    model.species.map((one) => [one.name, freeAfter(one, { sides: [cell, bath], ways }, [started, outside], time)]),
  );
  const [here, there] = [solutionFrom(model, inside, cell.partition), solutionFrom(model, outside, bath.partition)];
  const fluxes: Record<string, Record<string, number>> = {};
  for (const way of ways) addSoluteFluxes(fluxes, model, way, [here, there], { volumeFlux: 0, voltage: 0 });
  return {
    concentrations: { [cell.name]: inside, [bath.name]: outside },
    volumes: { [cell.name]: volume },
    volumeFluxes: Object.fromEntries(ways.map(({ membrane }) => [membrane.name, 0])),
    fluxes,
  };
}

/** Free concentration of a solute after a time [mol m^-3]. */
function freeAfter(
  { name }: Species,
  { sides: [cell, bath], ways }: Pair,
  [started, outside]: readonly [Readonly<Record<string, number>>, Readonly<Record<string, number>>],
  time: number,
): number {
  const K = cell.partition[name] ?? 1;
  const end = ((outside[name] ?? 0) * K) / (bath.partition[name] ?? 1);
  const start = started[name] ?? 0;
  const conductance = ways.reduce(
    (sum, { membrane, solutes }) => sum + (membrane.area * (solutes[name]?.permeability ?? 0)) / K,
    0,
  );
  if (conductance === 0 || start === end) return start;
  if (time === Number.POSITIVE_INFINITY) return end;
  const { extent } = cell;
  const volume = extent.kind === "finite" ? extent.volume - extent.solids : Number.NaN;
  const bound = cell.binding[name];
  const slope = bound === undefined ? () => 0 : functionOfOne(derivative(bound, name), name);
  return pressureAfter({
    capacitance: (c) => 1 + slope(c),
    diffusingCapacity: conductance,
    volume,
    outside: end,
    start,
    time,
  });
}
