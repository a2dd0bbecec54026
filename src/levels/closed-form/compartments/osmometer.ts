/**
 * A cell that only water crosses, in a bath: a perfect osmometer on its way, and Boyle and van 't Hoff's volume at its
 * end.
 *
 *     W(t) = W_0 w,   w = w_eq [1 + W0(a e^{a - k t / w_eq})],   a = (1 - w_eq) / w_eq,   k = L_p A RT M_ext / W_0
 *     V / V_0 = b + (1 - b) M_0 / M_ext                                                   at its end
 *
 * @see F. W. Kleinhans, Cryobiology 37, 271 (1998) (not opened)
 * @module
 */

import { firstFailure, type Recognition } from "#levels/closed-form/law.ts";
import type { When } from "#levels/contract.ts";
import type { Model } from "#model/model.ts";
import { boyleVantHoffVolume } from "#physics/osmosis/boyle-vant-hoff.ts";
import { osmometerRate, osmometerSlope, osmometerVolume } from "#physics/osmosis/osmometer.ts";
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

const NAME = "perfect osmometer";

/** Recognises a swelling cell whose wall no solute crosses. */
export function recogniseOsmometer(model: Model): Recognition {
  const { domain } = model;
  if (domain?.kind !== "compartments") return notStirred(NAME);
  const { pair, conditions } = swellingConditions(model, domain);
  const [cell, bath] = pair?.sides ?? [];
  const failure = firstFailure(NAME, [
    ...conditions,
    ...passiveConditions(model, domain),
    ...reflectedConditions(model, pair),
    ...idealConditions(model, domain),
    [
      pair === undefined || model.species.every(({ name }) => !crossesAny(pair.ways, name)),
      "a solute crosses the wall",
      "make it impermeant",
    ],
    [
      cell !== undefined && bath !== undefined && osmolarity(model, cell) > 0 && osmolarity(model, bath) > 0,
      "the cell or the bath is pure water",
      "give both a solute",
    ],
  ]);
  if (failure !== undefined || pair === undefined) return failure as Recognition;
  return {
    kind: "law",
    name: NAME,
    formula:
      "w = w_eq [1 + W0(a e^{a - k t / w_eq})], a = (1 - w_eq) / w_eq; at the end V / V_0 = b + (1 - b) M_0 / M_ext",
    source: "F. W. Kleinhans, Cryobiology 37, 271 (1998)",
    describes: { kind: "continuum" },
    read: (measure, when) => {
      const state = stateAt(model, pair, when);
      return state && readStirred(model, domain, state, measure);
    },
  };
}

function osmolarity(model: Model, compartment: Pair["sides"][0]): number {
  return Object.values(contentsOf(model, compartment)).reduce((sum, c) => sum + c, 0);
}

function stateAt(model: Model, { sides: [cell, bath], ways }: Pair, when: When): StirredState | undefined {
  const { extent } = cell;
  if (extent.kind !== "finite" || when === "timeless") return undefined;
  const water = extent.volume - extent.solids;
  const outside = osmolarity(model, bath);
  const equilibrium = osmolarity(model, cell) / outside;
  const [way] = ways;
  const area = way?.membrane.area ?? 0;
  const hydraulicConductivity = ways.reduce((sum, { conductivity }) => sum + conductivity, 0);
  const rate = osmometerRate({
    hydraulicConductivity,
    area,
    outside,
    water,
    temperature: model.temperature ?? Number.NaN,
  });
  const inactive = extent.solids / extent.volume;
  const now =
    typeof when === "number"
      ? extent.solids + water * osmometerVolume({ rate, equilibrium, time: when })
      : extent.volume * boyleVantHoffVolume({ inactive, tonicity: 1 / equilibrium });
  const part = (now - extent.solids) / water;
  const slope = typeof when === "number" ? osmometerSlope({ rate, equilibrium, volume: part }) : 0;
  const inside = Object.fromEntries(Object.entries(contentsOf(model, cell)).map(([name, c]) => [name, c / part]));
  const pressure = constantValue(bath.pressure) ?? 0;
  const membrane = way?.membrane.name ?? "";
  return {
    concentrations: { [cell.name]: inside, [bath.name]: contentsOf(model, bath) },
    volumes: { [cell.name]: now },
    pressures: { [cell.name]: pressure, [bath.name]: pressure },
    // out of the cell as the water in it falls
    volumeFluxes: { [membrane]: (-(way?.direction ?? 1) * slope * water) / area },
    fluxes: { [membrane]: Object.fromEntries(model.species.map(({ name }) => [name, 0])) },
  };
}
