/**
 * A rigid compartment whose solutes cannot leave it: water enters until its pressure stops more from coming.
 *
 *     P - P_bath = sum of ΔΠ_i
 *
 * @see J. H. van 't Hoff, Z. Phys. Chem. 1, 481 (1887) (not opened)
 * @module
 */

import { firstFailure, type Recognition } from "#levels/closed-form/law.ts";
import type { Model } from "#model/model.ts";
import { constantValue } from "#potential/constant-value.ts";
import { cellConditions, contentsOf, crossesAny, notStirred, type Pair, passiveConditions } from "./pair.ts";
import { readStirred, type StirredState } from "./stirred-state.ts";
import { osmoticDraw, solutionFrom } from "./way-flow.ts";

const NAME = "osmotic pressure of what cannot leave";

/** Recognises a rigid compartment in a bath, behind a membrane that lets water pass and no solute. */
export function recogniseStillColumn(model: Model): Recognition {
  const { domain } = model;
  if (domain?.kind !== "compartments") return notStirred(NAME);
  const { pair, conditions } = cellConditions(domain);
  const [cell] = pair?.sides ?? [];
  const failure = firstFailure(NAME, [
    ...conditions,
    ...passiveConditions(model, domain),
    [cell?.extent.kind === "finite" && cell.extent.wall.kind === "rigid", "the wall gives way", "use wall: rigid"],
    [
      pair?.ways.filter(({ conductivity }) => conductivity > 0).length === 1 && model.temperature !== undefined,
      "water does not pass by one way",
      "give one pathway Lp, and temperature:",
    ],
    [model.species.every(({ measure }) => measure === "amount"), "a species is no amount", "give concentrations"],
    [model.field === undefined, "charges make a field", "leave field: out"],
    [
      pair === undefined || model.species.every(({ name }) => !crossesAny(pair.ways, name)),
      "a solute crosses the wall",
      "make it impermeant",
    ],
  ]);
  if (failure !== undefined || pair === undefined) return failure as Recognition;
  return {
    kind: "law",
    name: NAME,
    formula: "P - P_bath = sum of ΔΠ",
    source: "J. H. van 't Hoff, Z. Phys. Chem. 1, 481 (1887)",
    describes: { kind: "continuum" },
    // a rigid wall takes up the pressure at once, so that it is the same at any time
    read: (measure, when) =>
      when === "timeless" ? undefined : readStirred(model, domain, atRest(model, pair), measure),
  };
}

function atRest(model: Model, { sides: [cell, bath], ways }: Pair): StirredState {
  const [inside, outside] = [contentsOf(model, cell), contentsOf(model, bath)];
  const [here, there] = [solutionFrom(model, inside), solutionFrom(model, outside)];
  const draw = ways.reduce((sum, way) => sum + osmoticDraw(model, way, here, there), 0);
  const below = constantValue(bath.pressure) ?? 0;
  const still = Object.fromEntries(model.species.map(({ name }) => [name, 0]));
  return {
    concentrations: { [cell.name]: inside, [bath.name]: outside },
    volumes: { [cell.name]: cell.extent.kind === "finite" ? cell.extent.volume : Number.NaN },
    pressures: { [cell.name]: below + draw, [bath.name]: below },
    volumeFluxes: Object.fromEntries(ways.map(({ membrane }) => [membrane.name, 0])),
    fluxes: Object.fromEntries(ways.map(({ membrane }) => [membrane.name, still])),
  };
}
