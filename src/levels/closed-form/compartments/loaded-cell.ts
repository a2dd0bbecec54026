/**
 * A cell in a solution of what enters it slowly, by the two-parameter model: it shrinks, then swells back.
 *
 *     dW/dt = -L_p A RT (M_e - M_i),   dN/dt = P A (M_s - N / W)
 *
 * Linear in a time τ with dt = W dτ. Its area stays, and what enters is reflected as a whole by the flow (σ = 1).
 *
 * @see F. W. Kleinhans, Cryobiology 37, 271 (1998) (not opened)
 * @module
 */

import { firstFailure, type Recognition } from "#levels/closed-form/law.ts";
import type { When } from "#levels/contract.ts";
import type { Model } from "#model/model.ts";
import { type LoadedCell, loadedCellAfter } from "#physics/osmosis/cryoprotectant.ts";
import { constantValue } from "#potential/constant-value.ts";
import {
  contentsOf,
  crossesAny,
  idealConditions,
  notStirred,
  type Pair,
  passiveConditions,
  reflectedConditions,
} from "./pair.ts";
import { readStirred, type StirredState } from "./stirred-state.ts";
import { swellingConditions } from "./swelling-cell.ts";
import { addSoluteFluxes, osmoticDraw, solutionFrom } from "./way-flow.ts";

const NAME = "cell loaded with what enters it";

/** Recognises a swelling cell that one solute enters, of which it holds none at the start. */
export function recogniseLoadedCell(model: Model): Recognition {
  const { domain, species } = model;
  if (domain?.kind !== "compartments") return notStirred(NAME);
  const { pair, conditions } = swellingConditions(model, domain);
  const entering = pair ? species.filter(({ name }) => crossesAny(pair.ways, name)) : [];
  const [permeant] = entering;
  const [way, another] = pair?.ways ?? [];
  const passage = permeant && way?.solutes[permeant.name];
  const law = pair && permeant && passage ? lawCell(model, pair, permeant.name) : undefined;
  const failure = firstFailure(NAME, [
    ...conditions,
    ...passiveConditions(model, domain),
    ...reflectedConditions(model, pair),
    ...idealConditions(model, domain),
    [way !== undefined && another === undefined, "there are several ways", "keep one pathway"],
    [
      entering.length === 1 && permeant?.charge === undefined,
      "not one solute without charge crosses the wall",
      "make all but one impermeant",
    ],
    [
      passage?.osmotic === 1 && passage.filtration === 1 && passage.permeability > 0,
      "the flow drags what enters",
      "use the level compartments",
    ],
    [
      law !== undefined && permeant !== undefined && holdsNone(model, pair, permeant.name),
      "the cell holds some of it already",
      "let it start without",
    ],
    [
      law !== undefined && law.inside > 0 && law.impermeant > 0,
      "nothing impermeant balances the cell",
      "give both sides an impermeant solute",
    ],
  ]);
  if (failure !== undefined || pair === undefined || law === undefined || permeant === undefined)
    return failure as Recognition;
  return {
    kind: "law",
    name: NAME,
    formula: "dW/dt = -L_p A RT (M_e - M_i), dN/dt = P A (M_s - N / W), linear in τ with dt = W dτ",
    source: "F. W. Kleinhans, Cryobiology 37, 271 (1998)",
    describes: { kind: "continuum" },
    read: (measure, when) => {
      const state = stateAt(model, pair, permeant.name, law, when);
      return state && readStirred(model, domain, state, measure);
    },
  };
}

function holdsNone(model: Model, pair: Pair | undefined, permeant: string): boolean {
  return pair !== undefined && contentsOf(model, pair.sides[0])[permeant] === 0;
}

function lawCell(model: Model, { sides: [cell, bath], ways }: Pair, permeant: string): LoadedCell {
  const [inside, outside] = [contentsOf(model, cell), contentsOf(model, bath)];
  const impermeant = (held: Readonly<Record<string, number>>): number =>
    Object.entries(held).reduce((sum, [name, c]) => (name === permeant ? sum : sum + c), 0);
  const { extent } = cell;
  return {
    hydraulicConductivity: ways[0]?.conductivity ?? 0,
    permeability: ways[0]?.solutes[permeant]?.permeability ?? 0,
    area: ways[0]?.membrane.area ?? 0,
    water: extent.kind === "finite" ? extent.volume - extent.solids : Number.NaN,
    inside: impermeant(inside),
    impermeant: impermeant(outside),
    permeant: outside[permeant] ?? 0,
    temperature: model.temperature ?? Number.NaN,
  };
}

function stateAt(
  model: Model,
  { sides: [cell, bath], ways }: Pair,
  permeant: string,
  law: LoadedCell,
  when: When,
): StirredState | undefined {
  const [way] = ways;
  if (when === "timeless" || cell.extent.kind !== "finite" || way === undefined) return undefined;
  const end = (law.inside * law.water) / law.impermeant;
  const { water, entered } =
    when === 0
      ? { water: law.water, entered: 0 }
      : typeof when === "number"
        ? loadedCellAfter(law, when)
        : { water: end, entered: law.permeant * end };
  const before = contentsOf(model, cell);
  const inside = Object.fromEntries(
    Object.entries(before).map(([name, c]) => [name, name === permeant ? entered / water : (c * law.water) / water]),
  );
  const outside = contentsOf(model, bath);
  const solutions = [solutionFrom(model, inside), solutionFrom(model, outside)] as const;
  const pressure = constantValue(bath.pressure) ?? 0;
  const outward = typeof when === "number" ? -way.conductivity * osmoticDraw(model, way, ...solutions) : 0;
  const fluxes: Record<string, Record<string, number>> = {};
  addSoluteFluxes(fluxes, model, way, solutions, { volumeFlux: outward, voltage: 0 });
  return {
    concentrations: { [cell.name]: inside, [bath.name]: outside },
    volumes: { [cell.name]: water + cell.extent.solids },
    pressures: { [cell.name]: pressure, [bath.name]: pressure },
    volumeFluxes: { [way.membrane.name]: way.direction * outward },
    fluxes,
  };
}
